"""What slips into a voucher by mistake is named in one sentence, and never half kept."""

from datetime import date

import pytest

from tests.finance.setting import draft
from unionapp.errors import Refusal
from unionapp.finance.books.cash_counts import CountDraft, count_cash
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.advances import (
    AdvanceDraft,
    clear_advance,
    give_advance,
    list_advances,
)
from unionapp.finance.vouchers.attachments import attach_file
from unionapp.finance.vouchers.copies import copy_voucher, stands_alone
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.recipients import Recipient, set_recipients
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.finance.year.budget import set_estimate
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office

DAY = date(2026, 3, 5)
ODD = [-1, 0.5, 10**15, 10**20, "5"]


@pytest.fixture
def cash(office: Office) -> int:
    return set_opening(office, open_accounts(office)[0].id, 10_000_000, date(2026, 1, 1)).id


def code_of(action, *args) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args)
    return refused.value.code


@pytest.mark.parametrize("amount", [0, *ODD])
def test_an_amount_that_is_none_is_refused_wherever_money_is_typed(
    office: Office, cash: int, save, amount
) -> None:
    lines = (LineDraft("25.02", amount),)
    assert code_of(save_voucher, office, draft("PT", 5, DAY, lines=lines)) == "V-01"
    assert code_of(give_advance, office, AdvanceDraft("A", "b", amount, DAY)) == "V-01"
    voucher = save("PC", 5, DAY)
    assert code_of(set_recipients, office, voucher.id, [Recipient("A", amount)]) == "V-01"
    shares = Recipient("A", 1, quantity=amount)
    assert code_of(set_recipients, office, voucher.id, [shares]) == "V-01"


@pytest.mark.parametrize("amount", ODD)
def test_openings_estimates_and_counts_take_whole_figures(
    office: Office, cash: int, amount
) -> None:
    assert code_of(set_opening, office, cash, amount, DAY) == "V-01"
    assert code_of(count_cash, office, CountDraft(DAY, {500: amount}, reason="x")) == (
        "count.unknown_note"
    )
    if amount != 10**15:
        refused = code_of(set_estimate, office, 2026, {"care": amount})
        assert refused in {"budget.negative", "money.too_large"}


def test_many_shares_of_much_are_more_than_a_voucher_holds(office: Office, save) -> None:
    much = Recipient("A", 999_999_999, quantity=9_999)
    assert code_of(set_recipients, office, save("PC", 5, DAY).id, [much]) == "V-01"


@pytest.mark.parametrize("on", [date(1990, 1, 1), date(1, 1, 1)])
def test_a_day_before_any_chart_of_items_is_named(office: Office, cash: int, on: date) -> None:
    for action, typed in (
        (save_voucher, draft("PT", 7, on)),
        (give_advance, AdvanceDraft("A", "b", 7, on)),
    ):
        assert code_of(action, office, typed) == "item.no_scheme"
    assert code_of(set_opening, office, cash, 7, on) == "item.no_scheme"
    assert code_of(count_cash, office, CountDraft(on, {500: 1}, reason="x")) == (
        "count.before_books"
    )


def test_books_open_by_the_next_year_at_the_latest(office: Office, cash: int) -> None:
    assert set_opening(office, cash, 7, date(2027, 1, 1)).opened_on == date(2027, 1, 1)
    assert code_of(set_opening, office, cash, 7, date(2062, 1, 1)) == "account.opens_late"


@pytest.mark.parametrize("field", ["reason", "counterparty", "address"])
def test_a_whole_document_pasted_into_a_field_is_refused(office: Office, field: str) -> None:
    pasted = draft("PT", 7, DAY, **{field: "x" * 5_000})
    assert code_of(save_voucher, office, pasted) == "voucher.too_long"


def test_long_text_is_refused_beside_the_voucher_too(office: Office, cash, save, post) -> None:
    noted = draft("PT", 7, DAY, lines=(LineDraft("25.02", 7, note="x" * 5_000),))
    assert code_of(save_voucher, office, noted) == "voucher.too_long"
    voucher = save("PC", 7, DAY)
    named = [Recipient("x" * 5_000, 7)]
    assert code_of(set_recipients, office, voucher.id, named) == "voucher.too_long"
    assert code_of(reverse_voucher, office, post("PT", 9, DAY).id, "x" * 5_000) == (
        "voucher.too_long"
    )
    assert code_of(attach_file, office, voucher.id, "x" * 5_000, b"1") == "attachment.long_name"
    with pytest.raises(Refusal, match=r"voucher\.too_long"):
        add_bank_account(office, "x" * 5_000, bank="VCB", number="1")


def test_a_copy_or_a_reversal_does_not_fall_into_a_locked_month(office, cash, post) -> None:
    old = post("PT", 11, date(2026, 2, 3))
    lock_month(office, "2026-02")
    assert code_of(copy_voucher, office, old.id, date(2026, 2, 3)) == "period.locked"
    assert code_of(reverse_voucher, office, old.id, "Ghi nhầm", date(2026, 2, 4)) == (
        "period.locked"
    )
    assert reverse_voucher(office, old.id, "Ghi nhầm").voucher_on == DAY


def test_taking_back_half_of_a_transfer_takes_back_both(office: Office, cash: int) -> None:
    bank = add_bank_account(office, "VCB", bank="VCB", number="1").id
    paying, receiving = transfer(office, Transfer(cash, bank, 100, DAY, date(2026, 3, 6)))
    post_voucher(office, receiving.id)
    assert code_of(reverse_voucher, office, paying.id, "Ghi nhầm", DAY) == (
        "voucher.reversed_before"
    )
    reverse_voucher(office, receiving.id, "Ghi nhầm", date(2026, 3, 6))
    assert {row.balance for row in open_accounts(office)} == {10_000_000, 0}
    assert code_of(reverse_voucher, office, paying.id, "Ghi nhầm") == "voucher.already_reversed"


def test_an_advance_is_not_covered_by_what_another_was_handed(office: Office, cash: int) -> None:
    mine = give_advance(office, AdvanceDraft("Lê Văn Tám", "Họp", 1_000, DAY))
    give_advance(office, AdvanceDraft("Trần Thị Thu", "Quà", 5_000, DAY))
    clear_advance(office, mine.id, (LineDraft("31.03", 1_000),), DAY)
    given = next(row for row in list_vouchers(office) if row.kind == "PC" and row.amount == 1_000)
    assert code_of(reverse_voucher, office, given.id, "Ghi nhầm") == "advance.overspent"
    assert [row.outstanding for row in list_advances(office)] == [0, 5_000]


def test_only_a_draft_that_its_form_tells_whole_stands_alone(office, cash, save) -> None:
    plain, listed, shown = (save("PC", 100, DAY) for _ in range(3))
    set_recipients(office, listed.id, [Recipient("Trần Văn Bình", 100)])
    attach_file(office, shown.id, "hóa đơn.pdf", b"1")
    give_advance(office, AdvanceDraft("Lê Văn Tám", "Họp", 100, DAY))
    alone = {row.id for row in list_vouchers(office) if stands_alone(office, row.id)}
    assert alone == {plain.id}
