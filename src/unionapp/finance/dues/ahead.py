"""Paying ahead (đóng trước): coming months that have no list yet, and what they will come to."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.dues.book import MonthOfDues, months_of
from unionapp.finance.dues.legal_values import dues_rules
from unionapp.finance.dues.owed import Payer, compute_due
from unionapp.finance.tables import DuesRow, StoredDuesList
from unionapp.organisation.office import Office
from unionapp.vietnamese.months import next_month

MOST_MONTHS = 24


def payable_months(
    session: Session, office: Office, member_id: int, ahead: int
) -> tuple[MonthOfDues, ...]:
    """The months a member may pay: those of lists, then some that have no list yet.

    What a coming month will come to is the law of that month on the pay of the latest list; once
    its list is made, the month is worked out anew and what was paid stands in it.

    Raises:
        Refusal: dues.ahead, parameter.missing, dues.no_employer_type.
    """
    if not 0 <= ahead <= MOST_MONTHS:
        raise Refusal("dues.ahead", most=MOST_MONTHS)
    known = {month.month: month for month in months_of(session, office.unit.id, member_id)}
    latest = session.scalar(
        select(DuesRow)
        .filter_by(unit_id=office.unit.id, member_id=member_id)
        .order_by(DuesRow.month.desc())
        .limit(1)
    )
    if latest is not None and ahead:
        for month in islice(_unlisted(session, office.unit.id), ahead):
            paid = known[month].paid if month in known else 0
            known[month] = MonthOfDues(month, _expected(session, office, latest, month), paid)
    return tuple(known[month] for month in sorted(known))


def _unlisted(session: Session, unit_id: int) -> Iterator[str]:
    month = session.scalar(select(func.max(StoredDuesList.month)).filter_by(unit_id=unit_id)) or ""
    while month:
        month = next_month(month)
        yield month


def _expected(session: Session, office: Office, latest: DuesRow, month: str) -> int:
    if latest.override_reason is not None:
        return latest.due
    law = dues_rules(session, office, month).law
    return compute_due(Payer(latest.base), law).due
