"""Leaves aside a cell that stands far from all others and would make a small sheet a giant one."""

import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

from unionapp.sheets.corners import corner_of, is_beyond, is_wide, stray_names
from unionapp.sheets.findings import Findings
from unionapp.sheets.ods_scan import ODS_CONTENT
from unionapp.sheets.ods_strays import cut_tables
from unionapp.sheets.workbook import Position, Value, column_index

_PREFIX = rb"<(?:\w+:)?"
_FILLED = re.compile(
    _PREFIX + rb'c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>/]*>(?=<(?:\w+:)?(?:v|is|f)\b[^>/]*>)'
)
_CELL = re.compile(
    _PREFIX + rb'c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*?(?:/>|>.*?</(?:\w+:)?c>)', re.DOTALL
)


def without_strays(path: Path, sheets: Mapping[str, Findings]) -> Path | BytesIO:
    """The package itself, or a copy in memory without strays where a sheet reaches too far.

    What was left aside is noted in the findings, with the corner of what stays.
    """
    wide = {
        name: found
        for name, found in sheets.items()
        if found.part and is_wide(found.last_row + 1, found.last_column + 1)
    }
    if not wide:
        return path
    with zipfile.ZipFile(path) as archive:
        changed = _without_strays(archive, wide)
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
    corner = corner_of(*_counts(places))
    kept = [cells[: corner[1] + 1] for cells in rows[: corner[0] + 1]]
    return kept, stray_names(places, corner)


def _without_strays(archive: zipfile.ZipFile, wide: Mapping[str, Findings]) -> dict[str, bytes]:
    """The parts with the wide sheets, without strays; in an .ods one part holds all sheets."""
    if ODS_CONTENT in {found.part for found in wide.values()}:
        return {ODS_CONTENT: cut_tables(archive.read(ODS_CONTENT), wide)}
    return {found.part: _cleaned(archive.read(found.part), found) for found in wide.values()}


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
    corner = corner_of(*_counts(places))
    found.last_row, found.last_column = corner
    found.strays = stray_names(places, corner)
    return _CELL.sub(partial(_kept, corner), content)


def _kept(corner: Position, cell: re.Match[bytes]) -> bytes:
    return b"" if is_beyond(_place(cell[1], cell[2]), corner) else cell[0]


def _counts(places: Sequence[Position]) -> tuple[Counter[int], Counter[int]]:
    return Counter(row for row, _ in places), Counter(column for _, column in places)


def _place(letters: bytes, row: bytes) -> Position:
    return int(row) - 1, column_index(letters.decode())
