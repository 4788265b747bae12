"""Catches what is our own fault, once and at the top; its report is free of personal data."""

import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from unionapp.errors import CodedError


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
    """The report: versions and places in the code; messages stay out, they may name people."""
    lines = [
        f"unionapp · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}",
        *_chain(error),
    ]
    return "\n".join(lines)


def _chain(error: BaseException) -> list[str]:
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None and len(lines) < 200:
        lines.append(_name(current))
        frames = traceback.extract_tb(current.__traceback__)
        lines += [f"  {_place(one.filename)}:{one.lineno} {one.name}" for one in frames]
        current = current.__cause__ or current.__context__
    return lines


def _name(error: BaseException) -> str:
    # A coded error names its details but never shows them.
    return str(error) if isinstance(error, CodedError) else type(error).__name__


def _place(filename: str) -> str:
    # The folders above may hold the name of the officer.
    return "/".join(Path(filename).parts[-2:])
