from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.indicators.neighbourhood import do, found_below
from unionapp.errors import Invalid, Refusal
from unionapp.indicators.assignments import (
    assign,
    assignment_history,
    list_assignments,
    withdraw,
)
from unionapp.indicators.catalogue import find_measure
from unionapp.indicators.counting import Share, add_up
from unionapp.indicators.figures import Figure, measure, unit_shares
from unionapp.indicators.progress import explain_target, target_progress
from unionapp.indicators.shipped_sets import TargetFacts, shipped_sets, target_coverage
from unionapp.indicators.target_sets import (
    COMPARISONS,
    SPANS,
    copy_set,
    drop_target,
    found_set,
    leave_set,
    list_sets,
    list_targets,
    save_target,
    use_set,
)
from unionapp.indicators.typed_figures import store_received
from unionapp.vietnamese.periods import Period

DIALOGUE = TargetFacts(
    code="doi_thoai",
    measure="dialogue_enterprise_pct",
    name="Đối thoại",
    comparison="at_least",
    unit="%",
    span="year",
    value=80,
)


def test_all_146_lines_of_the_five_documents_are_placed():
    placed = target_coverage()
    per_document = {"000": 53, "001": 9, "002": 38, "003": 24, "004": 22}
    assert {doc: sum(it.document == doc for it in placed) for doc in per_document} == per_document
    assert len(placed) == len({it.id for it in placed}) == 146
    states = [it.state for it in placed]
    assert (states.count("computed"), states.count("typed"), states.count("missing")) == (
        133,
        13,
        0,
    )


@pytest.mark.parametrize("plan", shipped_sets(), ids=lambda it: it.document)
def test_every_line_of_a_plan_can_be_judged(plan):
    for target in plan.targets:
        found = find_measure(target.measure)
        assert target.comparison in COMPARISONS
        assert target.span in SPANS
        assert (target.value is None) == (target.comparison in {"most", "before"})
        assert (target.value_to is not None) == (target.comparison == "between")
        names = {choice.name for choice in found.choices}
        assert set(target.choices) <= names
        if target.comparison == "most":
            assert "threshold" in names
        if target.span == "once":
            assert target.due_on is not None


def test_misread_words_of_the_scans_are_not_carried_on():
    texts = [text for plan in shipped_sets() for it in plan.targets for text in (it.name, it.note)]
    for wrong in ("Phần đầu", "phân đầu", "quản chúng", "quân chủng", "chuyên đổi", "CDCSTT"):
        assert not any(wrong in text for text in texts)


def test_milestones_reach_to_2045_and_a_lower_later_aim_stays_as_written():
    plan = {it.code: it for it in shipped_sets()[0].targets}
    assert plan["na_2045_tuldtt"].due_on == date(2045, 12, 31)
    assert (plan["na_2025_rate"].value, plan["na_2030_rate"].value) == (95, 90)


def test_a_plan_is_followed_left_and_taken_up_again_with_its_changes(office):
    row = use_set(office, "ninh_binh_2020")
    assert (row.targets, row.is_used) == (9, True)
    first = list_targets(office)[0]
    save_target(office, row.code, replace(first.facts, value=90), first.id)
    leave_set(office, row.code)
    assert list_targets(office) == ()
    use_set(office, row.code)
    assert list_targets(office)[0].facts.value == 90
    assert len(list_targets(office)) == 9


def test_a_unit_writes_its_own_plan_and_follows_several(office):
    found_set(office, "ke_hoach_2026", "Kế hoạch năm 2026")
    saved = save_target(office, "ke_hoach_2026", DIALOGUE)
    use_set(office, "gia_lam_2021")
    assert list_targets(office, "ke_hoach_2026") == (saved,)
    own = list_sets(office)[-1]
    assert (own.code, own.targets, own.is_used) == ("ke_hoach_2026", 1, True)
    drop_target(office, saved.id)
    assert list_targets(office, "ke_hoach_2026") == ()
    assert len(list_targets(office)) == 38


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda office: use_set(office, "so_do"), "target.unknown_set"),
        (lambda office: leave_set(office, "gia_lam_2021"), "target.set_not_used"),
        (lambda office: found_set(office, " ", "Kế hoạch"), "target.name_needed"),
        (lambda office: found_set(office, "gia_lam_2021", "Kế hoạch"), "target.set_taken"),
        (lambda office: save_target(office, "x", DIALOGUE), "target.set_not_used"),
        (lambda office: drop_target(office, 9), "target.unknown"),
        (lambda office: assign(office, 9, "CS-0147", 1), "target.unknown"),
        (lambda office: assign(office, 9, "CS-0147", -1), "target.negative"),
    ],
)
def test_what_cannot_be_done_to_a_plan_is_refused(office, act, code):
    with pytest.raises(Refusal) as refused:
        act(office)
    assert refused.value.code == code


def test_every_problem_of_a_line_is_listed(office):
    found_set(office, "a", "Kế hoạch")
    wrong = replace(DIALOGUE, name=" ", comparison="quanh", span="tuần", value=None)
    with pytest.raises(Invalid) as invalid:
        save_target(office, "a", wrong)
    assert {it.field for it in invalid.value.problems} == {"name", "comparison", "span", "value"}
    with pytest.raises(Invalid) as invalid:
        save_target(office, "a", replace(DIALOGUE, comparison="between", value=9, value_to=8))
    assert [it.code for it in invalid.value.problems] == ["target.range_reversed"]


def test_an_upper_unit_gives_lower_units_their_numbers(district):
    found_below(district, "A-1", "FDI")
    use_set(district, "gia_lam_2021")
    target = list_targets(district)[11]
    assign(district, target.id, "A-1", 40)
    assign(district, target.id, "A-1", 45, "Bổ sung")
    [row] = list_assignments(district, target.id)
    assert (row.unit_code, row.value, row.note) == ("A-1", 45, "Bổ sung")
    assert row.target_name == target.facts.name
    drop_target(district, target.id)
    assert list_assignments(district) == ()


def test_a_number_given_is_changed_and_withdrawn_and_all_of_it_is_remembered(district):
    for code in ("A-1", "A-2"):
        found_below(district, code, "FDI")
    use_set(district, "gia_lam_2021")
    first, second, *_ = list_targets(district)
    assign(district, second.id, "A-2", 7)
    assign(district, first.id, "A-1", 40)
    assign(district, first.id, "A-1", 45, "Bổ sung")
    withdraw(district, first.id, "A-1")
    assign(district, first.id, "A-1", 30)
    history = assignment_history(district, first.id)
    assert [(it.unit_code, it.value, it.note) for it in history] == [
        ("A-1", 40, ""),
        ("A-1", 45, "Bổ sung"),
        ("A-1", None, ""),
        ("A-1", 30, ""),
    ]
    assert {it.officer for it in history} == {district.officer.name}
    with pytest.raises(Refusal) as refused:
        withdraw(district, second.id, "A-1")
    assert refused.value.code == "target.not_assigned"


def test_a_copied_plan_has_the_lines_as_they_were_changed_here(office):
    use_set(office, "ninh_binh_2020")
    first = list_targets(office)[0]
    save_target(office, "ninh_binh_2020", replace(first.facts, value=90), first.id)
    row = copy_set(office, "ninh_binh_2020", "rieng", "Kế hoạch của đơn vị")
    assert (row.targets, row.is_used, row.document) == (9, True, "")
    assert list_targets(office, "rieng")[0].facts.value == 90
    drop_target(office, list_targets(office, "rieng")[0].id)
    assert len(list_targets(office, "ninh_binh_2020")) == 9
    assert copy_set(office, "gia_lam_2021", "rieng-2", "Bản nữa").targets == 38
    with pytest.raises(Refusal) as refused:
        copy_set(office, "so_do", "rieng-3", "Bản nữa")
    assert refused.value.code == "target.unknown_set"


def test_an_own_plan_is_left_and_taken_up_again(office):
    found_set(office, "rieng", "Kế hoạch riêng")
    save_target(office, "rieng", DIALOGUE)
    leave_set(office, "rieng")
    assert list_targets(office) == ()
    assert [it.is_used for it in list_sets(office) if it.code == "rieng"] == [False]
    assert use_set(office, "rieng").targets == 1
    assert len(list_targets(office)) == 1


def test_progress_names_what_is_missing_and_who_is_nearest(district):
    units = [found_below(district, f"A-{number}", "FDI") for number in range(1, 6)]
    do(district, "DOI_THOAI", date(2023, 4, 1), units[0])
    do(district, "DOI_THOAI", date(2023, 12, 1), units[3], status="planned")
    found_set(district, "a", "Kế hoạch")
    save_target(district, "a", replace(DIALOGUE, due_on=date(2024, 6, 30)))
    [row] = target_progress(district)
    assert (row.figure.numerator, row.figure.denominator, row.missing) == (1, 5, 3)
    assert row.lacking == ("Đơn vị A-4", "Đơn vị A-2", "Đơn vị A-3", "Đơn vị A-5")
    assert row.words == (
        "Còn thiếu 3 doanh nghiệp để đạt kế hoạch (từ 80%); gần đạt nhất: Đơn vị A-4,"
        " Đơn vị A-2, Đơn vị A-3;"
        " hạn 30/6/2024."
    )


def test_progress_on_an_earlier_day_sees_only_what_was_done_by_then(district):
    unit = found_below(district, "A-1", "FDI")
    do(district, "DOI_THOAI", date(2023, 4, 1), unit)
    found_set(district, "a", "Kế hoạch")
    save_target(district, "a", DIALOGUE)
    [before] = target_progress(district, as_of=date(2023, 3, 31))
    [after] = target_progress(district, as_of=date(2023, 4, 1))
    assert (before.light, after.light) == ("red", "green")


def test_the_sectors_of_a_figure_add_up_to_it(district):
    units = {
        code: found_below(district, code, kind)
        for code, kind in (("S1", "DNNN"), ("S2", "DNNN"), ("P1", "FDI"), ("P2", "HTX"))
    }
    for code in ("S1", "P1", "P2"):
        do(district, "DOI_THOAI", date(2023, 4, 1), units[code])
    found_set(district, "a", "Kế hoạch")
    save_target(district, "a", DIALOGUE)
    [row] = target_progress(district)
    assert [(it.name, it.figure.numerator, it.figure.denominator) for it in row.sectors] == [
        ("Khu vực nhà nước", 1, 2),
        ("Khu vực ngoài nhà nước", 2, 2),
    ]


def test_what_an_upper_unit_reported_belongs_to_no_sector_but_is_not_lost(province):
    upper = found_below(province, "H1", tier="HUYEN")
    unit = found_below(province, "B", "FDI")
    do(province, "DOI_THOAI", date(2024, 4, 1), unit)
    year = Period.parse("2024")
    with province.change("package.accept") as session:
        figure = Figure("dialogue_enterprise_pct", "", 7, 9, "%")
        store_received(session, province, upper, year, [figure])
    found_set(province, "a", "Kế hoạch")
    save_target(province, "a", DIALOGUE)
    [row] = target_progress(province)
    parts = {it.name: (it.figure.numerator, it.figure.denominator) for it in row.sectors}
    assert parts == {"Khu vực ngoài nhà nước": (1, 1), "Cấp trên cơ sở, chưa phân khu vực": (7, 9)}
    assert (row.figure.numerator, row.figure.denominator) == (8, 10)


def test_what_explains_a_target_is_what_its_progress_counted(district):
    unit = found_below(district, "A-1", "FDI")
    for day in (date(2023, 4, 1), date(2023, 4, 20), date(2023, 11, 2)):
        do(district, "DOI_THOAI", day, unit)
    found_set(district, "a", "Kế hoạch")
    row = save_target(district, "a", DIALOGUE)
    day = date(2023, 4, 10)
    [progress] = target_progress(district, as_of=day)
    explained = explain_target(district, row.facts, day)
    assert explained.figure == progress.figure
    assert [source.on for source in explained.rows] == [date(2023, 4, 1)]
    assert explained.unit_name(explained.rows[0]) == "Đơn vị A-1"


def test_a_target_is_judged_no_later_than_it_fell_due(district):
    unit = found_below(district, "A-1", "FDI")
    do(district, "DOI_THOAI", date(2023, 4, 1), unit)
    found_set(district, "a", "Kế hoạch")
    save_target(district, "a", replace(DIALOGUE, span="once", due_on=date(2022, 12, 31)))
    [row] = target_progress(district)
    assert (row.as_of, row.light) == (date(2022, 12, 31), "red")


shares = st.lists(
    st.integers(0, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))),
    min_size=1,
    max_size=200,
)


@given(shares)
def test_ratios_add_up_to_sums_over_sums_and_never_exceed_the_whole(pairs):
    total = add_up({unit: Share(*pair) for unit, pair in enumerate(pairs)})
    assert total.numerator == sum(top for top, _ in pairs)
    assert total.denominator == sum(whole for _, whole in pairs)
    assert 0 <= total.numerator <= total.denominator


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pairs=st.lists(st.tuples(st.integers(0, 90), st.integers(1, 90)), min_size=200, max_size=200)
)
def test_two_hundred_received_ratios_consolidate_and_their_segments_add_up(two_hundred, pairs):
    office, ids = two_hundred
    year = Period.parse("2023")
    pairs = [(min(top, whole), whole) for top, whole in pairs]
    with office.change("package.accept") as session:
        for unit, (top, whole) in zip(ids, pairs, strict=True):
            figure = Figure("culture_sport_pct", "", top, whole, "%")
            store_received(session, office, unit, year, [figure])
    total = measure(office, "culture_sport_pct", year)
    assert (total.numerator, total.denominator) == tuple(map(sum, zip(*pairs, strict=True)))
    parts = unit_shares(office, "culture_sport_pct", year)
    state = [it for it in parts if it.code.startswith("S")]
    other = [it for it in parts if not it.code.startswith("S")]
    assert sum(it.numerator for it in (*state, *other)) == total.numerator
    assert len(parts) == 200
    [row] = target_progress(office)
    by_sector = {it.name: (it.figure.numerator, it.figure.denominator) for it in row.sectors}
    assert by_sector == {
        "Khu vực nhà nước": tuple(map(sum, zip(*pairs[::2], strict=True))),
        "Khu vực ngoài nhà nước": tuple(map(sum, zip(*pairs[1::2], strict=True))),
    }
    assert all(top <= whole for top, whole in by_sector.values())


@pytest.fixture
def two_hundred(district):
    kinds = {"S": "SN_CONG", "P": "DN_NGOAI"}
    found_set(district, "a", "Kế hoạch")
    save_target(district, "a", replace(DIALOGUE, measure="culture_sport_pct"))
    return district, [
        found_below(district, f"{'SP'[number % 2]}{number:03}", kinds["SP"[number % 2]])
        for number in range(200)
    ]
