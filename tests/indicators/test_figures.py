from datetime import date

import pytest
from sqlalchemy import select

from tests.finance.setting import draft as voucher_draft
from tests.indicators.neighbourhood import (
    admit,
    do,
    employ,
    found_below,
    found_under,
    grade,
    release,
)
from unionapp.activities.attendance import note_attendees
from unionapp.errors import Refusal
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.indicators.figures import Figure, figures_of, measure, unit_shares, why
from unionapp.indicators.typed_figures import list_typed, store_received, type_figure
from unionapp.membership.tables import Member
from unionapp.vietnamese.periods import Period

YEAR = Period.parse("2023")
NEXT = Period.parse("2026")


def number(office, code, period=YEAR, **choices):
    figure = measure(office, code, period, choices=choices)
    return figure.numerator, figure.denominator


def test_members_are_counted_on_the_last_day_and_by_what_happened(office):
    unit = office.unit.id
    admit(office, unit, 10, female=6, on=date(2022, 6, 1))
    admit(office, unit, 4, female=1, on=date(2023, 3, 1))
    admit(office, unit, 1, on=date(2023, 4, 1), kind="KET_NAP_LAI")
    release(office, unit, 2, date(2023, 9, 1))
    assert number(office, "members_total") == (13, None)
    assert number(office, "members_female") == (7, None)
    assert number(office, "members_new") == (4, None)
    assert number(office, "member_readmitted") == (1, None)
    assert number(office, "members_net") == (3, None)
    assert number(office, "members_total", Period.parse("2023-03")) == (14, None)


def test_a_figure_names_the_records_it_is_the_sum_of(office):
    do(office, "HN_NLD", date(2026, 2, 1), title="Hội nghị A")
    do(office, "HN_NLD", date(2026, 2, 20), title="Hội nghị B")
    figure = measure(office, "activities.HN_NLD", NEXT)
    assert figure.numerator == 2
    assert [source.label for source in figure.sources] == ["Hội nghị A", "Hội nghị B"]
    assert sum(row.weight for row in why(office, "activities.HN_NLD", NEXT)) == 2


def test_plans_and_cancelled_activities_do_not_count(office):
    do(office, "HN_NLD", date(2026, 2, 1), status="planned")
    assert number(office, "hn_nld_enterprise_pct", NEXT) == (0, 1)


def test_a_unit_counts_once_however_often_it_acts(office):
    do(office, "DOI_THOAI", date(2026, 2, 1))
    do(office, "DOI_THOAI", date(2026, 3, 1))
    assert number(office, "dialogue_enterprise_pct", NEXT) == (1, 1)
    assert len(why(office, "dialogue_enterprise_pct", NEXT)) == 2


def test_a_ratio_speaks_only_of_the_units_of_its_segment(district):
    state, private = found_below(district, "A", "DNNN"), found_below(district, "B", "DN_NGOAI")
    school = found_below(district, "C", "SN_CONG")
    for unit in (state, private, school):
        do(district, "HN_NLD", date(2023, 5, 1), unit)
    assert number(district, "hn_nld_soe_pct") == (1, 1)
    assert number(district, "hn_nld_nonstate_pct") == (1, 1)
    assert number(district, "hn_nld_enterprise_pct") == (2, 2)
    assert number(district, "hn_cbccvc_pct") == (0, 1)


def test_a_choice_changes_the_denominator(office):
    unit = office.unit.id
    admit(office, unit, 40)
    employ(office, unit, 50)
    do(office, "HOC_TAP_NGHE", date(2026, 2, 1), attended=20)
    assert number(office, "skill_learning_pct", NEXT, basis="members") == (20, 40)
    assert number(office, "skill_learning_pct", NEXT, basis="workers") == (20, 50)


def test_people_are_not_counted_twice_and_no_rate_exceeds_the_whole(office):
    admit(office, office.unit.id, 40)
    do(office, "VHVN_TDTT", date(2026, 1, 5), attended=30)
    do(office, "VHVN_TDTT", date(2026, 2, 5), attended=25)
    assert number(office, "culture_sport_pct", NEXT) == (30, 40)
    assert number(office, "culture_sport_pct", NEXT, counting="sum") == (40, 40)


def test_people_noted_by_name_are_counted_once_each(office):
    admit(office, office.unit.id, 6)
    with office.read() as session:
        ids = list(session.scalars(select(Member.id)))
    first = do(office, "VHVN_TDTT", date(2026, 1, 5))
    second = do(office, "VHVN_TDTT", date(2026, 2, 5))
    note_attendees(office, first.id, ids[:3])
    note_attendees(office, second.id, ids[1:5])
    assert number(office, "culture_sport_pct", NEXT, counting="max") == (4, 6)
    assert number(office, "culture_sport_pct", NEXT, counting="people") == (5, 6)


def test_money_is_counted_from_posted_vouchers_and_reversals_take_it_back(office):
    def post(kind, amount, on, item=None):
        row = save_voucher(office, voucher_draft(kind, amount, on, item))
        post_voucher(office, row.id)
        return row.id

    post("PT", 5_000_000, date(2026, 1, 5), "INC_DUES_ENT")
    post("PT", 700_000, date(2026, 1, 6))
    spent = post("PC", 300_000, date(2026, 1, 7))
    save_voucher(office, voucher_draft("PT", 9_000_000, date(2026, 1, 8)))
    january = Period.parse("2026-01")
    assert number(office, "dues_collected", january) == (5_000_000, None)
    assert number(office, "receipts_total", january) == (5_700_000, None)
    assert number(office, "payments_total", january) == (300_000, None)
    assert number(office, "cash_balance", january) == (5_400_000, None)
    reverse_voucher(office, spent, "Chi nhầm người nhận")
    assert number(office, "cash_balance", NEXT) == (5_700_000, None)
    assert number(office, "payments_total", NEXT) == (0, None)


def test_a_typed_figure_goes_before_the_records_and_says_why(office):
    admit(office, office.unit.id, 40)
    do(office, "HN_NLD", date(2026, 1, 9))
    type_figure(office, "benefit_partner_pct", NEXT, 15, 40)
    figure = measure(office, "benefit_partner_pct", NEXT)
    assert (figure.numerator, figure.denominator, figure.origin) == (15, 40, "typed")
    with pytest.raises(Refusal) as refused:
        type_figure(office, "dialogue_enterprise_pct", NEXT, 1, 1)
    assert refused.value.code == "figure.reason_needed"
    type_figure(office, "dialogue_enterprise_pct", NEXT, 1, 1, reason="Biên bản lưu ở văn phòng")
    assert number(office, "dialogue_enterprise_pct", NEXT) == (1, 1)
    assert [row.measure for row in list_typed(office, NEXT)] == [
        "benefit_partner_pct",
        "dialogue_enterprise_pct",
    ]
    [reason] = [row.label for row in why(office, "dialogue_enterprise_pct", NEXT)]
    assert reason == "Biên bản lưu ở văn phòng"


@pytest.mark.parametrize(
    ("code", "numbers", "refusal"),
    [
        ("so_do", (1,), "figure.unknown"),
        ("workers_total", (-1,), "figure.negative"),
        ("kcn_institution_pct", (1,), "figure.whole_needed"),
        ("kcn_institution_pct", (3, 2), "figure.over_whole"),
    ],
)
def test_what_cannot_be_a_figure_is_refused(office, code, numbers, refusal):
    with pytest.raises(Refusal) as refused:
        type_figure(office, code, NEXT, *numbers)
    assert refused.value.code == refusal


def test_typing_again_replaces_the_figure(office):
    type_figure(office, "kcn_institution_pct", NEXT, 1, 4)
    type_figure(office, "kcn_institution_pct", NEXT, 2, 4)
    assert number(office, "kcn_institution_pct", NEXT) == (2, 4)


def test_a_received_figure_stands_for_the_unit_and_the_rest_is_counted(district):
    far, near = found_below(district, "A", "FDI"), found_below(district, "B", "FDI")
    do(district, "DOI_THOAI", date(2023, 4, 1), near)
    with district.change("package.accept") as session:
        store_received(
            session, district, far, YEAR, [Figure("dialogue_enterprise_pct", "", 0, 1, "%")]
        )
        store_received(
            session, district, far, YEAR, [Figure("member_total", "", 25, None, "người")]
        )
    admit(district, near, 10)
    assert number(district, "dialogue_enterprise_pct") == (1, 2)
    assert number(district, "members_total") == (35, None)
    shares = unit_shares(district, "member_total", YEAR)
    assert [(it.code, it.numerator, it.origin) for it in shares] == [
        ("A", 25, "received"),
        ("B", 10, "computed"),
    ]
    assert number(district, "dialogue_enterprise_pct", Period.parse("2023-H1")) == (1, 2)


def test_the_figure_of_an_upper_unit_speaks_for_everything_below_it(province):
    upper = found_below(province, "H1", tier="HUYEN")
    inside, beside = found_under(province, upper, "A", "FDI"), found_below(province, "B", "FDI")
    year = Period.parse("2024")
    for unit in (inside, beside):
        admit(province, unit, 10)
        do(province, "DOI_THOAI", date(2024, 4, 1), unit)
    assert number(province, "dialogue_enterprise_pct", year) == (2, 2)
    with province.change("package.accept") as session:
        for unit, dialogues, heads in ((upper, (7, 9), 400), (inside, (1, 1), 10)):
            figures = [
                Figure("dialogue_enterprise_pct", "", *dialogues, "%"),
                Figure("member_total", "", heads, None, "người"),
                Figure("form.9", "", heads - 1, None, ""),
            ]
            store_received(session, province, unit, year, figures)
    assert number(province, "dialogue_enterprise_pct", year) == (8, 10)
    assert number(province, "members_total", year) == (410, None)
    assert {row.unit_id for row in why(province, "members_total", year)} == {upper, beside}
    assert {it.code: it.numerator for it in figures_of(province, year)}["form.9"] == 399


def test_what_the_level_above_keeps_about_a_union_is_not_lost_to_its_package(district):
    union = found_below(district, "A", "FDI")
    do(district, "KIEM_TRA", date(2023, 4, 1), union)
    grade(district, union, 2023, "tot")
    with district.change("package.accept") as session:
        figures = [
            Figure(code, "", 0, 1, "%")
            for code in (
                "insp_cdcs_finance_pct",
                "rating_nonstate_good_pct",
                "dialogue_enterprise_pct",
            )
        ]
        store_received(session, district, union, YEAR, figures)
    assert number(district, "insp_cdcs_finance_pct") == (1, 1)
    assert number(district, "rating_nonstate_good_pct") == (1, 1)
    assert number(district, "dialogue_enterprise_pct") == (0, 1)


def test_a_summary_holds_every_measure_with_something_to_say(office):
    admit(office, office.unit.id, 3, female=1)
    do(office, "HN_NLD", date(2026, 2, 1))
    figures = {figure.code: figure for figure in figures_of(office, NEXT)}
    assert (figures["member_total"].numerator, figures["member_total"].denominator) == (3, None)
    assert figures["hn_nld_enterprise_pct"].denominator == 1
    assert figures["activities.HN_NLD"].numerator == 1
    assert "activities.DOI_THOAI" not in figures
    assert "kcn_institution_pct" not in figures
    assert len(figures) == len(figures_of(office, NEXT))


def test_a_figure_is_read_as_officers_write_it():
    assert Figure("a", "", 42, 44, "%").text == "95,5% (42/44)"
    assert Figure("a", "", 1250, None, "người").text == "1.250 người"
    assert Figure("a", "", 3, 2, "đoàn viên/CĐCS").text == "3/2 đoàn viên/CĐCS"
    assert Figure("a", "", 0, 0, "%").text == "– (0/0)"


def test_members_and_workers_are_sent_and_received_apart(office, district):
    admit(office, office.unit.id, 40)
    employ(office, office.unit.id, 50)
    do(office, "VHVN_TDTT", date(2026, 1, 5), attended=30)
    sent = {figure.code: figure for figure in figures_of(office, NEXT)}
    members, workers = sent["culture_sport_pct"], sent["culture_sport_pct.workers"]
    assert (members.numerator, members.denominator) == (30, 40)
    assert (workers.numerator, workers.denominator) == (30, 50)
    assert workers.name.endswith("(người lao động)")
    union = found_below(district, "A", "DN_NGOAI")
    with district.change("package.accept") as session:
        store_received(session, district, union, NEXT, [members, workers])
    assert number(district, "culture_sport_pct", NEXT, basis="members") == (30, 40)
    assert number(district, "culture_sport_pct", NEXT, basis="workers") == (30, 50)


def test_why_looks_no_further_than_the_day_it_is_asked_for(office):
    for day in (date(2026, 1, 5), date(2026, 2, 5)):
        do(office, "HN_NLD", day)
    rows = why(office, "activities.HN_NLD", NEXT, as_of=date(2026, 1, 31))
    assert [row.on for row in rows] == [date(2026, 1, 5)]
    assert measure(office, "activities.HN_NLD", NEXT, as_of=date(2026, 1, 31)).numerator == 1


@pytest.mark.parametrize(("number", "words"), [(0, "Chưa"), (1, "Có")])
def test_a_figure_that_is_yes_or_no_is_read_so(number, words):
    assert Figure("x", "", number, None, "có/không").text == words
