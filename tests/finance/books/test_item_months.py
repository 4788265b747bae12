"""What the books tell the level above: month, direction, item, amount, how many vouchers."""

from datetime import date

from tests.finance.setting import draft
from unionapp.finance.books.item_months import ItemMonth, list_item_months
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.vietnamese.periods import Period

MARCH = date(2026, 3, 5)


def test_posted_money_stands_by_month_and_item_and_transfers_are_neither(office) -> None:
    till = open_accounts(office)[0]
    set_opening(office, till.id, 5_000_000, date(2026, 1, 1))
    for amount in (700_000, 300_000):
        post_voucher(office, save_voucher(office, draft("PT", amount, MARCH)).id)
    visit = draft("PC", 400_000, MARCH, item="31.03")
    post_voucher(office, save_voucher(office, visit).id)
    save_voucher(office, draft("PT", 999_000, MARCH))
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1")
    paying, _ = transfer(office, Transfer(till.id, bank.id, 1_000_000, MARCH))
    post_voucher(office, paying.id)
    found = list_item_months(office, Period.parse("2026-Q1"))
    assert {(row.direction, row.amount, row.vouchers) for row in found} == {
        ("receipt", 1_000_000, 2),
        ("payment", 400_000, 1),
    }
    assert {row.month for row in found} == {"2026-03"}
    assert isinstance(found[0], ItemMonth)
    assert list_item_months(office, Period.parse("2026-Q2")) == ()
