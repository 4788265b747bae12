"""Remembers how wide an officer likes the columns of a table, in letters rather than pixels."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

from unionapp.desktop.grids.columns import Column
from unionapp.desktop.preferences import Preferences

_PAD = 24


class Widths(QObject):
    """Sets the widths of a table and writes down what the officer changes."""

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
        table.horizontalHeader().sectionResized.connect(self._resized)
        self.apply()

    def apply(self) -> None:
        """Set the widths for the text size in use."""
        self._is_setting = True
        letter = self._letter()
        for at, width in enumerate(self._letters()):
            self._table.setColumnWidth(at, round(width * letter) + _PAD)
        self._is_setting = False

    def write(self) -> None:
        """Remember the widths as they are."""
        letter = self._letter()
        widths = [
            f"{column.name}={(self._table.columnWidth(at) - _PAD) / letter:.1f}"
            for at, column in enumerate(self._columns[:-1])  # the last one fills what is left
        ]
        self._preferences.write(self._name, ",".join(widths))

    def _letters(self) -> list[float]:
        kept = dict(part.partition("=")[::2] for part in self._remembered().split(","))
        return [_number(kept.get(column.name), column.width) for column in self._columns]

    def _remembered(self) -> str:
        return self._preferences.read(self._name) or ""

    def _letter(self) -> float:
        return self._table.fontMetrics().averageCharWidth()

    def _resized(self) -> None:
        if not self._is_setting:
            self._later.start()


def _number(text: str | None, default: float) -> float:
    try:
        return min(max(2.0, float(text)), 200.0) if text else default
    except ValueError:  # a damaged preference is worth no more than a default
        return default
