"""Shares money with the level above, or among debts in order, without losing a đồng."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Split:
    """An amount in two parts that always add up to it."""

    keep: int
    up: int

    @property
    def total(self) -> int:
        """The amount that was shared."""
        return self.keep + self.up


def round_half_up(value: Decimal) -> int:
    """The nearest whole đồng; a half goes away from nothing."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def split(total: int, rate_up: Decimal) -> Split:
    """Round the upper part once on the total; the unit keeps what is left."""
    up = round_half_up(total * rate_up)
    return Split(total - up, up)


def spread(amount: int, owed: Sequence[int]) -> tuple[int, ...]:
    """Give an amount to debts in their order, to none more than it owes."""
    parts = []
    for debt in owed:
        part = min(amount, max(debt, 0))
        amount -= part
        parts.append(part)
    return tuple(parts)
