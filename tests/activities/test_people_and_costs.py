from datetime import date

import pytest

from tests.finance.setting import draft as voucher_draft
from tests.indicators.neighbourhood import admit, do
from unionapp.activities.attendance import list_attendees, note_attendees
from unionapp.activities.costs import cost_voucher, draft_voucher
from unionapp.activities.kinds import list_kinds
from unionapp.activities.lists import show_activity
from unionapp.activities.records import cancel_activity
from unionapp.errors import Refusal
from unionapp.finance.items import SPENDING, scheme_on
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import show_voucher
from unionapp.organisation.locks import lock_month

DAY = date(2026, 2, 10)


@pytest.fixture
def members(office):
    admit(office, office.unit.id, 5, female=2)
    with office.read() as session:
        return [
            row[0]
            for row in session.connection().exec_driver_sql("SELECT id FROM member ORDER BY id")
        ]


def test_the_head_count_follows_from_the_people_noted(office, members):
    row = do(office, "HN_NLD", DAY, invited=5, attended=99)
    row = note_attendees(office, row.id, members[:4])
    assert (row.attended, row.attended_female) == (4, 2)
    row = note_attendees(office, row.id, members[3:])
    assert (row.attended, row.attended_female) == (2, 0)
    assert [it.member_id for it in list_attendees(office, row.id)] == members[3:]


def test_only_members_of_the_unit_can_be_noted(office, members):
    row = do(office, "HN_NLD", DAY)
    with pytest.raises(Refusal) as refused:
        note_attendees(office, row.id, [*members, 999])
    assert refused.value.code == "activity.unknown_member"
    assert list_attendees(office, row.id) == ()


def test_every_kind_is_booked_on_an_item_money_may_be_spent_on():
    items = {item.key for item in scheme_on(DAY).leaves(SPENDING)}
    assert {kind.item for kind in list_kinds()} <= items


def test_the_cost_of_an_activity_becomes_a_draft_payment_linked_to_it(office):
    money = save_voucher(office, voucher_draft("PT", 2_000_000, date(2026, 1, 5)))
    post_voucher(office, money.id)
    row = do(office, "THAM_HOI", DAY, amount=500_000, title="Thăm chị Hoa ốm")
    voucher = draft_voucher(office, row.id, "Trần Thị Hoa")
    detail = show_voucher(office, voucher.id)
    assert (voucher.kind, voucher.amount, voucher.status) == ("PC", 500_000, "draft")
    assert detail.draft.reason == "Thăm chị Hoa ốm"
    assert [line.item for line in detail.draft.lines] == ["EXP_CARE_VISIT"]
    assert show_activity(office, row.id).voucher_id == voucher.id
    with pytest.raises(Refusal) as refused:
        draft_voucher(office, row.id, "Trần Thị Hoa")
    assert refused.value.code == "activity.has_voucher"
    delete_draft(office, voucher.id)
    assert draft_voucher(office, row.id, "Trần Thị Hoa").amount == 500_000


def test_the_cost_of_a_locked_month_is_paid_today_and_its_voucher_is_found(office):
    row = do(office, "THAM_HOI", DAY, amount=500_000)
    assert cost_voucher(office, row.id) is None
    lock_month(office, "2026-02")
    voucher = draft_voucher(office, row.id, "Trần Thị Hoa")
    assert voucher.voucher_on == office.today
    assert cost_voucher(office, row.id) == voucher
    delete_draft(office, voucher.id)
    assert cost_voucher(office, row.id) is None


def test_an_activity_without_cost_or_called_off_gives_no_payment(office):
    row = do(office, "THAM_HOI", DAY)
    with pytest.raises(Refusal) as refused:
        draft_voucher(office, row.id, "Trần Thị Hoa")
    assert refused.value.code == "activity.no_cost"
    cancel_activity(office, row.id, "Dời ngày khác")
    with pytest.raises(Refusal) as refused:
        draft_voucher(office, row.id, "Trần Thị Hoa")
    assert refused.value.code == "activity.cancelled"
