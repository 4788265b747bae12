"""Voucher numbers: given on posting, per unit, year and kind, without gaps."""

from datetime import date

from sqlalchemy.orm import Session

from unionapp.organisation.parameters import ValuesOverTime


class Numbering:
    """Writes the numbers of a unit, each by the pattern of its voucher's own day.

    A pattern that takes effect later does not rename what was posted and printed before.
    """

    def __init__(self, session: Session, unit_id: int) -> None:
        self._values = ValuesOverTime(session, unit_id, "voucher.number_pattern")
        self._patterns: dict[date, str] = {}

    def write(self, kind: str, number: int | None, on: date) -> str:
        """The number of a voucher of a day; empty for a draft.

        Raises:
            Refusal: parameter.missing.
        """
        return "" if number is None else voucher_number(kind, number, on.year, self._pattern(on))

    def _pattern(self, on: date) -> str:
        if on not in self._patterns:
            self._patterns[on] = self._values.on(on).value
        return self._patterns[on]


def next_number(taken: int | None) -> int:
    """The number after the highest one given so far."""
    return (taken or 0) + 1


def voucher_number(kind: str, number: int | None, year: int, pattern: str) -> str:
    """The number as it is printed, PT001/2026; empty for a draft."""
    return "" if number is None else pattern.format(kind=kind, seq=number, year=year)


def missing_numbers(taken: frozenset[int]) -> tuple[int, ...]:
    """The gaps below the highest number."""
    return tuple(n for n in range(1, max(taken, default=0)) if n not in taken)
