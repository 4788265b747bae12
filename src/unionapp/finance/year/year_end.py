"""What the end of a month or a year asks for: locks, a count of the till, advances cleared."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, warn
from unionapp.finance.vouchers.advances import list_advances
from unionapp.finance.yearly_tables import CashCount
from unionapp.organisation.locks import last_locked_month
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import first_day, last_day, month_text, next_month


def require_locked_year(session: Session, unit_id: int, year: int) -> None:
    """Refuse a year that is not locked to its last month (V-11).

    Raises:
        Refusal: V-11.year.
    """
    last = last_locked_month(session, unit_id) or ""
    if last < f"{year}-12":
        first_open = next_month(last) if last >= f"{year}-01" else f"{year}-01"
        raise Refusal("V-11.year", year=year, month=month_text(first_open))


def check_count(session: Session, unit_id: int, month: str) -> Iterator[Finding]:
    """Whether the till was counted in a month (V-11)."""
    counted = select(CashCount.id).where(
        CashCount.unit_id == unit_id,
        CashCount.counted_on.between(first_day(month), last_day(month)),
    )
    if session.scalar(counted.limit(1)) is None:
        yield warn("V-11.count", "cash", month=month_text(month))


def check_advances(office: Office, month: str) -> Iterator[Finding]:
    """Advances not cleared in time, and at the end of a year every open one (V-24)."""
    is_year_end = month.endswith("-12")
    for row in list_advances(office, open_only=True, as_of=last_day(month)):
        if row.is_overdue or is_year_end:
            yield warn(
                "V-24",
                "advances",
                name=row.person,
                left=dong(row.outstanding),
                by=_day(row.clear_by),
                place=f"advances:{row.id}",
            )


def check_year_end(office: Office, year: int) -> Iterator[Finding]:
    """What a year that is over still lacks; it does not stop its settlement."""
    if office.today <= date(year, 12, 31):
        return
    december = f"{year}-12"
    with office.read() as session:
        yield from tuple(check_count(session, office.unit.id, december))
    yield from check_advances(office, december)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
