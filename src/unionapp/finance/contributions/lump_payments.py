"""One payment of the employer for every month that it still owes, the oldest first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.contributions.register import (
    PAID_ABOVE,
    ContributionRow,
    contribution_row,
    note_payment,
    still_owed,
)
from unionapp.finance.splits import spread
from unionapp.finance.vouchers.drafts import is_amount
from unionapp.finance.vouchers.register import VoucherRow
from unionapp.finance.yearly_tables import Contribution
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.names import clean_text

Owing = list[tuple[Contribution, int]]


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
        voucher = note_payment(session, office, parts, on, way)
        rows = tuple(contribution_row(session, office, row) for row, _ in parts)
        return LumpPayment(rows, voucher)


def _owing(session: Session, unit_id: int, payer: str, months: tuple[str, str]) -> Owing:
    query = (
        select(Contribution)
        .filter_by(unit_id=unit_id, payer=payer)
        .where(Contribution.month.between(*months))
        .order_by(Contribution.month)
    )
    found = ((row, still_owed(session, row)) for row in session.scalars(query).all())
    return [(row, owed) for row, owed in found if owed]


def _shared(owing: Owing, amount: int) -> Owing:
    parts = spread(amount, [owed for _, owed in owing])
    return [(row, part) for (row, _), part in zip(owing, parts, strict=True) if part]
