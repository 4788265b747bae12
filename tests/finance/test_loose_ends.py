"""What a month or a year leaves open: drafts, counts, banks, numbers, dues that no book knows."""

from dataclasses import replace
from datetime import date

import pytest

from tests.finance.setting import add_payer
from unionapp.errors import Refusal
from unionapp.finance.books.bank_reconciliation import compare_statement, keep_reconciliation
from unionapp.finance.books.bank_statements import StatementLine
from unionapp.finance.books.cash_counts import (
    CountDraft,
    count_cash,
    list_cash_counts,
    show_cash_count,
)
from unionapp.finance.books.drafts_from_differences import (
    draft_count_difference,
    draft_statement_line,
)
from unionapp.finance.dues.lists import list_dues, make_dues
from unionapp.finance.dues.payments import pay_dues
from unionapp.finance.month_closing import check_lock, close_month
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.finance.year.checks import check_year
from unionapp.organisation.locks import list_locks
from unionapp.organisation.office import Office

DAY = date(2026, 2, 28)
FEBRUARY = "2026-02"


@pytest.fixture
def cash(office: Office) -> int:
    return set_opening(office, open_accounts(office)[0].id, 1_000_000, date(2026, 1, 1)).id


@pytest.fixture
def bank(office: Office) -> int:
    account = add_bank_account(office, "VietinBank", bank="VietinBank", number="0101")
    return set_opening(office, account.id, 1_000_000, date(2026, 1, 1)).id


def words(findings, code: str) -> list[str]:
    return [found.words for found in findings if found.code == code]


def count(office: Office, amount: int, on: date = DAY, reason: str = ""):
    return count_cash(office, CountDraft(on, {1_000: amount // 1_000}, reason=reason))


def test_a_month_with_drafts_is_not_locked_and_each_is_named(office, cash, save) -> None:
    early = save("PC", 20_000, date(2026, 1, 10))
    late = save("PT", 30_000, DAY)
    after = save("PT", 40_000, date(2026, 3, 1))
    with pytest.raises(Refusal, match=r"V-11\.unposted") as refused:
        close_month(office, FEBRUARY)
    assert refused.value.details["count"] == 2
    drafts = "phiếu chi ngày 10/01/2026, 20.000 đ; phiếu thu ngày 28/02/2026, 30.000 đ"
    assert refused.value.details["drafts"].replace("\xa0", " ") == drafts
    found = [one for one in check_lock(office, FEBRUARY) if one.code == "V-11.drafts"]
    assert [one.details["place"] for one in found] == [early.id, late.id]
    assert all(one.is_error for one in found)
    assert list_locks(office) == ()
    post_voucher(office, late.id)
    delete_draft(office, early.id)
    assert close_month(office, FEBRUARY).month == FEBRUARY
    assert show_voucher(office, after.id).row.status == "draft"


def test_many_drafts_are_counted_and_the_first_named(office: Office, cash: int, save) -> None:
    for amount in range(1_000, 6_000, 1_000):
        save("PT", amount, DAY)
    with pytest.raises(Refusal, match=r"V-11\.unposted") as refused:
        close_month(office, FEBRUARY)
    assert refused.value.details["drafts"].endswith("và 2 chứng từ khác")


def test_dues_taken_with_a_draft_are_not_booked_and_the_checks_say_so(office, cash) -> None:
    member = add_payer(office, "Trần Văn Bình", 4_000_000)
    make_dues(office, FEBRUARY)
    receipt = pay_dues(office, member, 20_000, DAY)
    assert list_dues(office, FEBRUARY).rows[0].paid == 20_000
    (said,) = words(check_lock(office, FEBRUARY), "V-13.dues")
    assert "20.000" in said
    assert words(check_year(office, 2026), "V-13.dues") == [said]
    with pytest.raises(Refusal, match=r"V-11\.unposted"):
        close_month(office, FEBRUARY)
    voucher = post_voucher(office, receipt.voucher.id)
    assert not words(check_lock(office, FEBRUARY), "V-13.dues")
    reverse_voucher(office, voucher.id, "Thu nhầm người", DAY)
    assert not words(check_year(office, 2026), "V-13.dues")


def test_a_count_is_stale_once_the_book_of_its_day_changes(office, cash, post) -> None:
    row = count(office, 1_000_000)
    assert (row.is_stale, row.findings) == (False, ())
    post("PC", 200_000, date(2026, 2, 20))
    (told,) = list_cash_counts(office, 2026)
    assert (told.booked, told.booked_now, told.is_stale) == (1_000_000, 800_000, True)
    (said,) = words(told.findings, "V-30.stale")
    assert "1.000.000" in said
    assert "800.000" in said
    assert words(check_lock(office, FEBRUARY), "V-30.stale") == [said]
    count(office, 800_000)
    assert not words(check_lock(office, FEBRUARY), "V-30.stale")
    assert show_cash_count(office, row.id).is_stale


def test_settling_a_difference_on_its_day_leaves_the_count_as_it_is(office, cash, post) -> None:
    row = count(office, 950_000, reason="Trả nhầm")
    assert "50.000" in words(check_lock(office, FEBRUARY), "V-30.voucher")[0]
    assert words(check_year(office, 2026), "V-30.voucher")
    post("PC", 50_000, DAY, "37", reason="Thiếu quỹ")
    settled = show_cash_count(office, row.id)
    assert (settled.is_stale, settled.findings, settled.booked) == (False, (), 1_000_000)
    assert not words(check_lock(office, FEBRUARY), "V-30.voucher")


def test_any_payment_of_the_same_amount_does_not_settle_a_difference(office, cash, post) -> None:
    row = count(office, 950_000, reason="Trả nhầm")
    post("PC", 50_000, date(2026, 3, 2), reason="Thăm ốm chị Hoa")
    assert words(show_cash_count(office, row.id).findings, "V-30.voucher")
    other = post("PC", 50_000, date(2026, 3, 2), "37", reason="Thiếu quỹ")
    assert show_cash_count(office, row.id).findings == ()
    reverse_voucher(office, other.id, "Ghi nhầm", date(2026, 3, 3))
    assert words(show_cash_count(office, row.id).findings, "V-30.voucher")


@pytest.mark.parametrize(
    ("counted", "kind", "template", "item"),
    [
        (950_000, "PC", "other_spending", "EXP_OTHER"),
        (1_050_000, "PT", "other_receipt", "INC_MISC"),
    ],
)
def test_the_voucher_of_a_difference_is_drafted_ready(
    office, cash, counted, kind, template, item
) -> None:
    row = count(office, counted, reason="Trả nhầm")
    made = draft_count_difference(office, row.id)
    draft = show_voucher(office, made.id).draft
    assert (draft.kind, draft.voucher_on, draft.amount) == (kind, DAY, 50_000)
    assert (draft.template, draft.lines[0].item, draft.account_id) == (template, item, cash)
    assert "28/02/2026: Trả nhầm" in draft.reason
    assert draft_count_difference(office, row.id).id == made.id
    named = save_voucher(office, replace(draft, counterparty="Thủ quỹ"), made.id)
    post_voucher(office, named.id)
    assert show_cash_count(office, row.id).findings == ()
    with pytest.raises(Refusal, match=r"count\.agrees"):
        draft_count_difference(office, row.id)


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        ("Phi ngan hang thang 2", -11_000, ("BN", "bank_fee", "VietinBank")),
        ("Tra lai tien gui", 1_234, ("BC", "interest", "VietinBank")),
        ("CT DEN 0123 NGUYEN VAN A", 500_000, ("BC", "", "")),
    ],
)
def test_a_line_of_the_bank_is_drafted_with_what_it_says(
    office, bank, text, change, expected
) -> None:
    line = StatementLine(5, DAY, text, change, None)
    made = draft_statement_line(office, bank, line)
    draft = show_voucher(office, made.id).draft
    assert (draft.kind, draft.template, draft.counterparty) == expected
    assert (draft.voucher_on, draft.amount) == (DAY, abs(change))
    assert (draft.reason, draft.account_id) == (text, bank)
    assert bool(draft.lines) == bool(draft.template)
    assert draft_statement_line(office, bank, line).id == made.id
    assert len(list_vouchers(office)) == 1


def test_a_difference_kept_with_the_bank_is_named(office, bank, post) -> None:
    line = StatementLine(2, DAY, "Phi", -11_000, 989_000)
    keep_reconciliation(office, compare_statement(office, bank, FEBRUARY, [line], 989_000))
    (said,) = words(check_lock(office, FEBRUARY), "V-11.bank")
    assert "-11.000" in said
    assert "1 khoản chỉ có ở sao kê" in said
    assert words(check_year(office, 2026), "V-11.bank") == [said]
    post("BN", 11_000, DAY, "33.01")
    assert words(check_lock(office, FEBRUARY), "V-11.bank_changed")
    keep_reconciliation(office, compare_statement(office, bank, FEBRUARY, [line], 989_000))
    assert not [one for one in check_lock(office, FEBRUARY) if one.code.startswith("V-11.bank")]


def test_numbers_that_run_against_the_days_are_named(office: Office, cash: int, post) -> None:
    post("PC", 1_000, date(2026, 2, 5))
    back = post("PC", 2_000, date(2026, 1, 10), reason="Bổ sung")
    post("PT", 3_000, date(2026, 1, 2))
    (found,) = [one for one in check_year(office, 2026) if one.code == "V-05.order"]
    assert "PC002/2026 ngày 10/01/2026 đứng sau PC001/2026 ngày 05/02/2026" in found.words
    assert found.details["place"] == back.id


def test_the_drafts_of_a_year_stand_in_its_checks(office: Office, cash: int, save) -> None:
    kept = save("PC", 20_000, date(2026, 1, 10))
    (found,) = [one for one in check_year(office, 2026) if one.code == "V-11.drafts"]
    assert found.details["place"] == kept.id
    assert not words(check_year(office, 2025), "V-11.drafts")
