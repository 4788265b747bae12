"""A year whose settlement was handed in is closed: what is found later is booked in its own year.

Luật Kế toán 88/2015/QH13 art. 27.
"""

from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.yearly_tables import Settlement
from unionapp.organisation import locks

_STANDS = ("submitted", "approved")


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
    which = (Settlement.unit_id == unit_id, Settlement.year == year, Settlement.part == part)
    return session.scalar(select(Settlement).where(Settlement.id.in_(standing(*which))))


def standing(*which: ColumnElement[bool]) -> Select[int]:
    """The ids of those settlements that stand, at most one of each unit and span: the latest."""
    return (
        select(func.max(Settlement.id))
        .where(Settlement.status.in_(_STANDS), *which)
        .group_by(Settlement.unit_id, Settlement.year, Settlement.part)
    )


def last_handed_in(session: Session, unit_id: int) -> int | None:
    """The latest year that stands as handed in or approved."""
    years = standing(Settlement.unit_id == unit_id, Settlement.part == "")
    return session.scalar(select(func.max(Settlement.year)).where(Settlement.id.in_(years)))
