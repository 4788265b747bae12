"""Several vouchers of a day stand in book order, and every book runs in it."""

from datetime import date
from itertools import accumulate

import pytest
from sqlalchemy import text

from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.books.receipts_spending import receipts_spending_book
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period

DAY, NEXT = date(2026, 3, 4), date(2026, 3, 5)
MARCH = Period.parse("2026-03")


@pytest.fixture
def accounts(office: Office, post) -> tuple[int, int]:
    """A day of payments entered first, a transfer both ways, and two reversals."""
    cash = set_opening(office, open_accounts(office)[0].id, 1_000, date(2026, 1, 1)).id
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1").id
    set_opening(office, bank, 5_000, date(2026, 1, 1))
    post("PC", 300, DAY)
    wrong = post("PC", 200, DAY)
    post("PT", 700, DAY)
    taken_back = post("PT", 50, DAY)
    post_voucher(office, transfer(office, Transfer(bank, cash, 2_000, DAY, NEXT))[0].id)
    post_voucher(office, transfer(office, Transfer(cash, bank, 400, DAY))[0].id)
    reverse_voucher(office, wrong.id, "Ghi nhầm", DAY)
    reverse_voucher(office, taken_back.id, "Thu nhầm", DAY)
    return cash, bank


def test_a_day_begins_with_what_comes_in_reversed_payments_among_it(office, accounts) -> None:
    rows = cash_book(office, accounts[0], MARCH).rows
    assert [(row.receipt_number or row.payment_number)[:5] for row in rows] == [
        "PT001",
        "PT002",
        "PC004",
        "PC001",
        "PC002",
        "PC003",
        "PT004",
        "PT003",
    ]
    assert [(row.received, row.paid) for row in rows] == [
        (700, 0),
        (50, 0),
        (0, -200),
        (0, 300),
        (0, 200),
        (0, 400),
        (-50, 0),
        (2_000, 0),
    ]


def test_every_balance_is_the_one_before_and_the_line(office, accounts) -> None:
    for account in accounts:
        book = cash_book(office, account, MARCH)
        changes = [row.received - row.paid for row in book.rows]
        assert [row.balance for row in book.rows] == list(
            accumulate(changes, initial=book.opening)
        )[1:]
        assert book.closing == book.opening + book.received - book.paid
        assert min(row.balance for row in book.rows) >= 0


def test_the_book_of_items_stands_in_the_same_order_by_numbers_not_by_letters(
    office, accounts, post
) -> None:
    with office.change("test") as session:
        session.execute(text("DROP TRIGGER voucher_stays_posted_on_update"))
        session.execute(text("UPDATE voucher SET number = 999 WHERE kind = 'PT' AND amount = 700"))
    post("PT", 1, DAY)
    rows = receipts_spending_book(office, MARCH).rows
    assert [row.number for row in rows if row.received > 0] == [
        "PT002/2026",
        "PT999/2026",
        "PT1000/2026",
    ]
    assert [row.received - row.spent for row in rows] == [50, 200, 700, 1, -300, -200, -50]
