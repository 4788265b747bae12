"""The window around all pages: subjects at the left, unit and period on top, results below.

A subject's page is made when it is first opened, so that the window itself is there at once.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from unionapp.desktop.closing import Closing
from unionapp.desktop.command_box import CommandBox, Wish, wishes_of
from unionapp.desktop.commands import Actions
from unionapp.desktop.forms import load_form
from unionapp.desktop.key_relays import relay_keys
from unionapp.desktop.keyboard import wear_keys
from unionapp.desktop.look import Look
from unionapp.desktop.navigation import Navigation, Subject
from unionapp.desktop.notices import StatusLine
from unionapp.desktop.panes import go_into, go_to_next, panes_of
from unionapp.desktop.preferences import Preferences
from unionapp.desktop.selection_sum import SelectionSum
from unionapp.desktop.tasks import ProgressLine, Task, TaskRunner, Work
from unionapp.desktop.undo import UndoList


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


@runtime_checkable
class LaysPanes(Protocol):
    """A page that makes some of its panes later, and says so."""

    laid: SignalInstance


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
        self._key_set = key_set
        self._tasks = TaskRunner(self)
        self._progress = ProgressLine()
        self.closing = Closing(self._tasks)
        self.progressColumn.addWidget(self._progress)
        self.progressColumn.addWidget(self.closing)
        self.undo_list = undo_list or UndoList(self)
        self.status = StatusLine(self.statusBar())
        self.status.follow(self.undo_list)
        SelectionSum(self, self.status)
        self.navigation = Navigation(self.navigationList, subjects, self)
        self.navigation.wanted.connect(self.open)
        self.navigation.entered.connect(self.enter)
        self.actions_ = Actions(
            self,
            {
                "command_box": self.wish,
                "go_to": self.wish_page,
                "next_pane": self.go_to_next_pane,
                "fold": self.navigation.fold,
                "undo": self.status.take_back,
            },
            key_set=key_set,
        )
        self.foldButton.clicked.connect(self.navigation.fold)
        self.periodButton.clicked.connect(self.period_asked)
        self.wishButton.clicked.connect(self.wish)
        look.changed.connect(self.navigation.dress)
        look.watch(self)
        self.navigation.dress()

    def show_place(self, unit: str, period: str, officer: str = "") -> None:
        """Say for which unit and period, and as whom, everything is done."""
        self.unitLabel.setText(unit)
        self.periodButton.setText(f"Kỳ làm việc: {period}")
        self.setWindowTitle(f"{unit} · {officer}" if officer else unit)

    def open(self, name: str) -> QWidget:
        """Show the page of a subject, exactly as it was left."""
        page = self._pages.get(name) or self._make(name)
        self.pageStack.setCurrentWidget(page)
        self.undo_list.page = self._subjects[name].title
        self.navigation.show(name)
        if not self.navigationList.hasFocus():
            go_into(page)  # the keys of a page work only with the cursor in it
        return page

    def enter(self, name: str) -> None:
        """Show the page of a subject, and put the cursor into it."""
        go_into(self.open(name))

    def go_to_next_pane(self) -> None:
        """Go from the subjects to the list, to what stands beside it, and round again."""
        page = self.pageStack.currentWidget()
        panes = panes_of(page) if page is not None else []
        go_to_next([self.navigationList, *panes])

    def use_keys(self, key_set: str) -> None:
        """Change to another set of keys, on every page that is open or opened later."""
        self._key_set = key_set
        wear_keys(self, key_set)
        self.foldButton.setToolTip(self.actions_["fold"].toolTip())

    def recall(self) -> None:
        """Go back to the size and the fold of the last time, and to the first page."""
        kept = self._preferences.read("window/geometry")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))
        if self._preferences.read("window/folded") == "True":
            self.navigation.fold()
        self.open(next(iter(self._subjects)))

    def wish(self) -> None:
        """Open the command box over everything that can be done here."""
        self._ask(CommandBox(self.wishes(), self, seek=self.seek))

    def wish_page(self) -> None:
        """Open the command box over the pages alone."""
        self._ask(CommandBox(self.navigation.wishes(), self))

    def wishes(self) -> list[Wish]:
        """What can be done here now: the actions of the page, then the subjects."""
        page = self.pageStack.currentWidget()
        own = wishes_of(_actions_of(page)) if page is not None else []
        return own + self.navigation.wishes()

    def seek(self, _query: str) -> Sequence[Wish]:
        """The records that words mean; a window without an office has none."""
        return ()

    def run(self, work: Work) -> Task:
        """Do long work in the background, with progress below the page."""
        task = self._tasks.start(work)
        task.failed.connect(self.closing.stay)
        self._progress.follow(task)
        return task

    def refresh(self, changed: Iterable[str]) -> None:
        """Let the pages read again that show what a use case has changed."""
        kinds = frozenset(changed)
        for page in self._pages.values():
            if isinstance(page, Concerned) and page.concerns & kinds:
                page.refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # what has no help of its own, a list or a book, answers F1 with what can be done there
        if event.matches(QKeySequence.StandardKey.HelpContents):
            self.wish()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.closing.may_go(self.close):
            event.ignore()
            return
        self._tasks.cancel_all()
        self._tasks.finish()
        for page in self._pages.values():
            if isinstance(page, KeepsPlace):
                page.keep_state()
        self._remember()
        event.accept()

    def _remember(self) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self._preferences.write("window/geometry", geometry)
        self._preferences.write("window/folded", str(self.navigation.is_folded))

    def _make(self, name: str) -> QWidget:
        page = self._pages[name] = self._subjects[name].make()
        self.pageStack.addWidget(page)
        self._prepare(page)
        if isinstance(page, LaysPanes):
            page.laid.connect(self._prepare)
        if isinstance(page, KeepsPlace):
            page.recall_state()
        return page

    def _prepare(self, part: QWidget) -> None:
        relay_keys(part)
        for button in part.findChildren(QPushButton):
            button.setAutoDefault(True)  # Enter presses the button that has the cursor
        if self._key_set != "default":
            wear_keys(part, self._key_set)

    def _ask(self, box: CommandBox) -> None:
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _actions_of(page: QWidget) -> list[QAction]:
    """The actions of what is in sight, each name once: what has the cursor speaks first."""
    owners: list[QObject] = [page, *page.findChildren(QWidget)]
    seen = [one for one in owners if isinstance(one, QWidget) and one.isVisibleTo(page)]
    cursor: QWidget | None = page.window().focusWidget()
    around = [one for one in seen if cursor is not None and _holds(one, cursor)]
    named: dict[str, QAction] = {}
    for owner in (*reversed(around), *seen):
        for action in owner.actions():
            if action.isEnabled():
                named.setdefault(action.text(), action)
    return list(named.values())


def _holds(outer: QWidget, inner: QWidget) -> bool:
    return outer is inner or outer.isAncestorOf(inner)
