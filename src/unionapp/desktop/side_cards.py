"""What stands beside a form, help and hints: wide enough to be read, and never in the way."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

NARROW, LETTERS = 1000, (24, 34)


class SideCards(QObject):
    """Keeps the cards of a column narrow on a small screen."""

    def __init__(self, form: QWidget, column: QVBoxLayout) -> None:
        super().__init__(form)
        self._form = form
        self._column = column
        form.installEventFilter(self)

    def add(self, card: QWidget) -> None:
        """Put a card above those that are there."""
        self._column.insertWidget(0, card)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._form and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        letters = LETTERS[0] if self._form.width() < NARROW else LETTERS[1]
        width = letters * self._form.fontMetrics().averageCharWidth()
        for at in range(self._column.count()):
            item = self._column.itemAt(at)
            if item is not None and (card := item.widget()) is not None:
                card.setFixedWidth(width)
