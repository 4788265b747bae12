"""The traffic light of a target in a table: a sign and a word, never colour alone."""

from datetime import date
from functools import cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPalette, QPixmap
from typing_extensions import override

from unionapp.desktop.grids import PagedModel
from unionapp.desktop.grids.paged import AnyIndex
from unionapp.desktop.look import Theme, read_theme
from unionapp.vietnamese.dates import table_date

_OVERDUE, _DONE, _SOON, _LATER = "quá hạn", "đã xong", "sắp đến hạn", "chưa đến"
_SIGNS = {
    "Đạt": "success",
    "Gần đạt": "warning",
    "Chưa đạt": "danger",
    "Chưa có số": "muted",
    _OVERDUE: "danger",
    _DONE: "success",
    _SOON: "warning",
    _LATER: "muted",
}
HALF = 128


class LightModel(PagedModel):
    """Puts the sign before the words of the column `state`."""

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DecorationRole and index.isValid():
            if self.columns[index.column()].name != "state":
                return None
            words = self.value(index.row(), index.column())
            sign = next((_SIGNS[it] for it in _SIGNS if words.startswith(it)), None)
            return _lamp(sign) if sign else None
        return super().data(index, role)


def done_words(on: date) -> str:
    """That something was done, and when."""
    return f"{_DONE} {table_date(on)}"


def due_words(due_on: date, today: date, soon: int) -> str:
    """How far off a day is by which something must be done, near from so many days on."""
    left = (due_on - today).days
    if left < 0:
        return f"{_OVERDUE} {-left} ngày"
    if left == 0:
        return f"{_SOON}: hôm nay"
    return f"{_SOON}: còn {left} ngày" if left <= soon else f"{_LATER}: còn {left} ngày"


def _lamp(colour: str) -> QPixmap:
    is_dark = QGuiApplication.palette().color(QPalette.ColorRole.Base).lightness() < HALF
    side = QFontMetrics(QGuiApplication.font()).ascent()
    lamp = QPixmap(side, side)
    lamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(lamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_theme("dark" if is_dark else "light").colour(colour)))
    painter.drawEllipse(2, 2, side - 4, side - 4)
    painter.end()
    return lamp


@cache
def _theme(name: str) -> Theme:
    return read_theme(name)
