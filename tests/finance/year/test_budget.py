"""The estimate is entered by row, once as the unit asks and once as the level above assigned."""

from datetime import date
from decimal import Decimal

import pytest

from unionapp.errors import Refusal
from unionapp.finance.forms import form_on
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.year.budget import (
    FORM,
    approve_estimate,
    budget_of,
    expect_figures,
    propose_estimate,
    set_estimate,
)
from unionapp.organisation.office import Office

ENTERING = (set_estimate, approve_estimate)


def amounts(office: Office, enter, given: dict[str, int]):
    rows = {row.id: row for row in enter(office, 2026, given).rows}
    return [(rows[row].amount, rows[row].approved) for row in given]


def test_what_was_assigned_goes_before_what_was_asked_for(office: Office) -> None:
    assert amounts(office, set_estimate, {"care": 700, "propaganda": 300}) == [
        (700, None),
        (300, None),
    ]
    assert amounts(office, approve_estimate, {"care": 600}) == [(700, 600)]
    with office.read() as session:
        form = form_on(FORM, date(2026, 1, 1))
        budget = budget_of(session, office.unit.id, 2026, form)
    assert (budget["care"], budget["propaganda"], budget["own_spending"]) == (600, 300, 900)


@pytest.mark.parametrize("enter", ENTERING)
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"care": -1}, "budget.negative"),
        ({"own_spending": 1}, "form.row_computed"),
        ({"care": 1, "none": 1}, "form.row_unknown"),
    ],
)
def test_a_row_that_takes_no_amount_refuses_all_of_them(office, enter, given, code) -> None:
    with pytest.raises(Refusal) as refused:
        enter(office, 2026, given)
    assert refused.value.code == code
    assert amounts(office, enter, {"propaganda": 5})[0][ENTERING.index(enter)] == 5
    with office.read() as session:
        assert (
            budget_of(session, office.unit.id, 2026, form_on(FORM, date(2026, 1, 1)))["care"] == 0
        )


def test_a_year_that_is_not_over_is_estimated_by_what_the_officer_expects(office, post) -> None:
    post("PT", 36_000_000, date(2026, 5, 5), "25.02")
    expect_figures(office, 2027, {"opening": 45_000_000, "misc": 43_200_000})
    rows = {row.id: row for row in propose_estimate(office, 2027, Decimal(0)).rows}
    assert (rows["misc"].last_year, rows["misc"].amount) == (43_200_000, 43_200_000)
    assert rows["closing"].last_year == rows["opening"].amount == 88_200_000
    rows = {row.id: row for row in expect_figures(office, 2027, {"misc": None}).rows}
    assert rows["misc"].last_year == 36_000_000
    assert rows["opening"].amount == 81_000_000


def test_the_year_opens_with_what_is_expected_of_the_year_before(office) -> None:
    expect_figures(office, 2027, {"opening": 45_000_000})
    form = form_on(FORM, date(2027, 1, 1))
    with office.read() as session:
        assert budget_of(session, office.unit.id, 2027, form) == {}
    rows = {row.id: row for row in set_estimate(office, 2027, {"misc": 65_000_000}).rows}
    assert rows["opening"].amount == 45_000_000
    assert rows["closing"].amount == 110_000_000
    with office.read() as session:
        assert budget_of(session, office.unit.id, 2027, form)["closing"] == 110_000_000


def test_the_year_in_which_the_books_begin_opens_with_the_money_brought(office) -> None:
    set_opening(office, open_accounts(office)[0].id, 29_600_000, date(2026, 1, 1))
    rows = {row.id: row for row in set_estimate(office, 2026, {"misc": 400_000}).rows}
    assert rows["opening"].amount == 29_600_000
    assert rows["closing"].amount == 30_000_000


def test_what_was_approved_is_added_up_and_can_be_taken_back(office) -> None:
    set_estimate(office, 2026, {"dues": 700, "care": 300, "opening": 50})
    rows = {row.id: row for row in approve_estimate(office, 2026, {"dues": 600, "care": 200}).rows}
    assert rows["total_receipts"].approved == 600
    assert rows["closing"].approved == 450
    assert rows["propaganda"].approved is None
    rows = {
        row.id: row for row in approve_estimate(office, 2026, {"dues": None, "care": None}).rows
    }
    assert {row.approved for row in rows.values()} == {None}


def test_a_column_approved_in_part_tells_no_sum_of_what_is_open(office) -> None:
    set_estimate(office, 2026, {"dues": 700, "misc": 60, "care": 300, "opening": 50})
    rows = {row.id: row for row in approve_estimate(office, 2026, {"dues": 600, "care": 200}).rows}
    assert rows["total_receipts"].approved is None  # nobody said what becomes of the other 60
    assert rows["closing"].approved is None
    assert rows["total_spending"].approved == 200
    assert rows["total_receipts"].in_force == 660
    assert rows["closing"].in_force == 510
    rows = {row.id: row for row in approve_estimate(office, 2026, {"misc": 0}).rows}
    assert (rows["total_receipts"].approved, rows["closing"].approved) == (600, 450)
