"""Where people read what happened: a status line for results, a line in the page for refusals.

A screen does its work inside `explaining`; what a rule or the surroundings refuse is told there,
and what is our own fault goes on to the one place that catches bugs.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStatusBar, QWidget
from typing_extensions import override

from unionapp.desktop.look.icons import icon
from unionapp.desktop.look.roles import redress
from unionapp.desktop.problems import FieldProblems
from unionapp.desktop.undo import UndoList
from unionapp.errors import CodedError, Invalid, Refusal
from unionapp.sentences import problem_sentence, sentence_for

SHOWN_MS = 8000
_ICONS = {"error": "error", "warning": "warning", "success": "success", "info": "info"}


class Banner(QFrame):
    """One sentence in the page, with a way to answer it; nothing pops up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._answer = QPushButton()
        self._answer.clicked.connect(self._act)
        self._answer.hide()
        close = QPushButton("Đóng")
        close.setProperty("role", "link")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._answer)
        row.addWidget(close)
        self._deed: Callable[[], object] | None = None
        self._stands: Callable[[], bool] | None = None
        self.hide()

    def say(
        self,
        sentence: str,
        severity: str = "info",
        *,
        answer: str = "",
        deed: Callable[[], object] | None = None,
        stands: Callable[[], bool] | None = None,
    ) -> None:
        """Show a sentence, with a button for what to do next.

        `stands` is asked when the page comes into sight again: what is over is not said any more.
        """
        self._stands = None
        redress(self, "severity", severity)
        size = self.fontMetrics().height()
        self._sign.setPixmap(icon(_ICONS[severity]).pixmap(QSize(size, size)))
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self._answer.setText(answer)
        self._answer.setVisible(bool(answer))
        self._deed = deed
        self.show()
        self._stands = stands

    @property
    def severity(self) -> str:
        """How serious the last sentence was."""
        return str(self.property("severity") or "")

    def text(self) -> str:
        """The sentence shown; nothing when it is closed."""
        return "" if self.isHidden() else self._text.text()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stands is not None and not self._stands():
            QTimer.singleShot(0, self.hide)

    def _act(self) -> None:
        self.hide()
        if self._deed is not None:
            self._deed()


class StatusLine(QObject):
    """The line at the bottom: what was just done, how to take it back, what is selected."""

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        bar.setContentsMargins(8, 0, 8, 0)
        self._undo = QPushButton("Hoàn tác")
        self._undo.setProperty("role", "link")
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._undo.hide()
        self._undo.clicked.connect(self._take_back_said)
        self._done = QLabel()
        self._selected = QLabel()
        bar.addWidget(self._done)
        bar.addWidget(self._undo)
        bar.addPermanentWidget(self._selected)
        self._undo_list: UndoList | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SHOWN_MS)
        self._later.timeout.connect(self.clear)
        # A page remembers the deed and then tells more of it, before the next event is handled.
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(0)

    def tell(self, sentence: str) -> None:
        """Say what was done; said in one breath with a deed, it leaves the way back in sight."""
        self._done.setText(sentence)
        self._undo.setVisible(self._breath.isActive())
        self._later.start()

    def follow(self, undo_list: UndoList) -> None:
        """Say every deed of a list, each with its way back."""
        self._undo_list = undo_list
        undo_list.done.connect(self._tell_deed)
        undo_list.undone.connect(self._tell_undone)
        undo_list.done_elsewhere.connect(self._tell_elsewhere)

    def take_back(self) -> None:
        """Take back the last deed of the page shown; where that is refused, say why."""
        if self._undo_list is not None:
            self._try(self._undo_list.undo)
            if not self._undo_list.last() and not self.text():
                self.tell("Không có việc nào để hoàn tác.")

    def _take_back_said(self) -> None:
        # the button stands beside the very sentence it takes back, whatever page is open by now
        if self._undo_list is not None:
            self._try(self._undo_list.undo_last)

    def _try(self, undo: Callable[[], bool]) -> None:
        try:
            undo()
        except CodedError as error:
            self._breath.stop()
            self.tell(sentence_for(error))

    def show_selected(self, sentence: str, details: str = "") -> None:
        """Say what is selected and what it adds up to."""
        self._selected.setText(sentence)
        self._selected.setToolTip(details)

    def clear(self) -> None:
        """Say nothing more about what was done."""
        self._done.clear()
        self._undo.hide()

    def text(self) -> str:
        """What the line says was done."""
        return self._done.text()

    def _tell_deed(self, sentence: str) -> None:
        self._breath.start()
        self.tell(sentence)

    def _tell_undone(self, sentence: str) -> None:
        self._breath.stop()
        self.tell(f"Đã hoàn tác: {sentence[:1].lower()}{sentence[1:]}")

    def _tell_elsewhere(self, sentence: str, page: str) -> None:
        self._breath.stop()
        self.tell(f"Ở trang này không có gì để hoàn tác. Ở trang «{page}»: {sentence}.")


@contextmanager
def explaining(
    banner: Banner, problems: FieldProblems | None = None, *, keeps_done: bool = False
) -> Iterator[None]:
    """Do something that may be refused; a refusal is told, and the rest of the block skipped.

    What only reads again keeps the word of what was done, and the way to it.
    """
    if not keeps_done or banner.severity in ("warning", "error"):
        banner.hide()
    if problems is not None:
        problems.clear()
    try:
        yield
    except Invalid as invalid:
        left = problems.show(invalid.problems) if problems is not None else invalid.problems
        if left:
            banner.say("\n".join(map(problem_sentence, left)), "error")
        if problems is not None:
            problems.go_to_next()
    except CodedError as error:
        banner.say(sentence_for(error), "warning" if isinstance(error, Refusal) else "error")
