"""A unit that reports on paper counts in the money measures by its settlement, and counts once.

In million đồng. An Bình (paper): dues 36 of 40 due (0,5 % of 8 000), KPCĐ 2 % of 8 200 is 164, of which 75 % came
back: 120 = 75 % of 160.
"""

from datetime import date

import pytest

from tests.indicators.neighbourhood import book, found_below, found_under
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.group.lower_settlements import (
    approve_lower_settlement,
    enter_lower_settlement,
    list_lower_settlements,
)
from unionapp.finance.year.approving import Approval
from unionapp.finance.year.basics import BasicFigures
from unionapp.finance.yearly_tables import Contribution
from unionapp.indicators.figures import Figure, explain, measure, why
from unionapp.indicators.typed_figures import store_received, type_figure
from unionapp.organisation.units import UnitFacts
from unionapp.vietnamese.periods import Period

MILLION = 1_000_000
YEAR, HALF = Period.parse("2026"), Period.parse("2026-H1")
RATE, KEPT, BUDGET = (
    "fin_collection_rate_pct",
    "kpcd_retained_cdcs_pct",
    "fin_budget_completion_pct",
)
BASICS = BasicFigures(100, 8_200 * MILLION, 90, 8_000 * MILLION)
ROWS = {
    "dues": 36 * MILLION,
    "upper_share": 120 * MILLION,
    "care": 90 * MILLION,
    "remitted": 12 * MILLION,
    "payable": 2 * MILLION,
}


@pytest.fixture
def zone(make_office):
    return make_office(
        "zone", UnitFacts("KCN", "CT-09", "Công đoàn các KCN"), None, today=date(2027, 1, 20)
    )


@pytest.fixture
def paper(zone):
    """The unit below that hands its settlement in on paper."""
    return found_below(zone, "CS-01", "DN_NGOAI")


def rate_of(office, code=RATE, period=YEAR, **choices):
    found = measure(office, code, period, choices=choices)
    return found.numerator, found.denominator


def test_a_settlement_typed_here_counts_with_the_record_behind_it(zone, paper):
    assert rate_of(zone) == (0, 0)
    typed = enter_lower_settlement(zone, "CS-01", 2026, ROWS, BASICS)
    # 36 dues and 160 of the contribution, of 40 and 164 due
    assert rate_of(zone) == (196 * MILLION, 204 * MILLION)
    assert rate_of(zone, KEPT) == (120 * MILLION, 160 * MILLION)
    assert measure(zone, "dues_collected", YEAR).numerator == 36 * MILLION
    assert measure(zone, "receipts_total", YEAR).numerator == 156 * MILLION
    # 90 spent, and 10 sent: 12 were due, 2 are still owed
    assert measure(zone, "payments_total", YEAR).numerator == 100 * MILLION
    (row,) = why(zone, RATE, YEAR)
    assert (row.table, row.row_id, row.weight) == (
        "settlement",
        typed.settlement_id,
        196 * MILLION,
    )
    assert row.label == "Quyết toán năm 2026 (nhập tay)"
    (share,) = [it for it in explain(zone, RATE, YEAR).units if it.denominator]
    assert (share.code, share.origin) == ("CS-01", "typed")


def test_the_measure_says_what_the_page_of_lower_units_says(zone, paper):
    enter_lower_settlement(zone, "CS-01", 2026, ROWS, BASICS)
    (unit,) = list_lower_settlements(zone, 2026)
    collected = unit.targets.collected
    assert rate_of(zone) == (collected.part, collected.whole)


def test_what_was_approved_counts_before_what_was_reported(zone, paper):
    enter_lower_settlement(zone, "CS-01", 2026, ROWS, BASICS)
    less = {"dues": Approval(30 * MILLION, "Thiếu danh sách thu")}
    approve_lower_settlement(zone, "CS-01", 2026, less)
    assert measure(zone, "dues_collected", YEAR).numerator == 30 * MILLION


def test_books_kept_here_of_the_unit_do_not_count_beside_its_settlement(zone, paper):
    with zone.change("test.contribution") as session:
        session.add(
            Contribution(
                unit_id=paper, payer="", month="2026-01", workers=9, fund=MILLION, rate="0.02"
            )
        )
    assert rate_of(zone)[1] == 20_000
    enter_lower_settlement(zone, "CS-01", 2026, ROWS, BASICS)
    assert rate_of(zone) == (196 * MILLION, 204 * MILLION)


def test_money_of_the_office_itself_is_added_to_what_units_below_settled(zone, paper):
    book(zone, "PT", 10 * MILLION, date(2026, 2, 1), "INC_DUES_ENT")
    enter_lower_settlement(zone, "CS-01", 2026, ROWS, BASICS)
    assert measure(zone, "dues_collected", YEAR).numerator == 46 * MILLION


def receive(office, unit, period, part, whole):
    with office.change("test.receive") as session:
        figure = Figure(RATE, RATE, part, whole, "%", "received")
        store_received(session, office, unit, period, (figure,))


def test_a_package_of_the_same_period_goes_before_what_was_typed(zone, paper):
    enter_lower_settlement(zone, "CS-01", 2026, ROWS, BASICS)
    receive(zone, paper, YEAR, 9, 10)
    assert rate_of(zone) == (9, 10)
    assert {row.table for row in why(zone, RATE, YEAR)} == {"figure"}


def test_a_settlement_of_the_year_goes_before_a_package_of_its_first_quarter(zone, paper):
    receive(zone, paper, Period.parse("2026-Q1"), 9, 10)
    assert rate_of(zone) == (9, 10)
    enter_lower_settlement(zone, "CS-01", 2026, ROWS, BASICS)
    assert rate_of(zone) == (196 * MILLION, 204 * MILLION)


def test_quarters_that_follow_one_another_are_added_up(zone, paper):
    half_dues = BasicFigures(0, 0, 90, 4_000 * MILLION)
    for part, dues in (("Q1", 9), ("Q2", 10), ("Q4", 20)):
        rows = {"dues": dues * MILLION}
        enter_lower_settlement(zone, "CS-01", 2026, rows, half_dues, part=part)
    assert rate_of(zone, period=HALF) == (19 * MILLION, 40 * MILLION)
    # without the third quarter the fourth tells nothing of the year
    assert rate_of(zone) == (19 * MILLION, 40 * MILLION)
    assert [row.weight for row in why(zone, RATE, HALF)] == [9 * MILLION, 10 * MILLION]
    enter_lower_settlement(zone, "CS-01", 2026, {"dues": MILLION}, half_dues, part="H1")
    assert rate_of(zone, period=HALF) == (MILLION, 20 * MILLION)


def test_a_year_that_is_not_over_is_not_settled(zone, paper):
    enter_lower_settlement(zone, "CS-01", 2026, ROWS, BASICS)
    found = measure(zone, RATE, YEAR, as_of=date(2026, 11, 30))
    assert (found.numerator, found.denominator) == (0, 0)


def test_the_settlement_of_a_level_between_speaks_for_all_below_it(zone, make_office):
    middle = found_below(zone, "PH-01", tier="XA_PHUONG")
    below = found_under(zone, middle, "CS-09", "DN_NGOAI")
    receive(zone, below, YEAR, 5, 10)
    assert rate_of(zone) == (5, 10)
    enter_lower_settlement(zone, "PH-01", 2026, ROWS, BASICS)
    # the dues of many kinds of employer have no one rate: the contribution alone is measured
    assert rate_of(zone) == (160 * MILLION, 164 * MILLION)


def test_what_was_sent_up_stands_beside_what_was_owed(zone, paper):
    enter_lower_settlement(zone, "CS-01", 2026, ROWS, BASICS)
    assert rate_of(zone, BUDGET, side="remit") == (10 * MILLION, 12 * MILLION)
    # a paper form without an estimate says nothing of how far it was met
    assert rate_of(zone, BUDGET) == (0, 0)


def test_the_own_settlement_of_the_office_is_no_settlement_of_a_lower_unit(office):
    type_figure(office, "payroll_bhxh", YEAR, 0)
    record_contribution(office, "2026-01", workers=40, fund=250 * MILLION)
    assert rate_of(office)[1] == 5 * MILLION
