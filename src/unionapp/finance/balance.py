"""Running balances in book order: day by day, receipts before payments, then by number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Movement:
    """One posted voucher as an account sees it; a reversal carries a negative amount.

    `amount` stands in the receipt column if `is_receipt`, else in the payment column.
    """

    voucher_id: int
    on: date
    number: int
    is_receipt: bool
    amount: int

    @property
    def change(self) -> int:
        """What the movement does to the balance."""
        return self.amount if self.is_receipt else -self.amount


@dataclass(frozen=True, slots=True)
class Shortfall:
    """The first day on which more was paid than there was."""

    on: date
    missing: int


def book_order(movement: Movement) -> tuple[date, bool, int, int]:
    """The key by which movements stand in a book."""
    return (movement.on, movement.change < 0, movement.number, movement.voucher_id)


def run_balance(opening: int, movements: Iterable[Movement]) -> Iterator[tuple[Movement, int]]:
    """Each movement in book order with the balance after it."""
    balance = opening
    for movement in sorted(movements, key=book_order):
        balance += movement.change
        yield movement, balance


def first_shortfall(opening: int, changes: Iterable[tuple[date, int]]) -> Shortfall | None:
    """The first day that ends below nothing (V-03, V-04).

    Receipts of a day come before its payments, so the balance is lowest when the day ends.
    """
    balance = opening
    ordered = sorted(changes, key=lambda change: change[0])
    for day, changes_of_day in groupby(ordered, key=lambda change: change[0]):
        balance += sum(amount for _, amount in changes_of_day)
        if balance < 0:
            return Shortfall(day, -balance)
    return None
