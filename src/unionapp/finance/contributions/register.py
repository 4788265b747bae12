"""The employer's contribution (kinh phí công đoàn, KPCĐ): owed, paid, late, month by month.

NĐ 105/2026/NĐ-CP from 16/05/2026, NĐ 191/2013/NĐ-CP before.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.amounts import require_figure
from unionapp.finance.contributions.law import (
    ContributionState,
    contribution_due,
    contribution_state,
    deferred_deadline,
    months_late,
)
from unionapp.finance.contributions.owed import due_of, relief_in
from unionapp.finance.splits import split
from unionapp.finance.vouchers.contribution_ties import is_drafted, is_received
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import VoucherDraft, is_amount
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.finance.vouchers.templates import find_template, template_line
from unionapp.finance.yearly_tables import (
    Contribution,
    ContributionPayment,
    ContributionRelief,
)
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.amounts import dong, percent
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import first_day, last_day, month_text
from unionapp.vietnamese.names import clean_text

PAID_ABOVE = "upper"
_TEMPLATE = "kpcd_collected"
_MOST_WORKERS = 9_999_999
# how long a decision may run; an exemption has no limit (NĐ 105/2026/NĐ-CP, chapter IV)
_GREATEST = {"suspend": "kpcd.suspend_months", "reduce": "kpcd.reduce_months"}


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """What an employer owes for a month, what it paid, and how it stands today.

    `paid` is what stands in the books or was paid above; `waiting` is in receipts not yet posted.
    `months_late` counts from the deadline to the last payment, or to the day that is looked at
    while something is owed; a month begun counts.
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

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline went by with money still owed."""
        return self.state in {ContributionState.LATE, ContributionState.UNPAID}


@dataclass(frozen=True, slots=True)
class PaymentTaken:
    """The month after a payment, and the draft receipt if the money came to the unit."""

    row: ContributionRow
    voucher: VoucherRow | None


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
        Refusal: period.unreadable, period.locked, contribution.negative, money.too_large,
            parameter.missing.
    """
    read_month(month)
    if not 0 <= workers <= _MOST_WORKERS or fund < 0:
        raise Refusal("contribution.negative")
    require_figure(fund)
    with office.change("contribution.record") as session:
        require_open(session, office.unit.id, last_day(month))
        rate = legal_value(session, office.unit.id, "kpcd.rate", last_day(month)).rate
        row = _find(session, office.unit.id, month, clean_text(payer))
        if row is None:
            row = Contribution(unit_id=office.unit.id, payer=clean_text(payer), month=month)
        row.workers, row.fund, row.rate = workers, fund, str(rate)
        session.add(row)
        session.flush()
        return _as_row(session, office, row)


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
        row = _find(session, office.unit.id, month, clean_text(payer))
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


def grant_relief(office: Office, draft: ReliefDraft) -> tuple[ContributionRow, ...]:
    """Note a decision of exemption, suspension or reduction; months already noted follow it.

    Raises:
        Refusal: relief.unknown_kind, relief.decision_needed, relief.backwards, relief.too_long,
            relief.no_suspension, relief.too_much, period.unreadable; period.locked where a
            month already noted is locked.
    """
    with office.change("contribution.relief") as session:
        months, payer = _require_relief(session, office.unit.id, draft), clean_text(draft.payer)
        stored = _stored(session, office.unit.id, *months)
        touched = [row for row in stored if row.payer == payer]
        for row in touched:
            require_open(session, office.unit.id, last_day(row.month))
        session.add(
            ContributionRelief(
                unit_id=office.unit.id,
                payer=payer,
                kind=draft.kind,
                first_month=draft.first_month,
                last_month=draft.last_month,
                reduced_by=str(draft.reduced_by),
                decision_no=clean_text(draft.decision_no),
                decided_on=draft.decided_on,
            )
        )
        session.flush()
        return tuple(_as_row(session, office, row) for row in touched)


def list_contributions(
    office: Office, year: int, until: date | None = None
) -> tuple[ContributionRow, ...]:
    """The contribution book of a year, by month and payer, as of today or of a day before.

    Raises:
        Refusal: parameter.missing.
    """
    with office.read() as session:
        rows = _stored(session, office.unit.id, f"{year}-01", f"{year}-12")
        return tuple(_as_row(session, office, row, until) for row in rows)


def _pay(  # a payment is these facts
    session: Session, office: Office, row: Contribution, amount: int, on: date,
    way: str = PAID_ABOVE,
) -> PaymentTaken:  # fmt: skip
    require_open(session, office.unit.id, on)
    if on < first_day(row.month):
        raise Refusal("contribution.paid_before", month=month_text(row.month))
    owed = due_of(session, row) - sum(_paid(session, row.id))
    if amount > owed:
        raise Refusal("contribution.too_much", owed=dong(max(owed, 0)))
    voucher = None
    if way != PAID_ABOVE:
        voucher = write_draft(session, office, _receipt(office, row, amount, on, way))
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
    shown = None if voucher is None else voucher_row(session, voucher.id)
    return PaymentTaken(_as_row(session, office, row), shown)


def _receipt(office: Office, row: Contribution, amount: int, on: date, way: str) -> VoucherDraft:
    template = find_template(_TEMPLATE)
    return VoucherDraft(
        kind=way,
        voucher_on=on,
        counterparty=row.payer or "Đơn vị sử dụng lao động",
        reason=template.reason.format(month=month_label(row.month)),
        amount=amount,
        lines=(template_line(template, amount, office.unit.employer_type),),
        template=template.code,
    )


def _paid(session: Session, contribution_id: int, until: date = date.max) -> tuple[int, int]:
    """What was received for a month by a day, and what waits in receipts that are still drafts."""
    received, waiting = (
        session.scalar(
            select(func.coalesce(func.sum(ContributionPayment.amount), 0))
            .filter_by(contribution_id=contribution_id)
            .where(counts, ContributionPayment.paid_on <= until)
        )
        for counts in (is_received(), is_drafted())
    )
    return received or 0, waiting or 0


def _last_paid_on(session: Session, contribution_id: int, until: date) -> date | None:
    query = select(func.max(ContributionPayment.paid_on)).filter_by(
        contribution_id=contribution_id
    )
    return session.scalar(query.where(is_received(), ContributionPayment.paid_on <= until))


def _stored(session: Session, unit_id: int, first: str, last: str) -> list[Contribution]:
    query = select(Contribution).where(
        Contribution.unit_id == unit_id, Contribution.month.between(first, last)
    )
    return list(session.scalars(query.order_by(Contribution.month, Contribution.payer)))


def _find(session: Session, unit_id: int, month: str, payer: str) -> Contribution | None:
    return session.scalar(
        select(Contribution).filter_by(unit_id=unit_id, month=month, payer=payer)
    )


def _require_relief(session: Session, unit_id: int, draft: ReliefDraft) -> tuple[str, str]:
    first, last = read_month(draft.first_month), read_month(draft.last_month)
    if draft.kind not in {"exempt", *_GREATEST}:
        raise Refusal("relief.unknown_kind", kind=draft.kind)
    if not clean_text(draft.decision_no):
        raise Refusal("relief.decision_needed")
    if first > last:
        raise Refusal("relief.backwards")
    on, payer = last_day(first), clean_text(draft.payer)
    if key := _GREATEST.get(draft.kind):
        greatest = legal_value(session, unit_id, key, on).amount
        granted = _granted(session, unit_id, payer, draft.kind)
        if _unbroken(granted, (_count(first), _count(last))) > greatest:
            raise Refusal("relief.too_long", months=greatest)
    if draft.kind == "reduce":
        _require_reducible(session, unit_id, draft, payer)
    return first, last


def _require_reducible(session: Session, unit_id: int, draft: ReliefDraft, payer: str) -> None:
    on, first = last_day(draft.first_month), _count(draft.first_month)
    share = legal_value(session, unit_id, "kpcd.reduce_share", on).rate
    if not 0 < draft.reduced_by <= share:
        raise Refusal("relief.too_much", share=percent(int(share * 10_000), 10_000))
    if not any(end < first for _, end in _granted(session, unit_id, payer, "suspend")):
        raise Refusal("relief.no_suspension")


def _granted(session: Session, unit_id: int, payer: str, kind: str) -> list[tuple[int, int]]:
    """The decisions of a kind that one payer has, from which month to which."""
    query = select(ContributionRelief.first_month, ContributionRelief.last_month).filter_by(
        unit_id=unit_id, payer=payer, kind=kind
    )
    return [(_count(first), _count(last)) for first, last in session.execute(query)]


def _unbroken(granted: list[tuple[int, int]], asked: tuple[int, int]) -> int:
    """How many months run on end once what is asked for joins what was granted."""
    first, last = asked
    # forwards for what follows, backwards for what came before
    for begin, end in (*sorted(granted), *sorted(granted, reverse=True)):
        if begin <= last + 1 and end >= first - 1:
            first, last = min(first, begin), max(last, end)
    return last - first + 1


def _count(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])


def _as_row(
    session: Session, office: Office, row: Contribution, until: date | None = None
) -> ContributionRow:
    today = until or office.today
    paid, waiting = _paid(session, row.id, until or date.max)
    paid_on = _last_paid_on(session, row.id, until or date.max)
    on, unit_id = last_day(row.month), office.unit.id
    relief = relief_in(session, unit_id, row.payer, row.month)
    due = contribution_due(row.fund, Decimal(row.rate), relief)
    months_after = legal_value(session, unit_id, "kpcd.deadline_months", on).amount
    deadline = deferred_deadline(row.month, months_after, relief)
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
    )
