"""Amounts in đồng as officers type them: `1tr2`, `350k`, `3*31000`; their words beneath."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from unionapp.desktop.fields.field import commit_typing, composed
from unionapp.desktop.fields.text import LineField
from unionapp.sentences import sentence
from unionapp.vietnamese.amounts import amount_in_words, group_digits, read_typed_amount
from unionapp.vietnamese.reading import Unreadable


class NumberLine(LineField):
    """A line of figures: right-aligned, read when it is left, never rewritten while typing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Keyboards that know digits only are offered where there are any; Vietnamese ones stay on.
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    @override
    def value(self) -> int | None:
        commit_typing()
        return self._amount()

    @override
    def set_value(self, value: int | None) -> None:
        self.line.setText("" if value is None else group_digits(value))

    @override
    def leave(self) -> None:
        text = composed(self.line.text()).strip()
        if not text:
            return
        amount = self._amount()
        if amount is None:
            self.show_problem(sentence("field.amount_invalid"))
        elif (shown := group_digits(amount)) != self.line.text():
            self.line.setText(shown)

    @override
    def is_unclear(self) -> bool:
        return bool(self.text()) and self._amount() is None

    def _amount(self) -> int | None:
        try:
            return read_typed_amount(composed(self.line.text()))
        except Unreadable:
            return None


class CountField(NumberLine):
    """A whole number of people or things."""


class MoneyField(NumberLine):
    """Whole đồng, with the amount in words beneath; a click on the words copies them."""

    words_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line.textChanged.connect(self._spell)
        self._hint.setToolTip("Bấm để chép số tiền bằng chữ")
        self._hint.installEventFilter(self)
        self.keep_hint_space()
        self._spell()

    def words(self) -> str:
        """The amount in words; nothing while there is none."""
        amount = self._amount()
        return "" if amount is None else amount_in_words(amount)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._hint and event.type() == QEvent.Type.MouseButtonRelease:
            QGuiApplication.clipboard().setText(self.words())
        return super().eventFilter(watched, event)

    def _spell(self) -> None:
        words = self.words()
        self.show_hint(words)
        self.words_changed.emit(words)
