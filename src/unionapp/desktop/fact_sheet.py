"""What is known of one record, to be read beside its list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout
from typing_extensions import override

from unionapp.desktop.look.roles import set_role

_LEAST, _SIDES = 240, 12


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under a heading, each as (label, words); without a label the words fill the line."""

    heading: str
    facts: Sequence[tuple[str, str]]


class FactSheet(QFrame):
    """A panel of facts with the deeds that fit to them below; empty it says what to choose."""

    def __init__(self, hint: str, *, deeds_in_a_row: int = 2) -> None:
        super().__init__()
        self._hint = hint
        self._deeds_in_a_row = deeds_in_a_row
        set_role(self, "panel")
        self._title, self._under, self._facts = QLabel(), QLabel(), QLabel()
        set_role(self._title, "heading")
        set_role(self._under, "muted")
        self._facts.setTextFormat(Qt.TextFormat.RichText)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._facts)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._facts.setAutoFillBackground(False)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDES, 8, _SIDES, 8)
        for label in (self._title, self._under, self._facts):
            label.setWordWrap(True)
        column.addWidget(self._title)
        column.addWidget(self._under)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._buttons)
        self.setMinimumWidth(_LEAST)
        self.clear()

    def show_facts(self, title: str, under: str, sections: Iterable[Section]) -> None:
        """Show a record."""
        self._title.setText(title)
        self._under.setText(under)
        self._under.show()
        self._facts.setText("".join(map(_spell, sections)))
        self._scroll.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Show no record."""
        self._title.clear()
        self._under.setText(self._hint)
        self._facts.clear()

    def add_deed(self, action: QAction) -> None:
        """Put a deed below the facts: keys stand beside the words."""
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button = QPushButton(f"{action.text()} ({keys})" if keys else action.text())
        button.setProperty("command", action.objectName())
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        row, column = divmod(self._buttons.count(), self._deeds_in_a_row)
        self._buttons.addWidget(button, row, column)
        self._make_room()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def _make_room(self) -> None:
        # A splitter pushes a panel together as far as this, however long its buttons are.
        margins = self.contentsMargins().left() + self.contentsMargins().right() + 2 * _SIDES
        self.setMinimumWidth(max(_LEAST, self._buttons.minimumSize().width() + margins))

    def text(self) -> str:
        """Everything the sheet says, for those who look for words in it."""
        return f"{self._title.text()}\n{self._under.text()}\n{self._facts.text()}"


def _spell(section: Section) -> str:
    rows = "".join(_row(label, words) for label, words in section.facts if words)
    if not rows:
        return ""
    heading = f'<p style="margin:8px 0 2px 0"><b>{escape(section.heading)}</b></p>'
    return f'{heading}<table cellspacing="0" cellpadding="2" width="100%">{rows}</table>'


def _row(label: str, words: str) -> str:
    if not label:
        return f'<tr><td colspan="2">{escape(words)}</td></tr>'
    return f'<tr><td width="40%">{escape(label)}</td><td>{escape(words)}</td></tr>'
