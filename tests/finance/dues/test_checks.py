"""What the list of a month is found to be wrong in, later adjustments included."""

from dataclasses import replace
from datetime import date

import pytest

from tests.finance.setting import add_payer
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import list_dues, make_dues, set_due
from unionapp.finance.dues.retroactive import apply_dues_change
from unionapp.finance.month_closing import check_lock
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.year.checks import check_year
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.salaries import set_salary
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter

MONTH = "2026-03"
_OF_DUES = ("V-16", "V-17", "dues.")


def found(office: Office) -> dict[str, object]:
    findings = [one for one in check_lock(office, MONTH) if one.code.startswith(_OF_DUES)]
    assert all(one.words for one in findings)
    return {one.code: one.details.get("count") for one in findings}


@pytest.fixture
def march(office: Office) -> Office:
    late = office.on(date(2026, 4, 20))
    add_payer(late, "Trần Văn Bình", 10_000_000)
    make_dues(late, MONTH)
    return late


def member_of(office: Office) -> int:
    return list_dues(office, MONTH).rows[0].member_id


def test_v16_is_silent_once_the_change_is_booked_and_v17_tells_of_the_credit(
    march: Office,
) -> None:
    post_voucher(march, collect_dues(march, MONTH).voucher.id)
    record_event(march, member_of(march), EventDraft("CHUYEN_DI", date(2026, 3, 1)))
    assert found(march) == {"V-16": 1}
    apply_dues_change(march, MONTH, "Nhập chậm")
    assert found(march) == {"V-17.month": 1}
    assert "V-17" in {one.code for one in check_year(march, 2026)}


def test_v16_names_what_was_set_by_hand_above_the_cap(march: Office) -> None:
    set_due(march, MONTH, member_of(march), 900_000, "Gõ nhầm")
    assert found(march) == {"V-16.cap": 1}


def test_v16_names_what_was_set_by_hand_for_a_month_on_leave(march: Office) -> None:
    member = member_of(march)
    leave = EventDraft("TAM_DUNG", date(2026, 2, 1), reason="thai sản")
    record_event(march, member, leave)
    make_dues(march, MONTH)
    set_due(march, MONTH, member, 50_000, "Vẫn muốn đóng")
    assert found(march) == {"V-16.exempt": 1}


def test_v16_names_who_came_after_the_list_was_made(march: Office) -> None:
    add_payer(march, "Lê Thị Mai", 6_000_000)
    assert found(march) == {"V-16.missing": 1}


def test_a_pay_below_every_least_wage_asks_for_a_look(march: Office) -> None:
    set_salary(march, member_of(march), "2026-03", 1_000_000)
    listed = make_dues(march, MONTH)
    assert [one.code for one in listed.problems] == ["dues.salary_low"]
    assert found(march) == {"dues.below_min_wage": 1}


def test_an_amount_agreed_long_ago_is_held_against_the_least_of_today(office: Office) -> None:
    crews = replace(office, unit=replace(office.unit, employer_type="NGHIEP_DOAN"))
    add_payer(crews, "Trần Văn Bình", 0)
    set_own_parameter(
        crews,
        "dues.fixed_amount",
        "10000",
        valid_from=date(2025, 1, 1),
        legal_basis="Thỏa thuận năm 2025",
        segment="G4",
    )
    make_dues(crews, MONTH)
    assert "dues.fixed_unsure" in found(crews)
    make_dues(crews, "2025-06")
    codes = {one.code for one in check_lock(crews, "2025-06")}
    assert "dues.fixed_low" in codes
