from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.vietnamese.dates import looks_swapped, read_date

TODAY = date(2026, 3, 5)


def morning(year, month, day):
    return datetime.combine(date(year, month, day), time(7, 30))


def read(value, sense="any", **more):
    return read_date(value, today=TODAY, sense=sense, **more)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("5/3/26", "2026-03-05"),
        ("05.03.2026", "2026-03-05"),
        ("5-3-2026", "2026-03-05"),
        ("5 3 2026", "2026-03-05"),
        ("5 – 3 – 2026", "2026-03-05"),
        ("12,5,1990", "1990-05-12"),
        ("12//5/1990", "1990-05-12"),
        ("'12/5/1990", "1990-05-12"),
        ("’12/5/1990", "1990-05-12"),
        ("ngày 02/9/1990", "1990-09-02"),
        ("Ngày 02 tháng 9 năm 1990", "1990-09-02"),
        ("nga\u0300y 02/9/1990", "1990-09-02"),
        ("12/5/1990.", "1990-05-12"),
        ("  12/5/1990 ", "1990-05-12"),
        ("12\u00a0/5/1990", "1990-05-12"),
        ("1990-05-12", "1990-05-12"),
        ("1990-05-12 00:00:00", "1990-05-12"),
        ("1990-05-12T07:30:00", "1990-05-12"),
        ("12/5/1990 00:00", "1990-05-12"),
        (date(1990, 5, 12), "1990-05-12"),
        (morning(1990, 5, 12), "1990-05-12"),
        ("29/02/1988", "1988-02-29"),
    ],
)
def test_a_day_is_read_day_first(value, iso):
    assert read(value).iso == iso
    assert read(value).code is None


@pytest.mark.parametrize(
    "value",
    ["1985", 1985, 1985.0, "'85", "SN 1985", "sn. 85", "Năm 1985", "sinh năm 1985", "Năm sinh: 1985",
     "00/00/1985", "../../1985", "__/__/1985", "…/…/1985", "(1985)"],
)  # fmt: skip
def test_a_year_alone_stays_a_year(value):
    assert read(value, "birth").iso == "1985"


@pytest.mark.parametrize(
    "value",
    ["3/1985", "03.1985", "3-1985", 3.1985, "T3/1985", "tháng 3/1985", "Tháng 3 năm 1985", "thg 3 1985",
     "00/03/1985", "__/03/1985", "../3/1985", "1985-03", "3/85"],
)  # fmt: skip
def test_a_month_stays_a_month(value):
    assert read(value, "birth").iso == "1985-03"


def test_a_number_cell_may_have_lost_the_last_zero_of_its_year():
    assert read(3.199).iso == "1990-03"
    assert read(11.198).iso == "1980-11"
    assert read(3.2).code == "YEAR_MISSING"


@pytest.mark.parametrize(
    ("value", "sense", "iso"),
    [
        ("5/3/05", "birth", "2005-03-05"),
        ("5/3/85", "birth", "1985-03-05"),
        ("5/3/11", "birth", "2011-03-05"),
        ("'72", "birth", "1972"),
        ("5/3/26", "past", "2026-03-05"),
        ("6/3/26", "past", "1926-03-06"),
        ("5/3/85", "past", "1985-03-05"),
        ("5/3/30", "any", "2030-03-05"),
        ("5/3/75", "any", "1975-03-05"),
    ],
)
def test_two_digits_of_a_year_take_the_latest_century_that_makes_sense(value, sense, iso):
    assert read(value, sense).iso == iso


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("050326", "2026-03-05"),
        ("05032026", "2026-03-05"),
        ("532026", "2026-03-05"),
        (5032026, "2026-03-05"),
        ("19900512", "1990-05-12"),
        ("33000", "1990-05-07"),
        ("199005", "1990-05"),
        ("201085", "1985-10-20"),
    ],
)
def test_bare_digits_are_read_when_only_one_reading_is_plausible(value, iso):
    assert read(value).iso == iso


@pytest.mark.parametrize("sense", ["birth", "past", "any"])
@pytest.mark.parametrize(
    ("value", "candidates"),
    [
        ("1112026", ("2026-01-11", "2026-11-01")),
        ("121990", ("1990-02-01", "1990-12")),
        (121990, ("1990-02-01", "1990-12")),
        ("32026", ("1987-09-06", "2026-03")),
        ("201005", ("2005-10-20", "2010-05")),
        (201005, ("2005-10-20", "2010-05")),
    ],
)
def test_bare_digits_with_several_readings_are_left_to_the_officer(value, candidates, sense):
    reading = read(value, sense)
    assert (reading.iso, reading.code, reading.candidates) == (None, "AMBIGUOUS_DATE", candidates)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("5/III/1985", "1985-03-05"),
        ("05-XII-1985", "1985-12-05"),
        ("5.iv.85", "1985-04-05"),
        ("IX/1985", "1985-09"),
        ("ngày 5 tháng III năm 1985", "1985-03-05"),
        ("tháng X/1985", "1985-10"),
    ],
)
def test_a_month_in_roman_numerals_is_read(value, iso):
    assert read(value).iso == iso


@pytest.mark.parametrize("value", ["x 1985", "V", "5/IIII/1985", "quý III/1985", "vi1985"])
def test_letters_that_are_no_month_are_not_read_as_one(value):
    assert (read(value).iso, read(value).code) == (None, "NOT_A_DATE")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("??/03/1985", "1985-03"),
        ("?-3-1985", "1985-03"),
        ("xx/03/1985", "1985-03"),
        ("??/??/1985", "1985"),
        ("xx/xx/1985", "1985"),
        ("??/1985", "1985"),
        ("ngày ... tháng ... năm 1985", "1985"),
        ("ngày ... tháng 3 năm 1985", "1985-03"),
    ],
)
def test_a_part_marked_as_unknown_is_left_out(value, iso):
    assert read(value, "birth").iso == iso


@pytest.mark.parametrize("value", ["12/__/1985", "12/??/1985", "ngày 12 tháng ... năm 1985"])
def test_a_day_whose_month_is_unknown_is_not_taken_for_a_month(value):
    assert (read(value).iso, read(value).code) == (None, "INVALID_DATE")


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("1985?", "1985"),
        ("5/3/1985?", "1985-03-05"),
        ("5/3/1985 (?)", "1985-03-05"),
        ("198?", None),
    ],
)
def test_a_date_in_doubt_is_a_suggestion_and_no_value(value, suggestion):
    reading = read(value)
    assert (reading.iso, reading.code) == (None, "NOT_A_DATE")
    assert reading.suggestion == suggestion


@pytest.mark.parametrize(
    ("serial", "iso"),
    [(10959, "1930-01-01"), (32026, "1987-09-06"), (32026.75, "1987-09-06"), (46086, "2026-03-05"),
     (73415, "2100-12-31")],
)  # fmt: skip
def test_a_number_is_an_excel_serial(serial, iso):
    assert read(serial).iso == iso


def test_a_serial_of_the_old_mac_calendar_counts_from_1904():
    assert read(30564, epoch_1904=True).iso == "1987-09-06"


@pytest.mark.parametrize("year", [1900, 1950, 2026, 2036])
def test_a_small_number_is_a_year_and_no_serial(year):
    assert read(year).iso == str(year)


@pytest.mark.parametrize(
    ("value", "sense", "code"),
    [
        ("31/02/1990", "birth", "INVALID_DATE"),
        ("31/06/1988", "birth", "INVALID_DATE"),
        ("30/02/1979", "any", "INVALID_DATE"),
        ("29/02/1987", "any", "INVALID_DATE"),
        ("29/2/1900", "any", "INVALID_DATE"),
        ("5/0/1990", "any", "INVALID_DATE"),
        ("5/3/990", "any", "INVALID_DATE"),
        ("12/25/1990", "any", "MONTH_GT_12"),
        ("13/1990", "any", "MONTH_GT_12"),
        ("5/8", "birth", "YEAR_MISSING"),
        ("5/3/2030", "birth", "FUTURE"),
        ("6/3/2026", "past", "FUTURE"),
        ("4/2026", "past", "FUTURE"),
        ("2027", "past", "FUTURE"),
        (morning(2026, 3, 6), "past", "FUTURE"),
        ("5/3/15", "birth", "OUT_OF_RANGE"),
        ("6/3/2011", "birth", "OUT_OF_RANGE"),
        ("12/08/2019", "birth", "OUT_OF_RANGE"),
        (date(2019, 8, 12), "birth", "OUT_OF_RANGE"),
        ("4/3/1925", "birth", "OUT_OF_RANGE"),
        (1185, "birth", "OUT_OF_RANGE"),
        ("1185", "any", "OUT_OF_RANGE"),
        ("1/1/1850", "past", "OUT_OF_RANGE"),
        ("x", "any", "NOT_A_DATE"),
        ("đang bổ sung", "any", "NOT_A_DATE"),
        ("05/03/1990 và 06/03/1990", "any", "NOT_A_DATE"),
        ("1/2/3/1990", "any", "NOT_A_DATE"),
        ("../../....", "any", "NOT_A_DATE"),
        ("123456789", "any", "NOT_A_DATE"),
        ("1" * 5000 + "/1985", "any", "NOT_A_DATE"),
        (72, "birth", "NOT_A_DATE"),
        (-5, "any", "NOT_A_DATE"),
        (float("nan"), "any", "NOT_A_DATE"),
        (True, "any", "NOT_A_DATE"),
    ],
)
def test_what_is_no_date_says_why(value, sense, code):
    reading = read(value, sense)
    assert (reading.iso, reading.code) == (None, code)


def test_a_month_above_twelve_suggests_the_swap():
    assert read("12/25/1990").suggestion == "1990-12-25"
    assert read("25/25/1990").suggestion is None


def test_a_blank_cell_is_neither_a_date_nor_a_fault():
    assert (read("  ").iso, read("").code) == (None, None)


@given(st.dates(date(1930, 1, 1), date(2026, 3, 5)))
def test_every_way_of_writing_a_past_day_reads_back(day):
    iso = day.isoformat()
    for text in (f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", iso, f"{day:%d%m%Y}"):
        assert read(text, "past").iso == iso
    assert read((day - date(1899, 12, 30)).days, "past").iso == iso


@given(
    st.text(alphabet="0123456789/.-' tháng nămsn_", max_size=14),
    st.sampled_from(["birth", "past", "any"]),
)
def test_any_text_gives_a_date_or_a_code(text, sense):
    reading = read(text, sense)
    assert (reading.iso is None) == (reading.code is not None) or not text.strip(" '")


@given(st.floats() | st.integers())
def test_any_number_gives_a_date_or_a_code(number):
    reading = read(number)
    assert (reading.iso is None) != (reading.code is None)


EARLY = [morning(1990, month, 5) for month in range(1, 8)]


def test_a_column_of_small_true_days_and_large_text_days_looks_swapped():
    assert looks_swapped([*EARLY, "25/3/1990", "13/12/1985", "31/1/1970"])
    assert looks_swapped([*EARLY, None, "x", 1985, *["25/3/1990"] * 9, "5/3/1990"])


@pytest.mark.parametrize(
    "column",
    [
        [],
        EARLY,
        ["25/3/1990"] * 5,
        [*EARLY[:4], *["25/3/1990"] * 5],
        [*EARLY, "25/3/1990", "26/3/1990"],
        [*EARLY, morning(1990, 3, 25), *["25/3/1990"] * 5],
        [*EARLY, *["25/3/1990"] * 3, "5/3/1990"],
    ],
)
def test_an_ordinary_column_does_not_look_swapped(column):
    assert not looks_swapped(column)


@pytest.mark.parametrize(
    ("value", "code"), [("00:00:00", None), ("0:00", None), ("07:30:00", "NOT_A_DATE")]
)
def test_a_time_without_a_day_is_no_birth_in_the_year_2000(value, code):
    reading = read_date(value, today=date(2026, 3, 5), sense="birth")
    assert (reading.iso, reading.code) == (None, code)


@pytest.mark.parametrize("value", [1e-06, 0.5, 0.000011574])
def test_a_part_of_a_day_is_no_date(value):
    assert read_date(value, today=date(2026, 3, 5)).code == "NOT_A_DATE"


def test_a_month_above_twelve_is_named_as_swapped_only_if_swapping_helps():
    for text, code in (("12/25/1990", "MONTH_GT_12"), ("13/13/1990", "INVALID_DATE")):
        reading = read_date(text, today=date(2026, 3, 5), sense="birth")
        assert (reading.code, reading.suggestion is None) == (code, code == "INVALID_DATE")
