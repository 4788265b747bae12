"""What the doctor finds in a data folder."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from unionapp.organisation.clock import day_written_ahead
from unionapp.organisation.health import examine
from unionapp.organisation.locks import lock_month


def test_the_doctor_names_the_last_locked_month_in_words(office):
    assert "chưa khóa sổ tháng nào" in {finding.words for finding in examine(office)}
    lock_month(office, "2026-02")
    findings = {finding.code: finding for finding in examine(office)}
    assert findings["locks"].words == "đã khóa sổ đến tháng 02 năm 2026"
    assert findings["integrity"].is_well


@pytest.mark.parametrize("hours", [-20, 0, 5000])
def test_a_clock_a_few_hours_back_or_ahead_is_no_wrong_clock(office, hours):
    lock_month(office, "2026-02")
    moment = office.clock() + timedelta(hours=hours)
    assert day_written_ahead(replace(office, clock=lambda: moment)) is None


def test_a_clock_that_fell_back_for_years_is_found_and_what_is_written_then_hides_it_not(office):
    lock_month(office, "2026-01")
    fallen = replace(office, clock=lambda: datetime(2009, 1, 1, tzinfo=UTC))
    lock_month(fallen, "2026-02")
    assert day_written_ahead(fallen) == date(2026, 3, 5)
    findings = {finding.code: finding for finding in examine(fallen)}
    assert not findings["clock"].is_well
    assert "01/01/2009" in findings["clock"].words
    assert "05/03/2026" in findings["clock"].words
