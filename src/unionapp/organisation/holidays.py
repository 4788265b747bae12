"""Days on which nobody works, from resources/organisation/holidays.toml; pure rules."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from unionapp.assets import resource

_DAY = timedelta(days=1)
_SATURDAY = 5


def working_day(day: date) -> date:
    """The day itself, or the last working day before it if nobody works on it."""
    while _is_weekend(day) or day in days_off(day.year):
        day -= _DAY
    return day


@cache
def days_off(year: int) -> frozenset[date]:
    """The holidays of a year, and the working days taken instead of those on a weekend.

    Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3 and Điều 112.
    """
    holidays = sorted(set(_holidays(year)))
    off = set(holidays)
    for day in holidays:
        if _is_weekend(day):
            while _is_weekend(day) or day in off:
                day += _DAY  # noqa: PLW2901  # the next day that is still free
            off.add(day)
    return frozenset(off)


def _holidays(year: int) -> Iterator[date]:
    data = _data()
    for row in data["yearly"]:
        yield date(year, row["month"], row["day"])
    for row in data["dated"]:
        length = (row["last"] - row["first"]).days + 1
        days = (row["first"] + at * _DAY for at in range(length))
        yield from (day for day in days if day.year == year)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resource("organisation", "holidays.toml").read_text(encoding="utf-8"))
