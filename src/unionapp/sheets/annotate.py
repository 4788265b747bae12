"""Gives the officer's own file back with the cells to mend in red and a note on each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from unionapp.errors import Refusal
from unionapp.sheets.guards import Kind, kind_of
from unionapp.sheets.reading import read_workbook
from unionapp.sheets.workbook import column_index

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

_RED, _YELLOW = "FFFFC7CE", "FFFFEB9C"
_AUTHOR = "unionapp"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on one cell; rows count from 1, a note without column stands on the first cell."""

    sheet: str
    row: int
    column: str | None
    text: str
    serious: bool = True


def write_annotated(path: Path, notes: Iterable[Note], output: Path) -> None:
    """Writes a copy of a spreadsheet with a note on every cell named.

    Excel files keep their look; other kinds are written as a new .xlsx with their values.

    Raises:
        Refusal: the source is no readable spreadsheet.
    """
    workbook = _open(path)
    for (sheet, row, column), remarks in _by_cell(notes).items():
        if sheet in workbook.sheetnames:
            _mark(workbook[sheet].cell(row, column), remarks)
    workbook.save(output)


def _open(path: Path) -> "Workbook":
    import openpyxl  # noqa: PLC0415 - loaded on first use

    if kind_of(path) is Kind.XLSX:
        try:
            return openpyxl.load_workbook(path, keep_links=False)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            # The writer knows fewer dialects than the reader; the officer then marks by hand.
            raise Refusal("sheets.damaged", file=path.name) from error
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for sheet in read_workbook(path, keep_font=_any_font).sheets:
        target = workbook.create_sheet(sheet.name)
        for row, values in enumerate(sheet.rows):
            for column, value in enumerate(values):
                if value is not None:
                    _write(target.cell(row + 1, column + 1), value, sheet.fonts.get((row, column)))
    return workbook


def _any_font(_font: str) -> bool:
    """Keeps every font, for legacy codes are only readable in theirs."""
    return True


def _write(cell: "Cell", value: object, font: str | None) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - loaded on first use

    cell.value = _CONTROLS.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        # A text that begins with "=" must not wake up as a formula.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith("=")
    if font:
        cell.font = Font(name=font)


def _by_cell(notes: Iterable[Note]) -> Mapping[tuple[str, int, int], list[Note]]:
    cells: dict[tuple[str, int, int], list[Note]] = {}
    for note in notes:
        column = 1 if note.column is None else column_index(note.column) + 1
        cells.setdefault((note.sheet, note.row, column), []).append(note)
    return cells


def _mark(cell: "Cell", notes: list[Note]) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - loaded on first use
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - loaded on first use

    colour = _RED if any(note.serious for note in notes) else _YELLOW
    cell.fill = PatternFill("solid", start_color=colour)
    if hasattr(cell, "comment") and type(cell).__name__ != "MergedCell":
        cell.comment = Comment(
            "\n".join(note.text for note in notes), _AUTHOR, height=90, width=280
        )
