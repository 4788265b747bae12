"""Book order and the first day below nothing."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from unionapp.finance.balance import Movement, Shortfall, first_shortfall, run_balance

DAY = date(2026, 3, 5)


def test_receipts_of_a_day_come_before_its_payments() -> None:
    paid = Movement(1, DAY, 1, is_receipt=False, amount=300)
    received = Movement(2, DAY, 9, is_receipt=True, amount=500)
    assert [(m.voucher_id, b) for m, b in run_balance(0, [paid, received])] == [(2, 500), (1, 200)]


def test_a_reversed_receipt_stands_with_the_payments() -> None:
    back = Movement(1, DAY, 1, is_receipt=True, amount=-300)
    received = Movement(2, DAY, 2, is_receipt=True, amount=500)
    assert [m.voucher_id for m, _ in run_balance(0, [back, received])] == [2, 1]


def test_a_month_that_ends_well_may_still_have_a_bad_day() -> None:
    changes = [(date(2026, 3, 20), 5_000_000), (date(2026, 3, 5), -3_000_000)]
    assert first_shortfall(1_000_000, changes) == Shortfall(date(2026, 3, 5), 2_000_000)


CHANGES = st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 1, 9)), st.integers(-99, 99)))


@given(st.integers(0, 99), CHANGES)
def test_no_shortfall_means_no_line_below_nothing(opening: int, changes) -> None:
    movements = [
        Movement(n, day, n, is_receipt=True, amount=change)
        for n, (day, change) in enumerate(changes)
    ]
    lowest = min((balance for _, balance in run_balance(opening, movements)), default=opening)
    assert (first_shortfall(opening, changes) is None) == (lowest >= 0)
