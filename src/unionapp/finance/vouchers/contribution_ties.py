"""The tie between a receipt and the employer's contribution that it pays."""

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from unionapp.finance.tables import Voucher
from unionapp.finance.vouchers.reversals import is_not_taken_back
from unionapp.finance.yearly_tables import ContributionPayment


def contributed_by(session: Session, voucher_id: int) -> int | None:
    """What a receipt pays of the employer's contribution (V-07); None if it pays none."""
    return session.scalar(
        select(func.sum(ContributionPayment.amount)).filter_by(voucher_id=voucher_id)
    )


def release_contribution(session: Session, voucher: Voucher) -> None:
    """Owe again what a draft receipt had paid."""
    for payment in session.scalars(select(ContributionPayment).filter_by(voucher_id=voucher.id)):
        session.delete(payment)
    session.flush()


def is_drafted() -> ColumnElement[bool]:
    """Whether the receipt of a payment still waits to be posted."""
    return ContributionPayment.voucher_id.in_(select(Voucher.id).where(Voucher.status == "draft"))


def is_received() -> ColumnElement[bool]:
    """Whether a payment stands: made above, or its receipt is posted and not taken back.

    A receipt that was taken back keeps its payment on record; it counts no more.
    """
    standing = select(Voucher.id).where(Voucher.status == "posted", is_not_taken_back())
    return ContributionPayment.voucher_id.is_(None) | ContributionPayment.voucher_id.in_(standing)


def paid_day() -> ColumnElement[date]:
    """The day of a payment: of its receipt, if it has one, which may be dated anew as a draft."""
    of_receipt = select(Voucher.voucher_on).where(Voucher.id == ContributionPayment.voucher_id)
    on = of_receipt.correlate(ContributionPayment).scalar_subquery()
    return func.coalesce(on, ContributionPayment.paid_on)
