"""Asks in one sentence what to do with unfinished work, before the window is left."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from unionapp.desktop.look.roles import set_role
from unionapp.desktop.tasks import TaskRunner

_QUESTION = "Việc đang làm chưa xong: chờ xong rồi đóng, hay dừng lại (chưa ghi gì) rồi đóng?"
_WAITING = "Sẽ đóng khi xong việc đang làm."


class Closing(QFrame):
    """A line below the page; whoever waits is taken on as soon as the work has ended well."""

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks = tasks
        self._wanted: Callable[[], object] = self.hide
        self._then: Callable[[], object] | None = None
        set_role(self, "notice")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self.waitButton = QPushButton("Chờ xong rồi đóng")
        self.stopButton = QPushButton("Dừng rồi đóng")
        self.stayButton = QPushButton("Không đóng (Esc)")
        set_role(self.waitButton, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._words, 1)
        for button, deed in (
            (self.stayButton, self.stay),
            (self.stopButton, self._stop),
            (self.waitButton, self._wait),
        ):
            button.setAutoDefault(True)  # Enter presses the button that has the cursor
            button.clicked.connect(deed)
            row.addWidget(button)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.stay)
        tasks.rested.connect(self._go_on)
        self.hide()

    def may_go(self, then: Callable[[], object]) -> bool:
        """Whether nothing is under way; else the officer is asked, and `then` may follow."""
        if not self._tasks.is_at_work:
            return True
        self._then = None
        self._ask(_QUESTION, is_answered=False)
        self._wanted = then
        self.waitButton.setFocus()
        return False

    def stay(self) -> None:
        """Do not close after all: the officer thought again, or the work went wrong."""
        self._then = None
        self.hide()

    def text(self) -> str:
        """The sentence shown; nothing when there is none."""
        return "" if self.isHidden() else self._words.text()

    def _ask(self, words: str, *, is_answered: bool) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self.waitButton.setVisible(not is_answered)
        self.show()

    def _wait(self) -> None:
        self._then = self._wanted
        self._ask(_WAITING, is_answered=True)
        self.stayButton.setFocus()

    def _stop(self) -> None:
        self._then = self._wanted
        self._tasks.cancel_all()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        self.hide()
        if then is not None:
            # What the work has brought is still being told to its page.
            QTimer.singleShot(0, then)
