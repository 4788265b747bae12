"""Chairs, congresses and committees are counted from the cadre register as well as from activities."""

from datetime import date

import pytest

from tests.desktop.pages import add_people
from tests.indicators.neighbourhood import do
from unionapp.activities.attendance import note_attendees
from unionapp.indicators.figures import measure, why
from unionapp.indicators.statistics import explain_row, fill_form
from unionapp.membership.cadres import CadreDraft, add_term, appoint, end_post
from unionapp.membership.hardships import add_hardship, end_hardship
from unionapp.membership.trainings import TrainingDraft, add_training
from unionapp.vietnamese.periods import Period

YEAR = Period.parse("2026")
COURSE = TrainingDraft("Thương lượng", "THUONG_LUONG", date(2026, 2, 2), date(2026, 2, 3), days=2)


@pytest.fixture
def people(office):
    return add_people(office)


def number(office, code, **choices):
    figure = measure(office, code, YEAR, choices=choices)
    return figure.numerator, figure.denominator


def chair(office, member, on=date(2026, 1, 15), how="BAU_TRUC_TIEP"):
    return appoint(office, CadreDraft(member, "CHU_TICH", on, how=how))


def test_a_chair_elected_directly_counts_from_the_cadre_record(office, people):
    assert number(office, "direct_election_nonstate_pct") == (0, 1)
    row = chair(office, people[0])
    assert number(office, "direct_election_nonstate_pct") == (1, 1)
    [record] = why(office, "direct_election_nonstate_pct", YEAR)
    assert (record.table, record.row_id, record.on) == ("cadre", row.id, date(2026, 1, 15))


def test_a_chair_chosen_by_the_committee_was_not_elected_directly(office, people):
    chair(office, people[0], how="BCH_BAU")
    assert number(office, "direct_election_nonstate_pct") == (0, 1)
    assert number(office, "direct_election_nonstate_pct", basis="either") == (0, 0)


def test_a_congress_counts_once_wherever_it_was_noted(office, people):
    add_term(
        office, date(2025, 10, 1), date(2030, 9, 30),
        congress_on=date(2025, 10, 1), chair_election="BAU_TRUC_TIEP",
    )  # fmt: skip
    do(office, "DAI_HOI", date(2025, 10, 1))
    chair(office, people[0], date(2025, 10, 1))
    assert number(office, "direct_election_nonstate_pct") == (1, 1)
    assert number(office, "direct_election_nonstate_pct", basis="either") == (1, 1)
    tables = [row.table for row in why(office, "direct_election_nonstate_pct", YEAR)]
    assert tables == ["activity", "term", "cadre"]


def test_a_congress_more_than_five_years_ago_is_of_another_term(office):
    add_term(
        office, date(2020, 10, 1), date(2025, 9, 30),
        congress_on=date(2020, 10, 1), chair_election="BAU_TRUC_TIEP",
    )  # fmt: skip
    assert number(office, "direct_election_nonstate_pct") == (0, 1)


def test_a_course_in_the_file_of_the_chair_counts_and_of_others_does_not(office, people):
    chair(office, people[0])
    add_training(office, (people[1],), COURSE)
    assert number(office, "chair_nonstate_trained_pct") == (0, 1)
    add_training(office, (people[0],), COURSE)
    assert number(office, "chair_nonstate_trained_pct") == (1, 1)
    assert number(office, "chair_nonstate_informed_pct") == (1, 1)


def test_a_course_on_another_topic_informs_but_does_not_train(office, people):
    chair(office, people[0])
    money = TrainingDraft("Tài chính", "TAI_CHINH", date(2026, 2, 2), date(2026, 2, 2), days=1)
    add_training(office, (people[0],), money)
    assert number(office, "chair_nonstate_trained_pct") == (0, 1)
    assert number(office, "chair_nonstate_informed_pct") == (1, 1)


@pytest.mark.parametrize(("elected", "trained"), [(date(2026, 1, 15), 1), (date(2026, 2, 20), 0)])
def test_a_new_chair_is_trained_by_a_course_after_the_election(office, people, elected, trained):
    chair(office, people[0], elected)
    add_training(office, (people[0],), COURSE)
    assert number(office, "chair_new_trained_pct") == (trained, 1)


def test_a_chair_of_last_year_is_not_newly_elected(office, people):
    chair(office, people[0], date(2025, 5, 5))
    add_training(office, (people[0],), COURSE)
    assert number(office, "chair_new_trained_pct") == (0, 0)


def test_a_womens_committee_is_seen_in_the_posts_people_hold(office):
    women = add_people(office, [f"Nguyễn Thị {name}" for name in "ABCDEFGHIKLM"])
    # twelve people, every other one a woman: six, so the unit is eligible from six on
    assert number(office, "bncqc_nonstate_pct", min_female=6) == (0, 1)
    head = appoint(office, CadreDraft(women[0], "TRUONG_NU_CONG", date(2026, 1, 8)))
    assert number(office, "bncqc_nonstate_pct", min_female=6) == (1, 1)
    end_post(office, head.id, date(2026, 3, 1), "TU_NHIEM")
    assert number(office, "bncqc_nonstate_pct", min_female=6) == (0, 1)


def test_members_in_need_are_counted_from_their_files_when_chosen_so(office, people):
    for member in people[:3]:
        add_hardship(office, member, "KHAC", date(2026, 1, 10))
    visit = do(office, "THAM_HOI", date(2026, 2, 1))
    note_attendees(office, visit.id, people[:2])
    assert number(office, "hardship_visit_pct") == (0, 0)
    assert number(office, "hardship_visit_pct", basis="hardships") == (2, 3)


def test_poor_households_are_counted_from_the_files_at_both_ends_of_the_year(office, people):
    rows = [
        add_hardship(office, member, kind, date(2025, 12, 1))
        for member, kind in zip(
            people, ("HO_NGHEO", "CAN_NGHEO", "HO_NGHEO", "BENH_NANG"), strict=True
        )
    ]
    end_hardship(office, rows[0].id, date(2026, 3, 1))
    code = "poor_household_reduction_pct"
    # two poor and one nearly poor in January, one escaped by March
    assert number(office, code, basis="hardships") == (1, 3)
    assert number(office, code, basis="hardships", reading="households") == (1, 4)


HALF = Period("2025-12", "2026-05")


def heads(office, period=HALF):
    lines = {row.code: row.number for row in fill_form(office, "1-HDCD", period).rows}
    return tuple(lines[code] for code in ("39", "40", "41", "41a"))


def test_the_form_counts_the_committees_from_the_posts_people_hold(office, people):
    assert heads(office) == (None, None, None, None)
    chair(office, people[0])
    for member, post in ((0, "UV_BTV"), (1, "UV_BCH"), (2, "UV_BTV"), (1, "UV_UBKT")):
        appoint(office, CadreDraft(people[member], post, date(2026, 2, 1)))
    # the chair sits on the standing committee, too, and is one head
    assert heads(office) == (3, 2, 1, 0)
    found = explain_row(office, "1-HDCD", "39", HALF)
    assert found.figure.numerator == 3
    assert [(row.table, row.weight) for row in found.rows] == [("cadre", 1)] * 3


def test_who_left_the_committee_before_the_last_day_is_not_counted(office, people):
    row = appoint(office, CadreDraft(people[1], "UV_BCH", date(2026, 1, 8)))
    chair(office, people[0])
    end_post(office, row.id, date(2026, 5, 30), "TU_NHIEM")
    assert heads(office)[0] == 1
    assert measure(office, "executive_total", Period("2026-05", "2026-05")).numerator == 1


def test_a_form_without_cadres_asks_for_them(office, people):
    problems = {it.field: it.code for it in fill_form(office, "1-HDCD", HALF).problems}
    assert problems["39"] == "form.records_needed"
