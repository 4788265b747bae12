"""Mistakes are struck out while the month is open, with a reason the journal keeps."""

from datetime import date

import pytest
from sqlalchemy import select

from unionapp.database.tables import JournalEntry
from unionapp.errors import Refusal
from unionapp.membership.cadres import CadreDraft, appoint
from unionapp.membership.corrections import remove_member, withdraw_event
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event, record_for_many
from unionapp.membership.groups import found_group
from unionapp.membership.lists import count_members, member_ids
from unionapp.membership.members import add_member, show_member
from unionapp.organisation.locks import lock_month
from unionapp.sentences import sentence_for

WHY = "ghi nhầm người cùng tên"


@pytest.fixture
def an(office):
    return add_member(
        office, MemberDraft("Trần An", gender="male"), salary=5_000_000, on=date(2020, 1, 1)
    )


def test_one_decision_may_concern_many(office, an):
    binh = add_member(office, MemberDraft("Lê Bình", gender="male"), on=date(2020, 1, 1))
    leaving = EventDraft("GIAI_THE", date(2026, 3, 1), decision_no="8/QĐ")
    assert record_for_many(office, (an.id, binh.id), leaving) == 2
    assert count_members(office).total == 0
    with pytest.raises(Refusal, match=r"membership\.event_not_allowed"):
        record_for_many(office, (an.id, binh.id), leaving)


def test_if_one_of_many_is_not_possible_none_is_recorded(office, an):
    binh = add_member(office, MemberDraft("Lê Bình", gender="male"), on=date(2026, 3, 4))
    with pytest.raises(Refusal):
        record_for_many(office, (an.id, binh.id), EventDraft("RA_KHOI", date(2026, 3, 1)))
    assert count_members(office).total == 2


def test_a_mistaken_event_is_struck_out_and_kept_in_the_journal(office, an):
    event = record_event(office, an.id, EventDraft("NGHI_HUU", date(2026, 3, 1)))
    withdraw_event(office, event.id, WHY)
    assert count_members(office).total == 1
    assert [e.kind for e in show_member(office, an.id).events] == ["KET_NAP"]
    with office.read() as session:
        entry = session.scalars(
            select(JournalEntry).filter_by(table_name="member_event", action="delete")
        ).one()
    assert entry.use_case.endswith(WHY)
    assert "NGHI_HUU" in entry.old


def test_moving_groups_back_and_late_moves_keep_the_latest_group(office, an):
    first, second, third = (found_group(office, f"Tổ {n}") for n in (1, 2, 3))
    record_event(office, an.id, EventDraft("CHUYEN_TO", date(2026, 1, 5), group_id=first))
    moving = record_event(
        office, an.id, EventDraft("CHUYEN_TO", date(2026, 3, 1), group_id=second)
    )
    record_event(office, an.id, EventDraft("CHUYEN_TO", date(2026, 2, 1), group_id=third))
    assert show_member(office, an.id).group_name == "Tổ 2"
    withdraw_event(office, moving.id, WHY)
    assert show_member(office, an.id).group_name == "Tổ 3"


def test_what_later_events_need_stays(office, an):
    leaving = record_event(office, an.id, EventDraft("RA_KHOI", date(2026, 1, 5)))
    record_event(office, an.id, EventDraft("KET_NAP_LAI", date(2026, 2, 5)))
    with pytest.raises(Refusal, match=r"membership\.event_not_allowed"):
        withdraw_event(office, leaving.id, WHY)


def test_an_event_of_a_locked_month_the_first_one_and_no_reason_are_refused(office, an):
    event = record_event(office, an.id, EventDraft("NGHI_HUU", date(2026, 2, 1)))
    with pytest.raises(Refusal, match=r"event\.reason_needed"):
        withdraw_event(office, event.id, "nhầm")
    first = show_member(office, an.id).events[0]
    with pytest.raises(Refusal, match=r"event\.first"):
        withdraw_event(office, first.id, WHY)
    with pytest.raises(Refusal, match=r"event\.unknown"):
        withdraw_event(office, 99, WHY)
    lock_month(office, "2026-02")
    with pytest.raises(Refusal, match=r"period\.locked"):
        withdraw_event(office, event.id, WHY)


def test_somebody_entered_by_mistake_can_be_struck_out(office, an):
    remove_member(office, an.id, WHY)
    assert len(member_ids(office, status="all")) == 0


def test_each_deed_asks_for_its_own_reason(office, an):
    event = record_event(office, an.id, EventDraft("NGHI_HUU", date(2026, 2, 1)))
    with pytest.raises(Refusal) as withdrawing:
        withdraw_event(office, event.id, " nhầm ")
    assert "lý do gỡ biến động" in sentence_for(withdrawing.value)
    with pytest.raises(Refusal) as removing:
        remove_member(office, an.id, "nhầm")
    assert "lý do xóa hồ sơ nhập nhầm" in sentence_for(removing.value)


def test_somebody_others_speak_of_stays(office, an):
    appoint(office, CadreDraft(an.id, "UV_BCH", date(2026, 1, 1)))
    with pytest.raises(Refusal, match=r"member\.in_use"):
        remove_member(office, an.id, WHY)
    binh = add_member(office, MemberDraft("Lê Bình", gender="male"), on=date(2020, 1, 1))
    record_event(office, binh.id, EventDraft("RA_KHOI", date(2026, 3, 1)))
    with pytest.raises(Refusal, match=r"member\.in_use"):
        remove_member(office, binh.id, WHY)
    assert len(member_ids(office, status="all")) == 2
