"""Leaves aside a cell that stands far from all others and would make a small sheet a giant one."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

from unionapp.sheets.findings import Findings
from unionapp.sheets.workbook import Position, Value, column_index, column_letters

_WIDE_FROM = 1_000_000
_ROW_GAP, _COLUMN_GAP = 1000, 100
_PREFIX = rb"<(?:\w+:)?"
_FILLED = re.compile(
    _PREFIX + rb'c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>/]*>(?=<(?:\w+:)?(?:v|is|f)\b[^>/]*>)'
)
_CELL = re.compile(
    _PREFIX + rb'c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*?(?:/>|>.*?</(?:\w+:)?c>)', re.DOTALL
)


def is_wide(rows: int, columns: int) -> bool:
    """Whether a sheet reaches so far that strays are worth looking for."""
    return rows * columns > _WIDE_FROM


def without_strays(path: Path, sheets: Mapping[str, Findings]) -> Path | BytesIO:
    """The package itself, or a copy in memory without strays where a sheet reaches too far.

    What was left aside is noted in the findings, with the corner of what stays.
    """
    wide = {
        found.part: found
        for found in sheets.values()
        if found.part and is_wide(found.last_row + 1, found.last_column + 1)
    }
    if not wide:
        return path
    with zipfile.ZipFile(path) as archive:
        changed = {part: _cleaned(archive.read(part), found) for part, found in wide.items()}
        if not any(found.strays for found in wide.values()):
            return path
        return _copy(archive, changed)


def cut_strays(rows: Sequence[Sequence[Value]]) -> tuple[list[Sequence[Value]], tuple[str, ...]]:
    """Rows of any length without their strays, and the names of the cells left aside."""
    if not is_wide(len(rows), max(map(len, rows), default=0)):
        return list(rows), ()
    places = [
        (row, column)
        for row, cells in enumerate(rows)
        for column, value in enumerate(cells)
        if value is not None
    ]
    bottom, right = _corner(places)
    kept = [cells[: right + 1] for cells in rows[: bottom + 1]]
    return kept, _names(place for place in places if _is_beyond(place, bottom, right))


def _copy(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> BytesIO:
    copy = BytesIO()
    with zipfile.ZipFile(copy, "w") as written:
        for name in archive.namelist():
            written.writestr(name, changed.get(name) or archive.read(name))
    copy.seek(0)
    return copy


def _cleaned(content: bytes, found: Findings) -> bytes:
    places = [_place(letters, row) for letters, row in _FILLED.findall(content)]
    if not places:
        return content
    bottom, right = _corner(places)
    found.last_row, found.last_column = bottom, right
    found.strays = _names(place for place in places if _is_beyond(place, bottom, right))
    return _CELL.sub(partial(_kept, bottom, right), content)


def _kept(bottom: int, right: int, cell: re.Match[bytes]) -> bytes:
    return b"" if _is_beyond(_place(cell[1], cell[2]), bottom, right) else cell[0]


def _corner(places: Sequence[Position]) -> Position:
    """The last row and column of the part that is densely filled."""
    rows, columns = (Counter(place[at] for place in places) for at in (0, 1))
    return _end_of_fullest(rows, _ROW_GAP), _end_of_fullest(columns, _COLUMN_GAP)


def _end_of_fullest(counts: Mapping[int, int], gap: int) -> int:
    """The last of those places that stand near one another and hold the most cells."""
    best, end, held, before = 0, 0, 0, None
    for place in sorted(counts):
        if before is not None and place - before > gap:
            held = 0
        held += counts[place]
        before = place
        if held > best:
            best, end = held, place
    return end


def _is_beyond(place: Position, bottom: int, right: int) -> bool:
    return place[0] > bottom or place[1] > right


def _place(letters: bytes, row: bytes) -> Position:
    return int(row) - 1, column_index(letters.decode())


def _names(places: Iterable[Position]) -> tuple[str, ...]:
    return tuple(f"{column_letters(column)}{row + 1}" for row, column in places)
