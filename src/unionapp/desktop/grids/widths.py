"""Remembers how wide an officer likes the columns of a table, in letters rather than pixels."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from unionapp.desktop.grids.columns import Column, Kind
from unionapp.desktop.preferences import Preferences

_PAD = 24
# Words can be cut short before figures are pushed out of sight.
_SHRINKS_TO = 0.4
_LONG, _LONG_SHRINKS_TO = 14, 0.6
_WHERE_IT_SCROLLS = 0.75  # figures are out of sight anyway, so a name is not cut as short


class Widths(QObject):
    """Sets the widths of a table and writes down what the officer changes.

    The column with the most words takes what the others leave, and gives way a little; where that
    is not enough, the other columns of long words give way, too, as long as the room is missing.
    """

    def __init__(
        self, table: QTableView, name: str, columns: tuple[Column, ...], preferences: Preferences
    ) -> None:
        super().__init__(table)
        self._table = table
        self._name = f"widths/{name}"
        self._columns = columns
        self._preferences = preferences
        self._is_setting = False
        self._wanted: list[int] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(500)
        self._later.timeout.connect(self.write)
        self._filler = filler_of(columns)
        long = (at for at, it in enumerate(columns) if it.kind is Kind.TEXT and it.width >= _LONG)
        self._giving = (self._filler, *(at for at in long if at != self._filler))
        table.horizontalHeader().setStretchLastSection(False)  # `_fill` does it, both ways
        table.horizontalHeader().sectionResized.connect(self._resized)
        table.viewport().installEventFilter(self)
        self.apply()

    def apply(self) -> None:
        """Set the widths for the text size in use."""
        letter = self._letter()
        self._wanted = [round(width * letter) + _PAD for width in self._letters()]
        self._fill()

    def write(self) -> None:
        """Remember the widths as they are."""
        letter = self._letter()
        widths = [
            f"{column.name}={(self._wanted[at] - _PAD) / letter:.1f}"
            for at, column in enumerate(self._columns)
            if at != self._filler and not self._table.isColumnHidden(at)
        ]
        self._preferences.write(self._name, ",".join(widths))

    def _letters(self) -> list[float]:
        kept = dict(part.partition("=")[::2] for part in self._remembered().split(","))
        return [_number(kept.get(column.name), column.width) for column in self._columns]

    def _remembered(self) -> str:
        return self._preferences.read(self._name) or ""

    def _letter(self) -> float:
        return self._table.fontMetrics().averageCharWidth()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fill()
        return False

    def _resized(self, at: int, _before: int, width: int) -> None:
        if self._is_setting or not width:  # a column that is hidden has no width meanwhile
            return
        self._later.start()
        if at != self._filler:
            self._wanted[at] = width
            self._fill()

    def _fill(self) -> None:
        if self._table.horizontalHeader().count() != len(self._columns):
            return
        self._is_setting = True
        for at, width in enumerate(self._fitted()):
            self._table.setColumnWidth(at, width)
        self._is_setting = False

    def _fitted(self) -> list[int]:
        """The wanted widths, those of words as narrow as the window asks for."""
        fitted = list(self._wanted)
        seen = [at for at in range(len(fitted)) if not self._table.isColumnHidden(at)]
        room = self._table.viewport().width()
        for at in self._giving:
            left = room - sum(fitted[it] for it in seen if it != at)
            most = left if at == self._filler else min(left, fitted[at])
            fitted[at] = max(self._least(at), most)
        if sum(fitted[it] for it in seen) > room:
            wanted = round(self._columns[self._filler].width * _WHERE_IT_SCROLLS * self._letter())
            fitted[self._filler] = max(fitted[self._filler], wanted + _PAD)
        return fitted

    def _least(self, at: int) -> int:
        is_filler = at == self._filler
        part = _SHRINKS_TO if is_filler else _LONG_SHRINKS_TO
        least = round(self._columns[at].width * part * self._letter()) + _PAD
        return least if is_filler else min(least, self._wanted[at])


def filler_of(columns: Sequence[Column]) -> int:
    """The column whose width follows the window: the widest of words, the last of several."""
    words = [at for at, column in enumerate(columns) if column.kind is Kind.TEXT]
    return max(words, key=lambda at: (columns[at].width, at), default=len(columns) - 1)


def _number(text: str | None, default: float) -> float:
    try:
        return min(max(2.0, float(text)), 200.0) if text else default
    except ValueError:  # a damaged preference is worth no more than a default
        return default
