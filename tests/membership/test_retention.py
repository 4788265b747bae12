"""Data of former members goes when its time is over; marks find one person in two units."""

from datetime import date

import pytest
from sqlalchemy import select, text

from unionapp.database.tables import JournalEntry
from unionapp.errors import Refusal
from unionapp.membership.data_rights import give_consent, receive_request
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.life_cycle import Status
from unionapp.membership.lists import count_members
from unionapp.membership.marks import make_mark, person_marks, shared_marks
from unionapp.membership.members import add_member, show_member
from unionapp.membership.retention import (
    ERASED_NAME,
    erase_person,
    hold_data,
    list_erasable,
    set_retention,
)
from unionapp.organisation.units import UnitFacts

WHY = "hết thời gian lưu hồ sơ"
ENTRIES = select(JournalEntry).order_by(JournalEntry.id)
KEY = b"khoa doi chieu cua cap tren 2026"
BICH = MemberDraft(
    "Trần Thị Bích",
    gender="female",
    birth_date="1985-03-05",
    id_number="037185000001",
    phone="0912345678",
)


@pytest.fixture
def former(office):
    row = add_member(office, BICH, on=date(2005, 1, 1))
    record_event(office, row.id, EventDraft("THOI_VIEC", date(2019, 6, 30)))
    return row


def test_the_years_of_keeping_are_decided_never_guessed(office, former):
    with pytest.raises(Refusal, match=r"parameter\.missing"):
        list_erasable(office)
    set_retention(office, 10, "Quy chế lưu trữ 2026")
    assert list_erasable(office) == ()
    with pytest.raises(Refusal, match=r"retention\.too_early"):
        erase_person(office, former.id, WHY)
    with pytest.raises(Refusal, match=r"retention\.years"):
        set_retention(office, 0, "")


def test_the_person_goes_and_the_figures_stay(office, former):
    set_retention(office, 5, "Quy chế lưu trữ 2026")
    (row,) = list_erasable(office)
    assert (row.id, row.left_on) == (former.id, date(2019, 6, 30))
    erase_person(office, former.id, WHY)
    detail = show_member(office, former.id)
    assert detail.draft == MemberDraft(ERASED_NAME, gender="female")
    assert (detail.code, detail.status) == (former.code, Status.TERMINATED)
    assert count_members(office, date(2019, 1, 1)).female == 1
    assert list_erasable(office) == ()
    with office.read() as session:
        entries = session.scalars(
            select(JournalEntry).where(JournalEntry.use_case.startswith("member.erase"))
        ).all()
    assert entries
    assert all("Bích" not in (entry.old or "") + (entry.new or "") for entry in entries)


def test_the_journal_keeps_who_did_what_and_forgets_what_was_written(office, former):
    give_consent(office, former.id, "HO_SO", date(2018, 5, 1), "Đơn của Bích")
    other = add_member(office, MemberDraft("Lê Hòa", gender="male"))
    set_retention(office, 5, "Quy chế lưu trữ 2026")
    with office.read() as session:
        before = [(e.id, e.at, e.officer, e.use_case) for e in session.scalars(ENTRIES)]
    erase_person(office, former.id, WHY)
    with office.read() as session:
        entries = session.scalars(ENTRIES).all()
        after = [(e.id, e.at, e.officer, e.use_case) for e in entries][: len(before)]
        said = "".join((e.old or "") + (e.new or "") for e in entries)
    assert after == before
    assert not [it for it in ("Bích", "037185000001", "0912345678", "bich") if it in said]
    assert other.full_name in said


def test_nothing_else_in_the_journal_can_be_changed_even_after_an_erasure(office, former):
    set_retention(office, 5, "Quy chế lưu trữ 2026")
    erase_person(office, former.id, WHY)
    for change in ("officer = 'ai đó'", "new = '{}'", "at = ''"):
        with pytest.raises(Refusal, match=r"journal\.kept"), office.change("test") as session:
            session.execute(text(f"UPDATE journal SET {change} WHERE id = 1"))


def test_a_legal_hold_keeps_the_data(office, former):
    set_retention(office, 5, "Quy chế lưu trữ 2026")
    hold_data(office, former.id, date(2027, 1, 1), "đang có tranh chấp lao động")
    assert list_erasable(office)[0].held_until == date(2027, 1, 1)
    with pytest.raises(Refusal, match=r"retention\.held"):
        erase_person(office, former.id, WHY)
    assert show_member(office, former.id).draft.phone == "0912345678"


def test_an_open_request_to_delete_goes_before_the_years(office, former):
    set_retention(office, 50, "Quy chế lưu trữ 2026")
    receive_request(office, former.id, "delete", date(2026, 3, 4))
    erase_person(office, former.id, "đoàn viên cũ yêu cầu xóa")
    assert show_member(office, former.id).draft.full_name == ERASED_NAME


def test_a_present_member_is_not_erased_and_a_reason_is_needed(office):
    row = add_member(office, BICH)
    with pytest.raises(Refusal, match=r"retention\.is_member"):
        erase_person(office, row.id, WHY)
    with pytest.raises(Refusal, match=r"retention\.reason_needed"):
        erase_person(office, row.id, "x")
    with pytest.raises(Refusal, match=r"retention\.hold_reason_needed"):
        hold_data(office, row.id, date(2027, 1, 1), "x")


def test_marks_find_one_person_in_two_units_and_tell_nothing_else(office, make_office):
    other = make_office("other", unit=UnitFacts("CDCS", "CS-0200", "CĐCS Sao Mai", "DN_NGOAI"))
    third = make_office("third", unit=UnitFacts("CDCS", "CS-0300", "CĐCS Bình Minh", "DN_NGOAI"))
    add_member(office, BICH)
    add_member(office, MemberDraft("Lê Hoà", gender="male", birth_date="1990-01-02"))
    add_member(other, MemberDraft("Trần Thị Ngọc Bích", gender="female", id_number="037185000001"))
    add_member(third, MemberDraft("Lê Hòa", gender="male", birth_date="1990-01-02"))
    add_member(third, MemberDraft("Vũ Tư", gender="male", birth_date="1990"))
    marks = [mark for unit in (office, other, third) for mark in person_marks(unit, KEY)]
    assert [(shared.kind, shared.members) for shared in shared_marks(marks)] == [
        ("number", (("CS-0147", "CS-0147-000001"), ("CS-0200", "CS-0200-000001"))),
        ("name", (("CS-0147", "CS-0147-000002"), ("CS-0300", "CS-0300-000001"))),
    ]
    assert all("037185" not in mark.mark and len(mark.mark) == 32 for mark in marks)


def test_another_key_gives_other_marks_and_a_short_key_none():
    assert make_mark("number", "037185000001", KEY) != make_mark(
        "number", "037185000001", KEY[::-1]
    )
    with pytest.raises(Refusal, match=r"marks\.key"):
        make_mark("number", "037185000001", b"short")
