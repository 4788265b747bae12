"""What came in, what went out and what is left in till and banks; transfers are neither."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.finance.books.money_held import money_held
from unionapp.finance.tables import Voucher
from unionapp.finance.vouchers.drafts import RECEIPT_KINDS
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class FundTotals:
    """Receipts and payments of a period and the money held at its end."""

    received: int
    paid: int
    closing: int


def total_funds(office: Office, period: Period) -> FundTotals:
    """The totals of all accounts over a period."""
    with office.read() as session:
        return FundTotals(
            received=moved_through(session, office.unit.id, period, receipts=True),
            paid=moved_through(session, office.unit.id, period, receipts=False),
            closing=_left(session, office.unit.id, period),
        )


def moved_through(session: Session, unit_id: int, period: Period, *, receipts: bool) -> int:
    """What came in, or went out, of all accounts over a period; moves between them count not."""
    kinds = sorted(RECEIPT_KINDS)
    side = Voucher.kind.in_(kinds) if receipts else Voucher.kind.not_in(kinds)
    query = select(func.sum(Voucher.amount)).where(
        Voucher.unit_id == unit_id,
        Voucher.status == "posted",
        Voucher.pair_id.is_(None),
        Voucher.voucher_on.between(period.start, period.end),
        side,
    )
    return session.scalar(query) or 0


def _left(session: Session, unit_id: int, period: Period) -> int:
    held = money_held(session, unit_id, period.end)
    return held.cash + held.bank
