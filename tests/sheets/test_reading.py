"""Any spreadsheet becomes typed cells, and a file that is none is refused in words."""

import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from unionapp.errors import CodedError, Refusal, Trouble
from unionapp.sentences import sentence_for
from unionapp.sheets.reading import read_workbook
from unionapp.sheets.workbook import Merge, column_index, column_letters

ROSTERS = Path(__file__).resolve().parents[1] / "data" / "rosters"


@pytest.fixture
def book():
    return openpyxl.Workbook()


def save(book, folder, name="a.xlsx"):
    path = folder / name
    book.save(path)
    return path


def test_values_keep_their_types(book, tmp_path):
    sheet = book.active
    for row in (
        ["x", 5, 2.5],
        [True, date(1990, 3, 5), datetime.fromisoformat("1990-03-05 07:30")],
    ):
        sheet.append(row)
    (read,) = read_workbook(save(book, tmp_path)).sheets
    assert [list(row) for row in read.rows] == [
        ["x", 5, 2.5],
        [True, date(1990, 3, 5), datetime.fromisoformat("1990-03-05 07:30")],
    ]
    assert type(read.rows[0][1]) is int
    assert type(read.rows[1][1]) is date


def test_rows_and_columns_count_from_the_first_of_the_sheet(book, tmp_path):
    book.active["C4"] = "x"
    book.active["A9"].font = Font(name="Arial")
    (read,) = read_workbook(save(book, tmp_path)).sheets
    assert [list(row) for row in read.rows] == [[None] * 3] * 3 + [[None, None, "x"]]


def test_what_values_do_not_tell_is_told_beside_them(book, tmp_path):
    sheet = book.active
    sheet["A1"], sheet["B2"], sheet["C3"] = "x", "#REF!", "=1+1"
    sheet["B2"].data_type = "e"
    sheet.row_dimensions[2].hidden = True
    sheet.merge_cells("A1:B1")
    book.create_sheet("Ẩn").sheet_state = "hidden"
    first, second = read_workbook(save(book, tmp_path)).sheets
    assert first.errors == {(1, 1): "#REF!"}
    assert first.unsaved_formulas == {(2, 2)}
    assert first.hidden_rows == {1}
    assert first.merges == (Merge(0, 0, 0, 1),)
    assert (first.visible, second.visible) == (True, False)


def test_only_the_fonts_asked_for_are_told(book, tmp_path):
    sheet = book.active
    sheet["A1"], sheet["B1"], sheet["C1"] = "x", "y", 5
    sheet["A1"].font = sheet["C1"].font = Font(name=".VnTime")
    path = save(book, tmp_path)
    assert read_workbook(path).sheets[0].fonts == {}
    (read,) = read_workbook(path, keep_font=lambda font: font.startswith(".Vn")).sheets
    assert read.fonts == {(0, 0): ".VnTime"}


def test_the_calendar_of_old_macintoshes_is_noticed(book, tmp_path):
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = date(1990, 3, 5)
    read = read_workbook(save(book, tmp_path))
    assert read.is_1904
    assert read.sheets[0].rows[0][0] == date(1990, 3, 5)


def test_an_old_excel_file_tells_its_fonts_and_hidden_rows():
    (read,) = read_workbook(ROSTERS / "F09_vni.xls", keep_font=lambda font: True).sheets
    assert read.name == "DS"
    assert read.hidden_rows == {7}
    assert read.fonts[0, 0] == "VNI-Times"
    assert read.rows[3][0] == 1


def test_a_libreoffice_file_is_read(tmp_path):
    (read,) = read_workbook(ROSTERS / "F13_libreoffice.ods").sheets
    assert read.rows[0][:2] == ["STT", "Họ và tên"]
    assert isinstance(read.rows[1][2], date)


def write_zip(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SAMPLE = (ROSTERS / "R01_don_gian.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "sheets.empty"),
        ("a.csv", b"\r\n \r\n", "sheets.empty"),
        ("a.xlsx", b"%PDF-1.4", "sheets.not_a_spreadsheet"),
        ("a.xls", b"<html><table></table></html>", "sheets.not_a_spreadsheet"),
        ("a.xls", OLE + bytes(2000), "sheets.not_a_spreadsheet"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "sheets.password_protected"),
        ("a.xls", OLE + bytes(600) + "Workbook".encode("utf-16-le"), "sheets.damaged"),
        ("a.xlsx", b"PK\x03\x04garbage", "sheets.damaged"),
        ("a.xlsx", SAMPLE[:5000], "sheets.damaged"),
        ("a.xlsx", SAMPLE[:3000] + b"\7" * 400 + SAMPLE[3400:], "sheets.damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_workbook(path)
    assert refused.value.code == code
    assert name in sentence_for(refused.value)


def test_another_kind_of_package_is_no_spreadsheet(tmp_path):
    path = write_zip(tmp_path / "a.xlsx", word__document_xml="x")
    with pytest.raises(Refusal, match="sheets.not_a_spreadsheet"):
        read_workbook(path)


def test_a_locked_libreoffice_file_is_said_to_be_locked(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", b"\0")
        archive.writestr("META-INF/manifest.xml", "<a><manifest:encryption-data/></a>")
    with pytest.raises(Refusal, match="sheets.password_protected"):
        read_workbook(path)


def test_a_file_that_swells_when_unpacked_is_not_unpacked(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 30_000_000)
    with pytest.raises(Refusal, match="sheets.too_large"):
        read_workbook(path)


def test_entities_in_a_part_are_not_expanded(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(Refusal, match="sheets.damaged"):
        read_workbook(path)


def test_a_missing_file_is_trouble(tmp_path):
    with pytest.raises(Trouble, match="sheets.unreadable"):
        read_workbook(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    "name", ["F01_danh_dau_x.xlsx", "F09_vni.xls", "F13_libreoffice.ods", "F07_tcvn3.csv"]
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=30)
)
def test_damage_anywhere_is_refused_and_never_crashes(tmp_path, name, changes):
    content = bytearray((ROSTERS / name).read_bytes())
    for place, value in changes:
        content[int(place * len(content))] = value
    path = tmp_path / name
    path.write_bytes(content)
    assert outcome(path) == "read" or outcome(path).startswith("sheets.")


def outcome(path):
    try:
        read_workbook(path)
    except CodedError as error:
        return error.code
    return "read"


@given(st.integers(0, 20_000))
def test_column_letters_and_places_are_the_same_thing(index):
    assert column_index(column_letters(index)) == index


def test_columns_are_lettered_as_in_a_sheet():
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]


def test_no_reader_is_loaded_before_it_is_needed():
    code = (
        "import sys, unionapp.sheets.reading;"
        "print(sorted({'openpyxl', 'xlrd', 'python_calamine'} & set(sys.modules)))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "[]"
