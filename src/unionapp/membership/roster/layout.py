"""Finds the tables of a sheet: their header rows, and what each column holds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from unionapp.membership.roster.headers import (
    Fields,
    fields_of,
    fields_of_path,
    is_month_number,
    name_wordings,
    plain,
)
from unionapp.sheets.workbook import Merge, Value

Rows = Sequence[Sequence[Value]]

SEARCHED_ROWS = 40
_MAX_HEADER_ROWS = 4
_NAME_FIELDS = frozenset({"full_name", "name_ho_dem"})
_SEXES = (("is_male",), ("is_female",))
_LETTERHEAD = re.compile(r"cộng h[oò]à? |độc lập|liên đoàn|công đoàn cơ sở|danh sách|mẫu số")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its place in the sheet, its fields and the texts above it."""

    index: int
    fields: Fields
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of people; rows count from 0, `end` is where the next table begins."""

    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    end: int

    @property
    def first_row(self) -> int:
        """The first row below the header."""
        return self.header_rows[-1] + 1

    def having(self, *fields: str) -> tuple[Column, ...]:
        """The columns that hold one of the fields."""
        return tuple(column for column in self.columns if set(column.fields) & set(fields))

    @cached_property
    def name_index(self) -> int:
        """Where the name stands, or its first part."""
        return (self.having("full_name") or self.having("name_ho_dem"))[0].index

    @cached_property
    def number_index(self) -> int | None:
        """Where the running number stands, if the table has one."""
        numbered = self.having("_stt")
        return numbered[0].index if numbered else None


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's cells together with its merged ranges."""

    rows: Rows
    merges: tuple[Merge, ...] = ()

    def value(self, row: int, column: int) -> Value:
        """What stands in a cell; nothing outside the sheet."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """The header text of a cell; month numbers count as text."""
        value = self.value(row, column)
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, date):
            return f"T{value.month}"
        return str(value) if is_month_number(value) else ""

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged range a cell belongs to."""
        return next(
            (m for m in self.merges if m.top <= row <= m.bottom and m.left <= column <= m.right),
            None,
        )

    def near(self, top: int, bottom: int) -> "Grid":
        """The same cells with only the merges that touch some rows."""
        return replace(
            self, merges=tuple(m for m in self.merges if m.top <= bottom and m.bottom >= top)
        )


def find_tables(grid: Grid) -> list[Table]:
    """Every table of people in a sheet, from top to bottom, side by side from left to right."""
    tables: list[Table] = []
    for header in _headers(grid):
        tables = [replace(t, end=header[0]) if t.end > header[0] else t for t in tables]
        tables += _side_by_side(grid, header)
    return tables


def _headers(grid: Grid) -> Iterator[tuple[int, ...]]:
    """The header rows of each table: near the top, and wherever the columns change."""
    known: frozenset[tuple[int, Fields]] = frozenset()
    row = 0
    while row < len(grid.rows):
        if row > SEARCHED_ROWS and not known:
            return
        cells = grid.rows[row]
        may_be = names_again(cells) and _heads_again(cells) if known else _names_people(cells)
        if may_be and (block := _block(grid.near(row - 3, row + 4), row)):
            shape = frozenset((c.index, c.fields) for c in columns_of(grid, block) if c.fields)
            if shape != known and len(shape) > 1:
                known = shape
                yield block
            row = block[-1]
        row += 1


def _names_people(cells: Sequence[Value]) -> bool:
    """Whether a row has a header for names and at least one more header."""
    found = [fields_of(cell) for cell in cells if isinstance(cell, str)]
    named = any(_NAME_FIELDS & set(fields) for fields in found)
    return named and (sum(map(bool, found)) > 1 or len(found) > 1)


def _heads_again(cells: Sequence[Value]) -> bool:
    """Whether a row below a header is a header again, and not a person called "Nam"."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    found = [fields for fields in map(fields_of, texts) if fields and fields not in _SEXES]
    return len(found) > 1 and len(found) * 2 >= len(texts) and _names_people(cells)


def names_again(cells: Sequence[Value]) -> bool:
    """Whether a row holds a wording for names; cheap, for it is asked of every row."""
    return not name_wordings().isdisjoint(cells)


def _block(grid: Grid, row: int) -> tuple[int, ...] | None:
    bottom = _bottom(grid, row)
    top = _top(grid, row)
    block = tuple(range(top, bottom + 1))
    if len(block) > _MAX_HEADER_ROWS + 1:
        return None
    recognised = sum(bool(column.fields) for column in columns_of(grid, block))
    return block if recognised > 1 else None


def _bottom(grid: Grid, row: int) -> int:
    merged = [
        m.bottom
        for m in grid.merges
        if m.top == row and m.bottom > row and _is_header_merge(grid, m)
    ]
    bottom = min(max(merged, default=row), row + _MAX_HEADER_ROWS - 1)
    while bottom < row + _MAX_HEADER_ROWS - 1 and _is_child_row(grid, row, bottom + 1):
        bottom += 1
    return bottom


def _is_header_merge(grid: Grid, merge: Merge) -> bool:
    return (
        bool(fields_of(grid.text(merge.top, merge.left)))
        and merge.bottom - merge.top < _MAX_HEADER_ROWS
    )


def _is_child_row(grid: Grid, top: int, row: int) -> bool:
    """Whether a row only divides the headers above it, with words again."""
    cells = grid.rows[row] if row < len(grid.rows) else ()
    filled = [column for column, value in enumerate(cells) if value is not None]
    if not filled or any(not grid.text(row, column) for column in filled):
        return False
    if any(_is_key_header(grid, top, column) for column in filled):
        return False
    known = [column for column in filled if _divides(grid, top, row, column)]
    return len(known) * 2 >= len(filled)


def _is_key_header(grid: Grid, top: int, column: int) -> bool:
    """Whether a name or a number is asked for above, so that text below is a person's."""
    merge = grid.merge_at(top, column)
    if merge and merge.right > merge.left:
        return False
    return bool({"full_name", "_stt"} & set(fields_of(grid.text(top, column))))


def _divides(grid: Grid, top: int, row: int, column: int) -> bool:
    parent = _spread_text(grid, top, column)
    child = grid.text(row, column)
    return bool(fields_of(child) or (parent and fields_of_path((parent, child), alone=False)))


def _top(grid: Grid, row: int) -> int:
    top = row
    while top > max(row - 2, 0) and _is_group_row(grid, top - 1, row):
        top -= 1
    return top


def _is_group_row(grid: Grid, row: int, below: int) -> bool:
    """Whether the row above a header groups its columns, as "Thông tin cá nhân" does."""
    filled = [column for column, value in enumerate(grid.rows[row]) if value is not None]
    width = sum(value is not None for value in grid.rows[below])
    if not filled or any(_LETTERHEAD.search(plain(grid.text(row, column))) for column in filled):
        return False
    merges = [merge for column in filled if (merge := grid.merge_at(row, column))]
    groups = [merge for merge in merges if merge.right > merge.left]
    if any(merge.right - merge.left + 1 >= max(width, 3) for merge in groups):
        return False
    reaching = [merge for merge in merges if merge.bottom >= below]
    known = [column for column in filled if fields_of(grid.text(row, column))]
    return bool(reaching or (groups and len(filled) > 1) or len(known) * 2 > len(filled) > 1)


def columns_of(grid: Grid, block: tuple[int, ...]) -> list[Column]:
    """Every column under a header: the texts above it, and the fields they name."""
    near = grid.near(block[0], block[-1])
    width = max(map(len, _rows_of(grid, block)))
    columns = []
    for index in range(width):
        path = _path(near, block, index)
        alone = _stands_alone(near, block, index)
        columns.append(Column(index, fields_of_path(path, alone=alone) if path else (), path))
    return _divided_by_merge(near, block, columns)


def _rows_of(grid: Grid, block: tuple[int, ...]) -> Rows:
    """The rows of a header; a table that has none, its header at -1, is as wide as its people."""
    return grid.rows[max(block[0], 0) : block[-1] + 1] or grid.rows


def _path(grid: Grid, block: tuple[int, ...], column: int) -> tuple[str, ...]:
    texts = [_header_text(grid, block, row, column) for row in block]
    kept = [
        text for text, above in zip(texts, ["", *texts], strict=False) if text and text != above
    ]
    if kept and all(text.isdigit() for text in kept):
        return ()
    return tuple(kept)


def _header_text(grid: Grid, block: tuple[int, ...], row: int, column: int) -> str:
    text = grid.text(row, column)
    if text or row == block[-1]:
        merge = None if text else grid.merge_at(row, column)
        return text or (grid.text(merge.top, merge.left) if merge and merge.top < row else "")
    divided = any(grid.text(below, column) for below in block if below > row)
    return _spread_text(grid, row, column) if divided or grid.merge_at(row, column) else ""


def _spread_text(grid: Grid, row: int, column: int) -> str:
    """A parent's text over all the columns it stands above, merged or only left blank."""
    merge = grid.merge_at(row, column)
    if merge:
        return (
            grid.text(merge.top, merge.left)
            if merge.right > merge.left or merge.top < row
            else (grid.text(row, column))
        )
    while column > 0 and not grid.text(row, column) and not grid.merge_at(row, column):
        column -= 1
    left = grid.merge_at(row, column)
    return "" if left and left.bottom > row else grid.text(row, column)


def _stands_alone(grid: Grid, block: tuple[int, ...], column: int) -> bool:
    merge = grid.merge_at(block[0], column)
    wide = merge is not None and merge.right > merge.left
    return not wide and bool(grid.text(block[0], column))


def _divided_by_merge(grid: Grid, block: tuple[int, ...], columns: list[Column]) -> list[Column]:
    """Tells apart the columns under one merged header: a name in two, a date in three."""
    result = list(columns)
    for merge in grid.merges:
        span = merge.right - merge.left + 1
        reaches = merge.top in block and merge.right < len(columns)
        if (
            not reaches
            or span not in (2, 3)
            or any(len(columns[i].path) > 1 for i in range(merge.left, merge.right + 1))
        ):
            continue
        for offset, fields in enumerate(_split_fields(columns[merge.left].fields, span)):
            result[merge.left + offset] = replace(
                result[merge.left + offset], fields=fields, path=columns[merge.left].path
            )
    return result


def _split_fields(fields: Fields, span: int) -> tuple[Fields, ...]:
    if fields == ("full_name",):
        middle = (("name_dem",),) if span == 3 else ()
        return (("name_ho_dem",), *middle, ("name_ten",))
    if fields == ("birth_date",) and span == 3:
        return (("birth_date.day",), ("birth_date.month",), ("birth_date.year",))
    return ()


def _side_by_side(grid: Grid, block: tuple[int, ...]) -> list[Table]:
    """Cuts a header that repeats itself into the tables that stand beside one another."""
    columns = [column for column in columns_of(grid, block) if column.path or column.fields]
    names = [c for c in columns if _NAME_FIELDS & set(c.fields)]
    repeats = [c for c in names[1:] if _heads_alike(c, names[0])]
    starts = [0, *(_start_of(columns, name) for name in repeats), len(columns)]
    return [
        Table(block, tuple(c for c in columns[start:end] if c.fields), len(grid.rows))
        for start, end in pairwise(starts)
    ]


def _heads_alike(name: Column, first: Column) -> bool:
    """Whether two columns ask for the same, be it of "Nam" here and of "Nữ" there."""
    return name.path[-1:] == first.path[-1:] and name.fields == first.fields


def _start_of(columns: list[Column], name: Column) -> int:
    at = columns.index(name)
    return at - 1 if at and columns[at - 1].fields == ("_stt",) else at
