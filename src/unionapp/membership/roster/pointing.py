"""Where the header of a sheet stands when somebody points it out, for no name was found in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from unionapp.membership.roster.cells import shown
from unionapp.membership.roster.encoding import decode_sheet, is_legacy_font
from unionapp.membership.roster.headings import HEADER, Corrections, headings_of, layout_key
from unionapp.membership.roster.layout import SEARCHED_ROWS, Column, Grid, Table, columns_of
from unionapp.sheets.reading import read_workbook
from unionapp.sheets.workbook import Sheet, Workbook, column_letters

_UNKNOWN = ("_other",)
_SHORTEST_NAME, _LONGEST_NAME = 2, 6
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


@dataclass(frozen=True, slots=True)
class HeaderPlace:
    """A header that somebody pointed out: its row from 1, and the column of the names.

    Row 0 says that the sheet has no header and its first row is a person already.
    """

    sheet: str
    row: int
    column: str

    @property
    def corrections(self) -> Corrections:
        """The same as a correction of the sheet."""
        return {HEADER: str(self.row), self.column: "full_name"}


@dataclass(frozen=True, slots=True)
class SheetTop:
    """The first rows of a sheet as texts, all of one width, for somebody to point at."""

    sheet: str
    rows: tuple[tuple[str, ...], ...]

    def likely_header(self) -> int:
        """The row, from 1, that most likely is the header: the first of the widest ones.

        If that one tells numbers or dates it is a person, and the row above it stands for one.
        """
        widths = [sum(map(bool, row)) for row in self.rows]
        widest = widths.index(max(widths))
        return widest if any(map(_is_told_of_a_person, self.rows[widest])) else widest + 1

    def titles(self, header: int) -> tuple[str, ...]:
        """What stands above every column; nothing where there is no header."""
        return self.rows[header - 1] if header else ("",) * len(self.rows[0])

    def likely_names(self, header: int) -> str:
        """The column that most likely holds names: the one with most texts of some words."""
        columns = list(zip(*self.rows[header:], strict=True)) or [("",) * len(self.rows[0])]
        scores = [sum(map(_is_like_name, column)) for column in columns]
        return column_letters(scores.index(max(scores, default=0)) if any(scores) else 0)


def show_tops(path: Path) -> tuple[SheetTop, ...]:
    """The first rows of every visible sheet of a file.

    Raises:
        Refusal: the file is no readable spreadsheet.
        Trouble: the file cannot be read from the disk.
    """
    workbook = read_workbook(path, keep_font=is_legacy_font)
    return tuple(_top_of(sheet) for sheet in workbook.sheets if sheet.visible and sheet.rows)


def pointed_table(grid: Grid, row: int) -> Table:
    """The table below a row, counted from 0, that is the header because somebody says so.

    Row -1 is the header of a table that has none.
    """
    block = (min(max(row, -1), len(grid.rows) - 1),)
    columns = tuple(column for column in columns_of(grid, block) if column.fields)
    return Table(block, columns, len(grid.rows))


def with_unknown_columns(table: Table, grid: Grid) -> Table:
    """The table with the columns too whose header says nothing, for they also tell of people."""
    known = {column.index for column in table.columns}
    width = max(map(len, grid.rows[max(table.header_rows[0], 0) :]), default=0)
    paths = {column.index: column.path for column in columns_of(grid, table.header_rows)}
    others = (Column(at, _UNKNOWN, paths.get(at, ())) for at in range(width) if at not in known)
    return replace(table, columns=(*table.columns, *others))


def recognise_headers(
    workbook: Workbook, remembered: Mapping[str, Corrections]
) -> dict[str, Corrections]:
    """The headers of a workbook that were pointed out before in another file."""
    pointed = {key: each for key, each in remembered.items() if HEADER in each}
    if not pointed:
        return {}
    found = ((sheet.name, _recognise(sheet, pointed)) for sheet in workbook.sheets if sheet.rows)
    return {name: corrections for name, corrections in found if corrections}


def _recognise(sheet: Sheet, pointed: Mapping[str, Corrections]) -> Corrections | None:
    grid = Grid(decode_sheet(sheet).rows, sheet.merges)
    for row in range(min(SEARCHED_ROWS, len(grid.rows))):
        table = with_unknown_columns(pointed_table(grid, row), grid)
        key = layout_key(headings_of([table], grid))
        if key in pointed:
            return {**pointed[key], HEADER: str(row + 1)}
    return None


def _top_of(sheet: Sheet) -> SheetTop:
    rows = decode_sheet(sheet).rows[:SEARCHED_ROWS]
    width = max(map(len, rows), default=0)
    texts = (
        tuple(" ".join(shown(value).split()) if value is not None else "" for value in row)
        for row in rows
    )
    return SheetTop(sheet.name, tuple(row + ("",) * (width - len(row)) for row in texts))


def _is_told_of_a_person(text: str) -> bool:
    return text.isdecimal() or bool(_DATE.fullmatch(text))


def _is_like_name(text: str) -> bool:
    words = text.split()
    letters = all(word.replace("'", "").isalpha() for word in words)
    return letters and _SHORTEST_NAME <= len(words) <= _LONGEST_NAME and text[:1].isupper()
