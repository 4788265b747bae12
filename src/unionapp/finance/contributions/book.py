"""The book of the employer's contribution: every month, what is owed on it, what was paid.

NĐ 105/2026/NĐ-CP from 16/05/2026, NĐ 191/2013/NĐ-CP before.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.contributions.amounts_and_deadlines import (
    ContributionState,
    contribution_due,
    contribution_state,
    cycle_end,
    deferred_deadline,
    months_late,
)
from unionapp.finance.contributions.owed import due_of, relief_in
from unionapp.finance.splits import split
from unionapp.finance.vouchers.contribution_ties import is_drafted, is_received, paid_day
from unionapp.finance.yearly_tables import Contribution, ContributionPayment
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.vietnamese.months import last_day, month_text
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import Period, whole_year


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """What an employer owes for a month, what it paid, and how it stands today.

    `paid` is what stands in the books or was paid above; `waiting` is in receipts not yet posted.
    `months_late` counts from the deadline to the last payment, or to the day that is looked at
    while something is owed; a month begun counts. `cycle_end` is the month that the contribution
    is paid with: itself, or the last of its three for who pays by the season.
    """

    id: int
    month: str
    payer: str
    workers: int
    fund: int
    rate: Decimal
    due: int
    paid: int
    waiting: int
    remaining: int
    deadline: date
    state: ContributionState
    relief: str | None
    keep: int
    up: int
    paid_on: date | None = None
    months_late: int = 0
    cycle_end: str = ""

    @property
    def is_seasonal(self) -> bool:
        """Whether the month is paid together with others."""
        return self.cycle_end not in ("", self.month)

    @property
    def owed(self) -> int:
        """What it still owes beyond what was paid or waits in receipts; never below nothing."""
        return max(self.remaining - self.waiting, 0)

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline went by with money still owed."""
        return self.state in {ContributionState.LATE, ContributionState.UNPAID}


def list_contributions(
    office: Office, year: int, until: date | None = None
) -> tuple[ContributionRow, ...]:
    """The contribution book of a year, by month and payer, as of today or of a day before.

    Raises:
        Refusal: parameter.missing.
    """
    return contributions_in(office, whole_year(year), until)


def contributions_in(
    office: Office, period: Period, until: date | None = None
) -> tuple[ContributionRow, ...]:
    """The contribution book of some months, by month and payer, as of today or of a day before.

    Raises:
        Refusal: parameter.missing.
    """
    with office.read() as session:
        rows = stored_months(session, office.unit.id, period.first, period.last)
        return tuple(contribution_row(session, office, row, until) for row in rows)


def show_contribution(office: Office, month: str, payer: str = "") -> ContributionRow:
    """What one payer declared for a month, and how it stands today.

    Raises:
        Refusal: contribution.unknown, parameter.missing.
    """
    with office.read() as session:
        row = find_month(session, office.unit.id, month, clean_text(payer))
        if row is None:
            raise Refusal("contribution.unknown", month=month_text(month))
        return contribution_row(session, office, row)


def stored_months(session: Session, unit_id: int, first: str, last: str) -> list[Contribution]:
    """The months noted between two, by month and payer."""
    query = select(Contribution).where(
        Contribution.unit_id == unit_id, Contribution.month.between(first, last)
    )
    return list(session.scalars(query.order_by(Contribution.month, Contribution.payer)))


def find_month(session: Session, unit_id: int, month: str, payer: str) -> Contribution | None:
    """What one payer declared for a month."""
    return session.scalar(
        select(Contribution).filter_by(unit_id=unit_id, month=month, payer=payer)
    )


def contribution_row(
    session: Session, office: Office, row: Contribution, until: date | None = None
) -> ContributionRow:
    """How a month stands today, or on a day before."""
    today = until or office.today
    paid, waiting = _paid(session, row.id, until or date.max)
    paid_on = _last_paid_on(session, row.id, until or date.max)
    on, unit_id = last_day(row.month), office.unit.id
    relief = relief_in(session, unit_id, row.payer, row.month)
    due = contribution_due(row.fund, Decimal(row.rate), relief)
    ends = cycle_end(row.month, legal_value(session, unit_id, "kpcd.cycle_months", on).amount)
    months_after = legal_value(session, unit_id, "kpcd.deadline_months", last_day(ends)).amount
    deadline = deferred_deadline(ends, months_after, relief)
    grace = legal_value(session, unit_id, "kpcd.grace_days", on).amount
    shared = split(due, legal_value(session, unit_id, "split.kpcd.up", on).rate)
    state = contribution_state(due - paid, deadline, grace, today, waiting)
    if relief is not None and relief.frees and state is ContributionState.PAID:
        state = ContributionState.RELIEVED
    return ContributionRow(
        id=row.id,
        month=row.month,
        payer=row.payer,
        workers=row.workers,
        fund=row.fund,
        rate=Decimal(row.rate),
        due=due,
        paid=paid,
        waiting=waiting,
        remaining=due - paid,
        deadline=deadline,
        state=state,
        relief=None if relief is None else relief.kind,
        keep=shared.keep,
        up=shared.up,
        paid_on=paid_on,
        months_late=months_late(deadline, today if due > paid else paid_on),
        cycle_end=ends,
    )


def still_owed(session: Session, row: Contribution) -> int:
    """What a month owes beyond what was paid or waits in receipts; never less than nothing."""
    return max(due_of(session, row) - sum(_paid(session, row.id)), 0)


def _paid(session: Session, contribution_id: int, until: date = date.max) -> tuple[int, int]:
    """What was received for a month by a day, and what waits in receipts that are still drafts."""
    received, waiting = (
        session.scalar(
            select(func.coalesce(func.sum(ContributionPayment.amount), 0))
            .filter_by(contribution_id=contribution_id)
            .where(counts, paid_day() <= until)
        )
        for counts in (is_received(), is_drafted())
    )
    return received or 0, waiting or 0


def _last_paid_on(session: Session, contribution_id: int, until: date) -> date | None:
    of_month = ContributionPayment.contribution_id == contribution_id
    query = select(func.max(paid_day())).where(of_month, is_received(), paid_day() <= until)
    return session.scalar(query)
