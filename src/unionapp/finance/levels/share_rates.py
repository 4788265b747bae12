"""The share due upwards of what was collected, each day by the rate that was valid on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from unionapp.finance.splits import split
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.tables import Parameter

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RatedDays:
    """Days of a year on which one rate holds."""

    first: date
    last: date
    rate: Decimal


def rated_days(session: Session, unit_id: int, key: str, last: date) -> tuple[RatedDays, ...]:
    """The days from January up to a day, parted where the rate may change.

    Raises:
        Refusal: parameter.missing.
    """
    january = date(last.year, 1, 1)
    query = select(Parameter.valid_from, Parameter.valid_to).where(
        Parameter.key == key, or_(Parameter.unit_id == unit_id, Parameter.unit_id.is_(None))
    )
    turns = {january}
    for valid_from, valid_to in session.execute(query):
        turns |= {valid_from} if valid_to is None else {valid_from, valid_to + _DAY}
    starts = sorted(day for day in turns if january <= day <= last)
    ends = [*(day - _DAY for day in starts[1:]), last]
    return tuple(
        RatedDays(first, end, legal_value(session, unit_id, key, first).rate)
        for first, end in zip(starts, ends, strict=True)
    )


def share_up(days: tuple[RatedDays, ...], collected_by: Callable[[date], int]) -> int:
    """The share due upwards; `collected_by` is what came in from January up to a day.

    It is rounded once for each run of days with one rate, so that quarters add up to the year.
    """
    runs: list[tuple[Decimal, int]] = []
    before = 0
    for one in days:
        by_now = collected_by(one.last)
        if runs and runs[-1][0] == one.rate:
            runs[-1] = (one.rate, runs[-1][1] + by_now - before)
        else:
            runs.append((one.rate, by_now - before))
        before = by_now
    return sum(split(amount, rate).up for rate, amount in runs)
