"""What the end of a year asks for: every month locked, the till counted, no advance left open."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.books.month_end import check_advances, check_count
from unionapp.finance.findings import Finding
from unionapp.organisation.locks import last_locked_month
from unionapp.organisation.office import Office
from unionapp.vietnamese.months import month_text, next_month


def require_locked_year(session: Session, unit_id: int, year: int) -> None:
    """Refuse a year that is not locked to its last month (V-11).

    Raises:
        Refusal: V-11.year.
    """
    last = last_locked_month(session, unit_id) or ""
    if last < f"{year}-12":
        first_open = next_month(last) if last >= f"{year}-01" else f"{year}-01"
        raise Refusal("V-11.year", year=year, month=month_text(first_open))


def check_year_end(office: Office, year: int) -> Iterator[Finding]:
    """Advances open too long, and what a year that is over still lacks; it stops no settlement.

    Raises:
        Refusal: parameter.missing.
    """
    last = date(year, 12, 31)
    if office.today > last:
        with office.read() as session:
            yield from tuple(check_count(session, office.unit.id, f"{year}-12"))
    yield from check_advances(office, min(office.today, last))
