"""Decisions of relief listed and taken back, deadlines by the season, and who a receipt names."""

from datetime import date
from decimal import Decimal

import pytest

from unionapp.errors import Refusal
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.payments import take_payment
from unionapp.finance.contributions.reliefs import (
    ReliefDraft,
    grant_relief,
    list_reliefs,
    take_back_relief,
)
from unionapp.organisation.locks import lock_month
from unionapp.organisation.own_values import set_own_value
from unionapp.organisation.profile import UnitProfile, edit_profile

DECIDED = date(2026, 2, 1)
SUSPENDED = ReliefDraft("suspend", "2026-01", "2026-02", "11/QĐ-LĐLĐ", DECIDED)
REDUCED = ReliefDraft(
    "reduce", "2026-03", "2026-04", "12/QĐ-LĐLĐ", DECIDED, reduced_by=Decimal("0.2")
)
WHY = "Ghi nhầm tháng của quyết định"


def code_of(action, *args):
    with pytest.raises(Refusal) as refused:
        action(*args)
    return refused.value.code


def test_decisions_are_listed_latest_first_with_the_months_they_touch(office):
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    grant_relief(office, SUSPENDED)
    grant_relief(office, REDUCED)
    assert [
        (row.kind, row.decision_no, row.reduced_by, row.months) for row in list_reliefs(office)
    ] == [
        ("reduce", "12/QĐ-LĐLĐ", Decimal("0.2"), 0),
        ("suspend", "11/QĐ-LĐLĐ", Decimal(0), 1),
    ]


def test_a_decision_taken_back_lets_its_months_owe_again(office):
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    grant_relief(office, SUSPENDED)
    (relief,) = list_reliefs(office)
    (row,) = take_back_relief(office, relief.id, WHY)
    assert (row.due, row.state, row.relief) == (1_000_000, "late", None)
    assert list_reliefs(office) == ()
    assert code_of(take_back_relief, office, relief.id, WHY) == "relief.gone"


def test_taking_back_needs_a_reason_of_some_length(office):
    grant_relief(office, SUSPENDED)
    (relief,) = list_reliefs(office)
    assert code_of(take_back_relief, office, relief.id, "  nhầm  ") == "relief.reason_needed"
    assert list_reliefs(office) == (relief,)


def test_a_suspension_that_a_reduction_rests_on_stays(office):
    grant_relief(office, SUSPENDED)
    grant_relief(office, REDUCED)
    reduced, suspended = list_reliefs(office)
    assert code_of(take_back_relief, office, suspended.id, WHY) == "relief.needed"
    assert len(list_reliefs(office)) == 2
    take_back_relief(office, reduced.id, WHY)
    assert take_back_relief(office, suspended.id, WHY) == ()


def test_a_decision_on_a_locked_month_stays(office):
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    grant_relief(office, SUSPENDED)
    lock_month(office, "2026-02")
    (relief,) = list_reliefs(office)
    assert code_of(take_back_relief, office, relief.id, WHY) == "period.locked"
    assert list_contributions(office, 2026)[0].due == 0


def test_who_pays_by_the_season_is_late_only_after_the_quarter(office):
    """NĐ 105/2026/NĐ-CP, Điều 4: ba tháng một lần, hạn là cuối tháng sau kỳ."""
    set_own_value(
        office, "kpcd.cycle_months", "3", valid_from=date(2026, 1, 1), legal_basis="Đăng ký số 1"
    )
    later = office.on(date(2026, 6, 30))
    for month in ("2026-01", "2026-03", "2026-04"):
        record_contribution(later, month, workers=10, fund=50_000_000)
    assert [
        (row.cycle_end, row.deadline, row.state) for row in list_contributions(later, 2026)
    ] == [
        ("2026-03", date(2026, 3, 31), "unpaid"),
        ("2026-03", date(2026, 3, 31), "unpaid"),
        ("2026-06", date(2026, 7, 31), "open"),
    ]


@pytest.mark.parametrize(
    ("payer", "named"),
    [("", "Công ty TNHH May Hoa Sen"), ("Chi nhánh Bình Dương", "Chi nhánh Bình Dương")],
)
def test_the_receipt_names_the_employer_as_payer(office, payer, named):
    edit_profile(office, UnitProfile(employer_name="Công ty TNHH May Hoa Sen"))
    row = record_contribution(office, "2026-02", workers=10, fund=50_000_000, payer=payer)
    taken = take_payment(office, row.id, 1_000_000, date(2026, 3, 2), "PT")
    assert taken.voucher.counterparty == named
