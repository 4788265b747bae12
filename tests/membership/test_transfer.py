"""A member moves to another unit by slip and is counted in exactly one."""

import hashlib
from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.lists import count_members, member_ids, movement_of
from unionapp.membership.members import add_member, show_member
from unionapp.membership.transfer import (
    load_slip,
    make_slip,
    read_slip,
    receive_transfer,
    slip_text,
)
from unionapp.organisation.units import UnitFacts
from unionapp.vietnamese.periods import Period

BICH = MemberDraft(
    "Trần Thị Bích",
    gender="female",
    birth_date="1985-03",
    id_number="037185000001",
    joined_on="2010-05-01",
)


@pytest.fixture
def leaver(office):
    row = add_member(office, BICH)
    record_event(
        office, row.id, EventDraft("CHUYEN_DI", date(2026, 2, 20), other_unit="CĐCS Sao Mai")
    )
    return row


@pytest.fixture
def next_office(make_office):
    return make_office("next", unit=UnitFacts("CDCS", "CS-0200", "CĐCS Sao Mai", "DN_NGOAI"))


def test_the_person_continues_in_the_next_unit_and_is_not_new_there(office, leaver, next_office):
    text = slip_text(make_slip(office, leaver.id))
    assert "\n" not in text
    row = receive_transfer(next_office, read_slip(text))
    detail = show_member(next_office, row.id)
    assert (row.full_name, row.birth_date, row.joined_on) == (
        "Trần Thị Bích",
        "1985-03",
        "2010-05-01",
    )
    assert (detail.events[0].kind, detail.events[0].other_unit) == ("CHUYEN_DEN", office.unit.name)
    assert (count_members(office).total, count_members(next_office).total) == (0, 1)
    assert movement_of(next_office, Period.parse("2026-03")).gross_new.total == 0


def test_a_slip_without_a_number_is_nobody_else(office, next_office):
    add_member(next_office, MemberDraft("Lê Ba", gender="male"))
    row = add_member(office, MemberDraft("Vũ Tư", gender="male"))
    record_event(office, row.id, EventDraft("CHUYEN_DI", date(2026, 3, 5)))
    assert receive_transfer(next_office, make_slip(office, row.id)).full_name == "Vũ Tư"
    assert count_members(next_office).total == 2


def test_a_slip_is_used_once(office, leaver, next_office):
    slip = make_slip(office, leaver.id)
    receive_transfer(next_office, slip)
    with pytest.raises(Refusal, match=r"transfer\.already_here"):
        receive_transfer(next_office, slip)
    assert count_members(next_office).total == 1


def test_who_comes_back_is_still_the_same_person(office, leaver, next_office):
    there = receive_transfer(next_office, make_slip(office, leaver.id), on=date(2026, 2, 25))
    record_event(
        next_office,
        there.id,
        EventDraft("CHUYEN_DI", date(2026, 3, 1), other_unit=office.unit.name),
    )
    back = receive_transfer(office, make_slip(next_office, there.id))
    assert back.id == leaver.id
    assert len(member_ids(office, status="all")) == 1


def test_only_who_left_gets_a_slip_and_the_own_slip_is_refused(office, leaver):
    with pytest.raises(Refusal, match=r"transfer\.own_slip"):
        receive_transfer(office, make_slip(office, leaver.id))
    present = add_member(office, MemberDraft("Lê Ba", gender="male"))
    with pytest.raises(Refusal, match=r"transfer\.not_leaving"):
        make_slip(office, present.id)


def test_nobody_arrives_before_leaving(office, leaver, next_office):
    with pytest.raises(Refusal, match=r"transfer\.before_leaving"):
        receive_transfer(next_office, make_slip(office, leaver.id), on=date(2026, 2, 19))


def resealed(text, *, at, part):
    """A slip with one part written over and its check made to fit again."""
    parts = text.split("|")[:-1]
    parts[at] = part
    body = "|".join(parts)
    return f"{body}|{hashlib.sha256(body.encode()).hexdigest()[:8].upper()}"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda text: text.replace("Bích", "Ngọc"), "transfer.damaged"),
        (lambda text: text[:-1], "transfer.damaged"),
        (lambda text: text[: len(text) // 2], "transfer.damaged"),
        (lambda text: resealed(text, at=1, part="không phải mã"), "transfer.damaged"),
        (lambda text: resealed(text, at=-1, part="30/02/2026"), "transfer.damaged"),
        (lambda text: text.split("|", 3)[3], "transfer.unreadable"),
        (
            lambda text: "037185000001||Trần Thị Bích|05031985|Nữ|Nam Đàn|01012022",
            "transfer.unreadable",
        ),
        (lambda text: "", "transfer.unreadable"),
    ],
)
def test_a_spoilt_slip_is_named(office, leaver, spoil, code):
    with pytest.raises(Refusal) as refused:
        read_slip(spoil(slip_text(make_slip(office, leaver.id))))
    assert refused.value.code == code


def test_a_slip_saved_again_by_an_editor_is_still_read(office, leaver, tmp_path):
    text = slip_text(make_slip(office, leaver.id))
    file = tmp_path / "phieu.txt"
    file.write_text(f"{text}\r\n", encoding="utf-8-sig")
    assert load_slip(file) == read_slip(text)
