"""Vouchers that stand and fall together: two sides of a transfer, everything of one clearing."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.tables import Voucher


def pair_of(session: Session, voucher: Voucher) -> tuple[Voucher, ...]:
    """A voucher, and the other side of it if it is a transfer; the paying side first."""
    if voucher.pair_id is None:
        return (voucher,)
    query = select(Voucher).filter_by(pair_id=voucher.pair_id).order_by(Voucher.id)
    return tuple(session.scalars(query))


def written_with(session: Session, voucher: Voucher) -> tuple[Voucher, ...]:
    """A voucher with what is approved, posted and thrown away with it, in the order of writing.

    An advance is given, or cleared, by several drafts: half of them would leave it half done.
    """
    if voucher.advance_id is None or voucher.status == "posted":
        return pair_of(session, voucher)
    drafts = select(Voucher).filter_by(advance_id=voucher.advance_id, status="draft")
    return tuple(session.scalars(drafts.order_by(Voucher.id)))
