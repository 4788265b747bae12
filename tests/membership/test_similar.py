"""Finding the person again: likeness explained while typing, and coming back as the same person."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.membership.drafts import MemberDraft, issuer_on
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.life_cycle import Spell
from unionapp.membership.lists import count_members, member_ids, movement_of
from unionapp.membership.members import add_member, show_member
from unionapp.membership.readmission import readmit
from unionapp.membership.similar import similar_members
from unionapp.sentences import sentence
from unionapp.vietnamese.periods import Period

BICH = MemberDraft(
    "Trần Thị Bích",
    gender="female",
    birth_date="1985-03-05",
    hometown="Nam Đàn",
    joined_on="2010-05-01",
)


@pytest.mark.parametrize(
    ("typed", "percent", "reason"),
    [
        (MemberDraft("TRẦN THỊ BÍCH", birth_date="05/03/1985"), 98, "name_birth"),
        (MemberDraft("Tran Thi Bich", birth_date="05/03/1985"), 95, "unmarked_name_birth"),
        (MemberDraft("Trần Thị Bíchh", birth_date="05/03/1985"), 90, "near_name_birth"),
        (MemberDraft("Trần Thị Bích", birth_date="1985"), 85, "name_year"),
        (MemberDraft("Trần Thị Bích"), 70, "name"),
    ],
)
def test_a_typed_person_is_recognised_with_a_reason(office, typed, percent, reason):
    row = add_member(office, BICH)
    (found,) = similar_members(office, typed)
    assert (found.row.id, found.percent, found.reason) == (row.id, percent, reason)
    said = sentence(
        f"likeness.{reason}", percent=percent, name=row.full_name, status=row.status_name
    )
    assert f"{percent} %" in said


@pytest.mark.parametrize(
    "typed",
    [
        MemberDraft("Trần Thị Bích", birth_date="1986-03-05"),
        MemberDraft("Lê Văn Dũng", birth_date="1985-03-05"),
        MemberDraft("Trần Thị Bích", birth_date="1985-03-05", id_number="037185000002"),
        MemberDraft(""),
    ],
)
def test_namesakes_and_strangers_are_not_taken_for_one_person(office, typed):
    add_member(
        office,
        MemberDraft(
            "Trần Thị Bích", gender="female", birth_date="1985-03-05", id_number="037185000001"
        ),
    )
    assert similar_members(office, typed) == ()


def test_the_same_number_is_the_same_person_whatever_the_name(office):
    add_member(office, MemberDraft("Trần Thị Bích", gender="female", id_number="037185000001"))
    (found,) = similar_members(
        office, MemberDraft("Trần Thị Ngọc Bích", id_number="037 185 000 001")
    )
    assert (found.percent, found.reason) == (100, "id_number")


def test_a_new_card_finds_the_person_by_the_old_number(office):
    row = add_member(office, MemberDraft("Trần Thị Bích", gender="female", id_number="182345678"))
    scanned = MemberDraft("Trần Thị Bích", id_number="037185000001", old_id_number="182345678")
    (found,) = similar_members(office, scanned)
    assert (found.row.id, found.percent) == (row.id, 100)


@pytest.mark.parametrize(
    ("day", "issuer"),
    [
        ("2025-01-01", "Bộ Công an"),
        ("2024-06-30", "Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
        ("2018-10-09", "Cục Cảnh sát ĐKQL cư trú và DLQG về dân cư"),
        ("2010", None),
    ],
)
def test_the_issuer_of_a_card_follows_from_its_day(day, issuer):
    assert issuer_on(day) == issuer


def test_the_one_being_edited_is_not_like_itself(office):
    row = add_member(office, BICH)
    assert similar_members(office, BICH, member_id=row.id) == ()


def test_a_former_member_comes_back_as_the_same_person(office):
    row = add_member(office, BICH)
    record_event(office, row.id, EventDraft("THOI_VIEC", date(2023, 6, 30)))
    back = readmit(
        office, row.id, MemberDraft("Trần Thị Bích", phone="0912345678", joined_on="2026-03-05")
    )
    assert (back.id, back.code, back.phone, back.hometown) == (
        row.id,
        row.code,
        "0912345678",
        "Nam Đàn",
    )
    detail = show_member(office, row.id)
    assert detail.memberships == (
        Spell(date(2010, 5, 1), date(2023, 6, 30)),
        Spell(date(2026, 3, 5)),
    )
    assert detail.draft.joined_on == "2010-05-01"
    assert len(member_ids(office, status="all")) == 1
    assert count_members(office).total == 1
    figures = movement_of(office, Period.parse("2026-03"))
    assert (figures.gross_new.total, figures.increase.total) == (0, 1)


def test_a_present_member_cannot_be_readmitted(office):
    row = add_member(office, BICH)
    with pytest.raises(Refusal, match=r"membership\.event_not_allowed"):
        readmit(office, row.id, MemberDraft("Trần Thị Bích", phone="0912345678"))
    assert show_member(office, row.id).draft.phone is None
