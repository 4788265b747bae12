"""A citizen's card or a transfer slip may be scanned wherever the cursor stands in a form."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from unionapp.desktop.fields.field import commit_typing, composed
from unionapp.membership.transfer import is_slip
from unionapp.vietnamese.identity import read_citizen_card


class CardReader(QObject):
    """A USB scanner types a card's or a slip's line where the cursor is and ends it with Enter."""

    scanned = Signal(object)
    slip_scanned = Signal(str)

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        for line in form.findChildren(QLineEdit):
            line.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(watched, QLineEdit) and _is_return(event) and self._read(watched)

    def _read(self, line: QLineEdit) -> bool:
        commit_typing()
        text = composed(line.text())
        if is_slip(text):
            line.clear()
            self.slip_scanned.emit(text)
            return True
        card = read_citizen_card(text)
        if card is None:
            return False
        line.clear()
        self.scanned.emit(card)
        return True


def _is_return(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
