"""The headers of a sheet as an officer sees them, and what is set right about them by hand."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from unionapp.membership.roster.cells import is_blank, shown
from unionapp.membership.roster.columns import public_names
from unionapp.membership.roster.layout import Column, Grid, Table, columns_of
from unionapp.membership.roster.reading import Heading
from unionapp.sheets.workbook import column_index, column_letters

Corrections = Mapping[str, str]
LEFT_OUT = ""
HEADER = "#"  # stands among the corrections for the row of a header that was pointed out
CHOICES = (
    *("full_name", "name_ho_dem", "name_ten", "birth_date", "birth_male", "birth_female"),
    *("gender", "is_male", "is_female", "id_number", "phone", "email", "address", "hometown"),
    *("unit", "position", "union_position", "union_date", "union_card", "employee_code"),
    *("bhxh_no", "hire_date", "salary", "salary_coef", "party_date", "is_party", "ethnicity"),
    *("is_ethnic_minority", "religion", "education", "qualification", "politics", "note"),
)
_SAMPLES = 3
_SEARCHED = 200


def correct_tables(
    tables: Sequence[Table], grid: Grid, corrections: Corrections
) -> Iterator[Table]:
    """The tables with the columns that somebody set right; an empty field leaves a column out."""
    places = {
        column_index(letters): field for letters, field in corrections.items() if letters != HEADER
    }
    for table in tables:
        first, last = _span(table, tables)
        mine = {at: field for at, field in places.items() if first <= at <= last}
        yield _corrected(table, grid, mine) if mine else table


def headings_of(tables: Sequence[Table], grid: Grid) -> tuple[Heading, ...]:
    """Every column of the first header: its title, what it is read as, some of its values.

    Running numbers are left aside: nobody wants them to be anything else.
    """
    header = tables[0].header_rows
    numbers = {table.number_index for table in tables}
    held = {
        column.index: public_names(column.fields)
        for table in tables
        if table.header_rows == header
        for column in table.columns
    }
    return tuple(
        Heading(
            column_letters(column.index),
            " › ".join(" ".join(text.split()) for text in column.path),
            held.get(column.index, ()),
            tuple(_samples(grid, header[-1] + 1, column.index)),
        )
        for column in columns_of(grid, header)
        if (column.path or column.index in held) and column.index not in numbers
    )


def layout_key(headings: Iterable[Heading]) -> str:
    """What a layout is known again by: its titles in their order, and nothing of its people."""
    told = "\n".join(f"{heading.column}:{heading.title}" for heading in headings)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _span(table: Table, tables: Sequence[Table]) -> tuple[int, int]:
    """The columns that belong to a table, its neighbour to the right left aside."""
    beside = [each for each in tables if each.header_rows == table.header_rows]
    at = beside.index(table)
    first = _leftmost(table) if at else 0
    last = _leftmost(beside[at + 1]) - 1 if at + 1 < len(beside) else 1 << 14
    return first, last


def _leftmost(table: Table) -> int:
    return min(column.index for column in table.columns)


def _corrected(table: Table, grid: Grid, places: Mapping[int, str]) -> Table:
    chosen = set(places.values())
    paths = {column.index: column.path for column in columns_of(grid, table.header_rows)}
    kept = [
        replace(column, fields=tuple(field for field in column.fields if field not in chosen))
        for column in table.columns
        if column.index not in places
    ]
    kept += [
        Column(index, (field,), paths.get(index, ())) for index, field in places.items() if field
    ]
    return replace(table, columns=tuple(column for column in kept if column.fields))


def _samples(grid: Grid, first_row: int, index: int) -> Iterator[str]:
    searched = range(first_row, min(first_row + _SEARCHED, len(grid.rows)))
    values = (grid.value(row, index) for row in searched)
    told = (shown(value) for value in values if value is not None and not is_blank(value))
    for sample, _ in zip(told, range(_SAMPLES), strict=False):
        yield sample
