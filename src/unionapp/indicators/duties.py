"""Duties with a deadline, from resources/indicators/deadlines.toml; pure rules."""

import calendar
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from unionapp.assets import resource
from unionapp.organisation.holidays import working_day

EVERY_DUTY = "*"


@dataclass(frozen=True, slots=True)
class Duty:
    """What some tiers owe, and the rule by which its days are found."""

    code: str
    name: str
    tiers: tuple[str, ...]
    repeats: str
    before: bool
    report: str
    legal_basis: str
    confidence: str
    month: int = 0
    day: int = 0
    on: date | None = None
    since: int = 0


@dataclass(frozen=True, slots=True)
class DutyDay:
    """One day on which a duty falls due."""

    code: str
    name: str
    due_on: date
    report: str


@cache
def list_duties() -> tuple[Duty, ...]:
    """Every duty, in the order of the file."""
    text = resource("indicators", "deadlines.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["duty"]
    return tuple(Duty(**{**row, "tiers": tuple(row["tiers"])}) for row in rows)


def duties_due(first: date, last: date, code: str = EVERY_DUTY) -> tuple[DutyDay, ...]:
    """Every day between two days on which a duty falls due, earliest first."""
    days = (
        DutyDay(duty.code, duty.name, day, duty.report)
        for duty in list_duties()
        if code in {EVERY_DUTY, duty.code}
        for day in days_of(duty, first, last)
    )
    return tuple(sorted(days, key=lambda it: (it.due_on, it.code)))


def duties_of_tier(tier: str, first: date, last: date) -> tuple[DutyDay, ...]:
    """The days between two days on which a unit of this tier owes something."""
    owed = {duty.code for duty in list_duties() if tier in duty.tiers}
    return tuple(day for day in duties_due(first, last) if day.code in owed)


def days_of(duty: Duty, first: date, last: date) -> Iterator[date]:
    """The days between two days on which one duty falls due, moved back off days off."""
    # what is due at the beginning of a year may move back into the year before
    for named in _named_days(duty, first.year, last.year + 1):
        day = working_day(named - timedelta(days=duty.before))
        if first <= day <= last:
            yield day


def _named_days(duty: Duty, first_year: int, last_year: int) -> Iterator[date]:
    if duty.on is not None:
        yield duty.on
        return
    for year in range(max(first_year, duty.since), last_year + 1):
        months = range(1, 13) if duty.repeats == "month" else (duty.month,)
        for month in months:
            longest = calendar.monthrange(year, month)[1]
            yield date(year, month, min(duty.day, longest))
