"""Who a detailed report names: today's members, with their group, and nobody who has left."""

from datetime import date

from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.groups import found_group
from unionapp.membership.life_cycle import EventKind
from unionapp.membership.members import add_member
from unionapp.membership.reported import list_reported_members


def test_todays_members_are_named_with_their_group(office) -> None:
    group = found_group(office, "Tổ Sơn 1")
    add_member(
        office,
        MemberDraft("Trần Thị Bích", gender="female", group_id=group, joined_on="2020-01-01"),
    )
    gone = add_member(office, MemberDraft("Lê Văn Nam", gender="male", joined_on="2020-01-01"))
    record_event(office, gone.id, EventDraft(EventKind.THOI_VIEC, date(2026, 3, 1)))
    (member,) = list_reported_members(office)
    assert (member.full_name, member.group, member.gender) == (
        "Trần Thị Bích",
        "Tổ Sơn 1",
        "female",
    )
    assert len(member.uid) == 36
