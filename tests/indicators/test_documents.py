"""Every target of the five plans on a year whose records are known, worked out by hand.

The nine unions of `settle` in figures: members S1 30 (12 women), S2 20 (5), E1 110 - 10 (40), E2 50 (9),
P1 150 + 50 (150), P2 40 (10), P3 60 (8), N1 10; workers S1 30, S2 20, E1 120, E2 50, P1 250, P2 50,
P3 80, P4 20. State sector S1 S2 E1 E2, enterprises E1 E2 P1 P2 P3 P4.
"""

from datetime import date

import pytest

from tests.indicators.neighbourhood import do, found_below, grade, settle
from unionapp.indicators.duty_records import mark_done
from unionapp.indicators.progress import target_progress
from unionapp.indicators.target_sets import list_targets, use_set
from unionapp.indicators.typed_figures import type_figure
from unionapp.vietnamese.periods import Period

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"
COUNTED = {
    # 30 + 20 + 100 + 50 + 200 + 40 + 60 + 10
    "member_total": (510, None),
    "member_new_admitted": (50, None),
    "member_new_admitted_enterprise": (50, None),
    "member_net_increase": (40, None),
    # E1 100 + E2 50 + P1 200 + P2 40 + P3 60
    "member_enterprise_share_pct": (450, 510),
    "unionization_rate_pct": (450, 570),
    "workers_are_members_most": (500, 620),
    "cdcs_new_count": (3, None),
    "cdcs_new_nonstate_count": (2, None),
    "hn_cbccvc_pct": (2, 2),
    "hn_democracy_quality_state_pct": (2, 4),
    "hn_nld_soe_pct": (2, 2),
    "hn_nld_nonstate_pct": (2, 4),
    # only E1 and P1 held a conference, E2 and P3 another form
    "hn_nld_enterprise_pct": (2, 6),
    "dialogue_soe_pct": (1, 2),
    "dialogue_nonstate_pct": (2, 4),
    "dialogue_enterprise_pct": (3, 6),
    # P1, E1, E2; the agreement of P2 ended in June
    "tuldtt_signed_pct": (3, 6),
    "tuldtt_grade_b_up_pct": (1, 3),
    "legal_rep_cases_pct": (3, 4),
    # «người lao động» in Nghệ An, Gia Lâm and Bến Tre: S1 28, E1 120, P1 150, P3 1 of 620
    "info_workers_pct": (299, 620),
    # S1 with 28 of 30 and E1 with 120 of 120
    "info_units_pct": (2, 9),
    # P1 60 + 30, P2 30; the ten of S1 work in a school
    "skill_learning_pct": (120, 450),
    "benefit_partner_pct": (80, 510),
    "hardship_visit_pct": (7, 8),
    # E1 80 and P2 40, of all workers
    "culture_sport_pct": (120, 620),
    "house_built_count": (3, None),
    "poor_household_reduction_pct": (4, 50),
    "party_intro_avg": (7, 9),
    "rating_state_good_pct": (2, 4),
    "rating_nonstate_good_pct": (1, 5),
    "kpcd_retained_cdcs_pct": (7_500_000, 10_000_000),
    # 2 % of three thousand million
    "fin_collection_rate_pct": (50_000_000, 60_000_000),
    "fin_budget_completion_pct": (80_000_000, 100_000_000),
    # S1 and E1 have ten women or more, E1 no committee; P1 and P2 have, P2 no committee
    "bncqc_state_pct": (1, 2),
    "bncqc_nonstate_pct": (1, 2),
    "chair_nonstate_informed_pct": (2, 5),
    "chair_nonstate_trained_pct": (1, 5),
    "chair_new_trained_pct": (1, 2),
    "direct_election_nonstate_pct": (1, 5),
    "chair_contest_5y": (1, None),
    "plan_review_2y": (1, None),
    "insp_cdcs_finance_pct": (2, 9),
    "complaint_resolved_pct": (1, 2),
    "social_criticism_count": (1, None),
    "digital_signature_count": (120, None),
}


# what no record can tell, and what is asked for in its place
ASKED = {
    "enterprise_threshold_unionized_pct": (
        "doanh nghiệp trên địa bàn có từ N lao động trở lên đã có CĐCS",
        "mọi doanh nghiệp trên địa bàn có từ N lao động trở lên",
    ),
    "unorganized_workers_gathered": (
        "người lao động ở nơi chưa có công đoàn đã tham gia hoạt động công đoàn",
        "người lao động ở nơi chưa có công đoàn",
    ),
    "union_econ_units_reformed_pct": (
        "đơn vị đã đổi mới, sắp xếp",
        "đơn vị kinh tế, sự nghiệp của công đoàn",
    ),
    "institution_project_milestone": ("dự án đã triển khai",),
    "kcn_institution_pct": ("khu công nghiệp có thiết chế", "khu công nghiệp trên địa bàn"),
}
TYPED = {
    "nghe_an_2021": {
        "na_2023_econ_units", "na_2023_projects", "na_2025_ent25", "na_2025_econ_units",
        "na_2030_unorganized", "na_2030_kcn",
    },
    "ninh_binh_2020": set(),
    "gia_lam_2021": {"gl_2025_ent25", "gl_2030_unorganized"},
    "dak_lak_2021": {
        "dl_2023_ent25", "dl_2025_ent25", "dl_2030_ent20", "dl_2045_ent15", "dl_2045_unorganized",
    },
    "ben_tre_2024": set(),
}  # fmt: skip


@pytest.mark.parametrize("plan", TYPED)
def test_the_manual_targets_ask_for_exactly_the_figures_listed(district, plan):
    use_set(district, plan)
    rows = {row.code: row for row in target_progress(district)}
    measures = {row.facts.code: row.facts.measure for row in list_targets(district)}
    asking = {code for code, row in rows.items() if row.words.startswith("Chưa nhập số liệu")}
    assert asking == TYPED[plan]
    for code in asking:
        asked = "; ".join(ASKED[measures[code]])
        assert rows[code].words == f"Chưa nhập số liệu: {asked}."
        assert (rows[code].light, rows[code].missing) == (GREY, None)


def test_enterprises_of_25_of_20_and_of_15_workers_are_three_figures(district):
    use_set(district, "dak_lak_2021")
    code, year = "enterprise_threshold_unionized_pct", Period.parse("2023")
    type_figure(district, code, year, 57, 60)
    type_figure(district, f"{code}.20", year, 80, 100)
    rows = {row.code: row for row in target_progress(district)}
    # 57 of 60 is 95 %, 80 of 100 is 80 %; "hầu hết" is read as 90 %
    assert (rows["dl_2025_ent25"].figure.numerator, rows["dl_2025_ent25"].light) == (57, GREEN)
    assert (rows["dl_2030_ent20"].figure.numerator, rows["dl_2030_ent20"].missing) == (80, 10)
    assert rows["dl_2045_ent15"].light == GREY


def figures(office, code, day):
    use_set(office, code)
    return {
        row.code: (row.figure.numerator, row.figure.denominator)
        for row in target_progress(office, as_of=day)
    }


def lights(office):
    return {row.code: row.light.value for row in target_progress(office)}


def expected(office, by_measure, by_target=()):
    by_target = dict(by_target)
    return {
        row.facts.code: by_target.get(row.facts.code) or by_measure[row.facts.measure]
        for row in list_targets(office)
    }


@pytest.fixture
def full_province(make_office):
    """A province with a district and a zone union, and the nine unions below them, in a year."""
    from tests.indicators.conftest import PROVINCE

    def make(year):
        office = make_office(f"tinh-{year}", PROVINCE, None, today=date(year, 12, 31))
        upper = {
            "H1": found_below(office, "H1", tier="HUYEN"),
            "K1": found_below(office, "K1", tier="KCN"),
        }
        settle(office, year, (upper["H1"], upper["K1"]))
        do(office, "KIEM_TRA", date(year, 7, 1), upper["H1"], subject="tai_chinh_cung_cap")
        do(office, "KIEM_TRA", date(year, 7, 2), upper["K1"], subject="dieu_le")
        grade(office, upper["H1"], year, "tot")
        return office

    return make


PROVINCIAL = {
    **COUNTED,
    # the province, its two upper unions and nine unions below them
    "union_policy_participation_pct": (2, 12),
    "fin_disclosure_pct": (3, 12),
    "fin_upper_self_audit_pct": (1, 2),
    "rating_upper_good_pct": (1, 2),
    "insp_upper_by_province_pct": (1, 2),
    "insp_lower_charter_pct": (2, 11),
}


def test_nghe_an_2021(full_province):
    office = full_province(2023)
    year = Period.parse("2023")
    type_figure(office, "union_econ_units_reformed_pct", year, 1, 2)
    type_figure(office, "institution_project_milestone", year, 2)
    type_figure(office, "kcn_institution_pct", year, 1, 4)
    type_figure(office, "enterprise_threshold_unionized_pct", year, 45, 60)
    type_figure(office, "unorganized_workers_gathered", year, 60, 100)
    typed = {
        "union_econ_units_reformed_pct": (1, 2),
        "institution_project_milestone": (2, None),
        "kcn_institution_pct": (1, 4),
        "enterprise_threshold_unionized_pct": (45, 60),
        "unorganized_workers_gathered": (60, 100),
    }
    found = figures(office, "nghe_an_2021", date(2023, 12, 31))
    assert len(found) == 53
    assert found == expected(office, {**PROVINCIAL, **typed})
    light = lights(office)
    assert light["na_2023_projects"] == light["na_2030_unorganized"] == GREEN
    # 3 of 4 cases with a union representative: 75 % reaches 65, 70 and 75, and nearly 99
    assert [light[f"na_{year}_legal"] for year in (2023, 2025, 2030, 2045)] == [GREEN] * 3 + [RED]
    # 450 of 510 is 88 %, far above "about 46 %"
    assert light["na_2023_ent_share"] == GREEN
    # 50 of 60 million is 83 %, near the 90 % of 2023
    assert light["na_2023_fin_collect"] == AMBER


def test_ninh_binh_2020(full_province):
    office = full_province(2023)
    for duty, due, done in (
        ("report_h1_to_province", date(2023, 5, 24), date(2023, 5, 20)),
        ("report_year_to_province", date(2023, 11, 24), date(2023, 11, 27)),
        ("report_year_to_tld", date(2023, 11, 29), date(2023, 11, 29)),
    ):
        mark_done(office, duty, due, done)
    found = figures(office, "ninh_binh_2020", date(2023, 12, 31))
    assert len(found) == 9
    by_target = {
        "nb_report_lower_h1": (1, 1),
        "nb_report_lower_y": (0, 1),
        "nb_report_tld_h1": (0, 1),
        "nb_report_tld_y": (1, 1),
    }
    assert found == expected(office, PROVINCIAL, by_target)
    light = lights(office)
    assert light["nb_contest"] == light["nb_review"] == light["nb_report_tld_y"] == GREEN
    # one of five is 20 %, the aim is 30 %
    assert light["nb_direct_election"] == RED


def test_gia_lam_2021(district):
    settle(district, 2023)
    do(district, "KIEM_TRA", date(2023, 7, 1), subject="tai_chinh_cung_cap")
    grade(district, district.unit.id, 2023, "tot")
    found = figures(district, "gia_lam_2021", date(2023, 12, 31))
    assert len(found) == 38
    by_measure = {
        **COUNTED,
        "rating_own_at_least_good": (1, None),
        # the district union and nine unions
        "union_policy_participation_pct": (2, 10),
        "fin_disclosure_pct": (3, 10),
        "fin_upper_self_audit_pct": (1, 1),
        "enterprise_threshold_unionized_pct": (0, 0),
        "unorganized_workers_gathered": (0, 0),
    }
    assert found == expected(district, by_measure)
    rows = {row.code: row for row in target_progress(district)}
    assert rows["gl_rating_own"].light == rows["gl_fin_upper_audit"].light == GREEN
    assert rows["gl_2025_ent25"].light == GREY
    assert "Chưa nhập số liệu" in rows["gl_2025_ent25"].words
    # 70 % of four enterprises is three
    assert rows["gl_dialogue_nonstate"].missing == 1
    assert rows["gl_new_cdcs"].wish == "13–15 CĐCS"
    assert rows["gl_new_cdcs"].missing == 10


def test_dak_lak_2021(full_province):
    office = full_province(2023)
    found = figures(office, "dak_lak_2021", date(2023, 12, 31))
    assert len(found) == 24
    asked = {"enterprise_threshold_unionized_pct": (0, 0), "unorganized_workers_gathered": (0, 0)}
    # 2045 asks the state enterprises as well, who hold the workers' conference
    by_target = {"dl_2045_hn_cbccvc": (4, 4)}
    assert found == expected(office, {**PROVINCIAL, **asked}, by_target)
    light = lights(office)
    assert light["dl_2023_hn_cbccvc"] == light["dl_2023_hn_nld_soe"] == GREEN
    assert light["dl_2045_unorganized"] == GREY


def test_ben_tre_2024(full_province):
    office = full_province(2024)
    mark_done(office, "programme_q1_2024", date(2024, 3, 29), date(2024, 3, 20))
    mark_done(office, "send_programme_2024", date(2024, 1, 24), date(2024, 1, 24))
    # 30/4 is a holiday: April's day is the 29th
    for month, last in ((1, 31), (2, 29), (4, 29)):
        mark_done(
            office, "member_change_monthly", date(2024, month, last), date(2024, month, last)
        )
    found = figures(office, "ben_tre_2024", date(2024, 12, 31))
    assert len(found) == 22
    by_target = {
        # workers of enterprises
        "bt_skill": (120, 570),
        "bt_ms_programme_q1": (1, 1),
        "bt_ms_send_programme": (1, 1),
        "bt_monthly_change": (3, 12),
    }
    assert found == expected(office, PROVINCIAL, by_target)
    light = lights(office)
    assert light["bt_poor_reduction"] == GREEN
    assert light["bt_criticism"] == light["bt_insp_upper"] == GREEN
    assert light["bt_houses"] == light["bt_smartca"] == RED
