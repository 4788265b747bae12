"""July 2025: collected at 1 %, owed at 0.5 %; previewed, then offset or paid back."""

from datetime import date

import pytest
from sqlalchemy import text

from tests.finance.setting import add_payer
from unionapp.errors import Refusal
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import list_dues, make_dues, set_due
from unionapp.finance.dues.payments import pay_dues
from unionapp.finance.dues.retroactive import (
    apply_dues_change,
    credits_of,
    offset_credits,
    preview_dues_change,
    refund_credits,
)
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.membership.events import EventDraft, record_event
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office

JULY = "2025-07"
REASON = "QĐ 61/QĐ-TLĐ ngày 29/07/2025"


@pytest.fixture
def july(office: Office) -> Office:
    """July worked out and collected before anybody knew of the new rate, then locked."""
    early = office.on(date(2025, 7, 25))
    add_payer(early, "Trần Văn Bình", 10_000_000)
    add_payer(early, "Lê Thị Mai", 6_000_000)
    with early.change("test") as session:
        old = "valid_from < '2025-07-01' AND key = 'dues.rate'"
        session.execute(text(f"UPDATE parameter SET valid_to = '2025-07-31' WHERE {old}"))
        session.execute(
            text("UPDATE parameter SET valid_from = '2025-08-01' WHERE valid_from = '2025-07-01'")
        )
    make_dues(early, JULY)
    post_voucher(early, collect_dues(early, JULY).voucher.id)
    with early.change("test") as session:
        session.execute(text(f"UPDATE parameter SET valid_to = '2025-06-30' WHERE {old}"))
        session.execute(
            text("UPDATE parameter SET valid_from = '2025-07-01' WHERE valid_from = '2025-08-01'")
        )
    lock_month(early.on(date(2025, 8, 1)), JULY)
    return office.on(date(2025, 8, 5))


def test_the_preview_names_every_member_and_changes_nothing(july: Office) -> None:
    change = preview_dues_change(july, JULY)
    assert {row.full_name: (row.before, row.after, row.change) for row in change.rows} == {
        "Trần Văn Bình": (100_000, 50_000, -50_000),
        "Lê Thị Mai": (60_000, 30_000, -30_000),
    }
    assert (change.before, change.after, change.credit) == (160_000, 80_000, 80_000)
    assert "QĐ 61" in change.legal.legal_basis
    assert list_dues(july, JULY).total == 160_000


def test_a_change_is_booked_beside_the_locked_list(july: Office) -> None:
    apply_dues_change(july, JULY, REASON)
    listed = list_dues(july, JULY)
    assert (listed.total, listed.paid, listed.owed) == (80_000, 160_000, -80_000)
    assert len(credits_of(july, JULY)) == 2
    with pytest.raises(Refusal, match=r"dues\.no_change"):
        apply_dues_change(july, JULY, REASON)


def test_a_credit_is_counted_towards_the_next_month(july: Office) -> None:
    apply_dues_change(july, JULY, REASON)
    make_dues(july, "2025-08")
    assert offset_credits(july, JULY, "2025-08") == 80_000
    assert list_dues(july, "2025-08").owed == 0
    assert list_dues(july, JULY).owed == 0
    with pytest.raises(Refusal, match=r"dues\.no_credit"):
        offset_credits(july, JULY, "2025-08")


def test_a_refund_takes_the_receipt_back_and_writes_it_anew(july: Office) -> None:
    apply_dues_change(july, JULY, REASON)
    again = refund_credits(july, JULY, REASON)
    assert (again.refunded, again.people) == (80_000, 2)
    with pytest.raises(Refusal, match=r"dues\.no_credit"):
        refund_credits(july, JULY, REASON)
    (receipt,) = again.receipts
    assert receipt.amount == 80_000
    post_voucher(july, receipt.id)
    assert open_accounts(july)[0].balance == 80_000
    assert list_dues(july, JULY).owed == 0
    assert list_obligations(july, 2025).due == 24_000


def test_a_refund_keeps_who_paid_a_part_at_what_was_paid(july: Office) -> None:
    """One paid 100.000 of 100.000, the other only 20.000 of 60.000; both owe half by the law."""
    (voucher,) = [one for one in list_vouchers(july) if one.status == "posted"]
    reverse_voucher(july, voucher.id, "Ghi nhầm")
    binh, mai = (
        row.member_id for row in sorted(list_dues(july, JULY).rows, key=lambda r: -r.base)
    )
    for member, amount in ((binh, 100_000), (mai, 20_000)):
        post_voucher(july, pay_dues(july, member, amount).voucher.id)
    apply_dues_change(july, JULY, REASON)
    again = refund_credits(july, JULY, REASON)
    assert (again.refunded, again.people, [one.amount for one in again.receipts]) == (
        50_000,
        1,
        [50_000],
    )
    post_voucher(july, again.receipts[0].id)
    stands = {row.member_id: (row.due, row.paid) for row in list_dues(july, JULY).rows}
    assert stands == {binh: (50_000, 50_000), mai: (30_000, 20_000)}
    assert open_accounts(july)[0].balance == 70_000


def test_a_refund_leaves_the_other_months_of_a_receipt_paid(july: Office) -> None:
    (voucher,) = [one for one in list_vouchers(july) if one.status == "posted"]
    reverse_voucher(july, voucher.id, "Ghi nhầm")
    make_dues(july, "2025-08")
    binh = max(list_dues(july, JULY).rows, key=lambda row: row.base).member_id
    post_voucher(july, pay_dues(july, binh, 150_000).voucher.id)
    apply_dues_change(july, JULY, REASON)
    again = refund_credits(july, JULY, REASON)
    assert [one.amount for one in again.receipts] == [100_000]
    for month in (JULY, "2025-08"):
        row = next(row for row in list_dues(july, month).rows if row.member_id == binh)
        assert (row.due, row.paid, row.owed) == (50_000, 50_000, 0)
    assert post_voucher(july, again.receipts[0].id).amount == 100_000


def test_a_member_who_left_since_is_still_worked_out_and_paid_back(july: Office) -> None:
    mai = min(list_dues(july, JULY).rows, key=lambda row: row.base).member_id
    record_event(july, mai, EventDraft("CHUYEN_DI", date(2025, 8, 2)))
    change = apply_dues_change(july, JULY, REASON)
    assert {row.member_id: row.change for row in change.rows}[mai] == -30_000
    assert refund_credits(july, JULY, REASON).refunded == 80_000


def test_only_the_preview_that_was_looked_at_is_booked(july: Office) -> None:
    seen = preview_dues_change(july, JULY)
    (voucher,) = [one for one in list_vouchers(july) if one.status == "posted"]
    reverse_voucher(july, voucher.id, "Ghi nhầm")
    with pytest.raises(Refusal, match=r"dues\.preview_stale"):
        apply_dues_change(july, JULY, REASON, seen=seen)
    assert list_dues(july, JULY).total == 160_000
    assert apply_dues_change(july, JULY, REASON, seen=preview_dues_change(july, JULY)).rows


def test_amounts_set_by_hand_do_not_change(office: Office) -> None:
    member = add_payer(office, "Trần Văn Bình", 10_000_000)
    make_dues(office, "2026-03")
    set_due(office, "2026-03", member, 77_000, "Nghị quyết BCH")
    assert preview_dues_change(office, "2026-03").rows == ()


def test_a_change_needs_a_reason(july: Office) -> None:
    with pytest.raises(Refusal, match=r"dues\.reason_needed"):
        apply_dues_change(july, JULY, " ")
    with pytest.raises(Refusal, match=r"dues\.reason_needed"):
        refund_credits(july, JULY, "")
