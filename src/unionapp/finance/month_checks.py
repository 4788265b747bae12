"""What to look at before the books of a month are locked."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.finance.dues.law import dues_rules
from unionapp.finance.dues.owed import compute_due
from unionapp.finance.dues.payers import payers_of
from unionapp.finance.findings import Finding, warn
from unionapp.finance.tables import DuesList, DuesRow, Voucher
from unionapp.finance.vouchers.money_roles import check_roles, money_roles_of
from unionapp.finance.year.year_end import check_advances, check_count
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.months import first_day, last_day, month_text


def check_lock(office: Office, month: str) -> tuple[Finding, ...]:
    """Everything unfinished in a month; none of it stops the lock.

    Raises:
        Refusal: period.unreadable.
    """
    read_month(month)
    with office.read() as session:
        findings = (
            *_check_drafts(session, office.unit.id, month),
            *check_count(session, office.unit.id, month),
            *_check_dues(session, office, month),
            *check_roles(money_roles_of(session, office.unit.id)),
        )
    return (*findings, *check_advances(office, month))


def _check_drafts(session: Session, unit_id: int, month: str) -> Iterator[Finding]:
    waiting = select(func.count(), func.min(Voucher.id)).where(
        Voucher.unit_id == unit_id,
        Voucher.status == "draft",
        Voucher.voucher_on.between(first_day(month), last_day(month)),
    )
    count, first = session.execute(waiting).one()
    if count:
        yield warn("V-11.drafts", "vouchers", count=count, place=first)


def _check_dues(session: Session, office: Office, month: str) -> Iterator[Finding]:
    """Stored dues that are no longer what the law and the members say (V-16)."""
    if session.get(DuesList, (office.unit.id, month)) is None:
        return
    rules = dues_rules(session, office, month)
    payers = payers_of(session, office.unit.id, month)
    stored = {
        row.member_id: row.due
        for row in session.scalars(
            select(DuesRow).filter_by(unit_id=office.unit.id, month=month, override_reason=None)
        )
    }
    due = {payer.member_id: compute_due(payer.payer, rules.law).due for payer in payers}
    count = sum(stored[member] != due.get(member, 0) for member in stored)
    if count:
        yield warn("V-16", "due", count=count, month=month_text(month))
