"""Reads the dates people leave in spreadsheets; always day before month, never a guess."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from unionapp.vietnamese.names import clean_text, fold

Sense = Literal["birth", "past", "any"]

_FIRST_SERIAL, _LAST_SERIAL = 10959, 73415  # 01/01/1930 to 31/12/2100
_YEARS: Final = range(1900, 2101)
_WORKING_AGE: Final = range(15, 101)
_LOOK_AHEAD: Final = 20
_LONGEST: Final = 60
_TIME: Final = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?$", re.ASCII)
_BARE_TIME: Final = re.compile(r"\d{1,2}:\d{2}(:\d{2})?", re.ASCII)
_WORDS: Final = re.compile(r"\b(ngay|thang|thg|nam|sinh|sn|ns|t(?=\d))\.?|(?<=\d)(thang|thg)")
_TEXT_DATE: Final = re.compile(r"'?(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})", re.ASCII)
_ROMAN_MONTHS: Final = [
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
]
_ROMAN: Final = re.compile(
    rf"(?:(?<=thang )|(?<![^/.\- ]))({'|'.join(sorted(_ROMAN_MONTHS, key=len, reverse=True))})"
    r"(?=\s*[/.\-]\s*\d|\s+nam\b)"
)
_GAP: Final = re.compile(
    r"(?:^|(?<=[/\-]))\s*[?x_.…]+\s*(?=[/\-].*\d)|(?<=thang)\s*(?:[?x_…]|\.{2,})+(?=\s)"
)
_YEAR_MARK: Final = re.compile(r"^(\W*'|.*\b(sn|ns|nam)\b)")


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date cut to what is known, or the code why there is none; a blank cell has neither."""

    iso: str | None = None
    code: str | None = None
    suggestion: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    today: date
    sense: Sense
    epoch_1904: bool

    def read_number(self, value: float) -> DateReading:
        if not math.isfinite(value) or value < 0 or 0 < value < 1:
            return DateReading(code="NOT_A_DATE")
        if _FIRST_SERIAL <= value < _LAST_SERIAL + 1:
            return self.judge(self.from_serial(int(value)))
        if value == int(value):
            return self.read_digits(str(int(value)))
        whole, part = str(value).split(".", 1)
        # the cell 3.1990 is stored as 3.199
        return self.read_text(f"{whole}/{part}0" if len(part) == 3 else f"{whole}/{part}")

    def from_serial(self, serial: int) -> str:
        origin = date(1904, 1, 1) if self.epoch_1904 else date(1899, 12, 30)
        return (origin + timedelta(days=serial)).isoformat()

    def read_text(self, text: str) -> DateReading:
        body = _TIME.sub("", fold(clean_text(text)))
        if not body:
            return DateReading()
        if _BARE_TIME.fullmatch(body):
            # a formula pointing at an empty cell leaves midnight of no day
            return DateReading(code=None if set(body) <= set("0:") else "NOT_A_DATE")
        if len(body) > _LONGEST:
            return DateReading(code="NOT_A_DATE")
        return self.read_words(_GAP.sub(" 0", _ROMAN.sub(_month_number, body)))

    def read_words(self, body: str) -> DateReading:
        bare = _WORDS.sub(" ", body)
        if "?" in bare:
            # whoever wrote "1985?" was not sure, and only people can decide
            sure = self.read_text(body.replace("?", ""))
            return DateReading(code="NOT_A_DATE", suggestion=sure.iso)
        numbers = re.findall(r"\d+", bare, re.ASCII)
        if not numbers or re.search(r"[^\d/.,:()\-–_…' ]", bare, re.ASCII):
            return DateReading(code="NOT_A_DATE")
        if len(numbers) == 1:
            is_year = len(numbers[0]) == 2 and _YEAR_MARK.match(body)
            return self.read_year(numbers[0]) if is_year else self.read_digits(numbers[0])
        return self.read_parts(numbers)

    def read_parts(self, numbers: list[str]) -> DateReading:
        if len(numbers) > 3:
            return DateReading(code="NOT_A_DATE")
        day_first = list(reversed(numbers)) if len(numbers[0]) == 4 else numbers
        known = day_first
        while len(known) > 1 and int(known[0]) == 0:
            known = known[1:]
        if len(known) == 1:
            return self.read_year(known[0])
        if len(known) == 2:
            has_year = len(day_first) == 3 or len(known[1]) == 4 or int(known[1]) > 31
            return self.read_month(*known) if has_year else DateReading(code="YEAR_MISSING")
        return self.read_day(*known)

    def read_year(self, year: str) -> DateReading:
        full = self.full_year(year)
        return self.judge(f"{full:04}") if full else DateReading(code="INVALID_DATE")

    def read_month(self, month: str, year: str) -> DateReading:
        full = self.full_year(year, int(month))
        if not full or int(month) == 0:
            return DateReading(code="INVALID_DATE")
        if int(month) > 12:
            return DateReading(code="MONTH_GT_12")
        return self.judge(f"{full:04}-{int(month):02}")

    def read_day(self, day: str, month: str, year: str) -> DateReading:
        full = self.full_year(year, int(month), int(day))
        if not full:
            return DateReading(code="INVALID_DATE")
        if int(month) > 12:
            swapped = _iso_day(full, day, month)
            code = "MONTH_GT_12" if swapped else "INVALID_DATE"
            return DateReading(code=code, suggestion=swapped)
        iso = _iso_day(full, month, day)
        return self.judge(iso) if iso else DateReading(code="INVALID_DATE")

    def full_year(self, year: str, *rest: int) -> int | None:
        """Give a year of two digits its century: the latest that makes sense."""
        if len(year) == 4:
            return int(year)
        if len(year) != 2:
            return None
        recent = 2000 + int(year)
        return recent if self.is_reached(recent, *rest) else recent - 100

    def is_reached(self, year: int, *rest: int) -> bool:
        lag = {"birth": -_WORKING_AGE.start, "past": 0, "any": _LOOK_AHEAD}[self.sense]
        limit = (self.today.year + lag, self.today.month, self.today.day)
        return (year, *rest) <= limit[: len(rest) + 1]

    def read_digits(self, digits: str) -> DateReading:
        if len(digits) == 4:
            return self.read_year(digits)
        found = sorted(set(self.split_digits(digits))) if 5 <= len(digits) <= 8 else []
        if len(found) == 1:
            return self.judge(found[0])
        code = "AMBIGUOUS_DATE" if found else "NOT_A_DATE"
        return DateReading(code=code, candidates=tuple(found))

    def split_digits(self, digits: str) -> Iterator[str]:
        if len(digits) == 5 and _FIRST_SERIAL <= int(digits) <= _LAST_SERIAL:
            yield self.from_serial(int(digits))
        for year_size in (2, 4):
            front, year = digits[:-year_size], digits[-year_size:]
            for cut in range(len(front) - 2, 3):
                yield from self.try_split(front[: max(cut, 0)], front[max(cut, 0) :], year)
        if len(digits) in (6, 8):
            yield from self.try_split(digits[6:], digits[4:6], digits[:4])

    def try_split(self, day: str, month: str, year: str) -> Iterator[str]:
        if not (1 <= len(month) <= 2 and len(day) <= 2 and 1 <= int(month) <= 12):
            return
        if not day and len(year) == 2:
            return
        full = self.full_year(year, int(month), *([int(day)] if day else []))
        iso = _iso_day(full, month, day or "1") if full and full in _YEARS else None
        if iso:
            yield iso if day else iso[:7]

    def judge(self, iso: str) -> DateReading:
        """Accept a date only if a person of the kind in question can have it."""
        if self.sense != "any" and iso > self.today.isoformat()[: len(iso)]:
            return DateReading(code="FUTURE")
        is_too_old_or_young = self.sense == "birth" and age_on(iso, self.today) not in _WORKING_AGE
        if int(iso[:4]) not in _YEARS or is_too_old_or_young:
            return DateReading(code="OUT_OF_RANGE")
        return DateReading(iso)


def age_on(birth_iso: str, day: date) -> int:
    """Completed years on a day; from the year (and month) alone where no more is known."""
    year, *rest = map(int, birth_iso.split("-"))
    return day.year - year - ([day.month, day.day][: len(rest)] < rest)


def _month_number(roman: re.Match[str]) -> str:
    return str(_ROMAN_MONTHS.index(roman[1]) + 1)


def _iso_day(year: int, month: str, day: str) -> str | None:
    try:
        return date(year, int(month), int(day)).isoformat()
    except ValueError:
        return None


def read_date(
    value: str | float | date,
    *,
    today: date,
    sense: Sense = "any",
    epoch_1904: bool = False,
) -> DateReading:
    """Read a date from a cell or a field, with as much of it as is there."""
    reader = _Reader(today, sense, epoch_1904)
    if isinstance(value, date):
        return reader.judge(value.isoformat()[:10])
    if isinstance(value, bool):
        return DateReading(code="NOT_A_DATE")
    return reader.read_text(value) if isinstance(value, str) else reader.read_number(value)


def looks_swapped(values: Iterable[object]) -> bool:
    """Whether a column shows the traces of a sheet that took day for month.

    Excel set to month/day/year turns 5/3/1990 into 3 May and leaves 25/3/1990 as text: the true
    dates all have small days and the texts large ones.
    """
    days: list[int] = []
    text_days: list[int] = []
    for value in values:
        if isinstance(value, datetime | date):
            days.append(value.day)
        elif isinstance(value, str) and (found := _TEXT_DATE.fullmatch(value.strip())):
            text_days.append(int(found[1]))
    late = sum(day > 12 for day in text_days)
    return (
        len(days) >= 5
        and max(days) <= 12
        and len(text_days) >= 3
        and late * 10 >= len(text_days) * 9
    )
