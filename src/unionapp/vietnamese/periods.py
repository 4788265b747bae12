"""The periods that reports speak of: a year, a half, a quarter, a month, or any run of months."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from unionapp.vietnamese.dates import half_year_label, month_label, quarter_label
from unionapp.vietnamese.months import count_of, moved, previous_month

_SPANS: Final = {"H": 6, "Q": 3}
_TEXT: Final = re.compile(r"([1-9]\d{3})(?:-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from `first` to `last`, both "YYYY-MM" and both included.

    Raises:
        ValueError: an end is not a month, or the last comes before the first.
    """

    first: str
    last: str

    def __post_init__(self) -> None:
        if count_of(self.last) < count_of(self.first):
            raise ValueError("a period ends after it begins")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026", "2026-H1", "2026-Q1", "2026-03" or "2026-01/2026-09".

        Raises:
            ValueError: the text is none of these.
        """
        if "/" in text:
            first, last = text.split("/", 1)
            return cls(first, last)
        found = _TEXT.fullmatch(text)
        if not found:
            raise ValueError("not a period")
        return cls._from_parts(found[1], found[2])

    @classmethod
    def _from_parts(cls, year: str, part: str | None) -> Self:
        if part is None:
            return cls(f"{year}-01", f"{year}-12")
        span = _SPANS.get(part[0])
        if span is None:
            return cls(f"{year}-{part}", f"{year}-{part}")
        last = int(part[1]) * span
        return cls(f"{year}-{last - span + 1:02}", f"{year}-{last:02}")

    @property
    def text(self) -> str:
        """The shortest text that `parse` reads back."""
        year, month = self.first.split("-")
        if self.first == self.last:
            return self.first
        if self._length == 12 and month == "01":
            return year
        for letter, span in _SPANS.items():
            if self._length == span and int(month) % span == 1:
                return f"{year}-{letter}{int(month) // span + 1}"
        return f"{self.first}/{self.last}"

    @property
    def label(self) -> str:
        """The period as a heading says it, in lower case."""
        text = self.text
        if "/" in text:
            return self._range_label()
        if "H" in text:
            return half_year_label(text)
        if "Q" in text:
            return quarter_label(text)
        return month_label(text) if "-" in text else f"năm {text}"

    def _range_label(self) -> str:
        year, month = self.first.split("-")
        if month == "01" and self.last.startswith(year):
            return f"{self._length} tháng đầu năm {year}"
        return f"từ {month_label(self.first)} đến {month_label(self.last)}"

    @property
    def _length(self) -> int:
        return count_of(self.last) - count_of(self.first) + 1

    @property
    def start(self) -> date:
        """The first day."""
        year, month = map(int, self.first.split("-"))
        return date(year, month, 1)

    @property
    def end(self) -> date:
        """The last day."""
        year, month = map(int, self.last.split("-"))
        return date(year, month, monthrange(year, month)[1])

    def months(self) -> tuple[str, ...]:
        """Every month of the period in order."""
        return tuple(moved(self.first, by) for by in range(self._length))

    def covers(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.start <= day <= self.end

    def before(self) -> Self:
        """The period of the same length that ends where this one begins."""
        return type(self)(moved(self.first, -self._length), previous_month(self.first))


def whole_year(year: int) -> Period:
    """A year as a period."""
    return Period.parse(str(year))
