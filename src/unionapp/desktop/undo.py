"""What was done lately and can be taken back, each with a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

KEPT = 50


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done; `take_back` restores what was before."""

    sentence: str
    take_back: Callable[[], None]


class UndoList(QObject):
    """The deeds of a session, the last one first to be taken back."""

    done = Signal(str)
    undone = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deeds: list[Deed] = []

    def add(self, sentence: str, take_back: Callable[[], None]) -> None:
        """Remember a deed and announce it."""
        self._deeds.append(Deed(sentence, take_back))
        del self._deeds[:-KEPT]
        self.done.emit(sentence)

    def undo(self) -> bool:
        """Take the last deed back; False if there is none.

        Raises:
            Refusal: it can no longer be taken back; it is then forgotten.
        """
        if not self._deeds:
            return False
        deed = self._deeds.pop()
        deed.take_back()
        self.undone.emit(deed.sentence)
        return True

    def last(self) -> str:
        """The sentence of the last deed."""
        return self._deeds[-1].sentence if self._deeds else ""
