import pytest

from unionapp.activities.kinds import find_kind, list_kinds
from unionapp.errors import Refusal
from unionapp.indicators.catalogue import find_measure, list_inputs, list_measures, segments
from unionapp.indicators.counting import WAYS
from unionapp.organisation.law import _rows

PLANS = [
    "member_total",
    "member_new_admitted",
    "member_new_admitted_enterprise",
    "member_net_increase",
    "member_enterprise_share_pct",
    "unionization_rate_pct",
    "workers_are_members_most",
    "cdcs_new_count",
    "cdcs_new_nonstate_count",
    "enterprise_threshold_unionized_pct",
    "unorganized_workers_gathered",
    "hn_cbccvc_pct",
    "hn_democracy_quality_state_pct",
    "hn_nld_soe_pct",
    "hn_nld_nonstate_pct",
    "hn_nld_enterprise_pct",
    "dialogue_soe_pct",
    "dialogue_nonstate_pct",
    "dialogue_enterprise_pct",
    "tuldtt_signed_pct",
    "tuldtt_grade_b_up_pct",
    "legal_rep_cases_pct",
    "union_policy_participation_pct",
    "info_workers_pct",
    "info_units_pct",
    "skill_learning_pct",
    "benefit_partner_pct",
    "hardship_visit_pct",
    "culture_sport_pct",
    "house_built_count",
    "poor_household_reduction_pct",
    "party_intro_avg",
    "rating_state_good_pct",
    "rating_nonstate_good_pct",
    "rating_upper_good_pct",
    "rating_own_at_least_good",
    "kpcd_retained_cdcs_pct",
    "fin_disclosure_pct",
    "fin_upper_self_audit_pct",
    "fin_collection_rate_pct",
    "fin_budget_completion_pct",
    "union_econ_units_reformed_pct",
    "institution_project_milestone",
    "kcn_institution_pct",
    "bncqc_state_pct",
    "bncqc_nonstate_pct",
    "chair_nonstate_informed_pct",
    "chair_nonstate_trained_pct",
    "chair_new_trained_pct",
    "direct_election_nonstate_pct",
    "chair_contest_5y",
    "plan_review_2y",
    "insp_upper_by_province_pct",
    "insp_cdcs_finance_pct",
    "insp_lower_charter_pct",
    "complaint_resolved_pct",
    "social_criticism_count",
    "digital_signature_count",
    "programme_milestone",
]


def kinds_of(part):
    kinds = part.facts.get("kinds", ())
    if isinstance(kinds, dict):
        return [kind for name, some in kinds.items() if name != "by" for kind in some]
    return part.kinds


def ways_of(part, options):
    if isinstance(part.source, dict):
        assert set(part.source) - {"by"} == set(options[part.source["by"]])
        return {way for name, way in part.source.items() if name != "by"}
    return set(options[part.source[1:]]) if part.source.startswith("$") else {part.source}


def test_all_fifty_nine_measures_of_the_plans_are_there():
    assert len(PLANS) == 59
    assert {it.code for it in list_measures()} >= set(PLANS)


def test_codes_and_aliases_never_meet():
    names = [name for it in list_measures() for name in (it.code, *it.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("measure", list_measures(), ids=lambda it: it.code)
def test_every_measure_says_what_it_counts(measure):
    assert measure.numerator_words
    assert bool(measure.denominator) == bool(measure.denominator_words)
    assert measure.when in {"stock", "flow", "term", "year", "years"}
    assert measure.source in {"R", "X", "M"}
    options = {choice.name: dict(choice.options) for choice in measure.choices}
    for part in (*measure.numerator, *measure.denominator):
        assert ways_of(part, options) <= set(WAYS)
        assert {inner["from"] for inner in part.facts.get("of", ())} <= set(WAYS)
        for name in (part.facts.get("segment"), part.facts.get("within")):
            if name and not name.startswith("$"):
                assert name in segments()
    for choice in measure.choices:
        assert not choice.options or choice.default in dict(choice.options)


@pytest.mark.parametrize("measure", list_measures(), ids=lambda it: it.code)
def test_every_condition_speaks_of_a_field_its_kinds_have(measure):
    for part in (*measure.numerator, *measure.denominator):
        for facts in (part.facts, *part.facts.get("of", ())):
            for kind in facts.get("kinds", ()) if "where" in facts else ():
                fields = {field.name: field for field in find_kind(kind).fields}
                assert set(facts["where"]) <= set(fields)


def test_kinds_and_measures_name_each_other():
    used = {
        (kind, measure.code)
        for measure in list_measures()
        if not measure.code.startswith("activities.")
        for part in (*measure.numerator, *measure.denominator)
        for kind in kinds_of(part)
        if isinstance(part.source, dict) or part.source in {"activities", "either", "$basis"}
    }
    used |= {(kind, "info_units_pct") for kind, code in used if code == "info_workers_pct"}
    used |= {("DAO_TAO_CAN_BO", "chair_new_trained_pct")}
    named = {(kind.code, code) for kind in list_kinds() for code in kind.measures}
    assert named == used


def test_whatever_a_measure_asks_for_can_be_typed():
    inputs = {it.code for it in list_inputs()}
    assert {code for it in list_measures() for code in it.asks} <= inputs


def test_segments_speak_of_known_tiers():
    tiers = {row["code"] for row in _rows("tiers.toml", "tier")}
    assert {tier for it in segments().values() for tier in it.tiers} <= tiers


def test_an_alias_leads_to_its_measure():
    assert find_measure("members_total") is find_measure("member_total")


def test_an_unknown_measure_is_refused():
    with pytest.raises(Refusal) as refused:
        find_measure("so_do")
    assert refused.value.code == "measure.unknown"
