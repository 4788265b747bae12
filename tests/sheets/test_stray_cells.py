"""One cell far away from a small table neither makes it a giant nor goes unsaid."""

from datetime import date
from pathlib import Path
from time import perf_counter

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.errors import Refusal
from unionapp.membership.roster.check import check_roster
from unionapp.sentences import sentence
from unionapp.sheets.reading import read_workbook
from unionapp.sheets.stray_cells import cut_strays

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính")


def save(folder: Path, **cells) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER)
    for number in range(100):
        sheet.append((number + 1, f"Lê Văn {'ABCĐ'[number % 4]}n {number}", "05/03/1990", "Nam"))
    for place, value in cells.items():
        sheet[place] = value
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


@pytest.mark.parametrize("stray", ["XFD1048576", "D1048576", "XFD50"])
def test_a_hundred_people_and_a_stray_are_read_at_once(tmp_path, stray):
    path = save(tmp_path, **{stray: 1})
    start = perf_counter()
    reading = check_roster(path, today=date(2026, 3, 5))
    assert perf_counter() - start < 2
    assert (reading.sheets[0].read, reading.sheets[0].accepted) == (100, 100)
    if stray != "XFD50":  # a sheet of a hundred rows is small however wide it is
        (warning,) = reading.warnings
        assert (warning.code, warning.detail) == ("STRAY_CELLS", stray)
        assert stray in sentence(warning.code, sheet=warning.sheet, detail=warning.detail)


def test_a_table_that_begins_far_below_its_title_is_kept_whole(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Danh sách"
    for row in range(50_000, 50_020):
        sheet.cell(row, 2, f"Lê Văn {row}")
    sheet["XFD1048576"] = 1
    book.save(tmp_path / "a.xlsx")
    (read,) = read_workbook(tmp_path / "a.xlsx").sheets
    assert (len(read.rows), read.rows[0][0], read.rows[-1][1]) == (
        50_019,
        "Danh sách",
        "Lê Văn 50019",
    )
    assert read.strays == ("XFD1048576",)


def test_formats_far_away_are_no_cells(tmp_path):
    path = save(tmp_path)
    book = openpyxl.load_workbook(path)
    book.active["XFD1048576"].number_format = "0.00"
    book.save(path)
    (read,) = read_workbook(path).sheets
    assert (len(read.rows), read.strays) == (101, ())


def test_a_sheet_that_is_really_full_to_its_far_corner_is_refused(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(1, 1_048_577, 900):
        sheet.cell(row, 1, "x")
    for column in range(1, 16_385, 90):
        sheet.cell(1, column, "x")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(Refusal, match=r"sheets\.too_large"):
        read_workbook(tmp_path / "a.xlsx")


@given(st.lists(st.lists(st.sampled_from([None, "x", 5]), max_size=8), max_size=30))
def test_a_small_sheet_loses_nothing(rows):
    assert cut_strays(rows) == (rows, ())


def test_rows_of_uneven_length_lose_only_the_stray():
    rows = [["a", "b"]] * 100 + [[]] * 60_000 + [[*[None] * 255, 1]]
    assert cut_strays(rows) == ([["a", "b"]] * 100, ("IV60101",))
