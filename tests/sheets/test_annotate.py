"""The officer's own file comes back with notes in its cells."""

import openpyxl
from openpyxl.styles import Font

from unionapp.sheets.annotate import Note, write_annotated
from unionapp.sheets.reading import read_workbook


def test_an_excel_file_keeps_its_look(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B2"] = "x", "31/02/1990"
    sheet["B2"].font = Font(name=".VnTime", bold=True)
    sheet.column_dimensions["B"].width = 33
    book.save(tmp_path / "a.xlsx")
    notes = [Note("Sheet", 2, "B", "sai ngày"), Note("Sheet", 2, "B", "thiếu", serious=False)]
    write_annotated(
        tmp_path / "a.xlsx", [*notes, Note("Khác", 1, "A", "lạc")], tmp_path / "b.xlsx"
    )
    cell = openpyxl.load_workbook(tmp_path / "b.xlsx").active["B2"]
    assert cell.comment.text == "sai ngày\nthiếu"
    assert cell.fill.start_color.rgb == "FFFFC7CE"
    assert (cell.font.name, cell.font.bold, cell.parent.column_dimensions["B"].width) == (
        ".VnTime",
        True,
        33,
    )


def test_a_warning_is_yellow_and_a_note_without_column_stands_first(tmp_path):
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    write_annotated(
        tmp_path / "a.xlsx",
        [Note("Sheet", 3, None, "cộng sai", serious=False)],
        tmp_path / "b.xlsx",
    )
    cell = openpyxl.load_workbook(tmp_path / "b.xlsx").active["A3"]
    assert cell.fill.start_color.rgb == "FFFFEB9C"


def test_another_kind_of_file_becomes_a_workbook_and_no_text_wakes_up(tmp_path):
    (tmp_path / "a.csv").write_text("Họ tên,Tổ\n=1+1,\x07x\n\n,9\n", encoding="utf-8")
    write_annotated(tmp_path / "a.csv", [Note("a", 2, "A", "công thức")], tmp_path / "b.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "b.xlsx")["a"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    rows = read_workbook(tmp_path / "b.xlsx").sheets[0].rows
    assert [list(row) for row in rows] == [
        ["Họ tên", "Tổ"],
        ["=1+1", "x"],
        [None, None],
        [None, "9"],
    ]
