"""July 2025: collected at 1 %, owed at 0.5 %; previewed, then offset or paid back."""

from datetime import date

import pytest

from tests.finance.setting import add_payer
from unionapp.errors import Refusal
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.credits import credits_of, offset_credits, refund_credits
from unionapp.finance.dues.lists import list_dues, make_dues, set_due
from unionapp.finance.dues.retroactive import (
    apply_dues_change,
    preview_dues_change,
)
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.membership.events import EventDraft, record_event
from unionapp.organisation.office import Office

JULY = "2025-07"
REASON = "QĐ 61/QĐ-TLĐ ngày 29/07/2025"


def test_the_preview_names_every_member_and_changes_nothing(july: Office) -> None:
    change = preview_dues_change(july, JULY)
    assert {row.full_name: (row.before, row.after, row.change) for row in change.rows} == {
        "Trần Văn Bình": (100_000, 50_000, -50_000),
        "Lê Thị Mai": (60_000, 30_000, -30_000),
    }
    assert (change.before, change.after) == (160_000, 80_000)
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


def test_a_leaver_entered_after_the_collection_owes_nothing_for_the_month(office: Office) -> None:
    """Collected for 05/2026, then transferred out on 15/04: worked out anew, a credit is left."""
    office = office.on(date(2026, 6, 5))
    leaver = add_payer(office, "Trần Văn Bình", 10_000_000)
    stays = add_payer(office, "Lê Thị Mai", 6_000_000)
    make_dues(office, "2026-05")
    post_voucher(office, collect_dues(office, "2026-05").voucher.id)
    record_event(office, leaver, EventDraft("CHUYEN_DI", date(2026, 4, 15)))
    change = apply_dues_change(office, "2026-05", "Chuyển đi từ 15/04/2026, nhập chậm")
    assert [(row.member_id, row.before, row.after) for row in change.rows] == [(leaver, 50_000, 0)]
    assert [(row.member_id, row.owed) for row in credits_of(office, "2026-05")] == [
        (leaver, -50_000)
    ]
    refund = refund_credits(office, "2026-05", "Đã chuyển đi")
    assert [one.amount for one in refund.vouchers] == [-50_000]
    stands = {row.member_id: (row.due, row.paid) for row in list_dues(office, "2026-05").rows}
    assert stands == {leaver: (0, 0), stays: (30_000, 30_000)}
