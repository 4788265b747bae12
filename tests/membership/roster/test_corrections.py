"""Columns whose meaning an officer sets right, and layouts that are known again."""

import pytest

from tests.conftest import TODAY
from unionapp.errors import Refusal
from unionapp.membership.roster.headings import CHOICES, LEFT_OUT, layout_key
from unionapp.membership.roster.mending import MendableRoster
from unionapp.membership.roster.reading import Heading, Repair
from unionapp.vietnamese.legacy_text import decode

ROWS = (
    ("TT", "Họ và tên", "Sinh", "Mã liên lạc", "Tổ"),
    (1, "Lê Văn Ân", "5/3/1980", "0912345678", "Tổ 1"),
    (2, "Đỗ Thị Bé", "6/3/1981", "0912345679", "Tổ 2"),
)


@pytest.fixture
def roster(write_book):
    return MendableRoster(write_book({"DS": ROWS}), today=TODAY)


def of(reading, field):
    return [record.fields.get(field) for record in reading.sheets[0].records]


def test_every_column_is_told_with_its_title_and_some_of_its_values(roster):
    headings = roster.reading.sheets[0].headings
    assert headings[0] == Heading("B", "Họ và tên", ("full_name",), ("Lê Văn Ân", "Đỗ Thị Bé"))
    assert [heading.title for heading in headings] == list(ROWS[0][1:])
    assert headings[2].fields == ()


def test_an_unknown_column_is_read_as_the_officer_says(roster):
    assert of(roster.reading, "phone") == [None, None]
    assert of(roster.correct("DS", "D", "phone"), "phone") == ["0912345678", "0912345679"]
    assert roster.corrections("DS") == {"D": "phone"}
    assert of(roster.correct("DS", "D", None), "phone") == [None, None]
    assert roster.corrections("DS") == {}


def test_a_column_may_be_left_out(roster):
    assert of(roster.correct("DS", "E", LEFT_OUT), "unit") == [None, None]


def test_a_field_moves_from_the_column_that_had_it(roster):
    reading = roster.correct("DS", "D", "unit")
    assert of(reading, "unit") == ["0912345678", "0912345679"]
    assert reading.sheets[0].columns["unit"] == ("D",)


def test_what_leaves_nobody_is_refused_and_nothing_changes(roster):
    before = roster.reading
    with pytest.raises(Refusal, match="roster.no_header"):
        roster.correct("DS", "B", LEFT_OUT)
    assert roster.reading is before
    assert roster.corrections("DS") == {}


@pytest.mark.parametrize("field", [each for each in CHOICES if each != "full_name"])
def test_every_choice_can_be_read(roster, field):
    reading = roster.correct("DS", "D", field)
    assert reading.sheets[0].read == 2


def test_a_layout_is_known_again_in_another_file(write_book, roster):
    roster.correct("DS", "D", "phone")
    remembered = {roster.layouts["DS"]: roster.corrections("DS")}
    other = (*ROWS[:1], (1, "Vũ Thị Ca", "7/3/1982", "0987654321", "Tổ 3"))
    again = MendableRoster(
        write_book({"Khác": other}, file="b.xlsx"), today=TODAY, remembered=remembered
    )
    assert of(again.reading, "phone") == ["0987654321"]
    assert again.corrections("Khác") == {"D": "phone"}


def test_another_layout_is_not_taken_for_it(write_book, roster):
    remembered = {roster.layouts["DS"]: {"D": "phone"}}
    other = (
        ("TT", "Họ và tên", "Sinh", "Lương", "Tổ"),
        (1, "Vũ Thị Ca", "7/3/1982", 5_000_000, "1"),
    )
    again = MendableRoster(
        write_book({"DS": other}, file="b.xlsx"), today=TODAY, remembered=remembered
    )
    assert of(again.reading, "salary") == [5_000_000]


def test_the_key_of_a_layout_holds_nothing_of_its_people(roster, write_book):
    other = MendableRoster(write_book({"X": (ROWS[0], ROWS[2])}, file="c.xlsx"), today=TODAY)
    assert other.layouts["X"] == roster.layouts["DS"]
    assert layout_key(()) != roster.layouts["DS"]


def test_a_table_beside_another_is_set_right_alone(write_book):
    head = ("TT", "Họ và tên", "Mã")
    rows = (
        (*head, None, *head),
        (1, "Lê Văn Ân", "0912345678", None, 2, "Đỗ Thị Bé", "0912345679"),
    )
    roster = MendableRoster(write_book({"DS": rows}), today=TODAY)
    reading = roster.correct("DS", "G", "phone")
    assert sorted(map(str, of(reading, "phone"))) == ["0912345679", "None"]
    assert sorted(map(str, of(reading, "employee_code"))) == ["0912345678", "None"]


def test_three_texts_are_shown_before_and_after_their_repair(write_book):
    codes = {decode(chr(code), "tcvn3"): chr(code) for code in range(0xA1, 0x100)}
    names = ("Nguyễn Thị Hường", "Trần Văn Dũng", "Lê Thị Hồng", "Phạm Thị Huệ")
    typed = ["".join(codes.get(letter, letter) for letter in name) for name in names]
    rows = [("TT", "Họ và tên", "Năm sinh"), *((n, name, 1980) for n, name in enumerate(typed, 1))]
    [sheet] = MendableRoster(write_book({"DS": rows}), today=TODAY).reading.sheets
    assert sheet.repairs == tuple(
        Repair("B", before, after) for before, after in zip(typed[:3], names, strict=False)
    )


def test_the_officer_has_the_last_word_on_how_a_sheet_is_typed(write_book):
    # two short names could be French as well
    rows = [("TT", "Họ và tên", "Năm sinh"), (1, "Ngoâ Haø", 1980), (2, "Lê Lan", 1981)]
    roster = MendableRoster(write_book({"DS": rows}), today=TODAY)
    as_found = roster.reading
    assert of(roster.spell("DS", "vni"), "full_name") == ["Ngô Hà", "Lê Lan"]
    assert roster.encoding("DS") == "vni"
    roster.mend({("DS", 2, "B"): "Ngô Hạ"})
    assert of(roster.reading, "full_name")[0] == "Ngô Hạ"
    roster.mend({("DS", 2, "B"): None})
    assert roster.spell("DS", None) == as_found


def test_a_modern_sheet_has_nothing_repaired(roster):
    assert roster.reading.sheets[0].repairs == ()


class StoppedError(Exception):
    """Somebody pressed the button that stops."""


def test_a_long_reading_tells_how_far_it_is_and_can_be_stopped(write_book):
    people = [(n, f"Lê Văn {'ABCĐ'[n % 4]}n", 1980) for n in range(1, 1201)]
    path = write_book({"DS": [("TT", "Họ và tên", "Năm sinh"), *people]})
    told = []
    MendableRoster(path, today=TODAY, progress=lambda done, total: told.append((done, total)))
    assert told == [(500, 1201), (1000, 1201)]

    def stop(*_):
        raise StoppedError

    with pytest.raises(StoppedError):
        MendableRoster(path, today=TODAY, progress=stop)
