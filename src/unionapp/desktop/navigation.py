"""The subjects at the left: chosen by arrows, by a click, or by the keys of their number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from unionapp.desktop.command_box import Wish
from unionapp.desktop.key_sets import page_keys
from unionapp.desktop.look import icon

_LEAST, _MOST = 6, 18  # above and below the letters of a row
_ROOM = 48  # beside the icon: the scroll bar and some air


@dataclass(frozen=True, slots=True)
class Subject:
    """One entry at the left; its page is made on first opening."""

    name: str
    title: str
    icon: str
    make: Callable[[], QWidget]


class Navigation(QObject):
    """Says which subject is wanted; `entered` also wants the cursor in it."""

    wanted = Signal(str)
    entered = Signal(str)

    def __init__(self, view: QListWidget, subjects: Sequence[Subject], window: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._subjects = tuple(subjects)
        self.is_folded = False
        for number, subject in enumerate(self._subjects, 1):
            self._add(subject, page_keys(number), window)
        view.installEventFilter(self)
        view.currentRowChanged.connect(self._follow_row)
        view.itemClicked.connect(self._enter_current)
        view.itemActivated.connect(self._enter_current)

    def show(self, name: str) -> None:
        """Mark a subject as the one that is open."""
        self._view.setCurrentRow([subject.name for subject in self._subjects].index(name))

    def current(self) -> str:
        """The subject that is open; nothing before the first."""
        row = self._view.currentRow()
        return self._subjects[row].name if row >= 0 else ""

    def fold(self) -> None:
        """Leave only the icons of the subjects, or show their names again."""
        self.is_folded = not self.is_folded
        self.dress()

    def dress(self) -> None:
        """Draw icons and names in the theme and text size in use."""
        metrics = self._view.fontMetrics()
        letter, size = metrics.averageCharWidth(), metrics.height()
        self._view.setIconSize(QSize(size, size))
        for at, subject in enumerate(self._subjects):
            item = self._view.item(at)
            item.setIcon(icon(subject.icon))
            item.setText("" if self.is_folded else subject.title)
        longest = max((len(subject.title) for subject in self._subjects), default=0)
        names = 0 if self.is_folded else (longest + 3) * letter
        self._view.setFixedWidth(size + _ROOM + names)
        self._fit_rows()

    def wishes(self) -> list[Wish]:
        """A wish for every subject, found by its name or its number."""
        return [
            Wish(
                f"Mở {subject.title}",
                partial(self.entered.emit, subject.name),
                page_keys(number),
                f"trang {number}",
            )
            for number, subject in enumerate(self._subjects, 1)
        ]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() == QEvent.Type.Resize:
            self._fit_rows()
        return False

    def _fit_rows(self) -> None:
        # On a low screen the rows move together rather than hide the last subjects.
        letter = self._view.fontMetrics().height()
        room = self._view.height() // max(1, len(self._subjects))
        height = min(max(room, letter + _LEAST), letter + _MOST)
        for at in range(self._view.count()):
            self._view.item(at).setSizeHint(QSize(0, height))

    def _add(self, subject: Subject, keys: str, window: QWidget) -> None:
        item = QListWidgetItem(subject.title)
        item.setToolTip(f"{subject.title} ({keys})" if keys else subject.title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, subject.title)
        self._view.addItem(item)
        if keys:
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.activated.connect(partial(self.entered.emit, subject.name))

    def _follow_row(self, row: int) -> None:
        if row >= 0:
            self.wanted.emit(self._subjects[row].name)

    def _enter_current(self, _item: QListWidgetItem) -> None:
        if name := self.current():
            self.entered.emit(name)
