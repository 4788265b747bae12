from datetime import date

import pytest

from tests.indicators.icalendar import read_calendar
from unionapp.errors import Refusal
from unionapp.indicators.duties import days_of, duties_due, list_duties
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


def test_the_deadlines_of_the_plans_by_level_and_form():
    days = {
        (duty.code, f"{day:%d/%m}", duty.report)
        for duty in list_duties()
        for day in days_of(duty, date(2026, 1, 1), date(2026, 12, 31))
        if duty.repeats != "month"
    }
    assert days == {
        ("report_h1_to_upper", "25/05", "half-year"),
        ("report_year_to_upper", "25/11", "year"),
        # «trước ngày 25/5» of 2026: 24/5 is a Sunday, so Friday
        ("report_h1_to_province", "22/05", "half-year"),
        ("report_year_to_province", "24/11", "year"),
        ("report_h1_to_tld", "29/05", "half-year"),
        # «trước ngày 30/11» of 2026: 29/11 is a Sunday
        ("report_year_to_tld", "27/11", "year"),
        # 31/5 of 2026 is a Sunday
        ("statistics_h1", "29/05", "1-HDCD"),
        ("statistics_year", "30/11", "1-HDCD"),
        ("statistics_upper_h1", "29/05", "2-HDCD"),
        ("statistics_upper_year", "30/11", "2-HDCD"),
        # «trước ngày 25/01» of 2026: 24/1 is a Saturday
        ("send_programme", "23/01", ""),
        ("estimate_to_upper", "30/11", ""),
    }


def test_estimate_settlement_and_remittances_fall_due_over_a_year():
    codes = ("estimate_to_upper", "settlement_to_upper", "remit_")
    days = {
        it.code: f"{it.due_on:%d/%m}"
        for it in duties_due(date(2027, 1, 1), date(2027, 12, 31))
        if it.code.startswith(codes)
    }
    assert days == {
        "remit_01": "15/01",
        # 31/1/2027 is a Sunday
        "settlement_to_upper": "29/01",
        "remit_04": "15/04",
        "remit_07": "15/07",
        "remit_10": "15/10",
        "estimate_to_upper": "30/11",
    }


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


def test_the_calendar_file_is_read_by_a_strict_reader(district):
    events = read_calendar(calendar_text(district, 2026).encode())
    assert [(it["DTSTART"], it["SUMMARY"]) for it in events] == [
        ("20260123", "Gửi chương trình công tác năm về LĐLĐ tỉnh (qua Văn phòng)"),
        ("20260522", "Báo cáo 6 tháng gửi Thường trực LĐLĐ tỉnh (qua Ban Tổ chức)"),
        ("20260529", "Báo cáo thống kê 6 tháng của công đoàn cấp trên (chốt số liệu 31/5)"),
        ("20261124", "Báo cáo năm gửi Thường trực LĐLĐ tỉnh (qua Ban Tổ chức)"),
        ("20261130", "Báo cáo thống kê năm của công đoàn cấp trên (chốt số liệu 30/11)"),
    ]
    assert len({it["UID"] for it in events}) == 5
    assert {it["alarm"]["TRIGGER"] for it in events} == {"-P7D"}


def test_a_whole_year_of_a_union_is_read_too(office):
    assert len(read_calendar(calendar_text(office, 2026).encode())) == 12 + 5
