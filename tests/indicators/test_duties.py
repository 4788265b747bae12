from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.errors import Refusal
from unionapp.indicators.duties import duties_due, list_duties, working_day
from unionapp.indicators.duty_records import (
    calendar_text,
    duties_ahead,
    list_duties_due,
    mark_done,
)
from unionapp.organisation.law import _rows


def test_every_duty_belongs_to_known_tiers_and_names_its_basis():
    tiers = {row["code"] for row in _rows("tiers.toml", "tier")}
    for duty in list_duties():
        assert set(duty.tiers) <= tiers
        assert duty.legal_basis
        assert duty.confidence in {"certain", "probable", "unsure"}


def test_before_a_day_means_the_day_before_and_never_a_weekend():
    [may] = duties_due(date(2023, 5, 1), date(2023, 5, 31), "report_h1_to_province")
    assert may.due_on == date(2023, 5, 24)
    # 25/5/2025 is a Sunday: the day before is a Saturday, so Friday
    [moved] = duties_due(date(2025, 5, 1), date(2025, 5, 31), "report_h1_to_province")
    assert moved.due_on == date(2025, 5, 23)


def test_a_monthly_duty_falls_due_at_the_end_of_every_month():
    days = [
        it.due_on
        for it in duties_due(date(2024, 1, 1), date(2024, 3, 31), "member_change_monthly")
    ]
    assert days == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 29)]


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_working_day_is_a_weekday_at_most_two_days_before(day):
    moved = working_day(day)
    assert moved.weekday() < 5
    assert 0 <= (day - moved).days <= 2
    assert moved == day or day.weekday() >= 5


def test_a_unit_sees_the_duties_of_its_tier_until_they_are_done(office):
    assert [it.code for it in duties_ahead(office)] == [
        "member_change_monthly",
        "member_change_monthly",
    ]
    row = mark_done(office, "member_change_monthly", date(2026, 2, 27), date(2026, 3, 2))
    assert row.is_late
    [ahead] = duties_ahead(office)
    assert ahead.due_on == date(2026, 3, 31)
    mark_done(office, "member_change_monthly", date(2026, 2, 27), date(2026, 2, 26))
    [february] = list_duties_due(office, date(2026, 2, 1), date(2026, 2, 28))
    assert not february.is_late


def test_a_duty_nobody_owes_that_day_is_refused(office):
    with pytest.raises(Refusal) as refused:
        mark_done(office, "member_change_monthly", date(2026, 2, 10))
    assert refused.value.code == "duty.unknown"


def test_a_duty_cannot_be_done_ahead_of_today(office):
    with pytest.raises(Refusal) as refused:
        mark_done(office, "member_change_monthly", date(2026, 3, 31), date(2026, 3, 6))
    assert refused.value.code == "duty.done_ahead"


def test_the_calendar_file_is_read_by_any_calendar(district):
    text = calendar_text(district, 2026)
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20260522" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:Báo cáo 6 tháng gửi Thường trực LĐLĐ tỉnh (qua Ban Tổ chức)" in unfolded
