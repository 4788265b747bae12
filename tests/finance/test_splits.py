"""Shares add up to the đồng."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from unionapp.finance.splits import split


def test_the_upper_part_is_rounded_and_the_rest_is_subtracted() -> None:
    shared = split(943_355, Decimal("0.30"))
    assert (shared.up, shared.keep) == (283_007, 660_348)


@given(st.integers(0, 10**13), st.integers(0, 100))
def test_the_parts_always_add_up(total: int, percent: int) -> None:
    shared = split(total, Decimal(percent) / 100)
    assert shared.total == total
    assert 0 <= shared.up <= total
