"""Locking and unlocking a month; triggers in the file hold the lock.

A lock closes its month and every month before it: books of a month stand on what was carried
into it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.database.tables import PeriodLock
from unionapp.errors import Refusal
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.months import last_day, month_of, month_text, next_month

REASON_LETTERS = 10
OPENERS = ("chair", "accountant")  # the roles that may open a locked month


@dataclass(frozen=True, slots=True)
class LockedMonth:
    """A month whose books are locked."""

    month: str
    locked_at: str
    locked_by: str


def require_open(session: Session, unit_id: int, day: date) -> None:
    """Refuse a change dated into a locked month, naming who locked it.

    Raises:
        Refusal: period.locked.
    """
    closing = (
        select(PeriodLock)
        .where(PeriodLock.unit_id == unit_id, PeriodLock.month >= month_of(day))
        .order_by(PeriodLock.month)
        .limit(1)
    )
    lock = session.scalar(closing)
    if lock is not None:
        raise Refusal("period.locked", month=month_text(lock.month), officer=lock.locked_by)


def is_locked(session: Session, unit_id: int, month: str) -> bool:
    """Whether the books of a month are locked, by itself or by a later one."""
    last = last_locked_month(session, unit_id)
    return last is not None and last >= month


def last_locked_month(session: Session, unit_id: int) -> str | None:
    """The latest month whose books are locked, if any."""
    return session.scalar(select(func.max(PeriodLock.month)).filter_by(unit_id=unit_id))


def list_locks(office: Office) -> tuple[LockedMonth, ...]:
    """The locked months of this unit, oldest first."""
    with office.read() as session:
        rows = session.scalars(
            select(PeriodLock).filter_by(unit_id=office.unit.id).order_by(PeriodLock.month)
        )
        return tuple(LockedMonth(row.month, row.locked_at, row.locked_by) for row in rows)


def lock_month(office: Office, month: str) -> LockedMonth:
    """Lock the books of a month; the first lock closes what was before it, others follow in order.

    Raises:
        Refusal: period.unreadable, period.already_locked, period.not_over, period.out_of_order.
    """
    read_month(month)
    if last_day(month) > office.today and month_of(office.today) != month:
        raise Refusal("period.not_over", month=month_text(month))
    with office.change("period.lock") as session:
        locked = _locked_months(session, office.unit.id)
        if month in locked:
            raise Refusal(
                "period.already_locked", month=month_text(month), officer=locked[month].locked_by
            )
        if locked and next_month(max(locked)) != month:
            raise Refusal(
                "period.out_of_order",
                month=month_text(month),
                expected=month_text(next_month(max(locked))),
            )
        lock = PeriodLock(
            unit_id=office.unit.id,
            month=month,
            locked_at=office.moment(),
            locked_by=office.officer.name,
        )
        session.add(lock)
        return LockedMonth(lock.month, lock.locked_at, lock.locked_by)


def unlock_month(office: Office, month: str, reason: str) -> None:
    """Open a month again, with a reason the journal keeps; later months are opened first.

    Raises:
        Refusal: period.opener_needed, period.not_locked, period.reason_needed,
            period.later_locked, year.closed (its settlement was handed in).
    """
    require_opener(office, reason)
    with office.change(f"period.unlock: {reason.strip()}") as session:
        locked = _locked_months(session, office.unit.id)
        if locked and max(locked) > month:
            raise Refusal(
                "period.later_locked", month=month_text(month), later=month_text(max(locked))
            )
        if month not in locked:
            raise Refusal("period.not_locked", month=month_text(month))
        session.delete(locked[month])


def require_opener(office: Office, reason: str) -> None:
    """Let only the chair or the accountant open what is closed, and only with a reason.

    Raises:
        Refusal: period.opener_needed, period.reason_needed.
    """
    if office.officer.role not in OPENERS:
        raise Refusal("period.opener_needed", officer=office.officer.name)
    if sum(map(str.isalnum, reason)) < REASON_LETTERS:
        raise Refusal("period.reason_needed", letters=REASON_LETTERS)


def _locked_months(session: Session, unit_id: int) -> dict[str, PeriodLock]:
    rows = session.scalars(select(PeriodLock).filter_by(unit_id=unit_id))
    return {row.month: row for row in rows}
