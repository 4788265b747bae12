"""Charts over months: a trend line and bars side by side."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen, QPolygonF
from typing_extensions import override

from unionapp.desktop.charts.chart import Chart, Scale, muted, series_brush, series_colour

_DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)


class Plot(Chart):
    """Figures over labels, with a scale at the left and a legend where there are several."""

    is_from_zero = True

    @override
    def draw(self, painter: QPainter, area: QRectF) -> None:
        line = self.fontMetrics().height()
        if len(self.series) > 1:
            self._draw_legend(painter, area)
            area.setTop(area.top() + 1.4 * line)
        inner = area.adjusted(8 * self.fontMetrics().averageCharWidth(), 8, -8, -1.5 * line)
        values = [value for one in self.series for value in one.values if value is not None]
        scale = Scale(min(values), max(values), inner, is_from_zero=self.is_from_zero)
        scale.draw(painter, self.palette(), area.left())
        self._draw_labels(painter, inner)
        self.draw_series(painter, inner, scale)

    def draw_series(self, painter: QPainter, inner: QRectF, scale: Scale) -> None:
        """Draw the values themselves."""
        raise NotImplementedError

    def draw_sample(self, painter: QPainter, box: QRectF, at: int) -> None:
        """Draw the sign of a series for the legend."""
        raise NotImplementedError

    def slot(self, inner: QRectF) -> float:
        """The width that belongs to one label."""
        return inner.width() / max(1, len(self.labels))

    def _draw_legend(self, painter: QPainter, area: QRectF) -> None:
        metrics, x = self.fontMetrics(), area.left()
        for at, one in enumerate(self.series):
            box = QRectF(x, area.top() + metrics.height() * 0.2, 24, metrics.height() * 0.6)
            self.draw_sample(painter, box, at)
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            painter.drawText(QPointF(x + 32, area.top() + metrics.ascent()), one.name)
            x += 32 + metrics.horizontalAdvance(one.name) + 24

    def _draw_labels(self, painter: QPainter, inner: QRectF) -> None:
        painter.setPen(muted(self.palette()))
        slot, line = self.slot(inner), self.fontMetrics().height()
        widest = max(map(self._width, self.labels), default=1)
        every = max(1, -(-(widest + 8) // max(1, int(slot))))
        for at in range(0, len(self.labels), every):
            middle = inner.left() + (at + 0.5) * slot
            box = QRectF(middle - widest, inner.bottom() + 4, 2 * widest, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.labels[at])

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)


class TrendChart(Plot):
    """How something grew or shrank; gaps stay gaps."""

    is_from_zero = False

    @override
    def draw_series(self, painter: QPainter, inner: QRectF, scale: Scale) -> None:
        slot = self.slot(inner)
        for at, one in enumerate(self.series):
            run: list[QPointF] = []
            for place, value in enumerate((*one.values, None)):
                if value is None:
                    self._draw_run(painter, run, at)
                    run = []
                else:
                    run.append(QPointF(inner.left() + (place + 0.5) * slot, scale.y(value)))

    @override
    def draw_sample(self, painter: QPainter, box: QRectF, at: int) -> None:
        middle = box.center().y()
        run = [QPointF(box.left(), middle), QPointF(box.right(), middle)]
        self._draw_run(painter, run, at)

    def _draw_run(self, painter: QPainter, run: list[QPointF], at: int) -> None:
        colour = series_colour(self.palette(), at)
        painter.setPen(QPen(colour, 2, _DASHES[at % len(_DASHES)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(run))
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if at % 2 == 0 else self.palette().base())
        draw = painter.drawEllipse if at % 4 < 2 else painter.drawRect
        for point in run:
            draw(QRectF(point.x() - 3, point.y() - 3, 6, 6))


class BarChart(Plot):
    """Amounts by month, series side by side."""

    @override
    def draw_series(self, painter: QPainter, inner: QRectF, scale: Scale) -> None:
        slot = self.slot(inner)
        width = min(slot * 0.7 / max(1, len(self.series)), 40.0)
        for at, one in enumerate(self.series):
            for place, value in enumerate(one.values):
                if value is None:
                    continue
                middle = inner.left() + (place + 0.5) * slot
                left = middle + (at - len(self.series) / 2) * width
                ends = sorted((scale.y(value), scale.y(0)))
                self._fill(painter, QRectF(left, ends[0], width - 2, ends[1] - ends[0]), at)

    @override
    def draw_sample(self, painter: QPainter, box: QRectF, at: int) -> None:
        self._fill(painter, box, at)

    def _fill(self, painter: QPainter, box: QRectF, at: int) -> None:
        painter.setPen(QPen(series_colour(self.palette(), at), 1))
        painter.setBrush(series_brush(self.palette(), at))
        painter.drawRect(box)
