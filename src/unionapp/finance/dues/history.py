"""Everything booked on one member's dues, each with its voucher: from the person to the money."""

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.tables import DuesAdjustment, DuesRow, Voucher
from unionapp.finance.vouchers.numbering import Numbering
from unionapp.membership.events import require_member
from unionapp.organisation.office import Office

BOOKED = MappingProxyType(
    {
        "listed": "Theo danh sách",
        "payment": "Nộp",
        "rate": "Đổi mức đóng",
        "refund": "Trả lại",
        "offset": "Bù trừ",
        "undo": "Hủy phiếu",
    }
)


@dataclass(frozen=True, slots=True)
class DuesEntry:
    """What one booking did to the dues of a month; `number` is empty without a posted voucher."""

    month: str
    kind: str
    booked_on: date | None
    due: int
    paid: int
    reason: str
    voucher_id: int | None
    number: str


def dues_history(office: Office, member_id: int) -> tuple[DuesEntry, ...]:
    """The bookings on a member's dues by month, the list of the month first.

    Raises:
        Refusal: membership.unknown.
    """
    with office.read() as session:
        require_member(session, office.unit.id, member_id)
        mine = {"unit_id": office.unit.id, "member_id": member_id}
        listed = session.scalars(select(DuesRow).filter_by(**mine)).all()
        later = session.scalars(
            select(DuesAdjustment).filter_by(**mine).order_by(DuesAdjustment.id)
        ).all()
        numbering = Numbering(session, office.unit.id)
        entries = [
            *(_of_list(session, row, numbering) for row in listed),
            *(_of_change(session, row, numbering) for row in later),
        ]
    return tuple(sorted(entries, key=lambda entry: entry.month))


def _of_list(session: Session, row: DuesRow, numbering: Numbering) -> DuesEntry:
    on, number = _voucher(session, row.voucher_id, numbering)
    reason = row.override_reason or row.exempt_reason or ""
    return DuesEntry(row.month, "listed", on, row.due, row.paid, reason, row.voucher_id, number)


def _of_change(session: Session, row: DuesAdjustment, numbering: Numbering) -> DuesEntry:
    _, number = _voucher(session, row.voucher_id, numbering)
    return DuesEntry(
        row.month,
        row.kind,
        row.booked_on,
        row.due_change,
        row.paid_change,
        row.reason,
        row.voucher_id,
        number,
    )


def _voucher(
    session: Session, voucher_id: int | None, numbering: Numbering
) -> tuple[date | None, str]:
    if voucher_id is None:
        return None, ""
    voucher = session.get_one(Voucher, voucher_id)
    return voucher.voucher_on, numbering.write(voucher.kind, voucher.number, voucher.voucher_on)
