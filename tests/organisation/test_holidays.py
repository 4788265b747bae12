"""Days on which nobody works, and the working day before them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.organisation.holidays import days_off, working_day


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_working_day_is_the_last_one_on_which_people_work(day):
    moved = working_day(day)
    assert moved.weekday() < 5
    assert moved not in days_off(moved.year)
    between = [moved + timedelta(days=at + 1) for at in range((day - moved).days)]
    assert all(it.weekday() >= 5 or it in days_off(it.year) for it in between)


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        # Liberation Day, a Thursday
        (date(2026, 4, 30), date(2026, 4, 29)),
        # the Hùng kings' day is a Sunday in 2026, so Monday is off instead
        (date(2026, 4, 27), date(2026, 4, 24)),
        # the third day of Tết: back over Tết and the weekend before it
        (date(2025, 1, 31), date(2025, 1, 24)),
        (date(2026, 2, 17), date(2026, 2, 13)),
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2026, 5, 25), date(2026, 5, 25)),
    ],
)
def test_a_deadline_on_a_holiday_is_due_the_working_day_before(day, moved):
    assert working_day(day) == moved
