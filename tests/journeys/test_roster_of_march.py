"""An accountant's payroll sheet of March: 124 rows in an old font, four of them faulty (A2 to A6)."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import make_dues
from unionapp.membership.imports import import_roster, undo_import
from unionapp.membership.lists import count_members, list_members
from unionapp.membership.roster.check import check_roster
from unionapp.membership.roster.marked_file import write_marked_roster
from unionapp.vietnamese.legacy_text import decode

TODAY = date(2026, 3, 5)
FIRST, LAST = 5, 128
MIDDLE = ("Thị", "Thị Thu", "Văn", "Đức", "Ngọc")
GIVEN = ("Hường", "Ưởng", "Ánh", "Bảy", "Cẩm", "Dũng", "Giang", "Hiền", "Khuê", "Lụa", "Mỹ")
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Vũ", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")


def name_of(row: int) -> str:
    number = row - FIRST
    family, middle = FAMILY[number % len(FAMILY)], MIDDLE[number // 60 % len(MIDDLE)]
    return f"{family} {middle} {GIVEN[number % len(GIVEN)]}"


def in_tcvn3(text: str) -> str:
    known = {decode(chr(code), "tcvn3"): chr(code) for code in range(0xA0, 0x100)}
    return "".join(known.get(letter, letter) for letter in text)


def card_of(row: int) -> int:
    return int(f"38{1 if 'Thị' in name_of(row) else 0}{(row % 30) + 70:02}{row:06}")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Title rows 1 to 3, header in row 4, 124 rows; identity numbers as numbers, dates as text."""
    book = Workbook()
    page = book.active
    page.title = "Lương T3"
    for row, title in enumerate(("CÔNG TY TNHH MAY HOA SEN", "BẢNG LƯƠNG", "Tháng 3/2026"), 1):
        page.cell(row, 1, title)
    heads = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Lương đóng BHXH")
    for column, head in enumerate(heads, 1):
        page.cell(4, column, head)
    for row in range(FIRST, LAST + 1):
        year = (row % 30) + 1970
        values = [
            row - 4,
            in_tcvn3(name_of(row)),
            "Nữ" if "Thị" in name_of(row) else "Nam",
            f"{row % 28 + 1:02}/{row % 12 + 1:02}/{year}",
            card_of(row),
            60_000_000 if row in {20, 40} else 6_200_000,
        ]
        for column, value in enumerate(values, 1):
            page.cell(row, column, value)
        page.cell(row, 2).font = Font(name=".VnTime")
    page["E37"], page["E88"] = card_of(12), card_of(51)
    page["B90"] = None
    page["D101"] = "31/02/1990"
    path = tmp_path / "luong_thang3.xlsx"
    book.save(path)
    return path


def test_the_sheet_is_read_as_it_is_and_its_four_faults_are_named(sheet):
    reading = check_roster(sheet, today=TODAY)
    [read] = reading.sheets
    assert (read.header_rows, read.read, read.accepted, read.rejected) == ((4,), 124, 120, 4)
    assert read.encoding == "tcvn3"
    assert [warning.code for warning in reading.warnings] == ["ENCODING_CONVERTED"]
    errors = [(it.row, it.column, it.code) for it in read.problems if it.severity == "error"]
    assert errors == [
        (37, "E", "DUP_ID"),
        (88, "E", "DUP_ID"),
        (90, "B", "MISSING_NAME"),
        (101, "D", "INVALID_DATE"),
    ]
    first = read.records[0].fields
    assert first["full_name"] == name_of(FIRST)
    assert first["id_number"] == f"{card_of(FIRST):012}"


def test_a_mended_row_turns_good(sheet):
    book = load_workbook(sheet)
    book.active["D101"] = "01/03/1990"
    book.save(sheet)
    [read] = check_roster(sheet, today=TODAY).sheets
    assert (read.accepted, read.rejected) == (121, 3)


def test_her_own_file_comes_back_with_red_cells_and_notes(sheet, tmp_path):
    reading = check_roster(sheet, today=TODAY)
    marked = write_marked_roster(sheet, reading, tmp_path / "tra-lai.xlsx")
    page = load_workbook(marked).active
    for cell in ("E37", "E88", "B90", "D101"):
        assert page[cell].comment is not None, cell
        assert page[cell].fill.fgColor.rgb not in {None, "00000000"}, cell
    assert page["B5"].value == in_tcvn3(name_of(5))
    assert load_workbook(sheet).active["D101"].comment is None


def test_120_come_in_and_the_dues_of_march_are_theirs(office, sheet):
    done = import_roster(
        office, check_roster(sheet, today=TODAY), skip_problems=True, salary_from="2026-03"
    )
    assert (done.imported, done.skipped) == (120, 4)
    assert count_members(office).total == 120
    listed = make_dues(office, "2026-03")
    assert len(listed.rows) == 120
    assert sorted({row.due for row in listed.rows}) == [31_000, 234_000]
    assert sum(row.is_at_cap for row in listed.rows) == 2
    assert (listed.total, listed.in_words) == (
        4_126_000,
        "Bốn triệu một trăm hai mươi sáu nghìn đồng chẵn",
    )
    owing = [row.member_id for row in listed.rows if row.due == 31_000][:3]
    collected = collect_dues(office, "2026-03", except_ids=owing)
    assert (collected.payers, collected.collected, collected.owed) == (117, 4_033_000, 93_000)
    assert collected.split.up == 1_209_900


def test_the_whole_import_can_be_taken_back(office, sheet):
    done = import_roster(office, check_roster(sheet, today=TODAY), skip_problems=True)
    undo_import(office, done.batch_id)
    assert list_members(office) == ()
    assert count_members(office).total == 0
