"""The periods for which this unit is taking in packages."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from unionapp.errors import Refusal
from unionapp.exchange.tables import Collection
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class Receiving:
    """Which periods a delivery is taken for: one alone, or all that have begun and stand open."""

    only: Period | None
    opened: tuple[Period, ...]
    closed: tuple[Period, ...]
    today: date

    def takes(self, sent: Period) -> bool:
        """Whether a package of a period is taken."""
        if self.only is not None:
            return sent == self.only
        return sent in self.opened or (sent.start <= self.today and sent not in self.closed)

    def refuse(self, sent: Period) -> Refusal:
        """What is said of a package of a period that is not taken."""
        taken = self.only.label if self.only else "mọi kỳ đã bắt đầu và chưa đóng"
        return Refusal("E_PERIOD", period=sent.label, taken=taken)


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


def receiving_of(office: Office, period: Period | None) -> Receiving:
    """What is taken now: the period asked for; without one, every period that was not closed."""
    closed = _periods(office, Collection.closed_at.is_not(None))
    return Receiving(period, open_periods(office), closed, office.today)


def _periods(office: Office, condition: ColumnElement[bool]) -> tuple[Period, ...]:
    query = select(Collection.first_month, Collection.last_month).where(
        Collection.unit_id == office.unit.id, condition
    )
    with office.read() as session:
        return tuple(sorted(Period(first, last) for first, last in session.execute(query)))
