"""Names and numbers that tell who somebody is; a citizen's card can be scanned into the number."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from unionapp.desktop.fields.field import commit_typing, composed
from unionapp.desktop.fields.text import LineField, TextField
from unionapp.errors import Severity
from unionapp.sentences import sentence
from unionapp.vietnamese.identity import (
    read_citizen_card,
    read_id_number,
    read_insurance_number,
    read_phone,
    show_phone,
)
from unionapp.vietnamese.names import clean_name
from unionapp.vietnamese.reading import Reading


class NameField(TextField):
    """A person's name; a name all in small letters or all in capitals is mended on leaving."""

    @override
    def value(self) -> str | None:
        commit_typing()
        return clean_name(self.line.text()) or None

    @override
    def leave(self) -> None:
        if (name := clean_name(self.line.text())) != self.line.text():
            self.line.setText(name)


class NumberedLine(LineField):
    """A line of digits with a meaning; zeros in front belong to it."""

    @override
    def value(self) -> str | None:
        commit_typing()
        return self._reading().value

    @override
    def set_value(self, value: str | None) -> None:
        self.line.setText(self._shown(value) if value else "")

    @override
    def leave(self) -> None:
        reading = self._reading()
        if reading.value and (shown := self._shown(reading.value)) != self.line.text():
            self.line.setText(shown)
        if reading.code:
            severity = Severity.WARNING if reading.value else Severity.ERROR
            self.show_problem(sentence(f"field.{reading.code.lower()}"), severity)

    def _reading(self) -> Reading:
        raise NotImplementedError

    def _shown(self, value: str) -> str:
        return value


class PhoneField(NumberedLine):
    """A telephone number, spaced as people read it aloud."""

    @override
    def _reading(self) -> Reading:
        return read_phone(composed(self.line.text()).strip())

    @override
    def _shown(self, value: str) -> str:
        return show_phone(value)


class InsuranceNumberField(NumberedLine):
    """A social insurance number of ten digits, or an old card number as it is written."""

    @override
    def _reading(self) -> Reading:
        return read_insurance_number(composed(self.line.text()).strip())


class IdNumberField(NumberedLine):
    """A CCCD or CMND number; the line of a card scanner is taken apart and announced."""

    card_scanned = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_placeholder("12 số, hoặc quét mã trên thẻ")

    @override
    def leave(self) -> None:
        if not self._take_card():
            super().leave()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scanner ends its line with Enter, which must not move on before the card is read.
        if _is_return(event) and self._take_card():
            return True
        return super().eventFilter(watched, event)

    @override
    def _reading(self) -> Reading:
        return read_id_number(composed(self.line.text()).strip())

    def _take_card(self) -> bool:
        card = read_citizen_card(composed(self.line.text()))
        if card is None:
            return False
        self.line.setText(card.id_number)
        self.card_scanned.emit(card)
        return True


def _is_return(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
