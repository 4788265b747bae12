"""Taking rosters in, planning, repeating and undoing them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from unionapp.errors import Invalid, Problem, Refusal
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.groups import list_groups
from unionapp.membership.imports import import_roster, list_imports, plan_import, undo_import
from unionapp.membership.life_cycle import Figure
from unionapp.membership.lists import count_members, list_members, member_ids, movement_of
from unionapp.membership.members import add_member, edit_member, show_member
from unionapp.membership.roster.reading import Record, RosterReading, SheetReading
from unionapp.organisation.locks import lock_month
from unionapp.sentences import sentence
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.periods import Period

AN = {
    "full_name": "Trần Văn An",
    "gender": "male",
    "birth_date": "1985-02-03",
    "id_number": "037085001234",
    "phone": "0912345678",
    "unit": "Tổ may 1",
    "union_date": "2015-06",
    "salary": 6_200_000,
    "ethnicity": "Tày",
}
BINH = {"full_name": "Lê Thị Bình", "gender": "female", "birth_date": "1990", "unit": "Tổ may 2"}
CUC = {
    "full_name": "Vũ Thị Cúc",
    "gender": "female",
    "birth_date": "1992-07-01",
    "union_date": "2026-02-10",
}


def reading(*people, rejected=(), nameless=0, sheet="Sheet1"):
    rows = [
        *((fields, "accepted") for fields in people),
        *((fields, "rejected") for fields in rejected),
    ]
    records = tuple(
        Record(number, status, fields) for number, (fields, status) in enumerate(rows, 5)
    )
    problems = tuple(
        Problem("INVALID_DATE", field="birth_date", row=record.row, sheet=sheet)
        for record in records
        if record.status == "rejected"
    ) + tuple(Problem("MISSING_NAME", row=90, sheet=sheet) for _ in range(nameless))
    return RosterReading(
        "ds.xlsx",
        (
            SheetReading(
                sheet, (4,), {}, "unicode", len(rows) + nameless, len(people), 0, records, problems
            ),
        ),
    )


def test_a_roster_becomes_members_groups_events_and_pay(office):
    done = import_roster(office, reading(AN, BINH, CUC), skip_problems=False)
    assert (done.imported, done.updated, done.skipped, done.problems) == (3, 0, 0, 0)
    an, binh, cuc = list_members(office)
    assert (an.full_name, an.group_name, an.salary, an.ethnicity) == (
        "Trần Văn An",
        "Tổ may 1",
        6_200_000,
        "Tày",
    )
    assert an.code == "CS-0147-000001"
    assert show_member(office, an.id).draft.is_ethnic_minority is True
    assert [group.name for group in list_groups(office)] == ["Tổ may 1", "Tổ may 2"]
    assert [show_member(office, row.id).events[0].kind for row in (an, binh, cuc)] == [
        "KET_NAP",
        "DIEU_CHINH",
        "KET_NAP",
    ]


def test_people_on_the_list_without_a_day_of_joining_are_no_new_members_of_this_year(office):
    import_roster(office, reading(AN, BINH, CUC), skip_problems=False)
    figures = movement_of(office, Period.parse("2026"))
    assert figures.opening == Figure(2, 1)
    assert figures.gross_new == Figure(1, 1)
    assert figures.adjustment == Figure(0, 0)


def test_an_import_after_a_lock_leaves_the_locked_figures_alone(office):
    lock_month(office, "2026-02")
    import_roster(office, reading(AN, BINH, CUC), skip_problems=False)
    assert count_members(office, date(2026, 2, 28)).total == 0
    figures = movement_of(office, Period.parse("2026-03"))
    assert (figures.adjustment, figures.gross_new) == (Figure(3, 2), Figure())


def test_errors_keep_everything_out_unless_they_are_to_be_skipped(office):
    sheet = reading(AN, rejected=[BINH], nameless=1)
    with pytest.raises(Invalid) as refused:
        import_roster(office, sheet, skip_problems=False)
    assert [problem.code for problem in refused.value.problems] == ["INVALID_DATE", "MISSING_NAME"]
    assert len(member_ids(office, status="all")) == 0
    done = import_roster(office, sheet, skip_problems=True)
    assert (done.imported, done.skipped, done.problems) == (1, 2, 2)


def test_a_roster_of_nobody_is_refused(office):
    with pytest.raises(Refusal, match=r"roster\.nobody"):
        import_roster(office, reading(rejected=[AN]), skip_problems=True)


def test_the_same_roster_again_changes_nothing(office):
    import_roster(office, reading(AN, BINH, CUC), skip_problems=False)
    plan = plan_import(office, reading(AN, BINH, CUC))
    assert plan.summary == {"new": 0, "change": 0, "same": 3, "skip": 0, "missing": 0}
    assert [line.reason for line in plan.lines] == ["id_number", "name_birth", "name_birth"]


def test_a_round_trip_says_how_many_change_are_new_and_are_missing(office):
    import_roster(office, reading(AN, BINH, CUC), skip_problems=False)
    mended = AN | {"full_name": "Trần Văn Ân", "salary": 7_000_000, "unit": "Tổ may 2"}
    plan = plan_import(office, reading(mended, BINH, {"full_name": "Hồ Dậu"}))
    assert plan.summary == {"new": 1, "change": 1, "same": 1, "skip": 0, "missing": 1}
    (line,) = plan.having("change")
    assert [(c.field, c.old, c.new) for c in line.changes] == [
        ("full_name", "Trần Văn An", "Trần Văn Ân"),
        ("group", "Tổ may 1", "Tổ may 2"),
        ("salary", 6_200_000, 7_000_000),
    ]
    assert [member.values["full_name"] for member in plan.missing] == ["Vũ Thị Cúc"]
    assert line.member.code in sentence(f"match.{line.reason}", code=line.member.code)
    import_roster(office, reading(mended, BINH), skip_problems=False)
    (row,) = list_members(office, "Ân")
    assert (row.group_name, row.salary) == ("Tổ may 2", 7_000_000)
    assert len(list_members(office)) == 3


def test_namesakes_stay_two_people_however_often_they_are_imported(office):
    import_roster(office, reading(BINH, BINH), skip_problems=False)
    plan = plan_import(office, reading(BINH, BINH))
    assert plan.summary["same"] == 2
    other = BINH | {"id_number": "037190009999"}
    twin = plan_import(office, reading(other, BINH | {"id_number": "037190008888"}))
    assert twin.summary == {"new": 0, "change": 2, "same": 0, "skip": 0, "missing": 0}


def test_one_number_on_two_sheets_is_one_person(office):
    first, second = reading(AN), reading(AN | {"phone": "0987654321"}, sheet="Sheet2")
    done = import_roster(
        office, RosterReading("ds.xlsx", first.sheets + second.sheets), skip_problems=False
    )
    assert (done.imported, done.skipped) == (1, 1)


def test_a_number_that_belongs_to_another_member_changes_nobody(office):
    import_roster(office, reading(AN), skip_problems=False)
    stranger = CUC | {"id_number": AN["id_number"]}
    (line,) = plan_import(office, reading(stranger)).lines
    assert (line.action, line.reason) == ("skip", "other_person")
    married = AN | {"full_name": "Trần Văn Ấn"}
    assert plan_import(office, reading(married)).summary["change"] == 1


def test_somebody_who_left_is_not_silently_taken_back(office):
    row = add_member(office, MemberDraft("Trần Văn An", gender="male", id_number="037085001234"))
    record_event(office, row.id, EventDraft("RA_KHOI", date(2026, 3, 5)))
    (line,) = plan_import(office, reading(AN)).lines
    assert (line.action, line.reason) == ("skip", "has_left")


def test_an_import_is_undone_as_a_whole(office):
    old = add_member(
        office,
        MemberDraft("Trần Văn An", gender="male", id_number="037085001234"),
        salary=5_000_000,
    )
    done = import_roster(office, reading(AN, BINH), skip_problems=False)
    assert (done.imported, done.updated) == (1, 1)
    assert list_members(office)[0].salary == 6_200_000
    undone = undo_import(office, done.batch_id)
    assert undone.undone_on == office.today
    (row,) = list_members(office)
    assert (row.id, row.phone, row.group_id, row.salary) == (old.id, None, None, 5_000_000)
    assert [event.kind for event in show_member(office, old.id).events] == ["KET_NAP"]
    assert [it.can_be_undone for it in list_imports(office)] == [False]
    with pytest.raises(Refusal, match=r"import\.undone"):
        undo_import(office, done.batch_id)


def test_an_undo_keeps_what_somebody_changed_since(office):
    row = add_member(office, MemberDraft("Trần Văn An", gender="male", id_number="037085001234"))
    done = import_roster(office, reading(AN), skip_problems=False)
    draft = show_member(office, row.id).draft
    edit_member(
        office,
        row.id,
        MemberDraft("Trần Văn An", gender="male", id_number=draft.id_number, phone="0999888777"),
    )
    undo_import(office, done.batch_id)
    assert list_members(office)[0].phone == "0999888777"


def test_an_import_that_is_built_upon_cannot_be_undone(office):
    done = import_roster(office, reading(AN, BINH), skip_problems=False)
    record_event(office, list_members(office)[0].id, EventDraft("NGHI_HUU", date(2026, 3, 5)))
    with pytest.raises(Refusal, match=r"import\.in_use"):
        undo_import(office, done.batch_id)
    assert len(member_ids(office, status="all")) == 2


def test_an_import_can_be_undone_for_thirty_days(office):
    done = import_roster(office, reading(AN), skip_problems=False)
    with pytest.raises(Refusal, match=r"import\.too_old"):
        undo_import(office.on(office.today + timedelta(days=31)), done.batch_id)
    undo_import(office.on(office.today + timedelta(days=30)), done.batch_id)
    assert len(member_ids(office, status="all")) == 0


def test_a_cancelled_import_leaves_nothing_behind(office):
    def cancel(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_roster(office, reading(AN), skip_problems=False, progress=cancel)
    assert len(member_ids(office, status="all")) == 0


def test_a_negative_salary_stands_under_a_warning_and_pays_nobody(office):
    done = import_roster(office, reading({**AN, "salary": -5}), skip_problems=False)
    assert done.imported == 1
    (member,) = list_members(office)
    assert show_member(office, member.id).salaries == ()
    changed = reading({**AN, "salary": -7, "phone": "0912345679"})
    again = import_roster(office, changed, skip_problems=False)
    assert again.updated == 1
    assert show_member(office, member.id).salaries == ()


def months_of(office):
    return [show_member(office, row.id).salaries[0].valid_from for row in list_members(office)]


def test_salaries_count_from_the_month_the_sheet_names(office):
    named = replace(reading(AN, BINH), pay_month="2026-01")
    done = import_roster(office, named, skip_problems=False)
    assert done.salary_from == "2026-01"
    (an,) = list_members(office, "An")
    assert [pay.valid_from for pay in show_member(office, an.id).salaries] == ["2026-01"]


@pytest.mark.parametrize("named", [None, "2026-12"])
def test_salaries_count_from_this_month_where_the_sheet_names_none_that_has_come(office, named):
    done = import_roster(office, replace(reading(AN), pay_month=named), skip_problems=False)
    assert done.salary_from == month_of(office.today)
    assert months_of(office) == [month_of(office.today)]


def test_salaries_never_count_from_a_month_to_come(office):
    for month, code in (("2027-01", "roster.pay_month_later"), ("thang 1", "period.unreadable")):
        with pytest.raises(Refusal) as refused:
            import_roster(office, reading(AN), skip_problems=False, salary_from=month)
        assert refused.value.code == code
    assert list_members(office) == ()


def test_a_roster_without_pay_says_nothing_of_a_month(office):
    assert import_roster(office, reading(BINH), skip_problems=False).salary_from is None


def test_the_pay_is_compared_with_what_is_known_of_that_month(office):
    import_roster(office, reading(AN), skip_problems=False, salary_from="2026-02")
    again = reading(AN)
    assert plan_import(office, again, salary_from="2026-02").summary["same"] == 1
    (line,) = plan_import(office, again, salary_from="2026-01").having("change")
    assert [(change.field, change.old) for change in line.changes] == [("salary", None)]
    done = import_roster(office, again, skip_problems=False, salary_from="2026-01")
    assert (done.updated, done.salary_from) == (1, "2026-01")
    undo_import(office, done.batch_id)
    assert months_of(office) == ["2026-02"]


def test_the_pay_of_somebody_new_may_begin_in_a_month_that_is_locked(office):
    lock_month(office, "2026-01")
    done = import_roster(office, reading(AN), skip_problems=False, salary_from="2026-01")
    assert (done.imported, done.salary_from) == (1, "2026-01")


def test_rows_that_change_members_are_written_many_at_once(office):
    people = [{"full_name": f"Lê Văn {name}", "salary": 5_000_000} for name in "ABCDEĐGHIK"]
    import_roster(office, reading(*people), skip_problems=False, salary_from="2026-01")
    raised = [one | {"salary": 6_000_000, "unit": "Tổ cắt"} for one in people]
    flushes = []
    with office.change("test.count") as session:
        base = type(session)
    listener = lambda *_: flushes.append(1)  # noqa: E731 - taken off again below
    event.listen(base, "after_flush", listener)
    try:
        done = import_roster(office, reading(*raised), skip_problems=False, salary_from="2026-02")
    finally:
        event.remove(base, "after_flush", listener)
    assert done.updated == 10
    assert len(flushes) < 10
    assert {row.salary for row in list_members(office)} == {6_000_000}
    assert {row.group_name for row in list_members(office)} == {"Tổ cắt"}
