"""Booking later changes to dues: payments of arrears, refunds, offsets, a rate that changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from unionapp.database.bulk import insert_rows, next_id

_COLUMNS = (
    "id", "unit_id", "member_id", "month", "booked_on", "kind", "due_change", "statutory_change",
    "paid_change", "voucher_id", "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What changes for one member and month."""

    member_id: int
    month: str
    due: int = 0
    statutory: int = 0
    paid: int = 0


@dataclass(frozen=True, slots=True)
class Booking:
    """The day, kind and reason that changes are booked with, and the voucher if money moved."""

    on: date
    kind: str
    reason: str
    voucher_id: int | None = None


def book_changes(
    session: Session, unit_id: int, booking: Booking, changes: Sequence[Change]
) -> None:
    """Book the changes; the journal names them as one batch."""
    first, day = next_id(session, "dues_adjustment"), booking.on.isoformat()
    rows = [
        (first + step, unit_id, one.member_id, one.month, day, booking.kind, one.due,
         one.statutory, one.paid, booking.voucher_id, booking.reason)
        for step, one in enumerate(changes)
    ]  # fmt: skip
    insert_rows(
        session,
        "dues_adjustment",
        _COLUMNS,
        rows,
        kind=booking.kind,
        **({} if booking.voucher_id is None else {"voucher": booking.voucher_id}),
    )
