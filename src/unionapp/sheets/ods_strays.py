"""Cuts the strays out of an .ods, where rows and cells are told once with how often they stand."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from xml.sax.saxutils import unescape

from unionapp.sheets.corners import corner_of, stray_names
from unionapp.sheets.findings import Findings

_TABLE = re.compile(rb"<table:table [^>]*>.*?</table:table>", re.DOTALL)
_NAME = re.compile(rb'\btable:name="([^"]*)"')
_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>.*?</table:table-row>)", re.DOTALL)
_CELL = re.compile(
    rb"<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>.*?</table:(?:covered-)?table-cell>)",
    re.DOTALL,
)
_ROWS_REPEATED = re.compile(rb'table:number-rows-repeated="(\d+)"')
_CELLS_REPEATED = re.compile(rb'table:number-columns-repeated="(\d+)"')
_FILLED = b"office:value-type="


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as often as it stands in a row; columns count from 0, `start` tells where in it."""

    column: int
    repeat: int
    attributes: bytes
    start: int

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.repeat)

    @property
    def is_filled(self) -> bool:
        return _FILLED in self.attributes


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as often as it stands in a table; rows count from 0."""

    at: int
    repeat: int
    cells: tuple[_Cell, ...]
    xml: bytes

    @property
    def rows(self) -> range:
        return range(self.at, self.at + self.repeat)


def cut_tables(content: bytes, wide: Mapping[str, Findings]) -> bytes:
    """The content of an .ods, its wide tables without strays; the findings tell what went."""

    def cut(table: re.Match[bytes]) -> bytes:
        name = _NAME.search(table[0])
        found = wide.get(
            unescape(name[1].decode(), {"&quot;": '"', "&apos;": "'"}) if name else ""
        )
        return table[0] if found is None else _cut_table(table[0], found)

    return _TABLE.sub(cut, content)


def _cut_table(table: bytes, found: Findings) -> bytes:
    rows = list(_rows(table))
    filled = [(row, cell) for row in rows for cell in row.cells if cell.is_filled]
    if not filled:
        return table
    corner = corner_of(*_counts(filled))
    found.last_row, found.last_column = corner
    found.strays = stray_names(((row.at, cell.column) for row, cell in filled), corner)
    kept = iter(rows)
    return _ROW.sub(lambda _: _kept(next(kept), *corner), table)


def _counts(filled: list[tuple[_Row, _Cell]]) -> tuple[Counter[int], Counter[int]]:
    """How many filled cells every row and every column holds."""
    down = Counter(chain.from_iterable(row.rows for row, _ in filled))
    across = Counter(chain.from_iterable(cell.columns for _, cell in filled))
    return down, across


def _kept(row: _Row, bottom: int, right: int) -> bytes:
    if row.at > bottom:
        return b""
    beyond = next((cell for cell in row.cells if cell.column > right and cell.is_filled), None)
    return row.xml if beyond is None else row.xml[: beyond.start] + b"</table:table-row>"


def _rows(table: bytes) -> Iterator[_Row]:
    at = 0
    for found in _ROW.finditer(table):
        repeat = _repeat(_ROWS_REPEATED, found[1])
        yield _Row(at, repeat, tuple(_cells(found[0])), found[0])
        at += repeat


def _cells(row: bytes) -> Iterator[_Cell]:
    column = 0
    for found in _CELL.finditer(row):
        repeat = _repeat(_CELLS_REPEATED, found[1])
        yield _Cell(column, repeat, found[1], found.start())
        column += repeat


def _repeat(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
