"""What every field has: an editor, a hint beneath it and one line that says what is wrong."""

import unicodedata
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from unionapp.desktop.look.roles import redress
from unionapp.errors import Severity


class Field(QWidget):
    """A place to type one thing.

    `value()` is what was meant, `kept()` is what stands there, word for word, so that a draft
    never loses what could not be understood.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._severity: Severity | None = None
        self._keeps_space = False
        self._hint = _line("hint")
        self._problem = _line("problem")
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self._row.addWidget(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._row)
        column.addWidget(self._hint)
        column.addWidget(self._problem)
        column.addStretch(1)  # beside a taller neighbour the editor stays at the top
        self.setFocusProxy(editor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        editor.installEventFilter(self)

    @property
    def editor(self) -> QWidget:
        """The widget that has the cursor."""
        return self._editor

    @property
    def problem(self) -> str:
        """The sentence under the field, or nothing."""
        return self._problem.text()

    @property
    def severity(self) -> Severity | None:
        """How bad the problem is; None without one."""
        return self._severity

    def value(self) -> object:
        """What was meant; None when nothing is there or it cannot be understood."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:  # noqa: ANN401  (each field has a value of its own kind)
        """Show a value."""
        raise NotImplementedError

    def kept(self) -> str:
        """What stands in the field, word for word."""
        raise NotImplementedError

    def restore(self, kept: str) -> None:
        """Put back what `kept` gave."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.kept()

    def is_unclear(self) -> bool:
        """Whether something stands here that has no meaning yet, and would be lost by saving."""
        return False

    def is_read_only(self) -> bool:
        """Whether it only shows."""
        return not self._editor.isEnabled()

    def show_problem(self, sentence: str, severity: Severity = Severity.ERROR) -> None:
        """Say under the field what is wrong; the text stays as it is."""
        self._severity = severity
        self._problem.setText(sentence)
        self._arrange()
        self._editor.setAccessibleDescription(sentence)
        for widget in (self._editor, self._problem):
            redress(widget, "severity", severity.value)

    def clear_problem(self) -> None:
        """Take the sentence away."""
        if self._severity is None:
            return
        self._severity = None
        self._problem.clear()
        self._arrange()
        self._editor.setAccessibleDescription("")
        for widget in (self._editor, self._problem):
            redress(widget, "severity", "")

    def show_hint(self, text: str) -> None:
        """Show a quiet line under the field."""
        self._hint.setText(text)
        self._arrange()

    def keep_hint_space(self) -> None:
        """Leave room for the quiet line, so that the form does not jump while typing."""
        self._keeps_space = True
        self._arrange()

    def add_beside(self, widget: QWidget) -> None:
        """Put a small button at the right of the editor."""
        self._row.addWidget(widget)

    def leave(self) -> None:
        """Tidy up what was typed; called when the cursor has left."""

    def _arrange(self) -> None:
        wrong = self._severity is not None
        self._problem.setVisible(wrong)
        self._hint.setVisible(not wrong and (self._keeps_space or bool(self._hint.text())))

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._editor.setAccessibleName(name)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._editor:
            return False
        if event.type() == QEvent.Type.FocusOut and not _is_pop_up(event):
            self.leave()
            self.left.emit()
        return _asks_for_help(event) and _show_help(self)


def is_escape(event: QEvent, kind: QEvent.Type) -> bool:
    """Whether an event of a kind, such as KeyPress, is about Esc."""
    if not isinstance(event, QKeyEvent) or event.type() != kind:
        return False
    return event.key() == Qt.Key.Key_Escape


def commit_typing() -> None:
    """Take over letters an input method still holds; without it the last word is not saved."""
    QGuiApplication.inputMethod().commit()


def composed(text: str) -> str:
    """Text as it is stored: one code point per letter, whatever the keyboard sent."""
    return unicodedata.normalize("NFC", text)


def _line(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setVisible(False)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _asks_for_help(event: QEvent) -> bool:
    is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
    return is_press and cast("QKeyEvent", event).key() == Qt.Key.Key_F1


def _is_pop_up(event: QEvent) -> bool:
    reason = getattr(event, "reason", None)
    return reason is not None and reason() == Qt.FocusReason.PopupFocusReason


def _show_help(field: Field) -> bool:
    # Only where the form itself has no place for it: then the key comes all the way down here.
    from unionapp.desktop.field_help import show_beneath  # noqa: PLC0415 - asked for seldom

    return show_beneath(field)
