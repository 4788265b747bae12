"""July 2025: collected at 1 %, owed at 0.5 %; previewed, then offset or paid back."""

from datetime import date

import pytest
from sqlalchemy import text

from tests.finance.setting import add_payer
from unionapp.errors import Refusal
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import list_dues, make_dues, set_due
from unionapp.finance.dues.retroactive import (
    apply_dues_change,
    credits_of,
    offset_credits,
    preview_dues_change,
    refund_credits,
)
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.finance.vouchers.posting import post_voucher
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
    assert (again.collected, again.payers) == (80_000, 2)
    with pytest.raises(Refusal, match=r"dues\.no_credit"):
        refund_credits(july, JULY, REASON)
    post_voucher(july, again.voucher.id)
    assert open_accounts(july)[0].balance == 80_000
    assert list_dues(july, JULY).owed == 0
    assert list_obligations(july, 2025).due == 24_000


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
