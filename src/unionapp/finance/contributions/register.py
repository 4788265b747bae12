"""The employer's contribution (kinh phí công đoàn, KPCĐ): owed, paid, late, month by month.

NĐ 105/2026/NĐ-CP from 16/05/2026, NĐ 191/2013/NĐ-CP before.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.contributions.law import (
    ContributionState,
    Relief,
    contribution_due,
    contribution_state,
    deferred_deadline,
)
from unionapp.finance.splits import split
from unionapp.finance.yearly_tables import (
    Contribution,
    ContributionPayment,
    ContributionRelief,
)
from unionapp.organisation.locks import require_open
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.months import last_day, month_text
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """What an employer owes for a month, what it paid, and how it stands today."""

    month: str
    payer: str
    workers: int
    fund: int
    rate: Decimal
    due: int
    paid: int
    remaining: int
    deadline: date
    state: ContributionState
    relief: str | None
    keep: int
    up: int


@dataclass(frozen=True, slots=True)
class ReliefDraft:
    """A decision on an employer's contribution; `reduced_by` is the share taken off."""

    kind: str
    first_month: str
    last_month: str
    decision_no: str
    decided_on: date
    payer: str = ""
    reduced_by: Decimal = Decimal(0)


def record_contribution(
    office: Office, month: str, *, workers: int, fund: int, payer: str = ""
) -> ContributionRow:
    """Note the insured wage fund of a month; the amount due follows from the law of that month.

    Raises:
        Refusal: period.unreadable, period.locked, contribution.negative, parameter.missing.
    """
    read_month(month)
    if workers < 0 or fund < 0:
        raise Refusal("contribution.negative")
    with office.change("contribution.record") as session:
        require_open(session, office.unit.id, last_day(month))
        rate = legal_value(session, office.unit.id, "kpcd.rate", last_day(month)).rate
        row = _find(session, office.unit.id, month, clean_text(payer))
        if row is None:
            row = Contribution(unit_id=office.unit.id, payer=clean_text(payer), month=month)
        relief = _relief_in(session, office.unit.id, row.payer, month)
        row.workers, row.fund, row.rate = workers, fund, str(rate)
        row.due = contribution_due(fund, rate, relief)
        session.add(row)
        session.flush()
        return _as_row(session, office, row)


def record_contribution_payment(
    office: Office,
    month: str,
    amount: int,
    on: date,
    *,
    payer: str = "",
    voucher_id: int | None = None,
) -> ContributionRow:
    """Note what the employer paid for a month, here or to the level above.

    Raises:
        Refusal: contribution.unknown, V-01, period.locked.
    """
    if amount <= 0:
        raise Refusal("V-01")
    with office.change("contribution.pay") as session:
        require_open(session, office.unit.id, on)
        row = _find(session, office.unit.id, month, clean_text(payer))
        if row is None:
            raise Refusal("contribution.unknown", month=month_text(month))
        session.add(
            ContributionPayment(
                unit_id=office.unit.id,
                contribution_id=row.id,
                paid_on=on,
                amount=amount,
                voucher_id=voucher_id,
            )
        )
        session.flush()
        return _as_row(session, office, row)


def grant_relief(office: Office, draft: ReliefDraft) -> tuple[ContributionRow, ...]:
    """Note a decision of exemption, suspension or reduction; months already noted follow it.

    Raises:
        Refusal: relief.unknown_kind, relief.too_long, relief.too_much, period.unreadable;
            period.locked where the amount of a locked month would change.
    """
    months = _require_relief(draft)
    with office.change("contribution.relief") as session:
        session.add(
            ContributionRelief(
                unit_id=office.unit.id,
                payer=clean_text(draft.payer),
                kind=draft.kind,
                first_month=draft.first_month,
                last_month=draft.last_month,
                reduced_by=str(draft.reduced_by),
                decision_no=clean_text(draft.decision_no),
                decided_on=draft.decided_on,
            )
        )
        session.flush()
        touched = [
            row
            for row in _stored(session, office.unit.id, *months)
            if row.payer == clean_text(draft.payer)
        ]
        for row in touched:
            relief = _relief_in(session, office.unit.id, row.payer, row.month)
            due = contribution_due(row.fund, Decimal(row.rate), relief)
            if due != row.due:
                require_open(session, office.unit.id, last_day(row.month))
                row.due = due
        session.flush()
        return tuple(_as_row(session, office, row) for row in touched)


def list_contributions(office: Office, year: int) -> tuple[ContributionRow, ...]:
    """The contribution book of a year, by month and payer."""
    with office.read() as session:
        rows = _stored(session, office.unit.id, f"{year}-01", f"{year}-12")
        return tuple(_as_row(session, office, row) for row in rows)


def _stored(session: Session, unit_id: int, first: str, last: str) -> list[Contribution]:
    query = select(Contribution).where(
        Contribution.unit_id == unit_id, Contribution.month.between(first, last)
    )
    return list(session.scalars(query.order_by(Contribution.month, Contribution.payer)))


def _find(session: Session, unit_id: int, month: str, payer: str) -> Contribution | None:
    return session.scalar(
        select(Contribution).filter_by(unit_id=unit_id, month=month, payer=payer)
    )


def _relief_in(session: Session, unit_id: int, payer: str, month: str) -> Relief | None:
    row = session.scalar(
        select(ContributionRelief)
        .filter_by(unit_id=unit_id, payer=payer)
        .where(ContributionRelief.first_month <= month, ContributionRelief.last_month >= month)
        .order_by(ContributionRelief.id.desc())
        .limit(1)
    )
    if row is None:
        return None
    repaid = legal_value(session, unit_id, "kpcd.suspended_is_repaid", last_day(month)).flag
    return Relief(row.kind, Decimal(row.reduced_by), row.last_month, repaid)


def _require_relief(draft: ReliefDraft) -> tuple[str, str]:
    first, last = read_month(draft.first_month), read_month(draft.last_month)
    length = _count(last) - _count(first) + 1
    greatest = {"exempt": 1200, "suspend": 12, "reduce": 6}.get(draft.kind)
    if greatest is None:
        raise Refusal("relief.unknown_kind", kind=draft.kind)
    if not 1 <= length <= greatest:
        raise Refusal("relief.too_long", months=greatest)
    if draft.kind == "reduce" and not 0 < draft.reduced_by <= Decimal("0.2"):
        raise Refusal("relief.too_much")
    return first, last


def _count(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])


def _as_row(session: Session, office: Office, row: Contribution) -> ContributionRow:
    paid: int = session.execute(
        select(func.coalesce(func.sum(ContributionPayment.amount), 0)).filter_by(
            contribution_id=row.id
        )
    ).scalar_one()
    on = last_day(row.month)
    unit_id = office.unit.id
    relief = _relief_in(session, unit_id, row.payer, row.month)
    months_after = legal_value(session, unit_id, "kpcd.deadline_months", on).amount
    deadline = deferred_deadline(row.month, months_after, relief)
    grace = legal_value(session, unit_id, "kpcd.grace_days", on).amount
    shared = split(row.due, legal_value(session, unit_id, "split.kpcd.up", on).rate)
    return ContributionRow(
        month=row.month,
        payer=row.payer,
        workers=row.workers,
        fund=row.fund,
        rate=Decimal(row.rate),
        due=row.due,
        paid=paid,
        remaining=row.due - paid,
        deadline=deadline,
        state=contribution_state(row.due - paid, deadline, grace, office.today),
        relief=None if relief is None else relief.kind,
        keep=shared.keep,
        up=shared.up,
    )
