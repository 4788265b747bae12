"""The tie between dues and the voucher they were collected by."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from unionapp.database.journal import note_batch
from unionapp.errors import Refusal
from unionapp.finance.dues_adjustments import Booking, Change, book_changes
from unionapp.finance.tables import DuesAdjustment, DuesRow, Voucher
from unionapp.finance.vouchers.reversals import is_not_taken_back
from unionapp.organisation.office import Office


def collected_by(session: Session, voucher_id: int) -> int | None:
    """What the members of a dues voucher paid together (V-07); None if it collects no dues."""
    rows = session.execute(
        select(func.count(), func.sum(DuesRow.paid)).where(DuesRow.voucher_id == voucher_id)
    ).one()
    later = session.execute(
        select(func.count(), func.sum(DuesAdjustment.paid_change)).where(
            DuesAdjustment.voucher_id == voucher_id
        )
    ).one()
    return (rows[1] or 0) + (later[1] or 0) if rows[0] or later[0] else None


def release_dues(session: Session, office: Office, voucher: Voucher) -> None:
    """Owe again what a draft voucher had collected."""
    paid = select(DuesRow.member_id).where(DuesRow.voucher_id == voucher.id)
    count = len(session.scalars(paid).all())
    if count:
        session.execute(
            update(DuesRow).where(DuesRow.voucher_id == voucher.id).values(paid=0, voucher_id=None)
        )
        note_batch(session, "dues", count, released_from=voucher.id)
    for adjustment in session.scalars(
        select(DuesAdjustment).filter_by(voucher_id=voucher.id, unit_id=office.unit.id)
    ):
        session.delete(adjustment)
    session.flush()


def payments_of(session: Session, voucher_id: int) -> list[tuple[int, str, int]]:
    """What each member paid for which month by a voucher: (member, month, amount)."""
    rows = select(DuesRow.member_id, DuesRow.month, DuesRow.paid).where(
        DuesRow.voucher_id == voucher_id
    )
    later = select(
        DuesAdjustment.member_id, DuesAdjustment.month, DuesAdjustment.paid_change
    ).where(DuesAdjustment.voucher_id == voucher_id)
    found = [*session.execute(rows), *session.execute(later)]
    return [(member_id, month, paid) for member_id, month, paid in found]


def undo_collection(
    session: Session, office: Office, original: Voucher, reversal: Voucher
) -> None:
    """Owe again what a reversed voucher had collected; the first payment stays on record.

    Raises:
        Refusal: dues.refunded_since.
    """
    payments = payments_of(session, original.id)
    if original.amount > 0:
        _require_not_refunded(session, payments)
    booking = Booking(reversal.voucher_on, "undo", reversal.reason, reversal.id)
    changes = [Change(member_id, month, paid=-paid) for member_id, month, paid in payments]
    book_changes(session, office.unit.id, booking, changes)


def _require_not_refunded(session: Session, payments: list[tuple[int, str, int]]) -> None:
    # What was paid back of a receipt would leave the till a second time.
    refunds = select(DuesAdjustment.member_id, DuesAdjustment.month).where(
        DuesAdjustment.kind == "refund",
        DuesAdjustment.month.in_({month for _, month, _ in payments}),
        is_not_taken_back(DuesAdjustment.voucher_id),
    )
    refunded = {(member_id, month) for member_id, month in session.execute(refunds)}
    if any((member_id, month) in refunded for member_id, month, _ in payments):
        raise Refusal("dues.refunded_since")
