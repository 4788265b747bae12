"""Remembers how wide an officer likes the columns of a table, in letters rather than pixels."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from unionapp.desktop.grids.columns import Column, Kind
from unionapp.desktop.preferences import Preferences

_PAD = 24
_SHRINKS_TO = 0.4  # words can be cut short before figures are pushed out of sight


class Widths(QObject):
    """Sets the widths of a table and writes down what the officer changes.

    The column with the most words takes what the others leave, and gives way a little.
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
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(500)
        self._later.timeout.connect(self.write)
        self._filler = filler_of(columns)
        table.horizontalHeader().setStretchLastSection(False)  # `_fill` does it, both ways
        table.horizontalHeader().sectionResized.connect(self._resized)
        table.viewport().installEventFilter(self)
        self.apply()

    def apply(self) -> None:
        """Set the widths for the text size in use."""
        self._is_setting = True
        letter = self._letter()
        for at, width in enumerate(self._letters()):
            self._table.setColumnWidth(at, round(width * letter) + _PAD)
        self._is_setting = False
        self._fill()

    def write(self) -> None:
        """Remember the widths as they are."""
        letter = self._letter()
        widths = [
            f"{column.name}={(self._table.columnWidth(at) - _PAD) / letter:.1f}"
            for at, column in enumerate(self._columns)
            if at != self._filler
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

    def _resized(self, at: int) -> None:
        if self._is_setting:
            return
        self._later.start()
        if at != self._filler:
            self._fill()

    def _fill(self) -> None:
        header, at = self._table.horizontalHeader(), self._filler
        if header.count() != len(self._columns):
            return
        others = sum(header.sectionSize(it) for it in range(header.count()) if it != at)
        least = round(self._columns[at].width * _SHRINKS_TO * self._letter()) + _PAD
        self._is_setting = True
        self._table.setColumnWidth(at, max(least, self._table.viewport().width() - others))
        self._is_setting = False


def filler_of(columns: Sequence[Column]) -> int:
    """The column whose width follows the window: the widest of words, the last of several."""
    words = [at for at, column in enumerate(columns) if column.kind is Kind.TEXT]
    return max(words, key=lambda at: (columns[at].width, at), default=len(columns) - 1)


def _number(text: str | None, default: float) -> float:
    try:
        return min(max(2.0, float(text)), 200.0) if text else default
    except ValueError:  # a damaged preference is worth no more than a default
        return default
