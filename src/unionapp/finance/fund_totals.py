"""What came in, what went out and what is left, over all accounts; transfers are neither."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.finance.accounts import SIGNED_AMOUNT
from unionapp.finance.drafts import RECEIPT_KINDS
from unionapp.finance.tables import FundAccount, Voucher
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
            received=_sum(session, office.unit.id, period, receipts=True),
            paid=_sum(session, office.unit.id, period, receipts=False),
            closing=_held(session, office.unit.id, period),
        )


def _sum(session: Session, unit_id: int, period: Period, *, receipts: bool) -> int:
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


def _held(session: Session, unit_id: int, period: Period) -> int:
    opening = session.scalar(
        select(func.sum(FundAccount.opening)).where(FundAccount.unit_id == unit_id)
    )
    changes = session.scalar(
        select(func.sum(SIGNED_AMOUNT)).where(
            Voucher.unit_id == unit_id,
            Voucher.status == "posted",
            Voucher.voucher_on <= period.end,
        )
    )
    return (opening or 0) + (changes or 0)
