"""F1: what to write into a field, an example, and the article of law; from resources/help."""

import tomllib
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from unionapp.assets import resource
from unionapp.desktop.look.roles import set_role
from unionapp.desktop.walk import field_of


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """What the help says of one field; `law` is empty where no rule asks for it."""

    what: str
    example: str = ""
    law: str = ""


@cache
def form_help(form: str) -> dict[str, FieldHelp]:
    """The help of every field of a form; that of `members/event_panel` is in members.toml."""
    subject, _, name = form.partition("/")
    file = resource("help", f"{subject}.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {field: FieldHelp(**words) for field, words in table.get(name, {}).items()}


class HelpCard(QFrame):
    """The help of the field with the cursor, at the side; it follows the cursor until closed."""

    def __init__(self, form: str, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self._help = dict(form_help(form))
        set_role(self, "panel")
        self._title, self._words = QLabel(), QLabel()
        set_role(self._title, "heading")
        column = QVBoxLayout(self)
        for label in (self._title, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  # a widget has an application
        app.focusChanged.connect(self._follow)

    def toggle(self) -> None:
        """Show the help of the field with the cursor, or put it away."""
        if self.isHidden():
            self.show_for(QApplication.focusWidget())
        else:
            self.hide()

    def show_for(self, widget: QWidget | None) -> None:
        """Show the help of the field a widget belongs to."""
        field = field_of(widget)
        found = self._help.get(field.objectName()) if field is not None else None
        if field is None or found is None:
            return
        self._title.setText(field.editor.accessibleName() or field.accessibleName())
        self._words.setText(_tell(found))
        self.show()

    def tell(self, field: str, words: FieldHelp) -> None:
        """Say what the help of a field is that the form file does not know."""
        self._help[field] = words

    def text(self) -> str:
        """What the card says."""
        return "" if self.isHidden() else self._words.text()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not isValid(self) or self.isHidden():
            return
        if self._pane.isAncestorOf(new):
            self.show_for(new)


def _tell(found: FieldHelp) -> str:
    parts = [found.what]
    if found.example:
        parts.append(f"Ví dụ: {found.example}")
    if found.law:
        parts.append(f"Căn cứ: {found.law}")
    return "\n\n".join(parts)
