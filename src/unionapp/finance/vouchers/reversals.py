"""Vouchers that are taken back by another one with a negative amount (ghi số âm).

Nothing is erased: both stay in the books, where they add up to nothing. Whoever asks what one
voucher brought, paid or settled asks here whether it still does.
"""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from unionapp.finance.tables import Voucher

_Reversal = aliased(Voucher)


def is_not_taken_back(
    voucher_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None] = Voucher.id,
) -> ColumnElement[bool]:
    """Whether no other voucher takes this one back.

    The reversal itself passes; who asks for an amount above nothing, or by what hangs on a
    voucher, does not meet it.
    """
    return ~select(_Reversal.id).where(_Reversal.reverses_id == voucher_id).exists()


def is_outside_reversals() -> ColumnElement[bool]:
    """Whether a voucher is neither taken back nor itself what takes another one back."""
    return is_not_taken_back() & Voucher.reverses_id.is_(None)


def reversal_of(session: Session, voucher_id: int) -> int | None:
    """The voucher that takes this one back; None where it still holds."""
    return session.scalar(select(Voucher.id).filter_by(reverses_id=voucher_id))
