"""A year whose settlement was handed in is closed: what is found later is booked in its own year.

Luật Kế toán 88/2015/QH13 art. 27.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.yearly_tables import Settlement
from unionapp.organisation import locks

STANDS = ("submitted", "approved")


def require_open(session: Session, unit_id: int, day: date) -> None:
    """Refuse a change dated into a year that was handed in or into a locked month.

    Raises:
        Refusal: year.submitted, period.locked.
    """
    settlement = standing_settlement(session, unit_id, day.year)
    if settlement is not None:
        raise Refusal(
            "year.submitted",
            year=day.year,
            officer=settlement.submitted_by,
            on=f"{date.fromisoformat(settlement.submitted_at[:10]):%d/%m/%Y}",
        )
    locks.require_open(session, unit_id, day)


def standing_settlement(
    session: Session, unit_id: int, year: int, part: str = ""
) -> Settlement | None:
    """The settlement of a year, or its part, that stands as handed in or approved."""
    query = select(Settlement).filter_by(unit_id=unit_id, year=year, part=part)
    query = query.where(Settlement.status.in_(STANDS))
    return session.scalar(query.order_by(Settlement.version.desc()).limit(1))


def last_handed_in(session: Session, unit_id: int) -> int | None:
    """The latest year that stands as handed in or approved."""
    query = select(Settlement.year).filter_by(unit_id=unit_id, part="")
    query = query.where(Settlement.status.in_(STANDS))
    return session.scalar(query.order_by(Settlement.year.desc()).limit(1))
