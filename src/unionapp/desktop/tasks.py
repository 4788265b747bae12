"""Long work on one worker thread, with progress that can be cancelled.

SQLite has room for one writer, so there is one thread. The work is a plain function taking
`Progress`, and is tested without Qt.
"""

import gc
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

REPORT_EVERY_S = 0.05
SHOW_AFTER_MS = 300
LOOK_EVERY_MS = 15


class Cancelled(Exception):
    """The officer wants the work to stop; use cases let it pass, so that everything rolls back."""


class Progress:
    """Tells how far the work is, and is the only place where it can be stopped."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._is_cancelled = False
        self._reported_at = float("-inf")

    def __call__(self, done: int, total: int, label: str = "") -> None:
        """Report a step.

        Raises:
            Cancelled: the officer asked to stop.
        """
        if self._is_cancelled:
            raise Cancelled
        now = time.monotonic()
        # A report per row would keep the window busy with nothing but reports.
        if done >= total or now - self._reported_at >= REPORT_EVERY_S:
            self._reported_at = now
            self._report(done, total, label)

    def cancel(self) -> None:
        """Stop at the next step."""
        self._is_cancelled = True


Work = Callable[[Progress], object]


class Task(QObject):
    """One piece of work under way; exactly one of its three endings is announced."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._post: SimpleQueue[_Letter] = SimpleQueue()
        self._progress = Progress(partial(_post_step, self._post))
        self._thread = Thread(
            target=_do, args=(work, self._progress, self._post), name="task", daemon=False
        )
        # What the work holds may be widgets; the worker must not be the last to let go of them.
        self._work: Work | None = work
        self.has_reported = False
        self.is_ended = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._progress.cancel()

    def begin(self) -> None:
        """Let a worker do the work; `read_post` tells how far it is."""
        self._thread.start()

    def read_post(self) -> None:
        """Announce what the worker has written since the last look."""
        while not self.is_ended and not self._post.empty():
            letter = self._post.get()
            if isinstance(letter, _Step):
                self.has_reported = True
                self.progressed.emit(letter.done, letter.total, letter.label)
            else:
                self._end(letter)

    def _end(self, ending: "_Ending") -> None:
        self._thread.join()  # it has written its last; afterwards everything is held here alone
        self.is_ended, self._work = True, None
        if ending.error is None:
            self.succeeded.emit(ending.result)
        elif isinstance(ending.error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(ending.error)
        self.ended.emit()


@dataclass(frozen=True, slots=True)
class _Step:
    done: int
    total: int
    label: str


@dataclass(frozen=True, slots=True)
class _Ending:
    result: object = None
    error: BaseException | None = None


_Letter = _Step | _Ending


def _post_step(post: "SimpleQueue[_Letter]", done: int, total: int, label: str) -> None:
    post.put(_Step(done, total, label))


def _do(work: Work, progress: Progress, post: "SimpleQueue[_Letter]") -> None:
    # All that runs on the worker thread; it knows no Qt object but what the work itself brings.
    try:
        result = work(progress)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is told on the GUI thread
        post.put(_Ending(error=error))
    else:
        post.put(_Ending(result))


class TaskRunner(QObject):
    """Runs tasks one after another and owns each until it has ended."""

    rested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Task] = deque()
        self._current: Task | None = None
        self._was_collecting = False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._read_post)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way or waiting."""
        return self._current is not None or bool(self._waiting)

    @property
    def is_at_work(self) -> bool:
        """Whether something is under way that tells how far it is; a quick look tells nothing."""
        return self._current is not None and self._current.has_reported

    def start(self, work: Work) -> Task:
        """Begin some work once control is back with Qt, so that the caller can listen first."""
        task = Task(work, self)
        task.ended.connect(self._go_on)
        self._waiting.append(task)
        QTimer.singleShot(0, self._begin_next)
        return task

    def cancel_all(self) -> None:
        """Ask everything to stop."""
        for task in (self._current, *self._waiting):
            if task is not None:
                task.cancel()

    def finish(self) -> None:
        """Wait until nothing is under way; the window stays alive meanwhile."""
        while self.is_busy:
            loop = QEventLoop()
            task = self._current or self._waiting[-1]
            task.ended.connect(loop.quit)
            loop.exec()

    def _begin_next(self) -> None:
        if self._current is None and self._waiting:
            # A collection on the worker thread would take widgets apart that only the GUI thread
            # may touch.
            self._was_collecting = gc.isenabled()
            gc.disable()
            self._current = self._waiting.popleft()
            self._current.begin()
            self._look.start()

    def _read_post(self) -> None:
        # What the work has made is put aside: to look through a million young rows for garbage
        # would stop the window for a quarter of a second, every second.
        gc.freeze()
        if self._current is not None:
            self._current.read_post()

    def _go_on(self) -> None:
        ended, self._current = self._current, None
        self._look.stop()
        gc.unfreeze()
        if ended is not None:
            ended.deleteLater()
            if self._was_collecting:
                gc.enable()
        self._begin_next()
        if not self.is_busy:
            self.rested.emit()


class ProgressLine(QFrame):
    """How far a task is; shown only for what takes longer than a blink."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._followed: list[Task] = []
        self._label = QLabel()
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Tiến độ")
        self._stop = QPushButton("Dừng")
        self._stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._label)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOW_AFTER_MS)
        self._soon.timeout.connect(self.show)
        self.hide()

    def follow(self, task: Task) -> None:
        """Show a task until it has ended; of several, how far the one under way is."""
        if not self._followed:
            self._label.clear()
            self._bar.setRange(0, 0)
            self._stop.setEnabled(True)
        self._followed.append(task)
        task.progressed.connect(self._show_step)
        task.ended.connect(self._end)
        self._soon.start()

    def _show_step(self, done: int, total: int, label: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if label:
            self._label.setText(label)

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        self._label.setText("Đang dừng…")
        for task in self._followed:
            task.cancel()

    def _end(self) -> None:
        self._followed = [task for task in self._followed if not task.is_ended]
        if not self._followed:
            self._soon.stop()
            self.hide()
