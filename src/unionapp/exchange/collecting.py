"""The periods for which this unit is taking in packages."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, select

from unionapp.errors import Refusal
from unionapp.exchange.tables import Collection
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period


def open_collection(office: Office, period: Period) -> None:
    """Take in packages of a period from now on; one that was closed is opened again."""
    key = {"unit_id": office.unit.id, "first_month": period.first, "last_month": period.last}
    with office.change("collection.open") as session:
        row = session.scalar(select(Collection).filter_by(**key))
        if row is None:
            moment, officer = office.moment(), office.officer.name
            session.add(Collection(**key, opened_at=moment, opened_by=officer))
        else:
            row.closed_at = None


def close_collection(office: Office, period: Period) -> None:
    """Take in no more packages of a period.

    Raises:
        Refusal: collection.not_open.
    """
    query = select(Collection).filter_by(
        unit_id=office.unit.id, first_month=period.first, last_month=period.last, closed_at=None
    )
    with office.change("collection.close") as session:
        row = session.scalar(query)
        if row is None:
            raise Refusal("collection.not_open", period=period.label)
        row.closed_at = office.moment()


def open_periods(office: Office) -> tuple[Period, ...]:
    """The periods that are open, oldest first."""
    return _periods(office, Collection.closed_at.is_(None))


def wanted_periods(office: Office, period: Period | None) -> Callable[[Period], bool]:
    """Which packages to take: of the period asked for, else of the open ones.

    Where no collection is open, every period that has begun and was not closed is taken.
    """
    if period is not None:
        return lambda sent: sent == period
    periods = open_periods(office)
    if periods:
        return lambda sent: sent in periods
    closed = _periods(office, Collection.closed_at.is_not(None))
    return lambda sent: sent.start <= office.today and sent not in closed


def _periods(office: Office, condition: ColumnElement[bool]) -> tuple[Period, ...]:
    query = select(Collection.first_month, Collection.last_month).where(
        Collection.unit_id == office.unit.id, condition
    )
    with office.read() as session:
        return tuple(sorted(Period(first, last) for first, last in session.execute(query)))
