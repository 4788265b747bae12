"""Catches what is our own fault, once and at the top; its report is free of personal data."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from unionapp.bugs import describe_bug


class BugCatcher(QObject):
    """Hears of uncaught exceptions in every thread and announces them on the GUI thread."""

    caught = Signal(str)
    _arrived = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = (sys.excepthook, threading.excepthook)
        self._arrived.connect(self.caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self._hear
        threading.excepthook = self._hear_thread

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self._arrived.emit(describe(error.with_traceback(trace)))

    def _hear_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hear(args.exc_type, args.exc_value, args.exc_traceback)


def describe(error: BaseException) -> str:
    """The report of a bug in the window."""
    return describe_bug(error, f"Qt {qVersion()}")
