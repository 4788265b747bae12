"""Posts, terms, trainings and times of hardship."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.membership.cadres import (
    CadreDraft,
    add_term,
    appoint,
    end_post,
    list_cadres,
    list_terms,
)
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.groups import found_group
from unionapp.membership.hardships import add_hardship, end_hardship, list_hardships
from unionapp.membership.members import add_member, show_member
from unionapp.membership.posts import bodies, posts
from unionapp.membership.trainings import TrainingDraft, add_training, list_trainings
from unionapp.sentences import sentence_for
from unionapp.vietnamese.periods import Period

JAN = date(2026, 1, 10)


@pytest.fixture
def tung(office):
    return add_member(
        office,
        MemberDraft("Lê Thanh Tùng", gender="male", birth_date="1980", hometown="Vinh"),
        on=date(2010, 1, 1),
    )


@pytest.fixture
def hoa(office):
    return add_member(office, MemberDraft("Nguyễn Thị Hòa", gender="female"), on=date(2012, 1, 1))


def test_every_post_stands_in_a_body():
    assert {post.body for post in posts().values()} == set(bodies())
    assert posts()["CHU_TICH"].hours == 24
    assert posts()["TO_TRUONG"].hours == 12


def test_a_chair_holds_a_post_for_a_term(office, tung):
    term = add_term(
        office,
        date(2023, 5, 1),
        date(2028, 5, 1),
        congress_on=date(2023, 4, 20),
        chair_election="bầu trực tiếp chủ tịch tại đại hội",
    )
    row = appoint(
        office,
        CadreDraft(
            tung.id, "CHU_TICH", JAN, term_id=term.id, how="Bầu tại đại hội", decision_no="5/QĐ"
        ),
    )
    assert (row.post_name, row.body_name, row.term_name) == (
        "Chủ tịch",
        "Ban chấp hành",
        "Nhiệm kỳ 2023 - 2028",
    )
    assert (row.hometown, row.is_first_time, row.how) == ("Vinh", True, "Bầu tại đại hội")
    assert list_terms(office)[0].chair_election == "Bầu trực tiếp chủ tịch tại đại hội"
    assert show_member(office, tung.id).draft.union_position == "Chủ tịch"


def test_posts_are_listed_by_rank_on_any_day(office, tung, hoa):
    appoint(office, CadreDraft(hoa.id, "KE_TOAN", JAN))
    appoint(office, CadreDraft(hoa.id, "UV_BCH", JAN))
    chair = appoint(office, CadreDraft(tung.id, "CHU_TICH", JAN))
    assert [row.post for row in list_cadres(office)] == ["CHU_TICH", "UV_BCH", "KE_TOAN"]
    assert show_member(office, hoa.id).draft.union_position == "Ủy viên Ban chấp hành, Kế toán"
    end_post(office, chair.id, date(2026, 3, 1), "từ nhiệm")
    assert [row.post for row in list_cadres(office, body="BCH")] == ["UV_BCH"]
    assert len(list_cadres(office, on=date(2026, 2, 28))) == 3
    assert len(list_cadres(office, former=True)) == 3
    again = appoint(office, CadreDraft(tung.id, "CHU_TICH", date(2026, 3, 2)))
    assert not again.is_first_time


def test_who_leaves_the_union_leaves_the_posts(office, tung):
    appoint(office, CadreDraft(tung.id, "CHU_TICH", JAN))
    record_event(office, tung.id, EventDraft("NGHI_HUU", date(2026, 3, 1)))
    assert list_cadres(office) == ()
    (row,) = list_cadres(office, former=True)
    assert (row.ended_on, row.end_reason) == (date(2026, 3, 1), "Nghỉ hưu")
    assert show_member(office, tung.id).draft.union_position is None


def test_two_groups_have_a_leader_each(office, tung, hoa):
    first, second = found_group(office, "Tổ 1"), found_group(office, "Tổ 2")
    appoint(office, CadreDraft(tung.id, "TO_TRUONG", JAN, group_id=first))
    assert (
        appoint(office, CadreDraft(hoa.id, "TO_TRUONG", JAN, group_id=second)).group_name == "Tổ 2"
    )


@pytest.mark.parametrize(
    ("post", "group", "code"),
    [
        ("VUA", None, "cadre.unknown_post"),
        ("CHU_TICH", None, "cadre.post_taken"),
        ("TO_PHO", None, "cadre.group_needed"),
        ("UV_BCH", 999, "membership.unknown_group"),
    ],
)
def test_an_appointment_against_the_rules_is_refused(office, tung, hoa, post, group, code):
    appoint(office, CadreDraft(tung.id, "CHU_TICH", JAN))
    with pytest.raises(Refusal) as refused:
        appoint(office, CadreDraft(hoa.id, post, JAN, group_id=group))
    assert refused.value.code == code
    assert sentence_for(refused.value)


def test_a_post_is_held_once_and_by_members_only(office, hoa):
    appoint(office, CadreDraft(hoa.id, "UV_BCH", JAN))
    with pytest.raises(Refusal, match=r"cadre\.holds_post"):
        appoint(office, CadreDraft(hoa.id, "UV_BCH", JAN))
    record_event(office, hoa.id, EventDraft("RA_KHOI", date(2026, 3, 1)))
    with pytest.raises(Refusal, match=r"cadre\.no_member"):
        appoint(office, CadreDraft(hoa.id, "UV_BCH", date(2026, 3, 2)))


def test_a_post_ends_once_and_for_a_reason(office, hoa):
    row = appoint(office, CadreDraft(hoa.id, "UV_BCH", JAN))
    for on, reason, code in (
        (date(2026, 1, 1), "từ nhiệm", "cadre.end_before_start"),
        (date(2026, 3, 1), "không rõ", "cadre.end_reason"),
    ):
        with pytest.raises(Refusal, match=code.replace(".", r"\.")):
            end_post(office, row.id, on, reason)
    end_post(office, row.id, date(2026, 3, 1), "TU_NHIEM")
    with pytest.raises(Refusal, match=r"cadre\.ended"):
        end_post(office, row.id, date(2026, 3, 1), "TU_NHIEM")
    with pytest.raises(Refusal, match=r"cadre\.unknown"):
        end_post(office, 999, date(2026, 3, 1), "TU_NHIEM")


def test_a_course_is_recorded_for_all_who_attended(office, tung, hoa):
    course = TrainingDraft(
        "Bồi dưỡng nghiệp vụ",
        "tài chính công đoàn",
        date(2026, 2, 2),
        date(2026, 2, 4),
        3,
        "LĐLĐ tỉnh",
    )
    assert add_training(office, (tung.id, hoa.id), course) == 2
    rows = list_trainings(office, Period.parse("2026-02"))
    assert [row.full_name for row in rows] == ["Nguyễn Thị Hòa", "Lê Thanh Tùng"]
    assert rows[0].topic_name == "Tài chính công đoàn"
    assert list_trainings(office, Period.parse("2026-03")) == ()
    assert len(list_trainings(office, member_id=hoa.id)) == 1


@pytest.mark.parametrize(
    ("course", "code"),
    [
        (TrainingDraft(" ", "KHAC", JAN, JAN, 1), "training.course_needed"),
        (TrainingDraft("Lớp A", "bơi lội", JAN, JAN, 1), "training.topic"),
        (TrainingDraft("Lớp A", "KHAC", JAN, date(2026, 1, 9), 1), "training.dates"),
        (TrainingDraft("Lớp A", "KHAC", JAN, JAN, 0), "training.dates"),
    ],
)
def test_a_course_without_its_facts_is_refused(office, tung, course, code):
    with pytest.raises(Refusal) as refused:
        add_training(office, (tung.id,), course)
    assert refused.value.code == code
    assert list_trainings(office) == ()


def test_hardship_has_a_beginning_and_an_end(office, tung):
    row = add_hardship(office, tung.id, "hộ nghèo", date(2025, 6, 1), description="Nhà 4 khẩu")
    assert row.kind_name == "Hộ nghèo"
    assert len(list_hardships(office)) == 1
    assert list_hardships(office, on=date(2025, 5, 31)) == ()
    with pytest.raises(Refusal, match=r"hardship\.dates"):
        end_hardship(office, row.id, date(2025, 5, 1))
    end_hardship(office, row.id, date(2026, 1, 31))
    assert list_hardships(office) == ()
    assert list_hardships(office, member_id=tung.id)[0].last_on == date(2026, 1, 31)
    with pytest.raises(Refusal, match=r"hardship\.kind"):
        add_hardship(office, tung.id, "buồn", JAN)
    with pytest.raises(Refusal, match=r"hardship\.unknown"):
        end_hardship(office, 99, JAN)
