"""A sheet whose header says nothing known is read where the officer points, and is known again."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.membership.roster.headings import HEADER
from unionapp.membership.roster.mending import MendableRoster
from unionapp.membership.roster.pointing import HeaderPlace, show_tops

TODAY = date(2026, 3, 5)
STRANGE = """Xí nghiệp 2;;;
Cập nhật quý I;;;
Mã;Ai;Sinh;Ghi
7;Nguyễn Thị Hường;05/03/1990;x
8;Trần Văn Bảo;06/07/1985;
9;Lê Hoàng Ẩn;1988;y
"""


@pytest.fixture
def strange(tmp_path):
    path = tmp_path / "la.csv"
    path.write_text(STRANGE, encoding="utf-8-sig")
    return path


def names(roster):
    return [record.fields["full_name"] for record in roster.reading.sheets[0].records]


def test_without_a_hand_the_sheet_is_refused(strange):
    with pytest.raises(Refusal, match=r"roster\.no_header"):
        MendableRoster(strange, today=TODAY)


def test_the_top_of_the_sheet_is_shown_with_a_likely_place(strange):
    (top,) = show_tops(strange)
    assert top.rows[2] == ("Mã", "Ai", "Sinh", "Ghi")
    assert (top.likely_header(), top.likely_names(3)) == (3, "B")


def test_people_are_read_below_the_row_pointed_out(strange):
    roster = MendableRoster(strange, today=TODAY, header=HeaderPlace("la", 3, "B"))
    assert names(roster) == ["Nguyễn Thị Hường", "Trần Văn Bảo", "Lê Hoàng Ẩn"]
    assert roster.reading.sheets[0].header_rows == (3,)
    roster.correct("la", "C", "birth_date")
    assert roster.reading.sheets[0].records[2].fields["birth_date"] == "1988"
    assert roster.corrections("la") == {HEADER: "3", "B": "full_name", "C": "birth_date"}


def test_a_header_without_one_known_word_still_gives_its_people(tmp_path):
    path = tmp_path / "cot.csv"
    path.write_text("F1;F2;F3\n1;Lê Văn Ân;p\n2;Trần Văn Bảo;q\n", encoding="utf-8")
    roster = MendableRoster(path, today=TODAY, header=HeaderPlace("cot", 1, "B"))
    assert names(roster) == ["Lê Văn Ân", "Trần Văn Bảo"]
    assert [heading.column for heading in roster.reading.sheets[0].headings] == ["A", "B", "C"]


def test_another_file_of_the_layout_is_known_again_wherever_its_header_stands(strange, tmp_path):
    first = MendableRoster(strange, today=TODAY, header=HeaderPlace("la", 3, "B"))
    remembered = {first.layouts["la"]: first.corrections("la")}
    other = tmp_path / "thang4.csv"
    other.write_text("Một dòng nữa;;;\n" + STRANGE, encoding="utf-8-sig")
    again = MendableRoster(other, today=TODAY, remembered=remembered)
    assert names(again) == names(first)
    assert again.reading.sheets[0].header_rows == (4,)


@pytest.mark.parametrize("row", [0, 99])
def test_a_row_outside_the_sheet_crashes_nothing(strange, row):
    place = HeaderPlace("la", row, "B")
    assert MendableRoster(strange, today=TODAY, header=place).reading.sheets


HEADLESS = """7;Nguyễn Thị Hường;05/03/1990;0912345678
8;Trần Văn Bảo;06/07/1985;
9;Lê Hoàng Ẩn;1988;0987654321
"""


@pytest.fixture
def headless(tmp_path):
    path = tmp_path / "tran.csv"
    path.write_text(HEADLESS, encoding="utf-8-sig")
    return path


def test_a_sheet_without_any_header_is_offered_as_one_and_keeps_its_first_person(headless):
    (top,) = show_tops(headless)
    assert (top.likely_header(), top.likely_names(0)) == (0, "B")
    assert top.titles(0) == ("", "", "", "")
    roster = MendableRoster(headless, today=TODAY, header=HeaderPlace("tran", 0, "B"))
    sheet = roster.reading.sheets[0]
    assert names(roster) == ["Nguyễn Thị Hường", "Trần Văn Bảo", "Lê Hoàng Ẩn"]
    assert (sheet.header_rows, sheet.records[0].row, sheet.ignored) == ((), 1, 0)
    assert [heading.samples[0] for heading in sheet.headings] == [
        "7",
        "Nguyễn Thị Hường",
        "05/03/1990",
        "0912345678",
    ]


def test_the_columns_of_a_sheet_without_header_are_told_by_hand(headless):
    roster = MendableRoster(headless, today=TODAY, header=HeaderPlace("tran", 0, "B"))
    roster.correct("tran", "C", "birth_date")
    roster.correct("tran", "D", "phone")
    first = roster.reading.sheets[0].records[0].fields
    assert (first["birth_date"], first["phone"]) == ("1990-03-05", "0912345678")
    roster.mend({("tran", 1, "B"): "Nguyễn Thị Hương"})
    assert names(roster)[0] == "Nguyễn Thị Hương"


def test_below_a_title_without_header_the_title_stands_for_it(tmp_path):
    path = tmp_path / "tua.csv"
    path.write_text("Danh sách tổ 1;;;\n" + HEADLESS, encoding="utf-8-sig")
    (top,) = show_tops(path)
    assert top.likely_header() == 1
    roster = MendableRoster(path, today=TODAY, header=HeaderPlace("tua", 1, "B"))
    assert len(names(roster)) == 3


def test_another_sheet_as_wide_is_never_taken_for_one_without_header(headless, strange):
    first = MendableRoster(headless, today=TODAY, header=HeaderPlace("tran", 0, "B"))
    remembered = {first.layouts["tran"]: first.corrections("tran")}
    with pytest.raises(Refusal, match=r"roster\.no_header"):
        MendableRoster(strange, today=TODAY, remembered=remembered)
