"""Voucher numbers: given on posting, per unit, year and kind, without gaps."""


def next_number(taken: int | None) -> int:
    """The number after the highest one given so far."""
    return (taken or 0) + 1


def voucher_number(kind: str, number: int | None, year: int, pattern: str) -> str:
    """The number as it is printed, PT001/2026; empty for a draft."""
    return "" if number is None else pattern.format(kind=kind, seq=number, year=year)


def missing_numbers(taken: frozenset[int]) -> tuple[int, ...]:
    """The gaps below the highest number."""
    return tuple(n for n in range(1, max(taken, default=0)) if n not in taken)
