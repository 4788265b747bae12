"""The checks of the level above, each by its number (finance.md §8)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from unionapp.finance.forms import add_up, form_on
from unionapp.finance.group.lower_unit_checks import LowerReport, check_lower_report
from unionapp.finance.year.basics import BasicFigures

FORM = form_on("B07-TLĐ", date(2026, 12, 31))
ROWS = add_up(
    FORM,
    {
        "opening": 45_000_000,
        "dues": 44_280_000,
        "employer": 20_000_000,
        "misc": 120_000,
        "upper_share": 147_600_000,
        "care": 110_000_000,
        "propaganda": 32_000_000,
        "administration": 9_600_000,
        "pay": 18_000_000,
        "remitted": 13_284_000,
        "payable": 3_284_000,
    },
)
SOUND = LowerReport(
    rows=ROWS,
    basics=BasicFigures(100, 9_840_000_000, 90, 8_856_000_000),
    dues_rate=Decimal("0.005"),
    kpcd_rate=Decimal("0.02"),
    kpcd_kept=Decimal("0.75"),
    approved_closing=45_000_000,
    paid_out=147_600_000,
    remitted=10_000_000,
    last_year=ROWS,
)


def codes(report: LowerReport) -> list[tuple[str, bool]]:
    return [(found.code, found.is_error) for found in check_lower_report(report, FORM)]


def test_a_sound_report_raises_nothing() -> None:
    assert codes(SOUND) == []


@pytest.mark.parametrize("row", ["other", "total_receipts", "own_spending", "closing"])
def test_c02_a_sum_that_does_not_add_up_is_an_error(row: str) -> None:
    broken = replace(SOUND, rows={**ROWS, row: ROWS[row] + 1}, last_year=None)
    assert ("C-02", True) in codes(broken)


def test_c03_an_opening_other_than_approved_is_an_error() -> None:
    assert codes(replace(SOUND, approved_closing=44_000_000)) == [("C-03", True)]


def test_c04_money_sent_down_and_not_received_is_in_transit() -> None:
    (found,) = check_lower_report(replace(SOUND, paid_out=150_000_000), FORM)
    assert (found.code, found.is_error) == ("C-04", False)
    assert "chênh 2.400.000 đ" in found.words


def test_c05_money_sent_up_and_not_received_is_in_transit() -> None:
    (found,) = check_lower_report(replace(SOUND, remitted=9_000_000), FORM)
    assert (found.code, found.is_error) == ("C-05", False)
    assert "báo đã nộp 10.000.000 đ" in found.words
    assert "chênh 1.000.000 đ" in found.words


def test_c05_what_was_owed_before_and_paid_this_year_has_arrived() -> None:
    owing = replace(SOUND, rows=ROWS | {"payable_before": 1_500_000}, remitted=11_500_000)
    assert codes(owing) == []
    assert codes(replace(owing, remitted=10_000_000)) == [("C-05", False)]


def test_c06_section_a_is_plausible() -> None:
    many = replace(SOUND.basics, dues_members=101)
    assert codes(replace(SOUND, basics=many)) == [("C-06.members", False)]
    rich = replace(SOUND.basics, contribution_fund=8_000_000_000)
    assert codes(replace(SOUND, basics=rich)) == [("C-06.fund", False), ("C-06.kpcd", False)]
    assert "C-06.fund" not in dict(codes(replace(SOUND, basics=rich, is_take_home=True)))
    assert codes(replace(SOUND, dues_rate=Decimal("0.01"))) == [("C-06.dues", False)]


def test_c06_the_contribution_follows_from_the_wage_fund() -> None:
    half = replace(SOUND, rows=ROWS | {"upper_share": 73_800_000})
    assert ("C-06.kpcd", False) in codes(half)
    collected_here = replace(SOUND, rows=ROWS | {"kpcd": 196_800_000})
    assert "C-06.kpcd" not in dict(codes(collected_here))
    assert "C-06.kpcd" in dict(codes(replace(SOUND, rows=ROWS | {"kpcd": 147_600_000})))


def test_c07_a_row_that_leapt_since_last_year_is_named() -> None:
    assert codes(replace(SOUND, last_year={**ROWS, "dues": 30_000_000})) == [("C-07", False)]


def test_what_the_level_above_does_not_know_is_not_held_against_the_unit() -> None:
    unknown = replace(SOUND, approved_closing=None, paid_out=None, remitted=None, last_year=None)
    assert codes(unknown) == []


def test_c06_dues_cannot_be_checked_while_the_kind_of_employer_is_unknown() -> None:
    (found,) = check_lower_report(replace(SOUND, dues_rate=None), FORM)
    assert (found.code, found.is_error) == ("C-06.group", False)
    assert "loại hình" in found.words


def test_c06_the_rates_are_those_of_the_law_at_the_time() -> None:
    """2019 kept 69 % of the contribution: 2 % of 9,84 tỷ is 196.800.000, of it 135.792.000."""
    then = replace(SOUND, kpcd_kept=Decimal("0.69"), paid_out=135_792_000)
    shared = {**ROWS, "upper_share": 135_792_000}
    assert "C-06.kpcd" not in dict(codes(replace(then, rows=shared)))
    assert "C-06.kpcd" in dict(codes(then))
