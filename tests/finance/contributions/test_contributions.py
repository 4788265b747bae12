"""The employer's contribution by month: due, paid, late, relief."""

import dataclasses
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from tests.finance.setting import pay_contribution
from unionapp.errors import Refusal
from unionapp.finance.contributions.amounts_and_deadlines import (
    ContributionState,
    Relief,
    contribution_due,
    contribution_state,
    deadline_of,
)
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.payments import take_payment
from unionapp.finance.contributions.reliefs import ReliefDraft, grant_relief
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter

TWO_PERCENT = Decimal("0.02")
DECIDED = date(2026, 2, 1)


def code_of(action, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args, **kwargs)
    return refused.value.code


def test_two_percent_is_rounded_once_on_the_fund() -> None:
    assert contribution_due(800_000_025, TWO_PERCENT) == 16_000_001


@given(st.integers(0, 10**12), st.decimals("0.01", "0.2", places=2))
def test_a_reduction_takes_at_most_a_fifth_off(fund: int, share: Decimal) -> None:
    due = contribution_due(fund, TWO_PERCENT, Relief("reduce", share))
    assert contribution_due(fund, Decimal("0.016")) <= due + 1
    assert due <= contribution_due(fund, TWO_PERCENT)


@pytest.mark.parametrize("kind", ["exempt", "suspend"])
def test_an_exempt_or_suspended_month_owes_nothing(kind: str) -> None:
    assert contribution_due(800_000_000, TWO_PERCENT, Relief(kind)) == 0


def test_the_deadline_is_the_end_of_the_month_or_of_the_next() -> None:
    assert deadline_of("2026-04", 0) == date(2026, 4, 30)
    assert deadline_of("2026-05", 1) == date(2026, 6, 30)
    assert deadline_of("2026-12", 1) == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("remaining", "today", "state"),
    [
        (0, date(2027, 1, 1), ContributionState.PAID),
        (5, date(2026, 6, 30), ContributionState.OPEN),
        (5, date(2026, 7, 1), ContributionState.LATE),
        (5, date(2026, 8, 29), ContributionState.LATE),
        (5, date(2026, 8, 30), ContributionState.UNPAID),
    ],
)
def test_sixty_days_after_the_deadline_late_becomes_unpaid(remaining, today, state) -> None:
    assert contribution_state(remaining, date(2026, 6, 30), 60, today) is state


def test_the_deadline_follows_the_decree_of_the_month(office: Office) -> None:
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    record_contribution(office, "2026-06", workers=10, fund=50_000_000)
    assert [row.deadline for row in list_contributions(office, 2026)] == [
        date(2026, 2, 28),
        date(2026, 7, 31),
    ]


def test_a_month_is_noted_paid_in_parts_and_shared(office: Office) -> None:
    row = record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    assert (row.due, row.keep, row.up, row.state) == (1_000_000, 750_000, 250_000, "late")
    pay_contribution(office, "2026-02", 400_000, date(2026, 3, 2))
    paid = pay_contribution(office, "2026-02", 600_000, date(2026, 3, 4))
    assert (paid.paid, paid.remaining, paid.state) == (1_000_000, 0, "paid")


def test_a_month_noted_again_replaces_its_fund(office: Office) -> None:
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    assert record_contribution(office, "2026-02", workers=11, fund=60_000_000).due == 1_200_000
    assert len(list_contributions(office, 2026)) == 1


def test_a_suspension_covers_months_noted_before_and_after(office: Office) -> None:
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    (changed,) = grant_relief(
        office, ReliefDraft("suspend", "2026-02", "2026-04", "12/QĐ-LĐLĐ", DECIDED)
    )
    assert (changed.due, changed.state, changed.relief) == (0, "relieved", "suspend")
    assert record_contribution(office, "2026-03", workers=10, fund=50_000_000).due == 0
    assert record_contribution(office, "2026-05", workers=10, fund=50_000_000).due == 1_000_000


def test_suspended_months_are_made_up_for_where_the_unit_reads_it_so(office: Office) -> None:
    set_own_parameter(
        office,
        "kpcd.suspended_is_repaid",
        "true",
        valid_from=date(2026, 1, 1),
        legal_basis="Công văn của LĐLĐ tỉnh",
    )
    grant_relief(office, ReliefDraft("suspend", "2026-02", "2026-04", "12/QĐ-LĐLĐ", DECIDED))
    row = record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    assert (row.due, row.deadline, row.state, row.relief) == (
        1_000_000,
        date(2026, 5, 31),
        "open",
        "suspend",
    )


def test_a_changed_reading_of_suspension_moves_amount_and_deadline_together(
    office: Office,
) -> None:
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    grant_relief(office, ReliefDraft("suspend", "2026-02", "2026-04", "12/QĐ-LĐLĐ", DECIDED))
    for answer, due, state in (("true", 1_000_000, "open"), ("false", 0, "relieved")):
        set_own_parameter(
            office,
            "kpcd.suspended_is_repaid",
            answer,
            valid_from=date(2026, 1, 1),
            legal_basis="Công văn của LĐLĐ tỉnh",
        )
        (row,) = list_contributions(office, 2026)
        assert (row.due, row.state, row.keep + row.up) == (due, state, due)


def test_a_decision_does_not_reach_back_into_a_locked_month(office: Office) -> None:
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    lock_month(office, "2026-02")
    back = ReliefDraft("suspend", "2026-02", "2026-04", "12/QĐ-LĐLĐ", DECIDED)
    assert code_of(grant_relief, office, back) == "period.locked"
    ahead = dataclasses.replace(back, first_month="2026-03")
    assert grant_relief(office, ahead) == ()
    assert [row.due for row in list_contributions(office, 2026)] == [1_000_000]


def test_the_file_itself_keeps_a_decision_out_of_a_locked_month(office: Office) -> None:
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    grant_relief(office, ReliefDraft("suspend", "2026-02", "2026-02", "1", DECIDED))
    lock_month(office, "2026-02")

    def write(statement: str) -> None:
        with office.change("contribution.relief") as session:
            session.execute(text(statement))

    copied = "unit_id, payer, kind, first_month, last_month, reduced_by, decision_no, decided_on"
    insert = f"INSERT INTO contribution_relief ({copied}) SELECT {copied} FROM contribution_relief"
    for statement in (
        insert,
        "UPDATE contribution_relief SET kind = 'exempt'",
        "DELETE FROM contribution_relief",
    ):
        assert code_of(write, statement) == "period.locked"


def test_relief_keeps_within_the_decree(office: Office) -> None:
    def ask(kind: str, last: str, share: str = "0") -> str:
        relief = ReliefDraft(kind, "2026-01", last, "1", DECIDED, reduced_by=Decimal(share))
        return code_of(grant_relief, office, relief)

    assert ask("suspend", "2027-01") == "relief.too_long"
    assert ask("reduce", "2026-07", "0.1") == "relief.too_long"
    assert ask("reduce", "2026-03", "0.3") == "relief.too_much"
    assert ask("suspend", "2025-12") == "relief.backwards"
    assert ask("gift", "2026-02") == "relief.unknown_kind"


def test_the_limits_of_relief_are_legal_values(office: Office) -> None:
    for key, value in (("kpcd.suspend_months", "14"), ("kpcd.reduce_share", "0.3")):
        set_own_parameter(
            office, key, value, valid_from=date(2026, 1, 1), legal_basis="Công văn của LĐLĐ tỉnh"
        )
    grant_relief(office, ReliefDraft("suspend", "2026-01", "2027-02", "1", DECIDED))
    reduced = ReliefDraft("reduce", "2027-03", "2027-04", "2", DECIDED, reduced_by=Decimal("0.3"))
    grant_relief(office, reduced)
    too_long = ReliefDraft("suspend", "2026-01", "2027-03", "3", DECIDED)
    assert code_of(grant_relief, office, too_long) == "relief.too_long"


def test_what_cannot_be_is_refused(office: Office) -> None:
    assert code_of(record_contribution, office, "2026-02", workers=-1, fund=0) == (
        "contribution.negative"
    )
    assert code_of(pay_contribution, office, "2026-02", 1, DECIDED) == ("contribution.unknown")
    assert code_of(take_payment, office, 1, 0, DECIDED) == "V-01"
    lock_month(office, "2026-02")
    assert code_of(record_contribution, office, "2026-02", workers=1, fund=1) == "period.locked"


def test_suspensions_that_follow_each_other_count_together(office: Office) -> None:
    """NĐ 105/2026: tạm dừng không quá 12 tháng, dù chia thành nhiều quyết định."""
    grant_relief(office, ReliefDraft("suspend", "2026-01", "2026-12", "1", DECIDED))
    again = ReliefDraft("suspend", "2027-01", "2027-12", "2", DECIDED)
    assert code_of(grant_relief, office, again) == "relief.too_long"
    apart = ReliefDraft("suspend", "2027-02", "2027-12", "3", DECIDED)
    assert grant_relief(office, apart) == ()
    between = ReliefDraft("suspend", "2027-01", "2027-01", "4", DECIDED)
    assert code_of(grant_relief, office, between) == "relief.too_long"


def test_a_reduction_comes_after_a_suspension(office: Office) -> None:
    less = ReliefDraft("reduce", "2026-05", "2026-06", "2", DECIDED, reduced_by=Decimal("0.2"))
    assert code_of(grant_relief, office, less) == "relief.no_suspension"
    grant_relief(office, ReliefDraft("suspend", "2026-02", "2026-04", "1", DECIDED))
    assert grant_relief(office, less) == ()


def test_relief_needs_the_number_of_its_decision(office: Office) -> None:
    nameless = ReliefDraft("exempt", "2026-02", "2026-04", " ", DECIDED)
    assert code_of(grant_relief, office, nameless) == "relief.decision_needed"


def test_a_late_payment_leaves_its_day_and_the_months_it_was_late(office: Office) -> None:
    later = office.on(date(2026, 12, 30))
    record_contribution(later, "2026-01", workers=10, fund=50_000_000)
    paid = pay_contribution(later, "2026-01", 1_000_000, date(2026, 12, 30))
    assert (paid.state, paid.paid_on, paid.months_late) == ("paid", date(2026, 12, 30), 11)
    (in_june,) = list_contributions(later, 2026, date(2026, 6, 30))
    assert (in_june.state, in_june.paid, in_june.paid_on, in_june.months_late) == (
        "unpaid",
        0,
        None,
        5,
    )


def test_a_month_is_not_paid_before_it_begins(office: Office) -> None:
    record_contribution(office, "2026-02", workers=10, fund=50_000_000)
    early = (office, "2026-02", 1, date(2026, 1, 31))
    assert code_of(pay_contribution, *early) == "contribution.paid_before"
