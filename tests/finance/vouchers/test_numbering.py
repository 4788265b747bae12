"""Numbers of vouchers."""

from hypothesis import given
from hypothesis import strategies as st

from unionapp.finance.vouchers.numbering import missing_numbers, next_number, voucher_number


def test_a_number_is_written_by_the_pattern_of_the_unit() -> None:
    assert voucher_number("PT", 1, 2026, "{kind}{seq:03}/{year}") == "PT001/2026"
    assert voucher_number("PC", 7, 2026, "{kind}-{seq:04}") == "PC-0007"


def test_a_draft_has_no_number() -> None:
    assert voucher_number("PT", None, 2026, "{kind}{seq:03}/{year}") == ""


@given(st.integers(0, 50))
def test_numbers_given_one_after_another_leave_no_gap(count: int) -> None:
    taken: list[int] = []
    for _ in range(count):
        taken.append(next_number(max(taken, default=None)))
    assert missing_numbers(frozenset(taken)) == ()


def test_gaps_below_the_highest_number_are_named() -> None:
    assert missing_numbers(frozenset({1, 2, 5})) == (3, 4)
