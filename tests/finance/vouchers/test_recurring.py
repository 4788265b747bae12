"""Vouchers written once more, and those that come back every month."""

from dataclasses import replace
from datetime import date

import pytest

from tests.finance.setting import draft
from unionapp.errors import Refusal
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.advances import AdvanceDraft, give_advance
from unionapp.finance.vouchers.copies import copy_voucher
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.recipients import Recipient, list_recipients, set_recipients
from unionapp.finance.vouchers.recurring import (
    Recurrence,
    draft_recurring,
    drop_recurring,
    due_recurring,
    end_recurring,
    list_recurring,
    save_recurring,
)
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office

DAY = date(2026, 3, 5)
LATER = date(2026, 3, 4)


@pytest.fixture
def cash(office: Office) -> int:
    return set_opening(office, open_accounts(office)[0].id, 10_000_000, date(2026, 1, 1)).id


def code_of(action, *args) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args)
    return refused.value.code


def allowance(**facts: object) -> Recurrence:
    voucher = draft("PC", 468_000, DAY, "EXP_PAY_ALLOW", reason="Phụ cấp chủ tịch {month}")
    return Recurrence(**{"draft": voucher, "day": 31, "first_month": "2026-01", **facts})


def test_a_copy_is_a_draft_of_today_without_the_papers(office, cash, save) -> None:
    original = save("PC", 500_000, date(2026, 2, 3))
    set_recipients(office, original.id, [Recipient("Trần Văn Bình", 500_000)])
    post_voucher(office, original.id)
    copy = show_voucher(office, copy_voucher(office, original.id).id)
    before = show_voucher(office, original.id).draft
    assert (copy.row.status, copy.row.number) == ("draft", "")
    assert copy.draft == replace(before, voucher_on=DAY, attachments=0)
    assert list_recipients(office, copy.row.id).adds_up


def test_a_reversal_is_copied_as_what_it_took_back(office, cash, post) -> None:
    original = post("PT", 70_000, LATER)
    reversal = reverse_voucher(office, original.id, "Ghi nhầm")
    assert copy_voucher(office, reversal.id).amount == 70_000


def test_a_transfer_is_copied_whole_and_an_advance_is_not(office, cash) -> None:
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1")
    _, receiving = transfer(office, Transfer(cash, bank.id, 1_000, LATER, DAY))
    copy = show_voucher(office, copy_voucher(office, receiving.id, date(2026, 3, 10)).id).row
    assert (copy.kind, copy.voucher_on) == ("BC", date(2026, 3, 11))
    assert len([row for row in list_vouchers(office) if row.pair_id == copy.pair_id]) == 2
    give_advance(office, AdvanceDraft("Trần Văn Bình", "Mua quà", 100_000, DAY))
    paid = next(row for row in list_vouchers(office) if row.kind == "TU")
    assert code_of(copy_voucher, office, paid.id) == "voucher.not_copied"


def test_a_month_asks_for_its_drafts_on_the_day_or_its_last_one(office, cash) -> None:
    save_recurring(office, allowance())
    (due,) = due_recurring(office, "2026-02")
    assert due.draft.voucher_on == date(2026, 2, 28)
    assert due.draft.reason == "Phụ cấp chủ tịch tháng 02 năm 2026"
    assert due_recurring(office, "2025-12") == ()


def test_a_draft_is_asked_for_until_it_is_written_and_again_if_thrown_away(office, cash) -> None:
    recurring = save_recurring(office, allowance(day=5))
    (row,) = draft_recurring(office, "2026-03")
    assert (row.status, row.amount, row.voucher_on) == ("draft", 468_000, DAY)
    assert (due_recurring(office, "2026-03"), draft_recurring(office, "2026-03")) == ((), ())
    assert post_voucher(office, row.id).number == "PC001/2026"
    (other,) = draft_recurring(office, "2026-02", {recurring.id})
    delete_draft(office, other.id)
    assert [due.recurring_id for due in due_recurring(office, "2026-02")] == [recurring.id]
    assert draft_recurring(office, "2026-02", set()) == ()


def test_a_recurring_voucher_is_changed_and_ended(office, cash) -> None:
    recurring = save_recurring(office, allowance())
    changed = save_recurring(office, allowance(day=10), recurring.id)
    assert list_recurring(office) == (changed,)
    end_recurring(office, recurring.id, "2026-02")
    assert [len(due_recurring(office, f"2026-0{n}")) for n in (1, 2, 3)] == [1, 1, 0]


def test_a_recurring_voucher_that_makes_no_sense_is_refused(office, cash) -> None:
    assert code_of(save_recurring, office, allowance(day=32)) == "recurring.day"
    assert code_of(save_recurring, office, allowance(last_month="2025-12")) == "recurring.months"
    assert code_of(save_recurring, office, allowance(draft=draft("PC", 0, DAY))) == "V-01"
    assert code_of(save_recurring, office, allowance(), 99) == "recurring.unknown"


def test_a_locked_month_takes_no_recurring_draft(office, cash) -> None:
    save_recurring(office, allowance())
    lock_month(office, "2026-01")
    assert code_of(draft_recurring, office, "2026-01") == "period.locked"


def test_a_recurring_voucher_that_nothing_came_from_is_dropped(office: Office, cash: int) -> None:
    wrong, used = save_recurring(office, allowance()), save_recurring(office, allowance())
    draft_recurring(office, "2026-03", only=[used.id])
    drop_recurring(office, wrong.id)
    assert [row.id for row in list_recurring(office)] == [used.id]
    assert code_of(drop_recurring, office, used.id) == "recurring.used"
    assert code_of(drop_recurring, office, wrong.id) == "recurring.unknown"
