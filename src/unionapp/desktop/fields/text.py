"""Plain text: one line, a person's name, or a note of many lines."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from unionapp.desktop.fields.field import Field, commit_typing, composed

_LEAST_LINES = 2


class LineField(Field):
    """A field with one line; Qt's own editor gets every key, so Vietnamese keyboards just work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        super().__init__(self.line, parent)
        self.line.textChanged.connect(self._typed)

    def text(self) -> str:
        """What stands in the line, without the space around it."""
        return " ".join(composed(self.line.text()).split())

    @override
    def kept(self) -> str:
        return composed(self.line.text())

    @override
    def restore(self, kept: str) -> None:
        self.line.setText(kept)

    @override
    def is_read_only(self) -> bool:
        return self.line.isReadOnly() or not self.line.isEnabled()

    def set_read_only(self, *, read_only: bool) -> None:
        """Only show; the cursor then passes by."""
        self.line.setReadOnly(read_only)
        wanted = Qt.FocusPolicy.ClickFocus if read_only else Qt.FocusPolicy.StrongFocus
        self.line.setFocusPolicy(wanted)

    def set_placeholder(self, text: str) -> None:
        """An example in the empty line."""
        self.line.setPlaceholderText(text)

    def _typed(self) -> None:
        self.clear_problem()
        self.changed.emit()


class TextField(LineField):
    """One line of text."""

    @override
    def value(self) -> str | None:
        commit_typing()
        return self.text() or None

    @override
    def set_value(self, value: str | None) -> None:
        self.line.setText(composed(value or ""))


class NoteField(Field):
    """Many lines: Enter makes a line, Tab leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lines = 3
        self.page = QPlainTextEdit()
        self.page.setTabChangesFocus(True)
        self.page.document().setDocumentMargin(0)  # the sheet sets the padding
        super().__init__(self.page, parent)
        self.page.textChanged.connect(self._typed)
        self.set_lines(self._lines)

    def set_lines(self, count: int) -> None:
        """How many lines are seen at once; on a small screen two must do."""
        self._lines = count
        line = self.page.fontMetrics().lineSpacing()
        self.page.setMaximumHeight(count * line + 12)
        self.page.setMinimumHeight(min(count, _LEAST_LINES) * line + 12)

    @override
    def value(self) -> str | None:
        commit_typing()
        return composed(self.page.toPlainText()).strip() or None

    @override
    def set_value(self, value: str | None) -> None:
        self.page.setPlainText(composed(value or ""))

    @override
    def kept(self) -> str:
        return composed(self.page.toPlainText())

    @override
    def restore(self, kept: str) -> None:
        self.page.setPlainText(kept)

    @override
    def is_read_only(self) -> bool:
        return self.page.isReadOnly() or not self.page.isEnabled()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_lines(self._lines)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if _is_ctrl_return(event):
            event.ignore()  # it belongs to the form
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self.clear_problem()
        self.changed.emit()


def _is_ctrl_return(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_return and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
