"""What a settlement speaks of: a year, or a half or a quarter of one."""

from dataclasses import dataclass
from typing import Self

from unionapp.vietnamese.periods import Period

PARTS = ("", "H1", "H2", "Q1", "Q2", "Q3", "Q4")  # longer ones first


@dataclass(frozen=True, slots=True, order=True)
class SettlementSpan:
    """A whole year where `part` is empty, else its half (H1) or its quarter (Q2)."""

    year: int
    part: str = ""

    @classmethod
    def of(cls, period: Period) -> Self | None:
        """The span that is this period; None for a month or any other run of months."""
        year, _, part = period.text.partition("-")
        if not year.isdecimal() or part[:1] not in ("", "H", "Q"):
            return None
        return cls(int(year), part)

    @property
    def period(self) -> Period:
        """Its months."""
        return Period.parse(f"{self.year}-{self.part}" if self.part else str(self.year))

    @property
    def last_year(self) -> Self:
        """The same part of the year before."""
        return type(self)(self.year - 1, self.part)

    @property
    def before(self) -> Self:
        """What ends the day before this begins: the year before, or the part of this one."""
        if self.period.start.month == 1:
            return type(self)(self.year - 1)
        return type(self)(self.year, f"{self.part[0]}{int(self.part[1:]) - 1}")
