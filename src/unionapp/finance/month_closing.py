"""Closing a month: what to look at before its books are locked, and the lock itself."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.books.month_end import (
    check_advances,
    check_count,
    check_drafts,
    check_loose_ends,
)
from unionapp.finance.dues.checks import check_dues
from unionapp.finance.findings import Finding
from unionapp.finance.vouchers.money_roles import check_roles, money_roles_of
from unionapp.finance.vouchers.posted_checks import check_balances
from unionapp.organisation.locks import LockedMonth, is_locked, lock_month
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.months import first_day, last_day, month_text

_NAMED = 3


def check_lock(office: Office, month: str) -> tuple[Finding, ...]:
    """Everything unfinished in a month; a draft stops the lock (an error), nothing else does.

    Raises:
        Refusal: period.unreadable.
    """
    read_month(month)
    with office.read() as session:
        findings = (
            *check_balances(session, office.unit.id, first_day(month), last_day(month)),
            *check_count(session, office.unit.id, month),
            *check_dues(session, office, month),
            *check_roles(money_roles_of(session, office.unit.id)),
        )
        earlier = _earlier_drafts(session, office.unit.id, month)
    ends = check_loose_ends(office, month, month)
    return (*earlier, *ends, *findings, *check_advances(office, last_day(month)))


def close_month(office: Office, month: str) -> LockedMonth:
    """Lock the books of a month in which nothing is left a draft.

    A draft behind a lock can neither be posted nor counted, while what was collected with it
    counts as paid.

    Raises:
        Refusal: V-11.unposted, names the drafts; period.unreadable, period.already_locked,
            period.not_over, period.out_of_order.
    """
    read_month(month)
    with office.read() as session:
        unit_id = office.unit.id
        left = tuple(check_drafts(session, unit_id, date.min, last_day(month)))
        stands_open = not is_locked(session, unit_id, month)
    if left and stands_open:
        named = "; ".join(str(found.details["draft"]) for found in left[:_NAMED])
        more = f" và {len(left) - _NAMED} chứng từ khác" if len(left) > _NAMED else ""
        raise Refusal(
            "V-11.unposted", month=month_text(month), count=len(left), drafts=f"{named}{more}"
        )
    return lock_month(office, month)


def _earlier_drafts(session: Session, unit_id: int, month: str) -> tuple[Finding, ...]:
    # The lock of a month closes every month before it.
    until = first_day(month) - timedelta(days=1)
    return tuple(check_drafts(session, unit_id, date.min, until))
