"""What stands in a spreadsheet: typed values, and beside them what only some cells have."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

Value = None | str | int | float | bool | date | datetime
Position = tuple[int, int]
FontFilter = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns count from 0, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows, columns and positions (row, column) count from 0.

    `errors` holds the cells that show an error, `unsaved_formulas` those whose result was never
    saved, `fonts` only the cells whose font the reader was asked to keep, and `strays` the names
    of filled cells so far from all others that they were left aside.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    visible: bool = True
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    errors: Mapping[Position, str] = field(default_factory=dict)
    unsaved_formulas: frozenset[Position] = frozenset()
    fonts: Mapping[Position, str] = field(default_factory=dict)
    strays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A spreadsheet that has been read; `is_1904` tells from which day its dates count."""

    sheets: tuple[Sheet, ...]
    is_1904: bool = False


def column_letters(index: int) -> str:
    """The name of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The place of a column, counted from 0, by its name."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def without_empty_end(rows: Iterable[Sequence[Value]]) -> Sequence[Sequence[Value]]:
    """The rows up to the last one that holds anything."""
    kept = list(rows)
    while kept and all(value is None for value in kept[-1]):
        kept.pop()
    return kept
