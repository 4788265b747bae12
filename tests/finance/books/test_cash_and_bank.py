"""The cash book S11-H and bank books S12-H."""

from datetime import date

from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.posting import reverse_voucher
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period

MARCH = Period.parse("2026-03")


def test_an_empty_book_closes_as_it_opens(office: Office) -> None:
    book = cash_book(office, None, MARCH)
    assert (book.opening, book.rows, book.closing) == (0, (), 0)


def test_a_book_carries_forward_and_sums_the_period_and_the_year(office: Office, post) -> None:
    set_opening(office, open_accounts(office)[0].id, 1_000_000, date(2026, 1, 1))
    post("PT", 500_000, date(2026, 1, 10))
    post("PC", 200_000, date(2026, 3, 5))
    post("PT", 300_000, date(2026, 3, 5))
    book = cash_book(office, None, MARCH)
    assert book.opening == 1_500_000
    assert [(row.received, row.paid, row.balance) for row in book.rows] == [
        (300_000, 0, 1_800_000),
        (0, 200_000, 1_600_000),
    ]
    assert (book.received, book.paid, book.closing) == (300_000, 200_000, 1_600_000)
    assert (book.received_since_january, book.paid_since_january) == (800_000, 200_000)


def test_numbers_stand_under_receipts_or_under_payments(office: Office, post) -> None:
    post("PT", 300_000, date(2026, 3, 5))
    post("PC", 200_000, date(2026, 3, 5))
    numbers = [
        (row.receipt_number, row.payment_number) for row in cash_book(office, None, MARCH).rows
    ]
    assert numbers == [("PT001/2026", ""), ("", "PC001/2026")]


def test_a_reversal_stands_in_the_column_of_its_original(office: Office, post) -> None:
    row = post("PT", 300_000, date(2026, 3, 5))
    reverse_voucher(office, row.id, "Thu nhầm")
    book = cash_book(office, None, MARCH)
    assert [entry.received for entry in book.rows] == [300_000, -300_000]
    assert (book.received, book.closing) == (0, 0)


def test_drafts_stand_in_no_book(office: Office, save) -> None:
    save("PT", 300_000, date(2026, 3, 5))
    assert cash_book(office, None, MARCH).rows == ()


def test_every_bank_account_has_its_own_book(office: Office, post) -> None:
    first = add_bank_account(office, "VietinBank", bank="VietinBank", number="01")
    second = add_bank_account(office, "Agribank", bank="Agribank", number="02")
    post("BC", 700_000, date(2026, 3, 5), account_id=second.id)
    assert cash_book(office, first.id, MARCH).rows == ()
    book = cash_book(office, second.id, MARCH)
    assert (book.kind, book.bank, book.number, book.closing) == ("bank", "Agribank", "02", 700_000)


def test_sums_begin_anew_in_january(office: Office, post) -> None:
    post("PT", 300_000, date(2025, 12, 31))
    book = cash_book(office, None, Period.parse("2026-01"))
    assert (book.opening, book.received_since_january) == (300_000, 0)
