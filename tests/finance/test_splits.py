"""Shares add up to the đồng."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from unionapp.finance.splits import split, spread


def test_the_upper_part_is_rounded_and_the_rest_is_subtracted() -> None:
    shared = split(943_355, Decimal("0.30"))
    assert (shared.up, shared.keep) == (283_007, 660_348)


@given(st.integers(0, 10**13), st.integers(0, 100))
def test_the_parts_always_add_up(total: int, percent: int) -> None:
    shared = split(total, Decimal(percent) / 100)
    assert shared.total == total
    assert 0 <= shared.up <= total


def test_what_is_paid_goes_to_the_first_debts_whole_and_to_the_last_in_part() -> None:
    assert spread(250, (100, 0, 100, 100, 100)) == (100, 0, 100, 50, 0)
    assert spread(250, (-50, 100)) == (0, 100)


@given(st.integers(0, 10**10), st.lists(st.integers(-(10**6), 10**9), max_size=12))
def test_no_debt_gets_more_than_it_owes_and_nothing_is_lost(amount: int, owed: list[int]) -> None:
    debts = [max(debt, 0) for debt in owed]
    parts = spread(amount, owed)
    assert sum(parts) == min(amount, sum(debts))
    assert all(0 <= part <= debt for part, debt in zip(parts, debts, strict=True))
    reached = [at for at, part in enumerate(parts) if part]
    assert parts[: max(reached, default=0)] == tuple(debts[: max(reached, default=0)])
