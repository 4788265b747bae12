"""An .ods tells empty rows and cells once with how often they stand; one stray spoils nothing."""

import zipfile
from datetime import date
from time import perf_counter
from xml.sax.saxutils import escape, quoteattr

import pytest

from unionapp.membership.roster.check import check_roster
from unionapp.sheets.reading import read_workbook

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
FAR = 1_048_576
WIDE = 16_384
PEOPLE = [("Họ và tên", "Giới tính")] + [(f"Lê Văn {letter}n", "Nam") for letter in "ABCDĐEGHIK"]


def cell(text):
    value = f"<text:p>{escape(text)}</text:p>"
    return f'<table:table-cell office:value-type="string">{value}</table:table-cell>'


def no_cells(count, style=""):
    mark = f' table:style-name="{style}"' if style else ""
    return f'<table:table-cell{mark} table:number-columns-repeated="{count}"/>'


def row(*cells, repeat=1):
    times = f' table:number-rows-repeated="{repeat}"' if repeat > 1 else ""
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


def people(*after):
    return [row(*map(cell, texts), *after) for texts in PEOPLE]


def save(folder, **sheets):
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(rows)}</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return path


STRAY_ROW = (
    row(no_cells(WIDE), repeat=FAR - len(PEOPLE) - 1),
    row(no_cells(WIDE - 1), cell("x")),
)


def test_people_and_a_stray_in_the_last_cell_are_read_at_once(tmp_path):
    path = save(tmp_path, DS=[*people(), *STRAY_ROW])
    start = perf_counter()
    reading = check_roster(path, today=date(2026, 3, 5))
    assert perf_counter() - start < 2
    assert (reading.sheets[0].read, reading.sheets[0].accepted) == (10, 10)
    (warning,) = reading.warnings
    assert (warning.code, warning.detail) == ("STRAY_CELLS", "XFD1048576")


def test_a_stray_far_below_and_one_far_to_the_right_are_both_named(tmp_path):
    beside = [row(*map(cell, PEOPLE[0]), no_cells(WIDE - 3), cell("Lê Văn Ân"))]
    below = [row(repeat=FAR - len(PEOPLE) - 1), row(cell("x"))]
    (sheet,) = read_workbook(save(tmp_path, DS=[*beside, *people()[1:], *below])).sheets
    assert sheet.strays == ("XFD1", "A1048576")
    assert [tuple(cells) for cells in sheet.rows] == PEOPLE


@pytest.mark.parametrize("after", [(), (no_cells(WIDE - 2, "ce1"),)])
def test_an_empty_area_with_formats_is_no_part_of_the_sheet(tmp_path, after):
    formatted = row(no_cells(WIDE, "ce1"), repeat=FAR - len(PEOPLE))
    (sheet,) = read_workbook(save(tmp_path, DS=[*people(*after), formatted])).sheets
    assert (len(sheet.rows), sheet.strays) == (len(PEOPLE), ())


def test_only_the_sheet_with_the_stray_is_cut(tmp_path):
    path = save(tmp_path, **{"Tổ 1 & 2": [*people(), *STRAY_ROW], "Tổ 3": people()})
    first, second = read_workbook(path).sheets
    assert (first.name, first.strays, second.strays) == ("Tổ 1 & 2", ("XFD1048576",), ())
    assert [tuple(cells) for cells in first.rows] == [tuple(cells) for cells in second.rows]


def test_a_table_far_below_its_title_is_kept_whole(tmp_path):
    table = [row(cell("Danh sách")), row(repeat=70_000), *people(), row(repeat=900_000)]
    (sheet,) = read_workbook(save(tmp_path, DS=[*table, row(no_cells(999), cell("x"))])).sheets
    assert (sheet.rows[0][0], len(sheet.rows)) == ("Danh sách", 70_001 + len(PEOPLE))
    assert sheet.strays == ("ALL970013",)
