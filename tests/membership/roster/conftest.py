"""Makes small rosters from plain rows."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from unionapp.membership.roster.check import check_roster

TODAY = date(2026, 3, 5)


@pytest.fixture
def write_book(tmp_path):
    """Write sheets of rows, `{name: rows}`, with the merges of the first sheet."""

    def write(sheets, merges=(), file="ds.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row, 1):
                    if value is not None:
                        sheet.cell(number, column, value)
        for merge in merges:
            book.worksheets[0].merge_cells(merge)
        path = tmp_path / file
        book.save(path)
        return path

    return write


@pytest.fixture
def check(write_book):
    """Write one sheet of rows and read it: its SheetReading."""

    def read(*rows, merges=()):
        return check_roster(write_book({"DS": rows}, merges), today=TODAY).sheets[0]

    return read
