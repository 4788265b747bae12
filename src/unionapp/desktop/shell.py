"""The window around all pages: subjects at the left, unit and period on top, results below.

A subject's page is made when it is first opened, so that the window itself is there at once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from unionapp.desktop.command_box import CommandBox, Wish, wishes_of
from unionapp.desktop.commands import Actions
from unionapp.desktop.forms import load_form
from unionapp.desktop.look import Look, icon
from unionapp.desktop.notices import StatusLine
from unionapp.desktop.preferences import Preferences
from unionapp.desktop.selection_sum import SelectionSum
from unionapp.desktop.tasks import ProgressLine, Task, TaskRunner, Work
from unionapp.desktop.undo import UndoList


@dataclass(frozen=True, slots=True)
class Subject:
    """One entry at the left; its page is made on first opening."""

    name: str
    title: str
    icon: str
    make: Callable[[], QWidget]


@runtime_checkable
class KeepsPlace(Protocol):
    """A page that goes back to where its officer left."""

    def keep_state(self) -> None:
        """Remember filter, row and widths."""

    def recall_state(self) -> None:
        """Go back there."""


@runtime_checkable
class Concerned(Protocol):
    """A page that shows some kinds of records."""

    concerns: frozenset[str]

    def refresh(self) -> None:
        """Read again what is shown."""


class Shell(QMainWindow):
    """The main window; it knows no rules and no records."""

    navigationList: QListWidget
    foldButton: QToolButton
    unitLabel: QLabel
    periodButton: QPushButton
    wishButton: QPushButton
    pageStack: QStackedWidget
    progressColumn: QVBoxLayout

    period_asked = Signal()

    def __init__(
        self,
        subjects: Sequence[Subject],
        *,
        look: Look,
        preferences: Preferences,
        key_set: str = "default",
        undo_list: UndoList | None = None,
    ) -> None:
        super().__init__()
        load_form("main_window", self)
        self._subjects = {subject.name: subject for subject in subjects}
        self._pages: dict[str, QWidget] = {}
        self._preferences = preferences
        self._is_folded = False
        self._tasks = TaskRunner(self)
        self._progress = ProgressLine()
        self.progressColumn.addWidget(self._progress)
        self.undo_list = undo_list or UndoList(self)
        self.status = StatusLine(self.statusBar())
        self.status.follow(self.undo_list)
        SelectionSum(self, self.status)
        self.actions_ = Actions(
            self,
            {"command_box": self.wish, "fold": self.fold, "undo": self.status.take_back},
            key_set=key_set,
        )
        self._list_subjects()
        self.navigationList.currentRowChanged.connect(self._open_row)
        self.navigationList.itemClicked.connect(self.enter_page)
        self.navigationList.itemActivated.connect(self.enter_page)
        self.foldButton.clicked.connect(self.fold)
        self.periodButton.clicked.connect(self.period_asked)
        self.wishButton.clicked.connect(self.wish)
        look.changed.connect(self._dress)
        look.watch(self)
        self._dress()

    def show_place(self, unit: str, period: str, officer: str = "") -> None:
        """Say for which unit and period, and as whom, everything is done."""
        self.unitLabel.setText(unit)
        self.periodButton.setText(f"Kỳ làm việc: {period}")
        self.setWindowTitle(f"{unit} · {officer}" if officer else unit)

    def open(self, name: str) -> QWidget:
        """Show the page of a subject, exactly as it was left."""
        page = self._pages.get(name) or self._make(name)
        self.pageStack.setCurrentWidget(page)
        self.navigationList.setCurrentRow(list(self._subjects).index(name))
        if not self.navigationList.hasFocus():
            page.setFocus()  # the keys of a page work only with the cursor in it
        return page

    def enter_page(self) -> None:
        """Put the cursor into the page that is shown."""
        page = self.pageStack.currentWidget()
        if page is not None:
            page.setFocus()

    def recall(self) -> None:
        """Go back to the size, the fold and the subject of the last time; else to the first."""
        kept = self._preferences.read("window/geometry")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))
        if self._preferences.read("window/folded") == "True":
            self.fold()
        name = self._preferences.read("window/subject")
        self.open(name if name in self._subjects else next(iter(self._subjects)))

    def fold(self) -> None:
        """Leave only the icons of the subjects, or show their names again."""
        self._is_folded = not self._is_folded
        self._dress()

    @property
    def is_folded(self) -> bool:
        """Whether only icons are shown at the left."""
        return self._is_folded

    def wish(self, more: Sequence[Wish] = ()) -> None:
        """Open the command box over everything that can be done here."""
        box = CommandBox([*self.wishes(), *more], self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def wishes(self) -> list[Wish]:
        """What can be done here now: the actions of the page, then the subjects."""
        page = self.pageStack.currentWidget()
        own = wishes_of(_actions_of(page)) if page is not None else []
        return own + [
            Wish(f"Mở {subject.title}", _opener(self, subject.name), f"Alt+{at}")
            for at, subject in enumerate(self._subjects.values(), 1)
        ]

    def run(self, work: Work) -> Task:
        """Do long work in the background, with progress below the page."""
        task = self._tasks.start(work)
        self._progress.follow(task)
        return task

    def refresh(self, changed: Iterable[str]) -> None:
        """Let the pages read again that show what a use case has changed."""
        kinds = frozenset(changed)
        for page in self._pages.values():
            if isinstance(page, Concerned) and page.concerns & kinds:
                page.refresh()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self._pages.values():
            if isinstance(page, KeepsPlace):
                page.keep_state()
        self._remember()
        self._tasks.cancel_all()
        self._tasks.finish()
        event.accept()

    def _remember(self) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self._preferences.write("window/geometry", geometry)
        self._preferences.write("window/folded", str(self._is_folded))
        row = self.navigationList.currentRow()
        if row >= 0:
            self._preferences.write("window/subject", list(self._subjects)[row])

    def _make(self, name: str) -> QWidget:
        page = self._pages[name] = self._subjects[name].make()
        self.pageStack.addWidget(page)
        if isinstance(page, KeepsPlace):
            page.recall_state()
        return page

    def _list_subjects(self) -> None:
        for at, subject in enumerate(self._subjects.values(), 1):
            item = QListWidgetItem(subject.title)
            item.setToolTip(f"{subject.title} (Alt+{at})")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, subject.title)
            self.navigationList.addItem(item)
            if at < 10:
                shortcut = QShortcut(QKeySequence(f"Alt+{at}"), self)
                shortcut.activated.connect(_opener(self, subject.name))

    def _open_row(self, row: int) -> None:
        if row >= 0:
            self.open(list(self._subjects)[row])

    def _dress(self) -> None:
        letter, size = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.navigationList.setIconSize(QSize(size, size))
        for at, subject in enumerate(self._subjects.values()):
            item = self.navigationList.item(at)
            item.setIcon(icon(subject.icon))
            item.setText("" if self._is_folded else subject.title)
        longest = max((len(subject.title) for subject in self._subjects.values()), default=0)
        room = 0 if self._is_folded else (longest + 3) * letter
        self.navigationList.setFixedWidth(size + 48 + room)


def _actions_of(page: QWidget) -> list[QAction]:
    owners: list[QObject] = [page, *page.findChildren(QWidget)]
    return [action for owner in owners if isinstance(owner, QWidget) for action in owner.actions()]


def _opener(shell: Shell, name: str) -> Callable[[], None]:
    def open_subject() -> None:
        shell.open(name)
        shell.enter_page()

    return open_subject
