"""The estimate is entered by row, once as the unit asks and once as the level above assigned."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.finance.forms import form_on
from unionapp.finance.year.budget import FORM, approve_estimate, budget_of, set_estimate
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
