from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.vietnamese.months import next_month, previous_month
from unionapp.vietnamese.periods import Period

MONTHS = st.builds(
    lambda year, month: f"{year}-{month:02}", st.integers(1901, 2199), st.integers(1, 12)
)


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2026", "2026-01", "2026-12", "năm 2026"),
        ("2026-H1", "2026-01", "2026-06", "6 tháng đầu năm 2026"),
        ("2026-H2", "2026-07", "2026-12", "6 tháng cuối năm 2026"),
        ("2026-Q1", "2026-01", "2026-03", "quý I năm 2026"),
        ("2026-Q3", "2026-07", "2026-09", "quý III năm 2026"),
        ("2026-03", "2026-03", "2026-03", "tháng 3 năm 2026"),
        ("2026-02", "2026-02", "2026-02", "tháng 02 năm 2026"),
        ("2026-01/2026-09", "2026-01", "2026-09", "9 tháng đầu năm 2026"),
        ("2025-12/2026-05", "2025-12", "2026-05", "từ tháng 12 năm 2025 đến tháng 5 năm 2026"),
    ],
)
def test_a_period_is_read_named_and_written_back(text, first, last, label):
    period = Period.parse(text)
    assert (period.first, period.last, period.label, period.text) == (first, last, label, text)


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-", "2026-13", "2026-00", "2026-3", "2026-Q5", "2026-Q0", "2026-H3", "2026-q1", "0000",
     "2026-03-05", "2026-01/2026", "2026-06/2026-01", "２０２６", "2026\n"],
)  # fmt: skip
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r"period|month"):
        Period.parse(text)


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="ends after"):
        Period("2026-03", "2026-02")


def test_a_period_runs_from_its_first_day_to_its_last():
    period = Period.parse("2024-Q1")
    assert (period.start, period.end) == (date(2024, 1, 1), date(2024, 3, 31))
    assert Period.parse("2024-02").end == date(2024, 2, 29)
    assert period.months() == ("2024-01", "2024-02", "2024-03")
    assert period.covers(date(2024, 3, 31))
    assert not period.covers(date(2024, 4, 1))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2026", "2025"),
        ("2026-H1", "2025-H2"),
        ("2026-H2", "2026-H1"),
        ("2026-Q1", "2025-Q4"),
        ("2026-01", "2025-12"),
    ],
)
def test_the_period_before_has_the_same_length(text, before):
    assert Period.parse(text).before() == Period.parse(before)


@given(MONTHS, MONTHS)
def test_every_period_is_written_back_and_borders_the_one_before(one, other):
    period = Period(*sorted((one, other)))
    assert Period.parse(period.text) == period
    assert len(period.before().months()) == len(period.months())
    assert period.before().end == period.start - timedelta(days=1)
    assert period.months()[0] == period.first
    assert period.months()[-1] == period.last


@given(MONTHS)
def test_the_next_month_of_the_previous_is_the_same(month):
    assert next_month(previous_month(month)) == month
    assert previous_month(month) < month < next_month(month)


@pytest.mark.parametrize("text", ["2026", "2026-13", "2026-3", "x"])
def test_only_months_have_neighbours(text):
    with pytest.raises(ValueError, match="not a month"):
        next_month(text)
