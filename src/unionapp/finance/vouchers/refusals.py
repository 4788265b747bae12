"""Drafts the chair sent back, and why; changing the draft answers it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.tables import VoucherRefusal
from unionapp.organisation.office import Office


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """That a draft was sent back: by whom, at which moment (UTC), why, and whether it still is."""

    reason: str
    by: str
    at: str
    is_open: bool


def list_refusals(office: Office, voucher_id: int) -> tuple[RefusalRow, ...]:
    """Every time a voucher was sent back, the first one first."""
    query = select(VoucherRefusal).filter_by(unit_id=office.unit.id, voucher_id=voucher_id)
    with office.read() as session:
        return tuple(
            RefusalRow(row.reason, row.refused_by, row.refused_at, row.is_open)
            for row in session.scalars(query.order_by(VoucherRefusal.id))
        )


def refused_ids(office: Office) -> frozenset[int]:
    """The drafts that were sent back and have not changed since."""
    query = select(VoucherRefusal.voucher_id).filter_by(unit_id=office.unit.id, is_open=True)
    with office.read() as session:
        return frozenset(session.scalars(query))


def answer_refusals(session: Session, voucher_id: int) -> None:
    """Close what is open on a voucher, inside a transaction that is already open."""
    for row in session.scalars(select(VoucherRefusal).filter_by(voucher_id=voucher_id)):
        row.is_open = False
