"""What was done lately and can be taken back, each with a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

KEPT = 50


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done; `take_back` restores what was before, `page` is where it was done."""

    sentence: str
    take_back: Callable[[], None]
    page: str = ""


class UndoList(QObject):
    """The deeds of a session, the last one first to be taken back.

    The key takes back only what was done on the page that is shown: nobody sees what it would
    change on another one. What was done there is named instead.
    """

    done = Signal(str)
    undone = Signal(str)
    done_elsewhere = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deeds: list[Deed] = []
        self.page = ""

    def add(self, sentence: str, take_back: Callable[[], None]) -> None:
        """Remember a deed and announce it."""
        self._deeds.append(Deed(sentence, take_back, self.page))
        del self._deeds[:-KEPT]
        self.done.emit(sentence)

    def undo(self) -> bool:
        """Take back the last deed of the page that is shown; False if there is none.

        Raises:
            Refusal: it can no longer be taken back; it is then forgotten.
        """
        here = [deed for deed in self._deeds if deed.page == self.page]
        if here:
            self._take_back(here[-1])
        elif self._deeds:
            self.done_elsewhere.emit(self._deeds[-1].sentence, self._deeds[-1].page)
        return bool(here)

    def undo_last(self) -> bool:
        """Take back the last deed wherever it was done, for a button beside its sentence.

        Raises:
            Refusal: it can no longer be taken back; it is then forgotten.
        """
        if not self._deeds:
            return False
        self._take_back(self._deeds[-1])
        return True

    def last(self) -> str:
        """The sentence of the last deed."""
        return self._deeds[-1].sentence if self._deeds else ""

    def _take_back(self, deed: Deed) -> None:
        self._deeds.remove(deed)
        deed.take_back()
        self.undone.emit(deed.sentence)
