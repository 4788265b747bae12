"""The month a payroll says it is of: over its salaries, in its title, on its tab, in its name."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath
from typing import Final

from unionapp.membership.roster.reading import RosterReading
from unionapp.membership.roster.sheet_reading import SheetPeople
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.names import fold

# "tháng 01 năm 2026", "Thang_1-2026", "T01/2026"; the day a paper was signed is none of them
_SAID: Final = re.compile(
    r"(?P<day>ngay[\s_]*\d{1,2}[\s_]*)?(?<![a-z])(?:thang|t)[\s_.]*(?P<month>0?[1-9]|1[0-2])"
    r"(?:[\s_]*nam[\s_]*|[\s_]*[/.-][\s_]*|[\s_]+)(?P<year>20\d{2})(?!\d)",
    re.ASCII,
)
# a tab or a file is also called "01-2026" or "2026-01" and nothing else
_BARE: Final = (
    re.compile(r"(?<!\d)(?<!\d[/.-])(?P<month>0?[1-9]|1[0-2])[/._-](?P<year>20\d{2})(?![\d/.-])"),
    re.compile(r"(?<!\d)(?<!\d[/.-])(?P<year>20\d{2})[._-](?P<month>0[1-9]|1[0-2])(?![\d/.-])"),
)


def find_pay_month(file: str, rosters: Iterable[SheetPeople]) -> str | None:
    """The month the salaries of a file are of, None where nothing tells it."""
    sheets = tuple(rosters)
    told = [month for sheet in sheets for text in _titles(sheet) if (month := said_month(text))]
    names = (*(sheet.sheet.name for sheet in sheets), PurePath(file).stem)
    return next(iter(told), None) or next(filter(None, map(_named_month, names)), None)


def usual_pay_month(reading: RosterReading, today: date) -> str:
    """From when the salaries of a roster count: the month it names, never one still to come."""
    present = month_of(today)
    named = reading.pay_month
    return named if named is not None and named <= present else present


def said_month(text: str) -> str | None:
    """The month a line of text speaks of in words."""
    found = (each for each in _SAID.finditer(fold(text)) if not each["day"])
    return next(map(_month, found), None)


def _named_month(name: str) -> str | None:
    found = (pattern.search(name) for pattern in _BARE)
    return said_month(name) or next(map(_month, filter(None, found)), None)


def _month(found: re.Match[str]) -> str:
    return f"{found['year']}-{int(found['month']):02}"


def _titles(people: SheetPeople) -> Iterator[str]:
    for table in people.tables:
        for column in table.having("salary"):
            yield from column.path
    above = people.rows[: max(people.tables[0].header_rows[0], 0)]
    yield from (cell for row in above for cell in row if isinstance(cell, str))
