"""Charts on paper: black on white, where patterns alone tell the series apart."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QPageSize, QPainter, QPdfWriter

from unionapp.desktop.charts.chart import Chart
from unionapp.desktop.look.palettes import palette_of, read_theme
from unionapp.paper.destination import write_safely

_MARGIN_MM = 20
_CHART_LETTERS = 80  # a chart is as wide as the paper, so this decides how large its letters are


def write_charts(charts: Sequence[Chart], title: str, path: Path) -> Path:
    """Write charts below each other on one A4 page; the path really used comes back.

    Raises:
        Trouble: the file could not be written.
    """

    def write(draft: Path) -> None:
        writer = QPdfWriter(str(draft))
        writer.setTitle(title)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), writer.pageLayout().Unit.Millimeter)
        painter = QPainter(writer)
        draw_charts(painter, charts, title, QRectF(0, 0, writer.width(), writer.height()))
        painter.end()

    return write_safely(path, write)


def draw_charts(painter: QPainter, charts: Sequence[Chart], title: str, page: QRectF) -> None:
    """Draw a title and charts below each other, as large as the page lets them be."""
    twins = [_on_paper(chart) for chart in charts]
    width = twins[0].width()
    painter.scale(page.width() / width, page.width() / width)
    height = page.height() * width / page.width()
    metrics = twins[0].fontMetrics()
    painter.setFont(_in_pixels(twins[0].font()))
    painter.setPen(twins[0].palette().windowText().color())
    painter.drawText(QRectF(0, 0, width, metrics.height()), Qt.AlignmentFlag.AlignCenter, title)
    top = 2 * metrics.height()
    room = (int(height) - top) // len(twins) - metrics.height()
    for twin in twins:
        twin.resize(width, min(twin.sizeHint().height() * 2, room))
        twin.render(painter, QPoint(0, top), renderFlags=Chart.RenderFlag(0))
        top += twin.height() + metrics.height()


def _in_pixels(font: QFont) -> QFont:
    # Points are of the paper, but everything here is measured in the pixels of the charts.
    sized = QFont(font)
    sized.setPixelSize(QFontInfo(font).pixelSize())
    sized.setBold(True)
    return sized


def _on_paper(chart: Chart) -> Chart:
    twin = type(chart)()
    twin.setFont(chart.font())
    twin.setPalette(palette_of(read_theme("paper")))
    twin.resize(_CHART_LETTERS * twin.fontMetrics().averageCharWidth(), twin.sizeHint().height())
    twin.take_figures(chart)
    return twin
