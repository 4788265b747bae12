"""The chair approves; nobody approves a payment to themselves; roles stay apart."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from tests.finance.setting import draft
from unionapp.errors import Refusal
from unionapp.finance.levels.netting import Netting, book_netting
from unionapp.finance.month_closing import check_lock
from unionapp.finance.voucher_checks import check_voucher
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.advances import (
    AdvanceDraft,
    clear_advance,
    give_advance,
    list_advances,
)
from unionapp.finance.vouchers.approvals import (
    approve_voucher,
    approved_along,
    refuse_voucher,
    waiting_for_approval,
    withdraw_voucher_approval,
)
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.recipients import Recipient, set_recipients
from unionapp.finance.vouchers.refusals import list_refusals, refused_ids
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.organisation.office import Office
from unionapp.organisation.officers import add_officer
from unionapp.organisation.parameters import set_own_parameter
from unionapp.organisation.profile import UnitProfile, edit_profile

DAY = date(2026, 3, 5)


@pytest.fixture
def cash(office: Office) -> int:
    return set_opening(office, open_accounts(office)[0].id, 10_000_000, date(2026, 1, 1)).id


@pytest.fixture
def chair(office: Office) -> Office:
    return replace(office, officer=replace(office.officer, name="Lê Văn Tùng", role="chair"))


def demand_approval(office: Office) -> None:
    set_own_parameter(
        office,
        "voucher.needs_approval",
        "true",
        valid_from=date(2026, 1, 1),
        legal_basis="Quy chế chi tiêu nội bộ",
    )


def code_of(action, *args) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args)
    return refused.value.code


def codes(findings) -> set[str]:
    return {finding.code for finding in findings}


def test_an_approval_stands_in_the_history_with_who_and_when(office, chair, cash, save) -> None:
    voucher = save("PC", 1_200_000, DAY)
    detail = approve_voucher(chair, voucher.id)
    assert (detail.approved_by, detail.approved_at) == ("Lê Văn Tùng", "2026-03-05T02:30:00Z")
    post_voucher(office, voucher.id)
    assert [(step.what, step.by) for step in show_voucher(office, voucher.id).history] == [
        ("Đã lập", "Nguyễn Thị Hòa"),
        ("Đã duyệt", "Lê Văn Tùng"),
        ("Đã ghi sổ", "Nguyễn Thị Hòa"),
    ]
    assert [row.is_approved for row in list_vouchers(office)] == [True]


def test_nobody_approves_a_payment_to_themselves(chair, cash, save) -> None:
    own = save("PC", 300_000, DAY, counterparty="LÊ VĂN  TÙNG")
    assert code_of(approve_voucher, chair, own.id) == "approval.own_payment"
    received = save("PT", 300_000, DAY, counterparty="Lê Văn Tùng")
    assert approve_voucher(chair, received.id).row.is_approved


def test_a_list_of_many_is_approved_even_by_one_of_them(office, chair, cash, save) -> None:
    gifts = save("PC", 600_000, DAY, counterparty="Lê Văn Tùng")
    own, other = Recipient("Lê Văn Tùng", 300_000), Recipient("Trần Văn Bình", 300_000)
    set_recipients(office, gifts.id, [own, other])
    assert approve_voucher(chair, gifts.id).row.is_approved
    set_recipients(office, gifts.id, [replace(own, quantity=2)])
    assert show_voucher(office, gifts.id).approved_by is None
    assert code_of(approve_voucher, chair, gifts.id) == "approval.own_payment"


def test_only_the_chair_approves_and_only_once(office, chair, cash, save) -> None:
    voucher = save("PC", 1, DAY)
    assert code_of(approve_voucher, office, voucher.id) == "approval.chair_needed"
    approve_voucher(chair, voucher.id)
    assert code_of(approve_voucher, chair, voucher.id) == "approval.given"


def test_v09_posting_waits_for_the_approver_where_the_unit_says_so(
    office, chair, cash, save, post
) -> None:
    demand_approval(office)
    voucher = save("PC", 1, DAY)
    assert "V-09.approver" in codes(check_voucher(office, draft("PC", 1, DAY)))
    assert code_of(post_voucher, office, voucher.id) == "V-09.approver"
    approve_voucher(chair, voucher.id)
    assert post_voucher(office, voucher.id).status == "posted"
    assert post("PT", 1, DAY).status == "posted"


def test_a_changed_draft_has_to_be_approved_again(office, chair, cash, save) -> None:
    voucher = save("PC", 1_000, DAY)
    approve_voucher(chair, voucher.id)
    changed = save_voucher(office, draft("PC", 9_000_000, DAY), voucher.id)
    assert not changed.is_approved
    approve_voucher(chair, voucher.id)
    assert withdraw_voucher_approval(chair, voucher.id).approved_by is None
    approve_voucher(chair, voucher.id)
    delete_draft(office, voucher.id)
    assert list_vouchers(office) == ()


def test_a_draft_kept_again_as_it_was_stays_approved(office, chair, cash, save) -> None:
    demand_approval(office)
    voucher = save("PC", 1_000, DAY)
    approve_voucher(chair, voucher.id)
    same = show_voucher(office, voucher.id).draft
    assert save_voucher(office, same, voucher.id).is_approved
    assert not [one for one in check_voucher(office, same, voucher.id) if one.is_error]
    assert "V-09.approver" in codes(check_voucher(office, same))
    assert "V-26" not in codes(check_voucher(office, same, voucher.id))
    assert post_voucher(office, voucher.id).is_approved


def test_a_draft_sent_back_waits_for_its_writer_and_then_for_the_chair_again(
    office, chair, cash, save
) -> None:
    voucher = save("PC", 1_000, DAY)
    assert code_of(refuse_voucher, chair, voucher.id, "  ") == "approval.reason_needed"
    assert code_of(refuse_voucher, office, voucher.id, "Thiếu") == "approval.chair_needed"
    approve_voucher(chair, voucher.id)
    assert refuse_voucher(chair, voucher.id, "Thiếu hóa đơn").approved_by is None
    assert (waiting_for_approval(chair), refused_ids(chair)) == ((), {voucher.id})
    save_voucher(office, draft("PC", 900, DAY), voucher.id)
    assert [row.id for row in waiting_for_approval(chair)] == [voucher.id]
    assert refused_ids(office) == set()
    (told,) = list_refusals(office, voucher.id)
    assert (told.reason, told.by, told.is_open) == ("Thiếu hóa đơn", "Lê Văn Tùng", False)
    refuse_voucher(chair, voucher.id, "Vượt định mức")
    approve_voucher(chair, voucher.id)
    assert refused_ids(office) == set()
    post_voucher(office, voucher.id)
    assert code_of(refuse_voucher, chair, voucher.id, "Muộn") == "voucher.posted"


def test_a_draft_sent_back_can_be_thrown_away(office, chair, cash, save) -> None:
    voucher = save("PC", 1_000, DAY)
    refuse_voucher(chair, voucher.id, "Không chi nữa")
    delete_draft(office, voucher.id)
    assert list_vouchers(office) == ()


def test_both_sides_of_a_transfer_are_approved_together(office, chair, cash) -> None:
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1")
    demand_approval(office)
    paying, receiving = transfer(office, Transfer(cash, bank.id, 1_000, DAY))
    assert code_of(post_voucher, office, paying.id) == "V-09.approver"
    approve_voucher(chair, receiving.id)
    assert post_voucher(office, paying.id).is_approved


def test_the_file_itself_keeps_the_approval_of_a_posted_voucher(office, chair, cash, save) -> None:
    voucher = save("PC", 1, DAY)
    approve_voucher(chair, voucher.id)
    post_voucher(office, voucher.id)
    assert code_of(withdraw_voucher_approval, chair, voucher.id) == "voucher.posted"
    for statement, code in (
        ("DELETE FROM voucher_approval", "voucher.posted"),
        ("UPDATE voucher_approval SET approved_by = 'ai đó'", "voucher.approved"),
    ):
        with pytest.raises(Refusal) as refused, office.change("by.hand") as session:
            session.execute(text(statement))
        assert refused.value.code == code


def test_v25_a_cashier_who_writes_and_a_chair_who_receives_are_questioned(office, cash) -> None:
    edit_profile(office, UnitProfile(chair="Lê Văn Tùng", cashier="nguyễn thị hòa"))
    found = codes(check_voucher(office, draft("PC", 1, DAY, counterparty="Lê Văn Tùng")))
    assert {"V-25.cashier", "V-25.approver"} <= found
    assert "V-25.cashier" not in codes(check_voucher(office, draft("PT", 1, DAY)))
    assert "V-25.roles" in codes(check_lock(office, "2026-03"))


def test_v25_officers_who_sign_in_count_beside_the_names_on_paper(office, cash) -> None:
    add_officer(office, "Trần Thị Thu", "cashier", own_password=None, new_password=None)
    assert "V-25.roles" not in codes(check_lock(office, "2026-03"))
    edit_profile(office, UnitProfile(accountant="Trần Thị Thu"))
    assert "V-25.roles" in codes(check_lock(office, "2026-03"))


def test_an_advance_waits_for_the_chair_and_is_handed_out_on_posting(
    office: Office, cash: int, chair: Office
) -> None:
    demand_approval(office)
    asked = give_advance(office, AdvanceDraft("Nguyễn Thị Hoa", "Họp mặt 8/3", 500_000, DAY))
    assert (asked.given, asked.outstanding, asked.is_waiting) == (0, 0, True)
    assert open_accounts(office)[0].balance == 10_000_000
    (waiting,) = waiting_for_approval(office)
    assert (waiting.kind, waiting.amount) == ("PC", 500_000)
    assert code_of(post_voucher, office, waiting.id) == "V-09.approver"
    approve_voucher(chair, waiting.id)
    assert waiting_for_approval(office) == ()
    post_voucher(office, waiting.id)
    (given,) = list_advances(office)
    assert (given.outstanding, given.is_waiting) == (500_000, False)


def test_clearing_an_advance_waits_for_the_chair_too(
    office: Office, cash: int, chair: Office
) -> None:
    given = give_advance(office, AdvanceDraft("Nguyễn Thị Hoa", "Họp mặt 8/3", 500_000, DAY))
    demand_approval(office)
    spent = (LineDraft("EXP_PROP_GENDER", 450_000),)
    cleared = clear_advance(office, given.id, spent, DAY)
    assert (cleared.outstanding, cleared.is_waiting) == (500_000, True)
    assert code_of(clear_advance, office, given.id, spent, DAY) == "advance.waiting"
    (slip,) = waiting_for_approval(office)
    assert (slip.kind, slip.amount) == ("HU", 450_000)
    assert [row.kind for row in approved_along(office, slip.id)] == ["HU", "PT"]
    approve_voucher(chair, slip.id)
    post_voucher(office, slip.id)
    assert not [row for row in list_vouchers(office) if row.status == "draft"]
    (done,) = list_advances(office)
    assert (done.spent, done.outstanding, done.is_waiting) == (450_000, 0, False)


def test_a_clearing_refused_half_way_leaves_nothing_half_done(
    office: Office, cash: int, chair: Office, save
) -> None:
    given = give_advance(office, AdvanceDraft("Nguyễn Thị Hoa", "Họp mặt 8/3", 500_000, DAY))
    demand_approval(office)
    clear_advance(office, given.id, (LineDraft("EXP_PROP_GENDER", 600_000),), DAY)
    (slip,) = waiting_for_approval(office)
    assert (slip.kind, slip.amount) == ("HU", 600_000)
    approve_voucher(chair, slip.id)
    big = save("PC", 9_450_000, DAY)
    approve_voucher(chair, big.id)
    post_voucher(office, big.id)
    drafts = {row.id for row in list_vouchers(office) if row.status == "draft"}
    for voucher_id in drafts:
        assert code_of(post_voucher, office, voucher_id) == "V-03"
    assert {row.id for row in list_vouchers(office) if row.status == "draft"} == drafts
    (open_one,) = list_advances(office)
    assert (open_one.spent, open_one.outstanding, open_one.is_waiting) == (0, 500_000, True)


def test_a_clearing_is_sent_back_and_thrown_away_as_a_whole(
    office: Office, cash: int, chair: Office
) -> None:
    given = give_advance(office, AdvanceDraft("Nguyễn Thị Hoa", "Họp mặt 8/3", 500_000, DAY))
    demand_approval(office)
    clear_advance(office, given.id, (LineDraft("EXP_PROP_GENDER", 450_000),), DAY)
    drafts = {row.id for row in list_vouchers(office) if row.status == "draft"}
    refuse_voucher(chair, min(drafts), "Thiếu hóa đơn")
    assert (refused_ids(office), waiting_for_approval(office)) == (drafts, ())
    delete_draft(office, max(drafts))
    (left,) = list_advances(office)
    assert (left.outstanding, left.is_waiting) == (500_000, False)


def test_nobody_approves_an_advance_to_themselves(office: Office, cash: int, chair) -> None:
    demand_approval(office)
    give_advance(office, AdvanceDraft("Lê Văn Tùng", "Đi họp", 500_000, DAY))
    (waiting,) = waiting_for_approval(office)
    assert code_of(approve_voucher, chair, waiting.id) == "approval.own_payment"


def test_an_advance_asked_for_and_thrown_away_leaves_nothing(office: Office, cash: int) -> None:
    demand_approval(office)
    give_advance(office, AdvanceDraft("Nguyễn Thị Hoa", "Họp mặt 8/3", 500_000, DAY))
    delete_draft(office, waiting_for_approval(office)[0].id)
    assert (list_advances(office), list_vouchers(office)) == ((), ())


def test_netting_waits_for_the_chair(office: Office, chair: Office) -> None:
    demand_approval(office)
    bank = add_bank_account(office, "VietinBank", bank="VietinBank", number="0101").id
    sides = book_netting(office, Netting(10_000_000, 3_000_000, DAY, "GBC 17", "CĐ KCN", bank))
    assert {side.status for side in sides} == {"draft"}
    (waiting,) = waiting_for_approval(office)
    assert waiting.kind == "BN"
    received, remitted = sides
    approve_voucher(chair, remitted.id)
    numbers = [post_voucher(office, side.id).number for side in (received, remitted)]
    assert numbers == ["BC001/2026", "BN001/2026"]


def test_without_a_rule_of_the_unit_nothing_waits(office: Office, cash: int) -> None:
    def waits(on: date) -> bool:
        return "V-09.approver" in codes(check_voucher(office, draft("PC", 500_000, on)))

    assert not waits(DAY)
    demand_approval(office)
    assert waits(DAY)
    assert not waits(date(2025, 12, 31))
