"""Dues law that takes effect backwards: what changes per member.

QĐ 61/QĐ-TLĐ was signed on 29/07/2025 and took effect on 01/07/2025, when many units had already
collected July at the old rate.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.dues.legal_values import DuesRules, dues_rules
from unionapp.finance.dues.lists import DuesList, read_dues_list
from unionapp.finance.dues.owed import Due, compute_due
from unionapp.finance.dues.payers import payers_of
from unionapp.finance.dues_adjustments import Booking, Change, book_changes
from unionapp.finance.vouchers.open_years import require_open
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
    legal: DuesRules


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
        legal=rules,
    )


def _changes(listed: DuesList, fresh: dict[int, Due]) -> tuple[MemberChange, ...]:
    # Who turned out to be no member in the month owes nothing for it.
    found = [(row, fresh.get(row.member_id)) for row in listed.rows if row.override_reason is None]
    return tuple(
        MemberChange(
            row.member_id,
            row.full_name,
            row.due,
            due.due if due else 0,
            row.paid,
            (due.statutory if due else 0) - row.statutory,
        )
        for row, due in found
        if (due.due if due else 0) != row.due
    )
