"""Dates as Vietnamese documents write them, and dates as officers type them.

A date that is only partly known is ISO text cut to what is known: "1985", "1985-03", "1985-03-05".
"""

import re
from datetime import date, timedelta
from typing import Final

from unionapp.vietnamese.amounts import NBSP
from unionapp.vietnamese.date_reading import DateReading, age_on, looks_swapped, read_date
from unionapp.vietnamese.names import fold
from unionapp.vietnamese.reading import Unreadable

__all__ = [
    "DateReading",
    "age_on",
    "half_year_label",
    "keep_together",
    "long_date",
    "looks_swapped",
    "month_label",
    "quarter_label",
    "read_date",
    "read_typed_date",
    "table_date",
    "text_date",
]

_QUARTERS: Final = ("I", "II", "III", "IV")
_BOUND: Final = re.compile(
    r"\b(?i:ngày|tháng|năm|số|quý) (?=\d|[IVX]+\b)|\d (?=(?:tháng (?:đầu|cuối)|đồng)\b)"
)


def _month(month: int) -> str:
    # only January and February get a zero, so that nobody makes them 11 and 12 by hand
    return f"{month:02}" if month < 3 else str(month)


def long_date(d: date) -> str:
    """Write a date for a heading: ngày 05 tháng 3 năm 2026 (Nghị định 30/2020, Phụ lục I)."""
    return keep_together(f"ngày {d.day:02} tháng {_month(d.month)} năm {d.year}")


def text_date(d: date) -> str:
    """Write a date for running text: 05/3/2026."""
    return f"{d.day:02}/{_month(d.month)}/{d.year}"


def table_date(iso: str | date | None) -> str:
    """Write a date, known in full or in part, for a table column: 05/03/2026, 03/1985, 1985."""
    text = iso.isoformat()[:10] if isinstance(iso, date) else iso or ""
    return "/".join(reversed(text.split("-")))


def month_label(month: str) -> str:
    """Name a month "2026-03": tháng 3 năm 2026."""
    year, number = month.split("-")
    return f"tháng {_month(int(number))} năm {year}"


def quarter_label(quarter: str) -> str:
    """Name a quarter "2026-Q1": quý I năm 2026."""
    year, number = quarter.split("-Q")
    return f"quý {_QUARTERS[int(number) - 1]} năm {year}"


def half_year_label(half: str) -> str:
    """Name a half year "2026-H1": 6 tháng đầu năm 2026."""
    year, number = half.split("-H")
    return f"6 tháng {'đầu' if number == '1' else 'cuối'} năm {year}"


def keep_together(text: str) -> str:
    """Bind numbers to their words with spaces that never break at a line end."""
    return _BOUND.sub(lambda found: found[0].replace(" ", NBSP), text)


_TODAY: Final = frozenset({"h", "t", "hn", "hom nay", "homnay"})


def read_typed_date(text: str, *, working: date, today: date) -> date:
    """Read the shorthand of a date field: 5, 5/3, 0503, 050326, +1, h for today.

    What is not typed is taken from the working date; steps count from it.

    Raises:
        Unreadable: the text is no date, or could be several; the code is one of `read_date`.
    """
    body = fold(text).strip()
    if body in _TODAY:
        return today
    if step := re.fullmatch(r"([+-])\s*(\d{0,3})", body, re.ASCII):
        return _step(working, step[1], step[2])
    reading = read_date(_complete(body, working), today=today)
    if reading.iso is None or len(reading.iso) < 10:
        raise Unreadable(reading.code or "NOT_A_DATE")
    return date.fromisoformat(reading.iso)


def _step(working: date, sign: str, days: str) -> date:
    return working + timedelta(days=int(f"{sign}{days or 1}"))


def _complete(body: str, working: date) -> str:
    if re.fullmatch(r"\d{1,2}", body, re.ASCII):
        return f"{body}/{working.month}/{working.year}"
    if short := re.fullmatch(r"(\d{1,2})\s*[/.,\- ]\s*(\d{1,2})", body, re.ASCII):
        return f"{short[1]}/{short[2]}/{working.year}"
    if re.fullmatch(r"\d{3,4}", body, re.ASCII):
        day, month = _split_run(body)
        return f"{day}/{month}/{working.year}"
    return body


def _split_run(run: str) -> tuple[str, str]:
    if len(run) == 4:
        return run[:2], run[2:]
    # 503 can only be 5/03, but 111 is 1/11 or 11/1
    splits = [(run[:1], run[1:]), (run[:2], run[2:])]
    possible = [(d, m) for d, m in splits if int(d) in range(1, 32) and int(m) in range(1, 13)]
    if len(possible) > 1:
        raise Unreadable("AMBIGUOUS_DATE")
    return (possible or splits)[0]
