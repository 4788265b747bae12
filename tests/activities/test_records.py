from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.activities.details import read_details, show_detail
from unionapp.activities.drafts import ActivityDraft, attendance_problems, check_draft
from unionapp.activities.kinds import find_kind, list_kinds
from unionapp.activities.lists import (
    activity_ids,
    activity_rows,
    list_activities,
    show_activity,
)
from unionapp.activities.records import cancel_activity, save_activity, save_for_units
from unionapp.errors import Invalid, Refusal, Severity
from unionapp.organisation.units import UnitFacts, add_unit
from unionapp.sentences import all_sentences, problem_sentence
from unionapp.vietnamese.periods import Period

TODAY = date(2026, 3, 5)


def a_conference(**changes):
    facts = {
        "kind": "HN_NLD",
        "title": "Hội nghị người lao động năm 2026",
        "held_on": date(2026, 2, 10),
        "invited": 120,
        "attended": 110,
        "attended_female": 70,
        "details": {"form": "Hội nghị", "quality": "dat"},
    }
    return ActivityDraft(**{**facts, **changes})


def codes(invalid):
    return {(problem.code, problem.field) for problem in invalid.value.problems}


def test_a_saved_activity_is_shown_with_its_words_and_its_attendance(office):
    row = save_activity(office, a_conference(place="  Nhà ăn   số 1 "))
    assert show_activity(office, row.id) == row
    assert (row.kind_name, row.status, row.place) == (
        "Hội nghị người lao động",
        "done",
        "Nhà ăn số 1",
    )
    assert row.details == {"form": "hoi_nghi", "quality": "dat"}
    assert row.attendance_percent == Decimal("91.7")
    assert row.about_unit_code == "CS-0147"
    assert row.warnings == ()


def test_a_day_to_come_is_a_plan_that_may_leave_its_fields_open(office):
    row = save_activity(office, a_conference(held_on=date(2026, 11, 20), details={}))
    assert row.status == "planned"


def test_changing_an_activity_keeps_its_id_and_is_journalled(office):
    first = save_activity(office, a_conference())
    second = save_activity(office, a_conference(attended=115), first.id)
    assert second.id == first.id
    assert second.attended == 115
    with office.read() as session:
        actions = (
            session.connection()
            .exec_driver_sql(
                "SELECT action, use_case FROM journal WHERE table_name = 'activity' ORDER BY id"
            )
            .all()
        )
    assert actions == [("insert", "activity.save"), ("update", "activity.save")]


def test_every_error_of_a_draft_is_listed_at_once(office):
    with pytest.raises(Invalid) as invalid:
        save_activity(
            office,
            ActivityDraft(
                "HN_NLD",
                " ",
                None,
                attended=5,
                attended_female=6,
                amount=-1,
                details={"quality": "tuyệt", "size": 3},
            ),
        )
    assert codes(invalid) == {
        ("activity.title_needed", "title"),
        ("activity.day_needed", "held_on"),
        ("activity.negative", "amount"),
        ("activity.female_over_attended", "attended_female"),
        ("activity.field_needed", "form"),
        ("activity.field_no_choice", "quality"),
        ("activity.unknown_field", "size"),
    }
    assert list_activities(office) == ()


def test_more_people_than_invitations_is_a_warning_that_stays_on_the_row(office):
    row = save_activity(office, a_conference(attended=130))
    assert [problem.code for problem in row.warnings] == ["activity.attended_over_invited"]
    assert row.attended == 130


def test_what_is_done_cannot_lie_ahead(office):
    with pytest.raises(Invalid) as invalid:
        save_activity(office, a_conference(held_on=date(2026, 3, 6), status="done"))
    assert codes(invalid) == {("activity.done_ahead", "held_on")}


def test_an_end_before_the_beginning_is_an_error(office):
    with pytest.raises(Invalid) as invalid:
        save_activity(office, a_conference(ended_on=date(2026, 2, 9)))
    assert codes(invalid) == {("activity.ends_before_it_begins", "ended_on")}


def test_a_cancelled_activity_stays_with_its_reason_and_is_not_changed_again(office):
    row = save_activity(office, a_conference())
    gone = cancel_activity(office, row.id, "Nhập trùng hai lần")
    assert (gone.status, gone.cancel_reason) == ("cancelled", "Nhập trùng hai lần")
    with pytest.raises(Refusal) as refused:
        save_activity(office, a_conference(), row.id)
    assert refused.value.code == "activity.cancelled"


def test_cancelling_asks_for_a_reason(office):
    row = save_activity(office, a_conference())
    with pytest.raises(Refusal) as refused:
        cancel_activity(office, row.id, "sai")
    assert refused.value.code == "activity.reason_needed"


def test_an_unknown_activity_is_refused(office):
    with pytest.raises(Refusal) as refused:
        show_activity(office, 99)
    assert refused.value.code == "activity.unknown"


def test_the_register_is_filtered_by_kind_period_and_search(office):
    conference = save_activity(office, a_conference(place="Hội trường A"))
    visit = save_activity(
        office,
        ActivityDraft(
            "THAM_HOI", "Thăm chị Hoa ốm", date(2025, 12, 1), details={"cause": "om_dau"}
        ),
    )
    agreement = save_activity(
        office,
        ActivityDraft(
            "TULDTT", "Thỏa ước 2024-2026", date(2024, 5, 1), ended_on=date(2027, 4, 30)
        ),
    )
    year = Period.parse("2026")
    assert [row.id for row in list_activities(office)] == [conference.id, visit.id, agreement.id]
    assert [row.id for row in list_activities(office, kind="tham hoi")] == [visit.id]
    assert [row.id for row in list_activities(office, period=year)] == [
        conference.id,
        agreement.id,
    ]
    assert [row.id for row in list_activities(office, search="hoi truong")] == [conference.id]
    assert list_activities(office, search="100%") == ()
    ids = activity_ids(office, period=year)
    assert activity_rows(office, ids) == list_activities(office, period=year)


def test_an_upper_unit_records_about_lower_units(make_office):
    office = make_office("kcn", UnitFacts("KCN", "CT-09", "Công đoàn các KCN"), None)
    add_unit(office, UnitFacts("CDCS", "A-1", "CĐCS Công ty A", "FDI"))
    add_unit(office, UnitFacts("CDCS", "A-2", "CĐCS Công ty B", "FDI"))
    course = ActivityDraft(
        "DAO_TAO_CAN_BO",
        "Lớp bồi dưỡng chủ tịch",
        date(2026, 1, 9),
        details={"audience": "chu_tich", "topic": "nghiep_vu"},
    )
    rows = save_for_units(office, course, ["A-1", "A-2"])
    assert [row.about_unit_code for row in rows] == ["A-1", "A-2"]
    assert {row.unit_id for row in rows} == {office.unit.id}


def test_recording_about_an_unknown_unit_changes_nothing(office):
    with pytest.raises(Refusal) as refused:
        save_for_units(office, a_conference(), ["CS-0147", "KHONG-CO"])
    assert refused.value.code == "unit.unknown"
    assert list_activities(office) == ()


def test_typed_details_are_read_into_stored_values():
    kind = find_kind("TULDTT")
    values, problems = read_details(
        kind, {"signed_on": "1/4/2025", "grade": "loại b", "covered": "1.250"}, TODAY
    )
    assert problems == ()
    assert values == {"signed_on": "2025-04-01", "grade": "B", "covered": 1250}
    shown = {
        field.name: show_detail(field, values[field.name])
        for field in kind.fields
        if field.name in values
    }
    assert shown == {"signed_on": "01/04/2025", "grade": "Loại B", "covered": "1.250"}


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("signed_on", "31/02/2025", "activity.field_no_date"),
        ("covered", "nhiều", "activity.field_no_number"),
        ("covered", "-3", "activity.field_no_number"),
        ("grade", "E", "activity.field_no_choice"),
    ],
)
def test_what_does_not_fit_its_field_is_named(name, typed, code):
    values, problems = read_details(find_kind("TULDTT"), {name: typed}, TODAY)
    assert values == {}
    assert [(problem.code, problem.field) for problem in problems] == [(code, name)]


def test_yes_and_no_are_read_as_officers_write_them():
    kind = find_kind("DON_THU")
    values, problems = read_details(
        kind, {"form": "Tố cáo", "competence": "Có", "resolved": "chưa"}, TODAY
    )
    assert (values, problems) == ({"form": "to_cao", "competence": True, "resolved": False}, ())
    _, problems = read_details(
        kind, {"form": "Tố cáo", "competence": "hay", "resolved": True}, TODAY
    )
    assert [problem.code for problem in problems] == ["activity.field_no_yes_no"]


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_attendance_is_never_above_invitations_without_a_warning(invited, attended, female):
    problems = attendance_problems(invited, attended, female)
    severities = {problem.code: problem.severity for problem in problems}
    assert ("activity.attended_over_invited" in severities) == (attended > invited)
    assert ("activity.female_over_attended" in severities) == (female > attended)
    assert severities.get("activity.attended_over_invited", Severity.WARNING) is Severity.WARNING


@given(
    st.sampled_from(list_kinds()),
    st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=4),
)
def test_whatever_is_typed_every_problem_has_a_sentence(kind, typed):
    fields = {field.name: value for field, value in zip(kind.fields, typed.values(), strict=False)}
    for problem in check_draft(
        ActivityDraft(kind.code, "", None, details={**typed, **fields}), kind, TODAY
    ):
        assert problem.code in all_sentences()
        assert problem_sentence(problem)
