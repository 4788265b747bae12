from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.indicators.neighbourhood import do, found_below
from unionapp.errors import Invalid, Refusal
from unionapp.indicators.catalogue import find_measure
from unionapp.indicators.figures import measure
from unionapp.indicators.grading import criteria_for, criteria_sets, grade_of, scale, sets_for
from unionapp.indicators.ratings import (
    ScoreSheet,
    appraise,
    criteria_of,
    decide,
    evidence_of,
    list_ratings,
    score_self,
)
from unionapp.organisation.employer_types import employer_types
from unionapp.organisation.units import UnitFacts
from unionapp.vietnamese.periods import Period


def full(criteria, less=0):
    points = {it.code: it.max for it in criteria.criteria}
    points["phat_trien"] -= less
    return points


@pytest.mark.parametrize("criteria", criteria_sets(), ids=lambda it: it.code)
def test_every_set_of_criteria_adds_up_to_a_hundred(criteria):
    sums = dict.fromkeys(dict(criteria.groups), 0)
    for it in criteria.criteria:
        sums[it.group] += it.max
        if it.measure:
            assert find_measure(it.measure)
    assert sums == {"dai_dien": 40, "to_chuc": 40, "tuyen_truyen": 15, "thuong": 5}


def test_every_kind_of_employer_has_its_criteria():
    for kind in employer_types():
        tier = "NGHIEP_DOAN" if kind.code == "NGHIEP_DOAN" else "CDCS"
        assert criteria_for(tier, kind.code)
    assert criteria_for("KCN", None).code == "upper"
    with pytest.raises(Refusal) as refused:
        criteria_for("CDCS", None)
    assert refused.value.code == "rating.choose_criteria"


@pytest.mark.parametrize(
    ("total", "knock_outs", "grade"),
    [
        (100, (), "xuat_sac"),
        (90, (), "xuat_sac"),
        (89, (), "tot"),
        (70, (), "tot"),
        (69, (), "hoan_thanh"),
        (50, (), "hoan_thanh"),
        (49, (), "khong"),
        (95, ("ky_luat",), "hoan_thanh"),
        (30, ("ky_luat",), "khong"),
    ],
)
def test_the_grade_follows_the_total_and_a_knock_out_keeps_it_down(total, knock_outs, grade):
    assert grade_of(total, knock_outs) == grade


@given(st.integers(0, 100), st.integers(0, 100))
def test_more_points_never_give_a_worse_grade(one, other):
    order = list(scale().cut_offs)
    few, many = sorted((one, other))
    assert order.index(grade_of(many)) <= order.index(grade_of(few))


def test_without_a_kind_the_officer_chooses_the_criteria_and_they_are_kept(make_office):
    office = make_office(unit=UnitFacts("CDCS", "CS-2", "CĐCS Trường A"))
    points = full(criteria_for("CDCS", "SN_CONG"))
    with pytest.raises(Refusal) as refused:
        score_self(office, 2026, ScoreSheet(points))
    assert refused.value.code == "rating.choose_criteria"
    row = score_self(office, 2026, ScoreSheet(points, criteria="public"))
    assert (row.criteria, row.self_total) == ("public", 100)
    assert score_self(office, 2026, ScoreSheet(points)).criteria == "public"
    assert dict(evidence_of(office, 2026, "public"))["hoi_nghi"].code == "hn_cbccvc_pct"


def test_a_known_kind_goes_before_what_was_chosen_and_a_guild_has_only_one_set():
    assert criteria_for("CDCS", "FDI", "public").code == "non_state"
    assert criteria_for("NGHIEP_DOAN", None).code == "guild"
    assert {it.code for it in sets_for("CDCS", None)} == {
        "public",
        "state_enterprise",
        "non_state",
    }
    with pytest.raises(Refusal) as refused:
        criteria_for("TO", None)
    assert refused.value.code == "rating.no_criteria"


def test_a_unit_scores_itself_with_figures_as_evidence(office):
    do(office, "HN_NLD", date(2026, 2, 1))
    figures = dict(evidence_of(office, 2026))
    assert (figures["hoi_nghi"].numerator, figures["hoi_nghi"].denominator) == (1, 1)
    criteria = criteria_of(office)
    assert criteria.code == "non_state"
    row = score_self(office, 2026, ScoreSheet(full(criteria, 8), {"hoi_nghi": "Biên bản 10/2"}))
    assert (row.self_total, row.grade, row.status) == (92, "xuat_sac", "self")
    assert row.grade_name == "Hoàn thành xuất sắc nhiệm vụ"
    assert row.evidence == {"hoi_nghi": "Biên bản 10/2"}
    assert score_self(office, 2026, ScoreSheet(full(criteria, 10))).self_total == 90
    assert len(list_ratings(office, 2026)) == 1


def test_every_problem_of_a_score_sheet_is_listed(office):
    points = full(criteria_of(office))
    points["hoi_nghi"] = 11
    del points["van_the"]
    with pytest.raises(Invalid) as invalid:
        score_self(office, 2026, ScoreSheet(points, knock_outs=("mua",), grade="gioi"))
    assert {(it.code, it.field) for it in invalid.value.problems} == {
        ("rating.too_many_points", "hoi_nghi"),
        ("rating.points_needed", "van_the"),
        ("rating.unknown_knock_out", "mua"),
        ("rating.unknown_grade", "grade"),
    }
    with pytest.raises(Refusal) as refused:
        score_self(office, 2026, ScoreSheet({**full(criteria_of(office)), "la": 1}))
    assert refused.value.code == "rating.unknown_criterion"


def test_nothing_on_a_line_of_the_first_group_knocks_a_unit_out(office):
    points = {**full(criteria_of(office)), "doi_thoai": 0}
    row = score_self(office, 2026, ScoreSheet(points))
    assert (row.self_total, row.knock_outs, row.grade) == (95, ("nhom_1_bang_0",), "hoan_thanh")


def test_the_level_above_appraises_decides_and_the_grade_counts(district):
    found_below(district, "A-1", "DN_NGOAI")
    points = full(criteria_for("CDCS", "DN_NGOAI"), 5)
    year = Period.parse("2023")
    row = appraise(district, "A-1", 2023, ScoreSheet(points))
    assert (row.appraised_total, row.self_total, row.grade) == (95, 0, "xuat_sac")
    assert measure(district, "rating_nonstate_good_pct", year).numerator == 0
    row = appraise(
        district, "A-1", 2023, ScoreSheet(points, grade="tot", reason="Vượt tỷ lệ 20 % xuất sắc")
    )
    assert row.grade == "tot"
    decided = decide(district, "A-1", 2023, "15/QĐ-LĐLĐ", date(2023, 12, 20))
    assert (decided.status, decided.decision_no) == ("decided", "15/QĐ-LĐLĐ")
    figure = measure(district, "rating_nonstate_good_pct", year)
    assert (figure.numerator, figure.denominator) == (1, 1)
    with pytest.raises(Refusal) as refused:
        appraise(district, "A-1", 2023, ScoreSheet(points))
    assert refused.value.code == "rating.decided"


def test_another_grade_than_the_points_needs_a_reason(district):
    found_below(district, "A-1", "DN_NGOAI")
    with pytest.raises(Refusal) as refused:
        appraise(
            district,
            "A-1",
            2023,
            ScoreSheet(full(criteria_for("CDCS", "DN_NGOAI")), grade="tot", reason="nên"),
        )
    assert refused.value.code == "rating.reason_needed"


@pytest.mark.parametrize(
    ("unit", "number", "code"),
    [
        ("A-1", "1/QĐ", "rating.none"),
        ("A-1", " ", "rating.number_needed"),
        ("B", "1", "unit.unknown"),
    ],
)
def test_what_was_not_scored_cannot_be_decided(district, unit, number, code):
    found_below(district, "A-1", "DN_NGOAI")
    with pytest.raises(Refusal) as refused:
        decide(district, unit, 2023, number, date(2023, 12, 20))
    assert refused.value.code == code
