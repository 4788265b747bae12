"""Collects garbage on the GUI thread alone.

Python collects on whichever thread happens to allocate; a widget that dies on a worker thread
takes the program with it. So the collector rests, and is called from the event loop.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Collector(QObject):
    """Does on the GUI thread what Python would do anywhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def install(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def remove(self) -> None:
        """Give the work back."""
        self._timer.stop()
        gc.enable()

    def collect(self) -> int:
        """Collect as far as Python would by now; returns the generation, -1 for none."""
        due = -1
        for generation, (count, limit) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        ):
            if count <= limit:
                break
            due = generation
        if due >= 0:
            gc.collect(due)
        return due
