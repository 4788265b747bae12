"""How high the rows of a sheet stand: as many lines as their words need."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from unionapp.paper.document import Kind, Table
from unionapp.paper.fonts import LINE, Face, face
from unionapp.paper.wrapping import clean

_SAFE = 0.95  # of a column: cells keep a margin, and screens draw a little wider than paper
_AROUND = 3.0  # points above and below the lines of a row
_WORDS = 50_000  # whose widths are kept: rows say the same again and again


class RowHeights:
    """How high rows stand; no program works it out by itself where words do not fit on one line.

    `rooms` are the widths of the columns in points.
    """

    def __init__(self, table: Table, rooms: Sequence[float], size: float) -> None:
        self._size = size
        self.one_line = self._high(1)
        self._plain, self._bold = (
            _wrapped_columns(table, rooms, face(bold=bold), size) for bold in (False, True)
        )

    def of(self, cells: Sequence[object], *, is_bold: bool = False) -> float | None:
        """The height of a row, or None where one line is enough."""
        needs = [
            count_lines(text)
            for i, letters, count_lines in (self._bold if is_bold else self._plain)
            if type(text := cells[i]) is str
            and len(text) > letters
            # a digit is half as wide as the letters are high
            and (len(text) > 2 * letters or not text.isdecimal())
        ]
        lines = max(needs, default=1)
        return None if lines == 1 else self._high(lines)

    def _high(self, lines: int) -> float:
        return lines * LINE * self._size + _AROUND


def _wrapped_columns(
    table: Table, rooms: Sequence[float], shape: Face, size: float
) -> list[tuple[int, float, Callable[[str], int]]]:
    """Where words may wrap, how many letters fit in any case, and what counts the lines of more.

    No letter is wider than the size.
    """
    digit = shape.width("0", size)

    @lru_cache(_WORDS)
    def width(word: str) -> float:
        # figures differ from row to row and are all of one width
        return len(word) * digit if word.isdecimal() else shape.width(clean(word), size)

    def counter(room: float) -> Callable[[str], int]:
        return lru_cache(_WORDS)(lambda text: _count_lines(text, room, width))

    counters = {room: counter(room * _SAFE) for room in set(rooms)}
    return [
        (i, room * _SAFE / size, counters[room])
        for i, (column, room) in enumerate(zip(table.columns, rooms, strict=False))
        if column.kind is Kind.TEXT
    ]


def _count_lines(text: str, room: float, width: Callable[[str], float]) -> int:
    lines, space = 0, width(" ")
    for part in text.split("\n"):
        left = 0.0
        for word in part.split(" "):
            need = width(word)
            if need > left:
                lines += 1 + int(need / room)
                left = room
            left -= need + space
    return lines
