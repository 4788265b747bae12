"""What was paid too much is paid back by a negative receipt; nobody else's money moves."""

from datetime import date

import pytest

from tests.finance.dues.conftest import JULY, old_rate
from tests.finance.setting import add_payer
from unionapp.errors import Refusal
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.credits import credits_of, offset_credits, refund_credits
from unionapp.finance.dues.history import dues_history
from unionapp.finance.dues.lists import list_dues, make_dues
from unionapp.finance.dues.payments import pay_dues
from unionapp.finance.dues.retroactive import apply_dues_change
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.recipients import list_recipients
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.membership.events import EventDraft, record_event
from unionapp.organisation.office import Office

REASON = "QĐ 61/QĐ-TLĐ ngày 29/07/2025"
MONTHS = ("2025-05", "2025-06", JULY)


def held(office: Office) -> dict[str, int]:
    return {account.kind: account.balance for account in open_accounts(office)}


def paid_for(office: Office, month: str) -> dict[str, int]:
    return {row.full_name: row.paid for row in list_dues(office, month).rows}


def test_a_refund_is_a_negative_receipt_on_the_dues(july: Office) -> None:
    apply_dues_change(july, JULY, REASON)
    refund = refund_credits(july, JULY, REASON)
    assert (refund.refunded, refund.people) == (80_000, 2)
    assert [(one.kind, one.amount, one.status) for one in refund.vouchers] == [
        ("PT", -80_000, "posted")
    ]
    assert held(july)["cash"] == 80_000
    assert list_dues(july, JULY).owed == 0
    assert list_obligations(july, 2025).due == 24_000
    with pytest.raises(Refusal, match=r"dues\.no_credit"):
        refund_credits(july, JULY, REASON)


def test_a_refund_keeps_the_money_received_for_other_months(office: Office) -> None:
    early = office.on(date(2025, 7, 25))
    ids = [
        add_payer(early, name, pay)
        for name, pay in (("An", 20_000_000), ("Bình", 10_000_000), ("Cúc", 10_000_000))
    ]
    with old_rate(early):
        for month in MONTHS:
            make_dues(early, month)
        for member, amount in ((ids[1], 300_000), (ids[2], 250_000)):
            post_voucher(early, pay_dues(early, member, amount).voucher.id)
        skipped = {"2025-05": (), "2025-06": (), JULY: (ids[2],)}
        for month in MONTHS:
            collected = collect_dues(early, month, except_ids=skipped[month])
            post_voucher(early, collected.voucher.id)
    assert held(early)["cash"] == 1_150_000
    apply_dues_change(early, JULY, REASON)
    refund_credits(early, JULY, REASON)
    assert held(early)["cash"] == 1_000_000
    for month in MONTHS[:2]:
        assert list_dues(early, month).owed == 0
    assert paid_for(early, JULY) == {"An": 100_000, "Bình": 50_000, "Cúc": 50_000}


def test_a_refund_goes_the_way_each_paid_and_leaves_parts_as_parts(office: Office) -> None:
    early = office.on(date(2025, 7, 25))
    add_bank_account(early, "Vietinbank", bank="VietinBank", number="0101")
    an, binh, cuc = (
        add_payer(early, name, pay)
        for name, pay in (("An", 20_000_000), ("Bình", 10_000_000), ("Cúc", 10_000_000))
    )
    with old_rate(early):
        make_dues(early, JULY)
        for member, amount, by_bank in (
            (an, 200_000, False),
            (binh, 100_000, True),
            (cuc, 30_000, False),
        ):
            post_voucher(early, pay_dues(early, member, amount, by_bank=by_bank).voucher.id)
    apply_dues_change(early, JULY, REASON)
    refund = refund_credits(early, JULY, REASON)
    assert sorted((one.kind, one.amount) for one in refund.vouchers) == [
        ("BC", -50_000),
        ("PT", -100_000),
    ]
    assert held(early) == {"cash": 130_000, "bank": 50_000}
    assert paid_for(early, JULY) == {"An": 100_000, "Bình": 50_000, "Cúc": 30_000}


def test_a_refund_may_be_paid_out_of_one_account_and_needs_no_more_than_it_pays(
    july: Office,
) -> None:
    """The till was emptied into the bank: only what is paid back has to be there."""
    bank = add_bank_account(july, "Vietinbank", bank="VietinBank", number="0101")
    till = next(one for one in open_accounts(july) if one.kind == "cash")
    apply_dues_change(july, JULY, REASON)
    into_bank = transfer(july, Transfer(till.id, bank.id, 80_000, july.today))
    post_voucher(july, into_bank[0].id)
    refund = refund_credits(july, JULY, REASON, account_id=bank.id)
    assert [(one.kind, one.amount) for one in refund.vouchers] == [("BC", -80_000)]
    assert held(july) == {"cash": 80_000, "bank": 0}


def test_a_refund_is_traced_from_the_voucher_to_its_people_and_back(july: Office) -> None:
    apply_dues_change(july, JULY, REASON)
    (voucher,) = refund_credits(july, JULY, REASON).vouchers
    listed = list_recipients(july, voucher.id)
    assert {row.name: row.amount for row in listed.rows} == {
        "Trần Văn Bình": 50_000,
        "Lê Thị Mai": 30_000,
    }
    assert listed.adds_up
    binh = next(row.member_id for row in listed.rows if row.name == "Trần Văn Bình")
    assert [(one.kind, one.due, one.paid, one.number) for one in dues_history(july, binh)] == [
        ("listed", 100_000, 100_000, "PT001/2025"),
        ("rate", -50_000, 0, ""),
        ("refund", 0, -50_000, "PT002/2025"),
    ]
    reverse_voucher(july, voucher.id, "Chưa trả được")
    assert len(credits_of(july, JULY)) == 2
    assert held(july)["cash"] == 160_000


def test_a_receipt_whose_dues_were_paid_back_is_not_taken_back_first(july: Office) -> None:
    (receipt,) = list_vouchers(july)
    apply_dues_change(july, JULY, REASON)
    (refund,) = refund_credits(july, JULY, REASON).vouchers
    with pytest.raises(Refusal, match=r"dues\.refunded_since"):
        reverse_voucher(july, receipt.id, "Thu nhầm")
    reverse_voucher(july, refund.id, "Trả nhầm")
    reverse_voucher(july, receipt.id, "Thu nhầm")
    assert held(july)["cash"] == 0


def test_what_was_counted_here_from_another_month_is_paid_back_from_the_till(july: Office) -> None:
    apply_dues_change(july, JULY, REASON)
    make_dues(july, "2025-08")
    offset_credits(july, JULY, "2025-08")
    mai = next(row for row in list_dues(july, JULY).rows if row.full_name == "Lê Thị Mai")
    record_event(july, mai.member_id, EventDraft("CHUYEN_DI", date(2025, 8, 1)))
    apply_dues_change(july, "2025-08", "Đã chuyển đi")
    (voucher,) = refund_credits(july, "2025-08", "Đã chuyển đi").vouchers
    assert (voucher.kind, voucher.amount, held(july)["cash"]) == ("PT", -30_000, 130_000)


def test_a_refund_waits_for_the_receipt_to_be_posted_and_names_a_reason(office: Office) -> None:
    early = office.on(date(2025, 7, 25))
    add_payer(early, "An", 20_000_000)
    with old_rate(early):
        make_dues(early, JULY)
        collect_dues(early, JULY)
    apply_dues_change(early, JULY, REASON)
    with pytest.raises(Refusal, match=r"dues\.not_posted"):
        refund_credits(early, JULY, REASON)
    with pytest.raises(Refusal, match=r"dues\.reason_needed"):
        refund_credits(early, JULY, " ")
