"""Ctrl+K: type what you want to do, and do it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from unionapp.desktop.fields import composed
from unionapp.desktop.forms import load_form
from unionapp.vietnamese.names import fold, initials, matches

SHOWN = 12
PAUSE_MS = 120
_FAR = 2


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that can be wished for: its words, its keys and how it is done.

    `said` are other words for it, that are not shown.
    """

    text: str
    fulfil: Callable[[], object]
    keys: str = ""
    detail: str = ""
    said: tuple[str, ...] = ()


def wishes_of(actions: Sequence[QAction]) -> list[Wish]:
    """The wishes that actions fulfil; what may not be done now is left out."""
    return [
        Wish(action.text(), action.trigger, _keys(action), action.statusTip())
        for action in actions
        if action.isEnabled() and action.text()
    ]


def find_wishes(wishes: Sequence[Wish], query: str) -> list[Wish]:
    """The wishes that fit, those whose name or one of its words begins with the query first."""
    plain = _said(query)
    found = [wish for wish in wishes if _fits(query, plain, wish)]
    return sorted(found, key=lambda wish: _nearness(plain, wish))


def _fits(query: str, plain: str, wish: Wish) -> bool:
    if not plain or _nearness(plain, wish) < _FAR:
        return True
    told = (f"{wish.text} {wish.detail}", *wish.said)
    return any(matches(query, words) for words in told) or plain in initials(wish.text)


def _nearness(plain: str, wish: Wish) -> int:
    return min(_distance(plain, _said(words)) for words in (wish.text, *wish.said))


def _said(text: str) -> str:
    # as it is spoken: nobody types the colon or the nought of "Kỳ làm việc: tháng 02"
    return " ".join(re.sub(r"^0+(?=\d)", "", word) for word in re.findall(r"\w+", fold(text)))


def _distance(plain: str, text: str) -> int:
    if text.startswith(plain):
        return 0
    return 1 if f" {plain}" in text else _FAR


def no_records(_query: str) -> Sequence[Wish]:
    """Where only deeds can be wished for."""
    return ()


class CommandBox(QDialog):
    """A line and what fits to it; Enter does the highlighted one.

    `seek` finds records; it is asked when the officer pauses, and before anything is done.
    """

    queryEdit: QLineEdit
    wishList: QListWidget
    emptyLabel: QLabel

    def __init__(
        self,
        wishes: Sequence[Wish],
        parent: QWidget | None = None,
        *,
        seek: Callable[[str], Sequence[Wish]] = no_records,
    ) -> None:
        super().__init__(parent)
        load_form("command_box", self)
        self._wishes = list(wishes)
        self._seek = seek
        self._found: list[Wish] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.show_records)
        self.queryEdit.textChanged.connect(self.show_matches)
        self.queryEdit.installEventFilter(self)
        self.wishList.itemClicked.connect(self.fulfil)
        self.show_records()

    def show_matches(self, query: str) -> None:
        """List the deeds that fit; the first is highlighted: nothing is written into the line."""
        self._show(find_wishes(self._wishes, query))
        self._pause.start()

    def show_records(self) -> None:
        """List the records that are meant too, behind the deeds whose name they cannot be.

        As long as nothing is typed these are the records worked on last.
        """
        self._pause.stop()
        query = composed(self.queryEdit.text())
        plain = _said(query)
        deeds = find_wishes(self._wishes, query)
        near = [wish for wish in deeds if plain and _nearness(plain, wish) < _FAR]
        self._show([*near, *self._seek(query), *deeds[len(near) :]])

    def _show(self, found: Sequence[Wish]) -> None:
        self._found = list(found)[:SHOWN]
        self.wishList.clear()
        for wish in self._found:
            keys = f"   ({wish.keys})" if wish.keys else ""
            item = QListWidgetItem(f"{wish.text}{keys}")
            item.setToolTip(wish.detail)
            self.wishList.addItem(item)
        self.wishList.setCurrentRow(0)
        self.emptyLabel.setVisible(not self._found)

    def fulfil(self) -> None:
        """Close, and do the highlighted one."""
        if self._pause.isActive():
            self.show_records()
        row = self.wishList.currentRow()
        if 0 <= row < len(self._found):
            self.accept()
            self._found[row].fulfil()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        key = cast("QKeyEvent", event).key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            way = 1 if key == Qt.Key.Key_Down else -1
            last = self.wishList.count() - 1
            self.wishList.setCurrentRow(min(max(self.wishList.currentRow() + way, 0), last))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.fulfil()
            return True
        return False


def _keys(action: QAction) -> str:
    return (
        action.shortcut()
        .toString(QKeySequence.SequenceFormat.NativeText)
        .replace("Return", "Enter")
    )
