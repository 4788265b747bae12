"""Which months on hold are free of dues."""

from datetime import date

import pytest

from unionapp.membership.salaries import Suspension, exempt_reason, suspensions


@pytest.mark.parametrize(
    ("first", "last", "month", "is_free"),
    [
        (date(2026, 2, 1), date(2026, 2, 20), "2026-02", False),
        (date(2026, 2, 1), date(2026, 2, 28), "2026-02", True),
        (date(2026, 1, 31), date(2026, 2, 27), "2026-02", True),
        (date(2026, 1, 31), date(2026, 2, 26), "2026-02", False),
        (date(2026, 1, 26), date(2026, 3, 6), "2026-01", False),
        (date(2026, 1, 26), date(2026, 3, 6), "2026-02", True),
        (date(2026, 1, 26), date(2026, 3, 6), "2026-03", False),
        (date(2026, 1, 1), None, "2026-07", True),
        (date(2026, 1, 1), None, "2025-12", False),
    ],
)
def test_a_month_is_free_after_14_working_days_of_a_leave_of_a_month_or_more(
    first, last, month, is_free
):
    reason = exempt_reason([Suspension(first, last, "OM_DAU")], month)
    assert reason == ("OM_DAU" if is_free else None)


def test_a_story_tells_the_times_on_hold():
    story = [
        ("KET_NAP", date(2020, 1, 1), None),
        ("TAM_DUNG", date(2025, 1, 10), "THAI_SAN"),
        ("CHUYEN_TO", date(2025, 3, 1), None),
        ("TRO_LAI", date(2025, 7, 10), None),
        ("TAM_DUNG", date(2026, 2, 1), "OM_DAU"),
    ]
    assert list(suspensions(story)) == [
        Suspension(date(2025, 1, 10), date(2025, 7, 9), "THAI_SAN"),
        Suspension(date(2026, 2, 1), None, "OM_DAU"),
    ]
