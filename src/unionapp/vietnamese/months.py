"""Months as they are stored, "YYYY-MM": reckoning with them and saying them."""

import calendar
import re
from datetime import date
from typing import Final

_MONTH: Final = re.compile(r"([1-9]\d{3})-(0[1-9]|1[0-2])", re.ASCII)
_TYPED: Final = re.compile(r"(\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})", re.ASCII)


def month_of(day: date) -> str:
    """The month of a day as it is stored, YYYY-MM."""
    return f"{day:%Y-%m}"


def last_day(month: str) -> date:
    """The last day of a month YYYY-MM."""
    year, number = int(month[:4]), int(month[5:7])
    return date(year, number, calendar.monthrange(year, number)[1])


def first_day(month: str) -> date:
    """The first day of a month YYYY-MM."""
    return date(int(month[:4]), int(month[5:7]), 1)


def month_text(month: str) -> str:
    """A month as people write it, "03/2026"."""
    return f"{month[5:7]}/{month[:4]}"


def read_typed_month(text: str) -> str | None:
    """A month as officers type it (3/2026, 03/2026 or 2026-03); None if the text is none."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None


def next_month(month: str) -> str:
    """The month after "YYYY-MM".

    Raises:
        ValueError: the text is not a month.
    """
    return moved(month, 1)


def previous_month(month: str) -> str:
    """The month before "YYYY-MM".

    Raises:
        ValueError: the text is not a month.
    """
    return moved(month, -1)


def count_of(month: str) -> int:
    """The months since year nought, for reckoning.

    Raises:
        ValueError: the text is not a month.
    """
    found = _MONTH.fullmatch(month)
    if not found:
        raise ValueError("not a month")
    return int(found[1]) * 12 + int(found[2]) - 1


def name_of(count: int) -> str:
    """The month of such a count."""
    return f"{count // 12:04}-{count % 12 + 1:02}"


def moved(month: str, by: int) -> str:
    """The month so many months later, or earlier when below nought.

    Raises:
        ValueError: the text is not a month.
    """
    return name_of(count_of(month) + by)
