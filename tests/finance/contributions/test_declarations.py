"""A year of wage funds declared at once: looked at, refused as a whole, or noted as a whole."""

from datetime import date

import pytest

from unionapp.errors import Invalid
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import (
    FundLine,
    preview_funds,
    record_contribution,
    record_funds,
)
from unionapp.organisation.locks import lock_month
from unionapp.organisation.parameters import set_own_parameter

YEAR = tuple(FundLine(f"2026-{month:02}", 100, 800_000_000) for month in range(1, 13))


def codes_of(changes):
    return [one.problem and one.problem.code for one in changes]


def test_a_year_is_looked_at_without_being_noted(office):
    record_contribution(office, "2026-01", workers=90, fund=700_000_000)
    changes = preview_funds(office, YEAR)
    assert list_contributions(office, 2026)[0].fund == 700_000_000
    assert changes[0].before == FundLine("2026-01", 90, 700_000_000)
    assert {one.due for one in changes} == {16_000_000}
    assert all(one.is_new for one in changes)


def test_a_year_is_noted_in_one_step_and_what_stands_stays(office):
    record_contribution(office, "2026-01", workers=100, fund=800_000_000)
    rows = record_funds(office, YEAR)
    assert [row.month for row in rows] == [line.month for line in YEAR[1:]]
    assert sum(row.due for row in list_contributions(office, 2026)) == 192_000_000
    assert record_funds(office, YEAR) == ()


def test_a_locked_month_may_stay_in_the_sheet_as_long_as_it_says_the_same(office):
    record_contribution(office, "2026-01", workers=100, fund=800_000_000)
    lock_month(office, "2026-01")
    (same, *_), other = preview_funds(office, YEAR[:2]), FundLine("2026-01", 100, 1)
    assert (same.problem, same.due, same.is_new) == (None, 16_000_000, False)
    assert len(record_funds(office, YEAR[:2])) == 1
    assert codes_of(preview_funds(office, (other,))) == ["fund.locked"]


def test_one_wrong_month_keeps_the_whole_year_out_and_all_are_named(office):
    lock_month(office, "2026-01")
    wrong = (
        YEAR[0],
        FundLine("2026-02", -1, 5),
        FundLine("2026-03", 1, 10**18),
        YEAR[4],
        YEAR[4],
        YEAR[5],
    )
    with pytest.raises(Invalid) as refused:
        record_funds(office, wrong)
    assert [(one.code, one.value) for one in refused.value.problems] == [
        ("fund.locked", "01/2026"),
        ("fund.negative", "02/2026"),
        ("fund.too_large", "03/2026"),
        ("fund.twice", "05/2026"),
        ("fund.twice", "05/2026"),
    ]
    assert list_contributions(office, 2026) == ()


def test_a_fund_in_thousands_asks_for_a_look_by_the_wage_of_the_region(office):
    line = FundLine("2026-02", 100, 400_000_000)
    thousands = FundLine("2026-02", 100, 800_000)
    assert [one.is_low for one in preview_funds(office, (line,))] == [False]
    assert [one.is_low for one in preview_funds(office, (thousands,))] == [True]
    set_own_parameter(
        office, "wage.region", "I", valid_from=date(2026, 1, 1), legal_basis="Nơi làm việc"
    )
    assert [one.is_low for one in preview_funds(office, (line,))] == [True]


def test_funds_of_several_payers_stand_apart(office):
    record_funds(office, YEAR[:1])
    record_funds(office, YEAR[:2], payer="Chi nhánh Bình Dương")
    assert [(row.month, row.payer) for row in list_contributions(office, 2026)] == [
        ("2026-01", ""),
        ("2026-01", "Chi nhánh Bình Dương"),
        ("2026-02", "Chi nhánh Bình Dương"),
    ]
