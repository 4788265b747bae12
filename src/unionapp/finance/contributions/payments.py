"""What employers pay: one month, or all that are still owed; here, or to the level above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.contributions.book import ContributionRow, contribution_row, still_owed
from unionapp.finance.contributions.payers import payer_name
from unionapp.finance.splits import spread
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import VoucherDraft, is_amount
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.finance.vouchers.templates import find_template, template_line
from unionapp.finance.yearly_tables import Contribution, ContributionPayment
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import first_day, month_of, month_text
from unionapp.vietnamese.names import clean_text

PAID_ABOVE = "upper"
_TEMPLATE = "kpcd_collected"

# The months of one payer, each with what it owes or with what a payment brings it.
Parts = Sequence[tuple[Contribution, int]]


@dataclass(frozen=True, slots=True)
class PaymentTaken:
    """The month after a payment, and the draft receipt if the money came to the unit."""

    row: ContributionRow
    voucher: VoucherRow | None


@dataclass(frozen=True, slots=True)
class OwedMonth:
    """A month and what it still owes beyond what was paid or waits in receipts."""

    month: str
    amount: int


@dataclass(frozen=True, slots=True)
class LumpPayment:
    """The months that one payment reached, and its draft receipt if the money came to the unit."""

    rows: tuple[ContributionRow, ...]
    voucher: VoucherRow | None


def take_payment(
    office: Office, contribution_id: int, amount: int, on: date, way: str = PAID_ABOVE
) -> PaymentTaken:
    """Take a payment for a month: to the level above, or here (BC, PT) with a draft receipt.

    Raises:
        Refusal: contribution.gone, contribution.too_much, contribution.paid_before, V-01,
            year.submitted, period.locked, account.none.
    """
    if not is_amount(amount):
        raise Refusal("V-01")
    with office.change("contribution.pay") as session:
        row = session.scalar(
            select(Contribution).filter_by(unit_id=office.unit.id, id=contribution_id)
        )
        if row is None:
            raise Refusal("contribution.gone")
        _require_payable(session, row, amount, on)
        voucher = _note_payment(session, office, ((row, amount),), on, way)
        return PaymentTaken(contribution_row(session, office, row), voucher)


def owed_months(office: Office, payer: str, on: date, since: str = "") -> tuple[OwedMonth, ...]:
    """The months that a payer owes by a day, the oldest first: what one payment may go to."""
    with office.read() as session:
        owing = _owing(session, office.unit.id, clean_text(payer), (since, month_of(on)))
        return tuple(OwedMonth(row.month, left) for row, left in owing)


def pay_owed_months(  # a payment is its five facts, and from which month on it may go
    office: Office,
    amount: int,
    on: date,
    way: str = PAID_ABOVE,
    *,
    payer: str = "",
    since: str = "",
) -> LumpPayment:
    """Share one payment among the months that a payer owes by a day, the oldest first.

    Raises:
        Refusal: contribution.more_than_all, V-01, year.submitted, period.locked, account.none.
    """
    if not is_amount(amount):
        raise Refusal("V-01")
    with office.change("contribution.pay") as session:
        owing = _owing(session, office.unit.id, clean_text(payer), (since, month_of(on)))
        if amount > (owed := sum(left for _, left in owing)):
            raise Refusal("contribution.more_than_all", owed=dong(owed))
        parts = _shared(owing, amount)
        voucher = _note_payment(session, office, parts, on, way)
        rows = tuple(contribution_row(session, office, row) for row, _ in parts)
        return LumpPayment(rows, voucher)


def _require_payable(session: Session, row: Contribution, amount: int, on: date) -> None:
    if on < first_day(row.month):
        raise Refusal("contribution.paid_before", month=month_text(row.month))
    owed = still_owed(session, row)
    if amount > owed:
        raise Refusal("contribution.too_much", owed=dong(owed))


def _note_payment(
    session: Session, office: Office, parts: Parts, on: date, way: str
) -> VoucherRow | None:
    """Note one payment of one payer for its months; paid here, it drafts one receipt."""
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


def _receipt(session: Session, office: Office, parts: Parts, on: date, way: str) -> VoucherDraft:
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


def _owing(session: Session, unit_id: int, payer: str, months: tuple[str, str]) -> Parts:
    query = (
        select(Contribution)
        .filter_by(unit_id=unit_id, payer=payer)
        .where(Contribution.month.between(*months))
        .order_by(Contribution.month)
    )
    found = ((row, still_owed(session, row)) for row in session.scalars(query).all())
    return [(row, owed) for row, owed in found if owed]


def _shared(owing: Parts, amount: int) -> Parts:
    parts = spread(amount, [owed for _, owed in owing])
    return [(row, part) for (row, _), part in zip(owing, parts, strict=True) if part]
