"""Dues law that takes effect backwards: what changes per member, offset or paid back.

QĐ 61/QĐ-TLĐ was signed on 29/07/2025 and took effect on 01/07/2025, when many units had already
collected July at the old rate.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.dues.law import DuesRules, dues_rules
from unionapp.finance.dues.lists import DuesList, DuesMember, list_dues, read_dues_list
from unionapp.finance.dues.owed import Due, compute_due
from unionapp.finance.dues.payers import payers_of
from unionapp.finance.dues_adjustments import Booking, Change, book_changes
from unionapp.finance.tables import DuesAdjustment, DuesRow, Voucher
from unionapp.finance.vouchers.collected import payments_of
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.posting import write_reversal
from unionapp.finance.vouchers.register import (
    VoucherRow,
    draft_of,
    voucher_row,
    write_draft,
)
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.months import month_text
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class MemberChange:
    """What a member owed by the list, owes by the law of today, and has paid."""

    member_id: int
    full_name: str
    before: int
    after: int
    paid: int
    statutory_change: int

    @property
    def change(self) -> int:
        """How much more, or less, is owed."""
        return self.after - self.before


@dataclass(frozen=True)
class DuesChange:
    """What a change of law does to a month that was worked out before it."""

    month: str
    rows: tuple[MemberChange, ...]
    before: int
    after: int
    credit: int
    legal: DuesRules


@dataclass(frozen=True, slots=True)
class Refund:
    """What was paid back to how many, and the receipts that were written anew."""

    month: str
    refunded: int
    people: int
    receipts: tuple[VoucherRow, ...]


def preview_dues_change(office: Office, month: str) -> DuesChange:
    """What would change for every member; amounts set by hand stay.

    Raises:
        Refusal: period.unreadable, dues.no_list, parameter.missing.
    """
    read_month(month)
    with office.read() as session:
        return _preview(session, office, month)


def apply_dues_change(
    office: Office,
    month: str,
    reason: str,
    on: date | None = None,
    *,
    seen: DuesChange | None = None,
) -> DuesChange:
    """Book the change member by member; the list of the month itself stays as it was.

    With the preview that was looked at (`seen`), nothing else than it is booked.

    Raises:
        Refusal: dues.reason_needed, dues.no_change, dues.preview_stale, period.locked (of the
            day it is booked on).
    """
    if not clean_text(reason):
        raise Refusal("dues.reason_needed")
    day = on or office.today
    with office.change("dues.change_rate") as session:
        require_open(session, office.unit.id, day)
        change = _preview(session, office, month)
        if not change.rows:
            raise Refusal("dues.no_change", month=month_text(month))
        if seen is not None and change != seen:
            raise Refusal("dues.preview_stale", month=month_text(month))
        changes = [
            Change(row.member_id, month, due=row.change, statutory=row.statutory_change)
            for row in change.rows
        ]
        book_changes(session, office.unit.id, Booking(day, "rate", clean_text(reason)), changes)
        return change


def offset_credits(office: Office, from_month: str, to_month: str, on: date | None = None) -> int:
    """Count what was paid too much for one month towards another; the đồng that were moved.

    Raises:
        Refusal: dues.no_list, dues.no_credit, period.locked.
    """
    day = on or office.today
    with office.change("dues.offset") as session:
        require_open(session, office.unit.id, day)
        overpaid = read_dues_list(session, office.unit.id, from_month).rows
        owed = {
            row.member_id: row.owed
            for row in read_dues_list(session, office.unit.id, to_month).rows
        }
        moved = [
            (row.member_id, min(-row.owed, owed.get(row.member_id, 0)))
            for row in overpaid
            if row.owed < 0 < owed.get(row.member_id, 0)
        ]
        if not moved:
            raise Refusal("dues.no_credit", month=month_text(from_month))
        reason = f"Bù trừ đoàn phí tháng {month_text(from_month)}"
        changes = [Change(member, from_month, paid=-amount) for member, amount in moved]
        changes += [Change(member, to_month, paid=amount) for member, amount in moved]
        book_changes(session, office.unit.id, Booking(day, "offset", reason), changes)
        return sum(amount for _, amount in moved)


def refund_credits(office: Office, month: str, reason: str, on: date | None = None) -> Refund:
    """Pay back what was collected too much: the receipts are taken back and written anew.

    A receipt written anew holds what its payers keep paid, for every month it was of; only what
    was too much for this month is left out.

    Raises:
        Refusal: dues.reason_needed, dues.no_credit, dues.not_posted, period.locked, V-03, V-04.
    """
    if not clean_text(reason):
        raise Refusal("dues.reason_needed")
    day = on or office.today
    with office.change("dues.refund") as session:
        require_open(session, office.unit.id, day)
        listed = read_dues_list(session, office.unit.id, month)
        over = {row.member_id: -row.owed for row in listed.rows if row.owed < 0}
        if not over:
            raise Refusal("dues.no_credit", month=month_text(month))
        left = dict(over)
        receipts: list[VoucherRow] = []
        for voucher in _standing_collections(session, office.unit.id, month):
            parts = list(_kept(payments_of(session, voucher.id), month, left))
            if any(part.was != part.amount for part in parts):
                write_reversal(session, office, voucher, day, clean_text(reason))
                receipts += _write_anew(session, office, voucher, parts, day)
        refunded = sum(over.values()) - sum(left.values())
        if not refunded:
            raise Refusal("dues.no_credit", month=month_text(month))
        return Refund(month, refunded, len(over), tuple(receipts))


@dataclass(frozen=True, slots=True)
class _Part:
    """What a member paid for a month by a receipt, and what of it stays paid."""

    member_id: int
    month: str
    was: int
    amount: int


def _kept(
    payments: Iterable[tuple[int, str, int]], month: str, left: dict[int, int]
) -> Iterator[_Part]:
    for member_id, paid_for, paid in payments:
        back = min(paid, left.get(member_id, 0)) if paid_for == month else 0
        if back:
            left[member_id] -= back
        yield _Part(member_id, paid_for, paid, paid - back)


def _write_anew(
    session: Session, office: Office, original: Voucher, parts: Sequence[_Part], day: date
) -> Iterator[VoucherRow]:
    amount = sum(part.amount for part in parts)
    if not amount:
        return
    draft = replace(
        draft_of(session, original), voucher_on=max(day, original.voucher_on), amount=amount
    )
    line = replace(draft.lines[0], amount=amount)
    voucher = write_draft(session, office, replace(draft, lines=(line,)))
    session.flush()
    booking = Booking(voucher.voucher_on, "payment", voucher.reason, voucher.id)
    changes = [Change(part.member_id, part.month, paid=part.amount) for part in parts]
    book_changes(session, office.unit.id, booking, [one for one in changes if one.paid])
    yield voucher_row(session, voucher.id)


def credits_of(office: Office, month: str) -> tuple[DuesMember, ...]:
    """The members who have paid more than they owe for a month."""
    return tuple(row for row in list_dues(office, month).rows if row.owed < 0)


def _preview(session: Session, office: Office, month: str) -> DuesChange:
    listed = read_dues_list(session, office.unit.id, month)
    rules = dues_rules(session, office, month)
    payers = payers_of(session, office.unit.id, month)
    fresh = {payer.member_id: compute_due(payer.payer, rules.law) for payer in payers}
    rows = _changes(listed, fresh)
    return DuesChange(
        month=month,
        rows=rows,
        before=sum(row.before for row in rows),
        after=sum(row.after for row in rows),
        credit=sum(max(row.paid - row.after, 0) for row in rows),
        legal=rules,
    )


def _changes(listed: DuesList, fresh: dict[int, Due]) -> tuple[MemberChange, ...]:
    return tuple(
        MemberChange(
            row.member_id,
            row.full_name,
            row.due,
            fresh[row.member_id].due,
            row.paid,
            fresh[row.member_id].statutory - row.statutory,
        )
        for row in listed.rows
        if row.override_reason is None
        and row.member_id in fresh
        and fresh[row.member_id].due != row.due
    )


def _standing_collections(session: Session, unit_id: int, month: str) -> list[Voucher]:
    rows = select(DuesRow.voucher_id).filter_by(unit_id=unit_id, month=month)
    later = select(DuesAdjustment.voucher_id).filter_by(
        unit_id=unit_id, month=month, kind="payment"
    )
    reversed_ones = select(Voucher.reverses_id).where(Voucher.reverses_id.is_not(None))
    vouchers = session.scalars(
        select(Voucher)
        .where(Voucher.id.in_(rows) | Voucher.id.in_(later), Voucher.id.not_in(reversed_ones))
        .order_by(Voucher.id)
    ).all()
    if any(voucher.status != "posted" for voucher in vouchers):
        raise Refusal("dues.not_posted", month=month_text(month))
    return list(vouchers)
