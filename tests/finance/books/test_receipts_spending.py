"""S82-TLĐ: every line under its item, transfers nowhere."""

from datetime import date

from unionapp.finance.books.receipts_spending import receipts_spending_book
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period

MARCH = Period.parse("2026-03")


def test_a_voucher_of_two_items_fills_two_columns(office: Office, post) -> None:
    post("PT", 5_000_000, date(2026, 3, 2), "25.01")
    post(
        "PC",
        700_000,
        date(2026, 3, 5),
        lines=(LineDraft("31.03", 500_000), LineDraft("33.01", 200_000)),
    )
    book = receipts_spending_book(office, MARCH)
    spent = dict(zip([column.id for column in book.columns], book.rows[1].cells, strict=True))
    assert (spent["care"], spent["administration"], book.rows[1].spent) == (
        500_000,
        200_000,
        700_000,
    )
    totals = dict(zip([column.id for column in book.columns], book.totals, strict=True))
    assert (totals["other"], totals["care"], book.received, book.spent) == (
        5_000_000,
        500_000,
        5_000_000,
        700_000,
    )


def test_transfers_change_balances_and_no_total(office: Office, post) -> None:
    bank = add_bank_account(office, "VietinBank", bank="VietinBank", number="01")
    post("PT", 5_000_000, date(2026, 2, 2), "25.01")
    paying, _ = transfer(
        office, Transfer(open_accounts(office)[0].id, bank.id, 2_000_000, date(2026, 3, 2))
    )
    post_voucher(office, paying.id)
    book = receipts_spending_book(office, MARCH)
    assert (book.rows, book.opening) == ((), 5_000_000)
    assert (book.closing_cash, book.closing_bank) == (3_000_000, 2_000_000)
