"""The rows that were looked at last, page by page, so that a list of any length stays small."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

PAGE = 128
PAGES = 64
_Row = tuple[Any, ...]


class RowPages:
    """Asks for the rows of some ids a page at a time, and keeps the pages looked at last."""

    def __init__(self, ask: Callable[[Sequence[int]], Sequence[_Row]]) -> None:
        self._ask = ask
        self._pages: OrderedDict[int, list[_Row]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pages)

    def clear(self) -> None:
        """Forget every row."""
        self._pages.clear()

    def row(self, ids: "array[int]", at: int) -> _Row:
        """The row at a place of the list; nothing where its record is gone meanwhile."""
        number, place = divmod(at, PAGE)
        page = self._pages.get(number)
        if page is None:
            while len(self._pages) >= PAGES:
                self._pages.popitem(last=False)
            page = self._pages[number] = list(self._ask(ids[number * PAGE : (number + 1) * PAGE]))
        self._pages.move_to_end(number)
        return page[place] if place < len(page) else ()
