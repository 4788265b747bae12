"""Which least wage declared wages are held against."""

from datetime import date

import pytest

from unionapp.organisation.least_wages import least_wage
from unionapp.organisation.own_values import set_own_value


def least(office, month):
    with office.read() as session:
        return least_wage(session, office.unit.id, month)


def test_a_unit_that_chose_no_region_is_held_against_the_lowest(office):
    assert least(office, "2026-01") == 3_700_000


@pytest.mark.parametrize(
    ("region", "month", "wage"),
    [
        ("I", "2025-12", 4_960_000),
        ("I", "2026-01", 5_310_000),
        ("II", "2026-01", 4_730_000),
        ("III", "2026-01", 4_140_000),
    ],
)
def test_a_unit_is_held_against_its_own_region_by_the_law_of_the_month(
    office, region, month, wage
):
    set_own_value(
        office, "wage.region", region, valid_from=date(2025, 1, 1), legal_basis="Nơi làm việc"
    )
    assert least(office, month) == wage


def test_where_no_least_wage_is_known_nothing_is_held_against_anybody(office):
    assert least(office, "2012-12") == 0
