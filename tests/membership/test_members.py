"""Adding, changing, showing and searching members in a data file."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text

from unionapp.database.tables import JournalEntry
from unionapp.errors import Invalid, Refusal
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.groups import found_group, list_groups
from unionapp.membership.life_cycle import EventKind, Figure, Status
from unionapp.membership.lists import (
    count_members,
    find_members,
    list_changes,
    list_members,
    member_ids,
    member_rows,
    movement_of,
)
from unionapp.membership.members import (
    add_member,
    check_member,
    edit_member,
    show_member,
)
from unionapp.membership.salaries import dues_basis, set_salary
from unionapp.organisation.locks import lock_month
from unionapp.sentences import problem_sentence, sentence_for
from unionapp.vietnamese.periods import Period

MARCH = Period.parse("2026-03")
HUONG = MemberDraft(
    "nguyễn thị thu hường",
    gender="Nữ",
    birth_date="05/03/1990",
    id_number="037190001234",
    phone="0912 345 678",
    ethnicity="Kinh",
    joined_on="2015-06-01",
)


def test_a_member_is_stored_clean_and_listed_masked(office):
    row = add_member(office, HUONG, salary=6_200_000, salary_from="2026-01")
    assert row.full_name == "Nguyễn Thị Thu Hường"
    assert (row.gender, row.birth_date, row.phone) == ("female", "1990-03-05", "0912345678")
    assert row.code == "CS-0147-000001"
    assert row.id_number == "037******234"
    assert row.ethnicity == "Kinh"
    assert row.salary == 6_200_000
    assert row.status == Status.ACTIVE
    assert list_members(office) == (row,)


def test_the_full_record_comes_back(office):
    row = add_member(office, HUONG)
    detail = show_member(office, row.id)
    assert detail.draft.id_number == "037190001234"
    assert detail.draft.id_type == "CCCD"
    assert detail.draft.ethnicity == "01"
    assert detail.draft.is_ethnic_minority is False
    assert [event.kind for event in detail.events] == ["KET_NAP"]
    assert detail.events[0].effective_on == date(2015, 6, 1)
    score = detail.completeness
    assert score.filled + len(score.missing) == score.expected
    assert "hometown" in detail.completeness.missing


def test_every_error_of_a_draft_is_named_at_once_and_nothing_is_stored(office):
    bad = MemberDraft(" ", birth_date="31/02/1990", id_number="12345", email="x", gender="?")
    with pytest.raises(Invalid) as refused:
        add_member(office, bad)
    fields = {problem.field: problem.code for problem in refused.value.problems}
    assert fields == {
        "full_name": "MISSING_NAME",
        "birth_date": "INVALID_DATE",
        "id_number": "ID_BAD_LENGTH",
        "email": "member.email_bad",
        "gender": "member.gender_unknown",
    }
    assert member_ids(office, status="all").tolist() == []
    assert sentence_for(refused.value)


def test_doubts_are_warnings_and_let_the_record_in(office):
    draft = MemberDraft("Trần Văn Ba", gender="male", birth_date="2013", id_number="037190001234")
    codes = {problem.code: problem.severity for problem in check_member(office, draft)}
    assert codes == {
        "ID_GENDER_MISMATCH": "warning",
        "ID_YEAR_MISMATCH": "warning",
        "member.too_young": "warning",
    }
    assert add_member(office, draft).full_name == "Trần Văn Ba"


def test_an_identity_number_belongs_to_one_person(office):
    first = add_member(office, HUONG)
    with pytest.raises(Invalid) as refused:
        add_member(office, MemberDraft("Lê Thị B", gender="female", id_number="037190001234"))
    (problem,) = refused.value.problems
    assert (problem.code, problem.suggestion) == ("member.id_taken", first.code)
    assert first.code in problem_sentence(problem)


def test_the_same_name_and_birth_date_ask_for_a_look_however_the_tone_is_placed(office):
    add_member(office, MemberDraft("Lê Thị Hoà", gender="female", birth_date="1990"))
    twin = MemberDraft("Lê Thị Hòa", gender="female", birth_date="1990")
    assert [p.code for p in check_member(office, twin)] == ["member.same_person"]


def test_an_edit_is_journalled_with_old_and_new(office):
    row = add_member(office, HUONG)
    draft = show_member(office, row.id).draft
    changed = type(draft)(
        **{**{n: getattr(draft, n) for n in draft.__slots__}, "phone": "0987654321"}
    )
    assert edit_member(office, row.id, changed).phone == "0987654321"
    with office.read() as session:
        entry = session.scalars(
            select(JournalEntry).filter_by(table_name="member", use_case="member.edit")
        ).one()
    assert entry.action == "update"
    assert "0912345678" in entry.old
    assert "0987654321" in entry.new


def test_names_are_found_with_and_without_marks_and_by_initials(office):
    for name in ("Nguyễn Thị Thu Hường", "Trần Văn Hùng", "Lê Hương Giang", "H'Hen Niê"):
        add_member(office, MemberDraft(name, gender="female"))

    def found(search):
        return [row.full_name for row in list_members(office, search)]

    assert found("huong") == ["Lê Hương Giang", "Nguyễn Thị Thu Hường"]
    assert found("Hường") == ["Nguyễn Thị Thu Hường"]
    assert found("giang le") == ["Lê Hương Giang"]
    assert found("tvh") == ["Trần Văn Hùng"]
    assert found("hen") == ["H'Hen Niê"]
    assert found("uong") == []
    assert found("000002") == ["Trần Văn Hùng"]
    assert found("%") == found("") != []


def test_a_list_can_be_sorted_and_turned_round(office):
    for name, born in (("Trần An", "1990"), ("Lê Ân", "1980"), ("Bùi Ăn", "1970")):
        add_member(office, MemberDraft(name, gender="male", birth_date=born))

    def names(**how):
        return [row.full_name for row in member_rows(office, member_ids(office, **how))]

    assert names() == ["Trần An", "Bùi Ăn", "Lê Ân"]
    assert names(descending=True) == ["Lê Ân", "Bùi Ăn", "Trần An"]
    assert names(sort="birth_date") == ["Bùi Ăn", "Lê Ân", "Trần An"]
    assert names(sort="group") == ["Trần An", "Bùi Ăn", "Lê Ân"]
    assert find_members(office, "a", limit=2).tolist() == member_ids(office).tolist()[:2]
    assert len(find_members(office, "ân")) == 1


def test_leaving_and_coming_back_is_one_person_with_two_memberships(office):
    row = add_member(office, HUONG)
    record_event(office, row.id, EventDraft("RA_KHOI", date(2026, 2, 1), reason="Xin ra"))
    assert list_members(office) == ()
    assert member_ids(office, status="LEFT").tolist() == [row.id]
    record_event(office, row.id, EventDraft("KET_NAP_LAI", date(2026, 3, 1), decision_no="12/QĐ"))
    detail = show_member(office, row.id)
    assert detail.status is Status.ACTIVE
    assert detail.draft.joined_on == "2015-06-01"
    assert [
        count_members(office, day).total
        for day in (date(2026, 1, 1), date(2026, 2, 2), date(2026, 3, 1))
    ] == [1, 0, 1]


def test_the_figures_of_a_period_tell_gross_new_from_net(office):
    for name, kind in (("Trần An", "KET_NAP"), ("Lê Bình", "CHUYEN_DEN"), ("Vũ Cúc", "CONG_NHAN")):
        add_member(
            office,
            MemberDraft(name, gender="female" if name == "Vũ Cúc" else "male"),
            event=kind,
            on=date(2026, 3, 2),
        )
    old = add_member(office, MemberDraft("Hồ Dậu", gender="male"), on=date(2020, 5, 1))
    record_event(office, old.id, EventDraft("NGHI_HUU", date(2026, 3, 3)))
    figures = movement_of(office, MARCH)
    assert figures.opening == Figure(1, 0)
    assert figures.gross_new == Figure(2, 1)
    assert figures.increases[EventKind.CHUYEN_DEN] == Figure(1, 0)
    assert figures.decreases[EventKind.NGHI_HUU] == Figure(1, 0)
    assert figures.net == Figure(2, 1)
    assert figures.closing == Figure(3, 1)
    assert [row.kind_name for row in list_changes(office, MARCH)][-1] == "Nghỉ hưu"


def test_a_late_entry_counts_in_the_first_open_month(office):
    row = add_member(office, HUONG)
    lock_month(office, "2026-02")
    event = record_event(office, row.id, EventDraft("THOI_VIEC", date(2026, 2, 10)))
    assert (event.effective_on, event.counted_on) == (date(2026, 2, 10), date(2026, 3, 1))
    assert event.is_late
    assert count_members(office, date(2026, 2, 28)).total == 1
    assert count_members(office, date(2026, 3, 1)).total == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM member_event",
        "UPDATE member_event SET counted_on = '2026-03-02'",
        "INSERT INTO member_event (uid, unit_id, member_id, kind, effect, effective_on, counted_on,"
        " recorded_at, recorded_by) SELECT x'00', unit_id, member_id, 'RA_KHOI', -1, '2026-01-31',"
        " '2026-01-31', '', '' FROM member_event",
    ],
)
def test_the_file_itself_holds_the_figures_of_locked_months(office, statement):
    add_member(office, HUONG, on=date(2026, 1, 15))
    lock_month(office, "2026-02")
    with pytest.raises(Refusal) as refused, office.change("test") as session:
        session.execute(text(statement))
    assert refused.value.code == "membership.month_locked"
    assert sentence_for(refused.value)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (EventDraft("KET_NAP", date(2026, 3, 1)), "membership.event_not_allowed"),
        (EventDraft("BAY_DI", date(2026, 3, 1)), "membership.unknown_event"),
        (EventDraft("NGHI_HUU", date(2026, 3, 6)), "membership.event_in_future"),
        (EventDraft("NGHI_HUU", date(2010, 3, 6)), "membership.event_not_allowed"),
        (EventDraft("DIEU_CHINH", date(2026, 3, 1), reason="sai"), "membership.reason_needed"),
        (
            EventDraft("DIEU_CHINH", date(2026, 3, 1), reason="nhập nhầm người"),
            "membership.approval_needed",
        ),
        (EventDraft("TAM_DUNG", date(2026, 3, 1)), "membership.suspension_reason"),
        (EventDraft("CHUYEN_TO", date(2026, 3, 1)), "membership.unknown_group"),
        (EventDraft("CHUYEN_TO", date(2026, 3, 1), group_id=999), "membership.unknown_group"),
    ],
)
def test_an_event_against_the_rules_is_refused_in_words(office, draft, code):
    row = add_member(office, HUONG)
    with pytest.raises(Refusal) as refused:
        record_event(office, row.id, draft)
    assert refused.value.code == code
    assert "…" not in sentence_for(refused.value)
    assert len(show_member(office, row.id).events) == 1


def test_a_member_of_another_unit_is_out_of_reach(office):
    with pytest.raises(Refusal, match="membership.unknown"):
        show_member(office, 77)


def test_groups_are_found_by_name_and_moving_is_an_event(office):
    first = found_group(office, "Tổ may 1")
    assert found_group(office, " tổ  MAY 1 ") == first
    second = found_group(office, "Văn phòng")
    row = add_member(office, MemberDraft("Trần An", gender="male", group_id=first))
    record_event(office, row.id, EventDraft("CHUYEN_TO", date(2026, 3, 5), group_id=second))
    assert [(g.name, g.total) for g in list_groups(office)] == [("Tổ may 1", 0), ("Văn phòng", 1)]
    assert member_ids(office, group=second).tolist() == [row.id]
    draft = show_member(office, row.id).draft
    edit_member(office, row.id, MemberDraft("Trần An", gender="male", group_id=first))
    detail = show_member(office, row.id)
    assert detail.group_name == "Tổ may 1"
    assert [event.kind for event in detail.events] == ["KET_NAP", "CHUYEN_TO", "CHUYEN_TO"]
    assert draft.group_id == second


def test_pay_is_valid_from_its_month_on(office):
    row = add_member(office, HUONG, salary=6_000_000, salary_from="2026-01")
    set_salary(office, row.id, "2026-03", 7_000_000, coefficient="2.34")
    with office.read() as session:
        pay = [
            dues_basis(session, office.unit.id, month)[0].salary
            for month in ("2025-12", "2026-02", "2026-03")
        ]
    assert pay == [None, 6_000_000, 7_000_000]
    with pytest.raises(Refusal, match=r"membership\.salary_negative"):
        set_salary(office, row.id, "2026-03", -1)
    lock_month(office, "2026-02")
    with pytest.raises(Refusal, match=r"period\.locked"):
        set_salary(office, row.id, "2026-02", 1)


def test_months_on_hold_owe_no_dues(office):
    row = add_member(office, HUONG)
    record_event(office, row.id, EventDraft("TAM_DUNG", date(2025, 9, 10), reason="thai sản"))
    record_event(office, row.id, EventDraft("TRO_LAI", date(2026, 3, 4)))
    with office.read() as session:
        exempt = {
            month: dues_basis(session, office.unit.id, month)[0].exempt
            for month in ("2025-08", "2025-09", "2025-10", "2026-02", "2026-03")
        }
    assert exempt == {
        "2025-08": None,
        "2025-09": "THAI_SAN",
        "2025-10": "THAI_SAN",
        "2026-02": "THAI_SAN",
        "2026-03": None,
    }


def test_who_leaves_in_a_month_still_stands_on_its_dues_list(office):
    row = add_member(office, HUONG)
    record_event(office, row.id, EventDraft("THOI_VIEC", date(2026, 2, 20)))
    late = add_member(office, MemberDraft("Trần An", gender="male"), on=date(2026, 2, 25))
    with office.read() as session:
        lists = {
            m: [b.member_id for b in dues_basis(session, office.unit.id, m)]
            for m in ("2026-01", "2026-02", "2026-03")
        }
    assert lists == {"2026-01": [row.id], "2026-02": [late.id, row.id], "2026-03": [late.id]}


def test_the_pay_of_now_is_the_one_of_the_list_whatever_is_entered_ahead(office):
    row = add_member(office, HUONG, salary=5_000_000, salary_from="2026-01")
    set_salary(office, row.id, "2026-07", 9_000_000, coefficient="3.00")
    detail = show_member(office, row.id)
    assert detail.salary_now == detail.salaries[0]
    assert [pay.amount for pay in detail.salaries] == [5_000_000, 9_000_000]
    assert list_members(office)[0].salary == detail.salary_now.amount == 5_000_000


def test_a_pay_that_only_begins_later_is_no_pay_of_now(office):
    row = add_member(office, HUONG, salary=9_000_000, salary_from="2026-07")
    assert show_member(office, row.id).salary_now is None
    assert list_members(office)[0].salary is None


def test_an_edit_and_its_pay_are_stored_together(office):
    row = add_member(office, HUONG, salary=5_000_000, salary_from="2026-01")
    changed = replace(show_member(office, row.id).draft, phone="0987654321")
    done = edit_member(office, row.id, changed, salary=5_500_000)
    assert (done.phone, done.salary) == ("0987654321", 5_500_000)
    assert [pay.valid_from for pay in show_member(office, row.id).salaries] == [
        "2026-01",
        "2026-03",
    ]
    assert (
        edit_member(office, row.id, changed, salary=1, salary_from="2026-04").salary == 5_500_000
    )


@pytest.mark.parametrize(
    ("salary", "month", "code"),
    [
        (5_500_000, "2026-02", "period.locked"),
        (-1, "2026-03", "membership.salary_negative"),
        (5_500_000, "03/26", "period.unreadable"),
    ],
)
def test_where_the_pay_is_refused_the_edit_is_not_stored_either(office, salary, month, code):
    row = add_member(office, HUONG, salary=5_000_000, salary_from="2026-01")
    lock_month(office, "2026-02")
    before = show_member(office, row.id)
    with pytest.raises(Refusal) as refused:
        edit_member(
            office,
            row.id,
            replace(before.draft, phone="0987654321"),
            salary=salary,
            salary_from=month,
        )
    assert refused.value.code == code
    assert show_member(office, row.id) == before


def test_a_late_entry_keeps_its_true_pay_and_a_listed_member_keeps_the_locked_one(office):
    listed = add_member(office, HUONG, salary=5_000_000, salary_from="2026-01")
    lock_month(office, "2026-02")
    late = add_member(
        office,
        MemberDraft("Trần An", gender="male"),
        salary=6_000_000,
        salary_from="2026-02",
        on=date(2026, 2, 10),
    )
    set_salary(office, late.id, "2026-02", 6_500_000)
    assert show_member(office, late.id).salary_now.amount == 6_500_000
    for write in (
        lambda: set_salary(office, listed.id, "2026-02", 1),
        lambda: edit_member(office, listed.id, HUONG, salary=1, salary_from="2026-02"),
    ):
        with pytest.raises(Refusal, match=r"period\.locked"):
            write()
    lock_month(office.on(date(2026, 4, 1)), "2026-03")
    with pytest.raises(Refusal, match=r"period\.locked"):
        set_salary(office, late.id, "2026-02", 1)


def test_an_admission_takes_its_decision_and_the_record_names_it(office):
    coming = EventDraft(
        "KET_NAP", date(2026, 2, 3), decision_no="05/QĐ-CĐCS", decision_on=date(2026, 2, 1)
    )
    detail = show_member(office, add_member(office, HUONG, event=coming).id)
    assert [(it.decision_no, it.decision_on, it.effective_on) for it in detail.events] == [
        ("05/QĐ-CĐCS", date(2026, 2, 1), date(2026, 2, 3))
    ]
    assert detail.draft.join_decision == "05/QĐ-CĐCS ngày 01/02/2026"


def test_who_comes_from_elsewhere_comes_today_however_long_ago_the_joining_was(office):
    veteran = MemberDraft("Hồ Dậu", gender="male", joined_on="2010-05-01")
    [event] = show_member(office, add_member(office, veteran, event="CHUYEN_DEN").id).events
    assert event.effective_on == office.today


def test_a_changed_pay_keeps_the_coefficient(office):
    row = add_member(office, HUONG)
    set_salary(office, row.id, "2026-01", 5_000_000, coefficient="2.34")
    edit_member(office, row.id, show_member(office, row.id).draft, salary=5_500_000)
    pay = show_member(office, row.id).salary_now
    assert (pay.amount, pay.coefficient) == (5_500_000, "2.34")


def test_a_back_dated_expulsion_names_the_event_that_forbids_it(office):
    row = add_member(office, HUONG, on=date(2025, 1, 15))
    record_event(office, row.id, EventDraft("TAM_DUNG", date(2025, 6, 2), reason="ốm đau"))
    record_event(office, row.id, EventDraft("TRO_LAI", date(2025, 9, 1)))
    with pytest.raises(Refusal) as refused:
        record_event(office, row.id, EventDraft("KHAI_TRU", date(2025, 5, 1)))
    assert refused.value.code == "membership.event_contradicted"
    words = sentence_for(refused.value)
    assert "«Khai trừ» ngày 01/05/2025" in words
    assert "«Tạm dừng sinh hoạt» ngày 02/06/2025" in words


def test_pay_from_a_locked_month_is_kept_for_a_late_entry_and_refused_for_those_counted_then(
    office,
):
    old = add_member(office, HUONG, on=date(2026, 1, 15))
    lock_month(office, "2026-02")
    late = add_member(
        office,
        MemberDraft("Trần An", gender="male"),
        salary=6_000_000,
        salary_from="2026-01",
        on=date(2026, 1, 20),
    )
    assert show_member(office, late.id).salary_now.valid_from == "2026-01"
    with pytest.raises(Refusal, match=r"period\.locked"):
        edit_member(
            office, old.id, show_member(office, old.id).draft, salary=1, salary_from="2026-02"
        )


def test_any_number_is_found_by_a_run_of_its_digits_and_kept_up_to_date(office):
    row = add_member(office, replace(HUONG, union_card="CĐ 0012345", employee_code="MHS-77"))
    for digits in ("9123", "90001", "0012345", "hs-77", "147-000001"):
        assert find_members(office, digits).tolist() == [row.id]
    edit_member(office, row.id, replace(show_member(office, row.id).draft, phone="0987654321"))
    assert find_members(office, "0912").tolist() == []
    assert find_members(office, "0987").tolist() == [row.id]
    with office.read() as session:
        said = session.scalars(select(JournalEntry.new).filter_by(table_name="member")).all()
    assert not any('"numbers"' in it for it in said if it)


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_unsaid(office):
    row = add_member(office, HUONG)
    seen = show_member(office, row.id).draft
    edit_member(office, row.id, replace(seen, phone="0911111111"), seen=seen)
    with pytest.raises(Refusal, match=r"member\.changed_meanwhile") as refused:
        edit_member(office, row.id, replace(seen, email="h@cs.vn"), seen=seen)
    assert "điện thoại" in sentence_for(refused.value)
    now = show_member(office, row.id).draft
    assert (now.phone, now.email) == ("0911111111", seen.email)
    edit_member(office, row.id, replace(now, email="h@cs.vn"), seen=now)
    assert show_member(office, row.id).draft.phone == "0911111111"
