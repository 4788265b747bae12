"""Numbers of vouchers."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.finance.setting import draft
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.books.receipts_spending import receipts_spending_book
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.numbering import missing_numbers, next_number, voucher_number
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.vietnamese.periods import Period


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


def test_a_later_pattern_renames_nothing_that_was_posted_before(office: Office, post) -> None:
    post("PT", 1_000, date(2026, 3, 5))
    set_own_parameter(
        office,
        "voucher.number_pattern",
        "{kind}-{year}-{seq:04}",
        valid_from=date(2027, 1, 1),
        legal_basis="Quy chế",
    )
    later = office.on(date(2027, 1, 8))
    post_voucher(later, save_voucher(later, draft("PT", 2_000, date(2027, 1, 5))).id)
    numbers = ["PT001/2026", "PT-2027-0001"]
    both = Period("2026-01", "2027-12")
    assert [row.number for row in list_vouchers(later)] == numbers
    assert [row.receipt_number for row in cash_book(later, None, both).rows] == numbers
    assert [row.number for row in receipts_spending_book(later, both).rows] == numbers
