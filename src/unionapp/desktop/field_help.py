"""F1: what to write into a field, an example, and the article of law; from resources/help.

A form with a side shows the help there; anywhere else it appears right beneath the field.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from unionapp.assets import form as form_file
from unionapp.assets import resource
from unionapp.desktop.fields import Field
from unionapp.desktop.fields.field import is_escape
from unionapp.desktop.look.roles import set_role
from unionapp.desktop.walk import field_of

_WIDEST_LETTERS = 56


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """What the help says of one field; `law` is empty where no rule asks for it."""

    what: str
    example: str = ""
    law: str = ""


@cache
def form_help(form: str) -> dict[str, FieldHelp]:
    """The help of each field: `members/event_panel` is in members.toml, `login` in window.toml."""
    subject, _, name = form.rpartition("/")
    return _read(subject or "window").get(name, {})


def kind_field_help(kind: str, field: str) -> FieldHelp | None:
    """The help of a field that one kind of activity has of its own; None if nothing is said."""
    return _read("activity_kinds").get(kind, {}).get(field)


def show_beneath(field: Field) -> bool:
    """Show the help of a field right beneath it, or take it away; whether there is any."""
    window = field.window()
    old = window.findChild(HelpBubble)
    if old is not None:
        old.go()
        if old.field is field:
            return True
    words = form_help(_form_of(field)).get(field.objectName())
    if words is None:
        return False
    HelpBubble(field, words)
    return True


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
        """Say what the help of a field is that was made after the form."""
        self._help[field] = words

    def text(self) -> str:
        """What the card says."""
        return "" if self.isHidden() else self._words.text()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not isValid(self) or self.isHidden():
            return
        if self._pane.isAncestorOf(new):
            self.show_for(new)


class HelpBubble(QFrame):
    """The help of one field, over the window; it goes when the cursor leaves the field."""

    def __init__(self, field: Field, words: FieldHelp) -> None:
        super().__init__(field.window())
        self.field = field
        set_role(self, "popup")
        self._words = QLabel(_tell(words))
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        field.left.connect(self.go)
        field.editor.installEventFilter(self)
        self.show()  # only now the sheet has decided how large the letters are
        self._place()
        self.raise_()

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Esc takes the help away first, and only then what lies beneath it.
        if is_escape(event, QEvent.Type.ShortcutOverride):
            event.accept()
            return True
        if is_escape(event, QEvent.Type.KeyPress):
            self.go()
            return True
        return False

    def go(self) -> None:
        """Go away."""
        self.hide()
        self.setParent(None)  # the window is not to find it again
        self.deleteLater()

    def _place(self) -> None:
        window, editor = self.field.window(), self.field.editor
        letters = _WIDEST_LETTERS * self.fontMetrics().averageCharWidth()
        width = min(letters, window.width() - 16)
        self.setFixedSize(width, self.heightForWidth(width))
        corner = editor.mapTo(window, QPoint(0, editor.height() + 4))
        if corner.y() + self.height() > window.height():
            corner.setY(corner.y() - editor.height() - self.height() - 8)
        corner.setY(max(0, min(corner.y(), window.height() - self.height())))
        corner.setX(max(8, min(corner.x(), window.width() - width - 8)))
        self.move(corner)


def _tell(found: FieldHelp) -> str:
    parts = [found.what]
    if found.example:
        parts.append(f"Ví dụ: {found.example}")
    if found.law:
        parts.append(f"Căn cứ: {found.law}")
    return "\n\n".join(parts)


@cache
def _read(subject: str) -> dict[str, dict[str, FieldHelp]]:
    file = resource("help") / f"{subject}.toml"
    if not file.is_file():
        return {}
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        section: {field: FieldHelp(**words) for field, words in fields.items()}
        for section, fields in table.items()
    }


def _form_of(widget: QWidget) -> str:
    """The form a widget was loaded from; empty if from none."""
    above: QWidget | None = widget
    while above is not None and above.objectName() not in _forms():
        above = above.parentWidget()
    return _forms()[above.objectName()] if above is not None else ""


@cache
def _forms() -> dict[str, str]:
    """Every form by the name of its outermost widget, which is its class."""
    folder = form_file("list_page").parent
    return {
        ElementTree.parse(file).findtext("class", ""): (  # noqa: S314  # our own files
            file.relative_to(folder).with_suffix("").as_posix()
        )
        for file in folder.rglob("*.ui")
    }
