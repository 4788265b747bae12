"""Text tables in any encoding and with any separator."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.sheets.delimited import decode_bytes, separator_of
from unionapp.sheets.reading import read_workbook

ROWS = [["STT", "Họ và tên"], ["1", "Nguyễn Thị Hường"], ["2", "Đặng, Văn"]]


def table(separator):
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS) + "\r\n"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-be"),
    ],
)
def test_a_table_is_read_however_it_was_saved(tmp_path, separator, encode):
    path = tmp_path / "ds.csv"
    path.write_bytes(encode(table(separator)))
    (sheet,) = read_workbook(path).sheets
    assert sheet.name == "ds"
    assert [list(row) for row in sheet.rows] == ROWS


def test_excel_may_name_the_separator_itself():
    assert separator_of(["sep=;\r\n", "a,b;c\r\n"]) == ";"


def test_a_separator_inside_a_text_does_not_mislead():
    assert (
        separator_of(["TT;Họ tên, năm sinh;Ghi chú\n", "1;An, 1980;x\n", "2;Bình, 1985;y\n"])
        == ";"
    )


def test_a_line_break_inside_quotes_stays_in_its_cell(tmp_path):
    path = tmp_path / "ds.csv"
    path.write_text('Họ tên,Tổ\n"An\n1980",1\n', encoding="utf-8")
    assert list(read_workbook(path).sheets[0].rows[1]) == ["An\n1980", "1"]


@given(st.binary(max_size=300))
def test_any_bytes_have_a_text(content):
    assert isinstance(decode_bytes(content), str)


@given(st.binary(min_size=1, max_size=200).filter(lambda b: 0 not in b))
def test_legacy_bytes_stay_apart_one_by_one(content):
    text = decode_bytes(b"\xfd\xbe" + content)
    assert len(text) == len(content) + 2
