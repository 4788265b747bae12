"""Forms as data: every item stands in exactly one row, sums add up, estimates follow."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.errors import Refusal
from unionapp.finance.forms import fill_form, form_on
from unionapp.finance.items import scheme_on
from unionapp.finance.year.budget import (
    approve_estimate,
    propose_estimate,
    set_estimate,
    show_estimate,
)
from unionapp.finance.year.checks import check_year
from unionapp.finance.year.settlement import show_settlement
from unionapp.organisation.office import Office
from unionapp.sentences import sentence

DAY = date(2026, 12, 31)
SCHEME = scheme_on(DAY)
LEAVES = [item.key for direction in ("receipt", "spending") for item in SCHEME.leaves(direction)]
# What is a figure of its own on the yearly forms, and what is neither receipt nor spending of a year.
BESIDE = {"PAY_UP", "CORRECTION_IN", "CORRECTION_OUT"}
FIGURES = {"opening": 7, "remitted": 5, "payable": 3}


@pytest.mark.parametrize("code", ["B07-TLĐ", "B14-TLĐ", "S82-TLĐ"])
def test_every_item_stands_in_one_row_of_each_form(code: str) -> None:
    form = form_on(code, DAY)
    places = {
        leaf: [row.id for row in form.rows for item in row.items if leaf in SCHEME.family(item)]
        for leaf in LEAVES
    }
    missing = BESIDE if code != "S82-TLĐ" else set()
    assert {leaf for leaf, rows in places.items() if len(rows) != 1} == missing


@given(st.dictionaries(st.sampled_from(LEAVES), st.integers(-(10**9), 10**12)))
def test_closing_is_opening_plus_receipts_less_spending(booked: dict[str, int]) -> None:
    filled = fill_form(form_on("B07-TLĐ", DAY), SCHEME, booked, FIGURES)
    receipts, spending = (
        sum(booked.get(item.key, 0) for item in SCHEME.leaves(way) if item.key not in BESIDE)
        for way in ("receipt", "spending")
    )
    assert filled["total_receipts"] == receipts
    assert filled["total_spending"] == spending + FIGURES["remitted"]
    assert filled["closing"] == FIGURES["opening"] + receipts - spending - FIGURES["remitted"]


def test_a_form_nobody_knows_is_refused() -> None:
    with pytest.raises(Refusal, match=r"form\.no_edition"):
        form_on("B99", DAY)
    with pytest.raises(Refusal, match=r"form\.no_edition"):
        form_on("B07-TLĐ", date(2000, 1, 1))


def test_an_estimate_is_entered_added_up_and_approved(office: Office) -> None:
    rows = {
        row.id: row for row in set_estimate(office, 2026, {"dues": 40_000_000, "misc": 5}).rows
    }
    assert (rows["dues"].amount, rows["other"].amount) == (40_000_000, 5)
    assert rows["total_receipts"].amount == 40_000_005
    approve_estimate(office, 2026, {"dues": 41_000_000})
    assert show_settlement(office, 2026).rows[2].budget == 41_000_000


@pytest.mark.parametrize(
    ("row", "amount", "code"),
    [
        ("nothing", 1, "form.row_unknown"),
        ("other", 1, "form.row_computed"),
        ("dues", -1, "budget.negative"),
    ],
)
def test_an_estimate_takes_only_rows_of_its_own(office, row, amount, code) -> None:
    for enter in (set_estimate, approve_estimate):
        with pytest.raises(Refusal) as refused:
            enter(office, 2026, {row: amount})
        assert refused.value.code == code


def test_last_year_with_a_percentage_makes_the_estimate(office: Office, post) -> None:
    post("PT", 10_000_400, date(2025, 5, 5), "25.02")
    post("PC", 4_000_000, date(2025, 6, 5), "31.03")
    rows = {row.id: row for row in propose_estimate(office, 2026, Decimal(5)).rows}
    assert (rows["misc"].last_year, rows["misc"].amount) == (10_000_400, 10_500_000)
    assert rows["care"].amount == 4_200_000
    assert show_estimate(office, 2026).title == "Báo cáo dự toán thu, chi tài chính công đoàn"


def test_rows_beyond_their_estimate_are_named(office: Office, post) -> None:
    set_estimate(office, 2026, {"care": 1_000_000})
    post("PT", 5_000_000, date(2026, 2, 5), "25.02")
    post("PC", 1_500_000, date(2026, 2, 6), "31.03")
    found = [one for one in check_year(office, 2026) if one.code.startswith("V-21")]
    assert [(one.field, one.is_error) for one in found] == [("care", False)]


@pytest.mark.parametrize(
    ("year", "guide"), [(2017, "1908/QĐ-TLĐ"), (2021, "22/HD-TLĐ"), (2022, "47/HD-TLĐ")]
)
@pytest.mark.parametrize("code", ["B07-TLĐ", "B14-TLĐ", "S82-TLĐ"])
def test_no_year_is_printed_under_a_guide_that_came_later(
    code: str, year: int, guide: str
) -> None:
    last = date(year, 12, 31)
    assert guide in form_on(code, last).heading
    assert guide in scheme_on(last).find("22").legal_basis
    assert {row.id for row in form_on(code, last).rows} == {
        row.id for row in form_on(code, DAY).rows
    }


def test_a_year_before_the_first_form_is_told_in_words(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        show_settlement(office, 2016)
    words = sentence(refused.value.code, **refused.value.details)
    assert words.startswith("Chương trình có mẫu B07-TLĐ từ năm 2017, chưa có mẫu của năm 2016.")
    for year in range(2017, 2022):
        assert show_settlement(office, year).amount("closing") == 0
