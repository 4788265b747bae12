"""A field that finds one of many: a list below, which never writes into the line by itself."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from unionapp.desktop.fields.field import commit_typing, composed, is_escape
from unionapp.desktop.fields.pick_list import STEPS, PickList
from unionapp.desktop.fields.text import LineField
from unionapp.sentences import sentence
from unionapp.vietnamese.names import fold, initials, matches, tone_key

PAUSE_MS = 150  # Vietnamese keyboards take letters back while a word is typed
LIMIT = 12
MOST = 500  # what F3 shows; more is found faster by typing than by scrolling
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: its key, its words, and what tells namesakes apart."""

    key: int | str
    text: str
    detail: str = ""


Find = Callable[[str], Sequence[Choice]]


def find_in(choices: Sequence[Choice]) -> Find:
    """Search a short list: without accents, by the start of each word, or by initials."""

    def find(query: str) -> Sequence[Choice]:
        return [choice for choice in choices if _fits(query, choice)]

    return find


def _fits(query: str, choice: Choice) -> bool:
    return (
        not query.strip()
        or matches(query, f"{choice.text} {choice.detail}")
        or initials(choice.text).startswith(fold(query).replace(" ", ""))
    )


class LookupField(LineField):
    """One of many.

    Down goes into the list, Enter takes the highlighted entry, and Tab takes it only if the
    officer went into the list; typing on is always possible.
    """

    chosen = Signal(object)
    add_asked = Signal(str)
    unmatched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find: Find = find_in(())
        self._choice: Choice | None = None
        self._can_add = False
        self._is_free = False
        self._list: PickList | None = None
        self._found: list[Choice] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._typed_on)
        self.line.textEdited.connect(self._edited)
        self.set_placeholder("gõ vài chữ, F3: xem hết")

    def set_source(self, find: Find, *, can_add: bool = False, is_free: bool = False) -> None:
        """Where entries are found; whether one may be added from here, or any text is welcome."""
        self._find = find
        self._can_add = can_add
        self._is_free = is_free

    def choice(self) -> Choice | None:
        """The entry that was chosen."""
        return self._choice

    def choose(self, choice: Choice | None) -> None:
        """Take an entry, as if it had been picked from the list."""
        self._choice = choice
        self.line.setText(choice.text if choice else "")
        self.show_hint(choice.detail if choice else "")
        self.close_list()
        self.chosen.emit(choice)

    @override
    def value(self) -> int | str | None:
        commit_typing()
        return self._choice.key if self._choice else None

    @override
    def set_value(self, value: Choice | None) -> None:
        self.choose(value)

    @override
    def kept(self) -> str:
        text = composed(self.line.text())
        if not text:
            return ""
        chosen = [self._choice.key, self._choice.detail] if self._choice else []
        return json.dumps([text, *chosen], ensure_ascii=False)

    @override
    def restore(self, kept: str) -> None:
        text, *chosen = json.loads(kept) if kept else [""]
        self.line.setText(text)
        self._choice = Choice(chosen[0], text, chosen[1]) if chosen else None
        self.show_hint(self._choice.detail if self._choice else "")

    @override
    def leave(self) -> None:
        self._pause.stop()
        self.close_list()
        text = self.text()
        if self._choice is None and text:
            same = [one for one in self._find(text) if tone_key(one.text) == tone_key(text)]
            if len(same) == 1:
                self.choose(same[0])
            elif not self._is_free:
                self.unmatched.emit(text)
                if self.is_unclear():
                    self.show_problem(sentence("field.not_in_list"))

    @override
    def is_unclear(self) -> bool:
        return self._choice is None and not self._is_free and bool(self.text())

    def show_list(self) -> None:
        """Open or renew the list for what stands in the line."""
        self._offer(list(self._find(self.text())[:LIMIT]))

    def show_all(self) -> None:
        """Open the list of everything there is, with what is chosen marked in it."""
        every = list(self._find("")[:MOST]) or list(self._find(self.text())[:MOST])
        self._offer(every)
        chosen = [
            at for at, one in enumerate(every) if self._choice and one.key == self._choice.key
        ]
        if chosen and self._list is not None:
            self._list.mark(chosen[0])

    def close_list(self) -> None:
        """Take the list away."""
        if self._list is not None:
            self._list.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_open() and is_escape(event, QEvent.Type.ShortcutOverride):
            event.accept()  # it closes the list first, not what lies around the line
            return True
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and self._steer(cast("QKeyEvent", event)):
            return True
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_all = key == Qt.Key.Key_F3
        if is_all or (key == Qt.Key.Key_Down and not self._is_open()):
            (self.show_all if is_all or self._choice else self.show_list)()
        if is_all or self._list is None or not self._list.isVisible():
            return is_all
        if key in STEPS and self._pause.isActive():
            self.show_list()
        if key in (*_RETURNS, Qt.Key.Key_Tab) and not held:
            # What was chosen is done with, so the key goes on and leads to the next field.
            return self._list.pick() and self._choice is None
        return self._list.steer(key)

    def _is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def _offer(self, found: list[Choice]) -> None:
        self._pause.stop()
        if not self.line.hasFocus():
            return
        text = self.text()
        self._found = found
        add = f"+ Thêm «{text}»" if self._can_add and text and self._choice is None else ""
        if self._list is None:
            self._list = PickList(self.line)
            self._list.picked.connect(self._picked)
        self._list.offer([(one.text, one.detail) for one in found], add)

    def _edited(self) -> None:
        self._choice = None
        self.show_hint("")
        if self._list is not None:
            self._list.forget()  # what is highlighted belongs to the text before
        self._pause.start()

    def _typed_on(self) -> None:
        (self.show_list if self.text() else self.close_list)()

    def _picked(self, row: int) -> None:
        if row < len(self._found):
            self.choose(self._found[row])
            return
        self.close_list()
        self.add_asked.emit(self.text())
