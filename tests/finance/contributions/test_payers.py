"""Who owes the contribution at all, and what who does not pay it risks."""

from datetime import date

import pytest

from tests.conftest import UPPER
from tests.finance.setting import pay_contribution
from unionapp.errors import Refusal
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.fines import fine_for
from unionapp.finance.contributions.payers import paying_months
from unionapp.finance.year.checks import check_year
from unionapp.organisation.own_values import set_own_value
from unionapp.organisation.units import UnitFacts
from unionapp.vietnamese.periods import Period

FUND = {"workers": 100, "fund": 500_000_000}


def test_organs_of_the_state_pay_no_more_from_july_2025(make_office):
    office = make_office("organ", UnitFacts("CDCS", "CS-1", "CĐCS Sở X", "CO_QUAN"), UPPER)
    assert record_contribution(office, "2025-06", **FUND).due == 10_000_000
    with pytest.raises(Refusal) as refused:
        record_contribution(office, "2025-07", **FUND)
    assert refused.value.code == "contribution.freed"
    assert paying_months(office, Period.parse("2025"))[-1] == "2025-06"
    assert paying_months(office, Period.parse("2026")) == ()
    assert record_contribution(office, "2025-07", payer="Nhà khách Sở X", **FUND).due == 10_000_000


def test_months_that_owe_nothing_are_not_asked_for_before_a_year_is_handed_in(make_office):
    facts = UnitFacts("CDCS", "CS-1", "CĐCS Sở X", "CO_QUAN")
    office = make_office("organ", facts, UPPER, today=date(2026, 2, 1))
    record_contribution(office, "2025-01", **FUND)
    (fund,) = (one for one in check_year(office, 2025) if one.code == "V-18.fund")
    assert fund.details["months"] == "02, 03, 04, 05, 06"


def test_a_unit_may_say_of_itself_whether_it_pays(make_office):
    office = make_office("school", UnitFacts("CDCS", "CS-2", "CĐCS Trường Y", "SN_CONG"), UPPER)
    assert record_contribution(office, "2026-01", **FUND).due == 10_000_000
    set_own_value(
        office,
        "kpcd.is_payer",
        "không",
        valid_from=date(2026, 2, 1),
        legal_basis="Quyết định giao tự chủ: ngân sách bảo đảm 100%",
    )
    with pytest.raises(Refusal) as refused:
        record_contribution(office, "2026-02", **FUND)
    assert refused.value.code == "contribution.freed"


def fine_of(office):
    return fine_for(office, list_contributions(office, 2026))


def test_who_pays_in_time_risks_nothing(make_office):
    office = make_office(today=date(2026, 6, 20))
    record_contribution(office, "2026-05", **FUND)
    assert fine_of(office) is None


def test_who_paid_short_risks_less_than_who_paid_nothing(make_office):
    """NĐ 12/2022/NĐ-CP, Điều 38: tổ chức bị phạt gấp đôi cá nhân."""
    office = make_office(today=date(2026, 8, 20))
    record_contribution(office, "2026-05", **FUND)
    nothing = fine_of(office)
    assert (nothing.least, nothing.most) == (3_600_000, 4_000_000)
    pay_contribution(office, "2026-05", 4_000_000, date(2026, 8, 1))
    short = fine_of(office)
    assert (short.least, short.most) == (1_440_000, 1_800_000)
    assert "12/2022" in short.basis


def test_a_fine_has_a_cap_and_the_decree_of_the_day(make_office):
    office = make_office(today=date(2026, 9, 20))
    record_contribution(office, "2026-05", workers=9_000, fund=90_000_000_000)
    fine = fine_of(office)
    assert (fine.least, fine.most, fine.needs_check) == (150_000_000, 150_000_000, True)
    assert "283/2026" in fine.basis
