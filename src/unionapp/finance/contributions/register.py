"""The employer's contribution (kinh phí công đoàn, KPCĐ): owed, paid, late, month by month.

NĐ 105/2026/NĐ-CP from 16/05/2026, NĐ 191/2013/NĐ-CP before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.amounts import require_figure
from unionapp.finance.contributions.amounts_and_deadlines import (
    ContributionState,
    contribution_due,
    contribution_state,
    cycle_end,
    deferred_deadline,
    months_late,
)
from unionapp.finance.contributions.owed import due_of, relief_in
from unionapp.finance.contributions.payers import payer_name, require_payer
from unionapp.finance.splits import split
from unionapp.finance.vouchers.contribution_ties import is_drafted, is_received, paid_day
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import VoucherDraft, is_amount
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.finance.vouchers.templates import find_template, template_line
from unionapp.finance.yearly_tables import Contribution, ContributionPayment
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import first_day, last_day, month_text
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import Period

PAID_ABOVE = "upper"
_TEMPLATE = "kpcd_collected"
_MOST_WORKERS = 9_999_999


@dataclass(frozen=True, slots=True)
class FundLine:
    """What an employer declares for a month: its insured workers and their wage fund."""

    month: str
    workers: int
    fund: int


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


@dataclass(frozen=True, slots=True)
class PaymentTaken:
    """The month after a payment, and the draft receipt if the money came to the unit."""

    row: ContributionRow
    voucher: VoucherRow | None


def record_contribution(
    office: Office, month: str, *, workers: int, fund: int, payer: str = ""
) -> ContributionRow:
    """Note the insured wage fund of a month; the amount due follows from the law of that month.

    Raises:
        Refusal: period.unreadable, period.locked, contribution.negative, money.too_large,
            contribution.freed, parameter.missing.
    """
    with office.change("contribution.record") as session:
        row = note_fund(session, office, FundLine(month, workers, fund), payer)
        return contribution_row(session, office, row)


def record_contribution_payment(
    office: Office, month: str, amount: int, on: date, *, payer: str = ""
) -> ContributionRow:
    """Note what the employer paid for a month to the level above.

    Raises:
        Refusal: contribution.unknown, contribution.too_much, contribution.paid_before, V-01,
            period.locked.
    """
    if not is_amount(amount):
        raise Refusal("V-01")
    with office.change("contribution.pay") as session:
        row = find_month(session, office.unit.id, month, clean_text(payer))
        if row is None:
            raise Refusal("contribution.unknown", month=month_text(month))
        return _pay(session, office, row, amount, on).row


def take_payment(
    office: Office, contribution_id: int, amount: int, on: date, way: str = PAID_ABOVE
) -> PaymentTaken:
    """Take a payment for a month: to the level above, or here (BC, PT) with a draft receipt.

    Raises:
        Refusal: contribution.gone, contribution.too_much, contribution.paid_before, V-01,
            period.locked, account.none.
    """
    if not is_amount(amount):
        raise Refusal("V-01")
    with office.change("contribution.pay") as session:
        row = session.scalar(
            select(Contribution).filter_by(unit_id=office.unit.id, id=contribution_id)
        )
        if row is None:
            raise Refusal("contribution.gone")
        return _pay(session, office, row, amount, on, way)


def list_contributions(
    office: Office, year: int, until: date | None = None
) -> tuple[ContributionRow, ...]:
    """The contribution book of a year, by month and payer, as of today or of a day before.

    Raises:
        Refusal: parameter.missing.
    """
    return contributions_in(office, Period(f"{year}-01", f"{year}-12"), until)


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


def note_fund(session: Session, office: Office, line: FundLine, payer: str = "") -> Contribution:
    """Write the wage fund of a month into an open transaction.

    Raises:
        Refusal: as `record_contribution`.
    """
    payer = clean_text(payer)
    rate = rate_for(session, office, line, payer)
    row = find_month(session, office.unit.id, line.month, payer)
    if row is None:
        row = Contribution(unit_id=office.unit.id, payer=payer, month=line.month)
    row.workers, row.fund, row.rate = line.workers, line.fund, str(rate)
    session.add(row)
    session.flush()
    return row


def rate_for(session: Session, office: Office, line: FundLine, payer: str) -> Decimal:
    """The rate of the month that a fund is declared for, if it may be noted.

    Raises:
        Refusal: as `record_contribution`.
    """
    on = last_day(read_month(line.month))
    if not 0 <= line.workers <= _MOST_WORKERS or line.fund < 0:
        raise Refusal("contribution.negative")
    require_figure(line.fund)
    require_open(session, office.unit.id, on)
    if not payer:
        require_payer(session, office.unit.id, on)
    return legal_value(session, office.unit.id, "kpcd.rate", on).rate


def _pay(  # a payment is these facts
    session: Session, office: Office, row: Contribution, amount: int, on: date,
    way: str = PAID_ABOVE,
) -> PaymentTaken:  # fmt: skip
    if on < first_day(row.month):
        raise Refusal("contribution.paid_before", month=month_text(row.month))
    owed = still_owed(session, row)
    if amount > owed:
        raise Refusal("contribution.too_much", owed=dong(owed))
    voucher = note_payment(session, office, ((row, amount),), on, way)
    return PaymentTaken(contribution_row(session, office, row), voucher)


def still_owed(session: Session, row: Contribution) -> int:
    """What a month owes beyond what was paid or waits in receipts; never less than nothing."""
    return max(due_of(session, row) - sum(_paid(session, row.id)), 0)


def note_payment(
    session: Session,
    office: Office,
    parts: Sequence[tuple[Contribution, int]],
    on: date,
    way: str = PAID_ABOVE,
) -> VoucherRow | None:
    """Note one payment of one payer for its months; paid here, it drafts one receipt.

    Raises:
        Refusal: year.submitted, period.locked, account.none.
    """
    require_open(session, office.unit.id, on)
    voucher = None
    if way != PAID_ABOVE:
        voucher = write_draft(session, office, _receipt(session, office, parts, on, way))
    for row, amount in parts:
        session.add(
            ContributionPayment(
                unit_id=office.unit.id,
                contribution_id=row.id,
                paid_on=on,
                amount=amount,
                voucher_id=None if voucher is None else voucher.id,
            )
        )
    session.flush()
    return None if voucher is None else voucher_row(session, voucher.id)


def _receipt(
    session: Session,
    office: Office,
    parts: Sequence[tuple[Contribution, int]],
    on: date,
    way: str,
) -> VoucherDraft:
    template, amount = find_template(_TEMPLATE), sum(amount for _, amount in parts)
    return VoucherDraft(
        kind=way,
        voucher_on=on,
        counterparty=payer_name(session, office.unit.id, parts[0][0].payer),
        reason=template.reason.format(month=_months_label([row.month for row, _ in parts])),
        amount=amount,
        lines=(template_line(template, amount, office.unit.employer_type),),
        template=template.code,
    )


def _months_label(months: Sequence[str]) -> str:
    if len(months) == 1:
        return month_label(months[0])
    return f"các tháng {', '.join(map(month_text, months))}"


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
