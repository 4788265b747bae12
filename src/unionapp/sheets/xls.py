"""Reads the old binary .xls with its fonts, hidden rows and error cells."""

import struct
from datetime import datetime, time
from pathlib import Path

import xlrd
from xlrd.compdoc import CompDocError

from unionapp.errors import Refusal
from unionapp.sheets.stray_cells import cut_strays
from unionapp.sheets.workbook import (
    FontFilter,
    Merge,
    Position,
    Sheet,
    Value,
    Workbook,
    without_empty_end,
)

_MIDNIGHT = time()
_BROKEN = (
    CompDocError,
    struct.error,
    IndexError,
    KeyError,
    ValueError,
    AssertionError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    NotImplementedError,
    RecursionError,
    MemoryError,
)


class _Silence:
    """Swallows what the library would print."""

    def write(self, _text: str) -> None:
        """Drops the text."""

    def flush(self) -> None:
        """Has nothing to flush."""


def read_xls(path: Path, keep_font: FontFilter) -> Workbook:
    """A binary workbook.

    Raises:
        Refusal: it is locked with a password or damaged.
    """
    try:
        book = xlrd.open_workbook(
            str(path), formatting_info=True, ragged_rows=True, logfile=_Silence()
        )
        sheets = tuple(_sheet(book, sheet, keep_font) for sheet in book.sheets())
    except xlrd.XLRDError as error:
        locked = "encrypted" in str(error).lower() or "password" in str(error).lower()
        code = "sheets.password_protected" if locked else "sheets.damaged"
        raise Refusal(code, file=path.name) from error
    except _BROKEN as error:
        # The library has no error of its own for records that are cut off.
        raise Refusal("sheets.damaged", file=path.name) from error
    return Workbook(sheets, is_1904=book.datemode == 1)


def _sheet(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, keep_font: FontFilter) -> Sheet:
    found = [[_typed(book, cell) for cell in sheet.row(row)] for row in range(sheet.nrows)]
    kept, strays = cut_strays(found)
    width = max(map(len, kept), default=0)
    rows = [[*row, *[None] * (width - len(row))] for row in kept]
    return Sheet(
        name=sheet.name,
        rows=without_empty_end(rows),
        visible=sheet.visibility == 0,
        merges=tuple(
            Merge(top, left, bottom - 1, right - 1)
            for top, bottom, left, right in sheet.merged_cells
        ),
        hidden_rows=frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden),
        errors=_errors(sheet),
        fonts=_fonts(book, sheet, keep_font),
        strays=strays,
    )


def _typed(book: xlrd.book.Book, cell: xlrd.sheet.Cell) -> Value:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value) if str(cell.value).strip() else None
        case xlrd.XL_CELL_NUMBER:
            return int(cell.value) if cell.value.is_integer() else float(cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_DATE:
            return _typed_date(book, cell.value)
    return None


def _typed_date(book: xlrd.book.Book, serial: float) -> Value:
    try:
        moment: datetime = xlrd.xldate_as_datetime(serial, book.datemode)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return serial
    return moment.date() if moment.time() == _MIDNIGHT else moment


def _errors(sheet: xlrd.sheet.Sheet) -> dict[Position, str]:
    return {
        (row, column): xlrd.error_text_from_code.get(sheet.cell_value(row, column), "#ERR!")
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind == xlrd.XL_CELL_ERROR
    }


def _fonts(
    book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, keep_font: FontFilter
) -> dict[Position, str]:
    names = [book.font_list[form.font_index].name for form in book.xf_list]
    wanted = {number for number, name in enumerate(names) if keep_font(name)}
    if not wanted:
        return {}
    return {
        (row, column): names[sheet.cell_xf_index(row, column)]
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind == xlrd.XL_CELL_TEXT and sheet.cell_xf_index(row, column) in wanted
    }
