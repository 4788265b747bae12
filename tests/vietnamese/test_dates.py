from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.vietnamese.dates import (
    age_on,
    half_year_label,
    keep_together,
    long_date,
    month_label,
    quarter_label,
    read_typed_date,
    table_date,
    text_date,
)
from unionapp.vietnamese.reading import Unreadable

TODAY = date(2026, 3, 5)
WORKING = date(2026, 2, 10)


def read(text):
    return read_typed_date(text, working=WORKING, today=TODAY)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"),
        (date(2026, 2, 15), "ngày 15 tháng 02 năm 2026"),
        (date(2026, 1, 1), "ngày 01 tháng 01 năm 2026"),
        (date(2025, 10, 9), "ngày 09 tháng 10 năm 2025"),
    ],
)
def test_a_long_date_has_the_zeros_of_the_decree(day, text):
    assert long_date(day).replace("\u00a0", " ") == text


def test_a_long_date_breaks_only_between_its_parts():
    assert long_date(TODAY).split(" ") == ["ngày\u00a005", "tháng\u00a03", "năm\u00a02026"]


def test_a_date_in_running_text_pads_january_and_february_only():
    days = [date(2026, 3, 5), date(2021, 6, 12), date(2024, 1, 25), date(2014, 12, 7)]
    assert [text_date(day) for day in days] == [
        "05/3/2026",
        "12/6/2021",
        "25/01/2024",
        "07/12/2014",
    ]


def test_a_table_shows_as_much_of_a_date_as_is_known():
    shown = [table_date(d) for d in ("1985-03-05", "1985-03", "1985", "", None, TODAY)]
    assert shown == ["05/03/1985", "03/1985", "1985", "", "", "05/03/2026"]
    assert table_date(datetime.combine(TODAY, time(7, 30))) == "05/03/2026"


def test_periods_are_named_as_in_reports():
    assert month_label("2026-03") == "tháng 3 năm 2026"
    assert month_label("2026-02") == "tháng 02 năm 2026"
    assert month_label("2026-10") == "tháng 10 năm 2026"
    assert quarter_label("2026-Q1") == "quý I năm 2026"
    assert quarter_label("2026-Q4") == "quý IV năm 2026"
    assert half_year_label("2026-H1") == "6 tháng đầu năm 2026"
    assert half_year_label("2026-H2") == "6 tháng cuối năm 2026"


def test_numbers_are_bound_to_their_words():
    bound = keep_together("Kết quả 6 tháng đầu năm 2026, quý I và số 05/BC: 1.000 đồng")
    assert bound.split(" ") == [
        "Kết", "quả", "6\u00a0tháng", "đầu", "năm\u00a02026,", "quý\u00a0I", "và", "số\u00a005/BC:",
        "1.000\u00a0đồng",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        ("2000-03-05", 26),
        ("2000-03-06", 25),
        ("2000-03-04", 26),
        ("2000-04", 25),
        ("2000-03", 26),
        ("2000", 26),
    ],
)
def test_age_counts_completed_years_from_what_is_known(birth, age):
    assert age_on(birth, TODAY) == age


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5", date(2026, 2, 5)),
        ("05", date(2026, 2, 5)),
        ("5/3", TODAY),
        ("5-3", TODAY),
        ("5.3", TODAY),
        ("5 3", TODAY),
        ("0503", TODAY),
        ("503", TODAY),
        ("253", date(2026, 3, 25)),
        ("050326", TODAY),
        ("05032026", TODAY),
        ("5/3/26", TODAY),
        ("5/3/2025", date(2025, 3, 5)),
        ("2025-03-05", date(2025, 3, 5)),
        ("h", TODAY),
        ("H", TODAY),
        ("t", TODAY),
        ("hôm nay", TODAY),
        ("+", date(2026, 2, 11)),
        ("-", date(2026, 2, 9)),
        ("+20", date(2026, 3, 2)),
    ],
)
def test_shorthand_of_a_date_field_is_read(typed, day):
    assert read(typed) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31/2", "INVALID_DATE"),
        ("30", "INVALID_DATE"),
        ("5/13", "MONTH_GT_12"),
        ("111", "AMBIGUOUS_DATE"),
        ("103", "AMBIGUOUS_DATE"),
        ("121990", "AMBIGUOUS_DATE"),
        ("abc", "NOT_A_DATE"),
        ("", "NOT_A_DATE"),
        ("3/1985", "NOT_A_DATE"),
    ],
)
def test_an_unclear_date_is_refused_with_its_code(typed, code):
    with pytest.raises(Unreadable) as caught:
        read(typed)
    assert caught.value.code == code


@given(st.dates(date(1950, 1, 1), date(2040, 12, 31)))
def test_a_date_field_takes_back_what_it_shows(day):
    assert read(table_date(day)) == day
    assert read(text_date(day)) == day
    assert read(long_date(day)) == day


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_four_digits_are_always_day_and_month_of_the_working_year(day):
    assert read(f"{day:%d%m}") == day


@given(st.integers(-300, 300).filter(bool))
def test_steps_count_from_the_working_date(days):
    assert read(f"{days:+d}") == WORKING + timedelta(days=days)
