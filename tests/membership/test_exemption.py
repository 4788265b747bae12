"""Which months on hold are free of dues."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.membership.salaries import Suspension, exempt_reason, suspensions
from unionapp.vietnamese.periods import Period


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
        (date(2026, 3, 16), date(2026, 4, 16), "2026-03", False),
        (date(2026, 3, 16), date(2026, 4, 16), "2026-04", True),
        (date(2026, 3, 16), date(2026, 5, 15), "2026-03", True),
        (date(2026, 3, 16), date(2026, 5, 15), "2026-04", True),
        (date(2026, 3, 16), date(2026, 5, 15), "2026-05", False),
        (date(2026, 1, 1), None, "2026-07", True),
        (date(2026, 1, 1), None, "2025-12", False),
    ],
)
def test_a_month_is_free_after_14_working_days_of_a_leave_of_a_month_or_more(
    first, last, month, is_free
):
    reason = exempt_reason([Suspension(first, last, "OM_DAU")], month, 14)
    assert reason == ("OM_DAU" if is_free else None)


@given(
    first=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    days=st.integers(0, 400),
    workdays=st.integers(1, 25),
)
def test_a_leave_frees_as_many_months_as_it_has_whole_ones(first, days, workdays):
    """Đoàn viên nghỉ không lương từ một tháng trở lên không đóng đoàn phí trong thời gian đó."""
    spell = Suspension(first, first + timedelta(days=days), "NGHI_KHONG_LUONG")
    months = Period("2023-12", "2028-12").months()
    free = sum(exempt_reason([spell], month, workdays) is not None for month in months)
    assert free >= days // 31
    if days < 27:
        assert free == 0


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
