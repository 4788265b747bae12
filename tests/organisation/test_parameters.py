"""Legal values: valid on a day, never guessed; a unit's own value goes before the national one."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.organisation.parameters import (
    legal_value,
    list_parameters,
    parameter_name,
    set_own_parameter,
)


@pytest.mark.parametrize(
    ("key", "segment", "on", "value"),
    [
        ("base_salary", "", date(2024, 6, 30), "1800000"),
        ("base_salary", "", date(2024, 7, 1), "2340000"),
        ("base_salary", "", date(2026, 7, 1), "2530000"),
        ("dues.rate", "G3", date(2025, 6, 30), "0.01"),
        ("dues.rate", "G3", date(2025, 7, 1), "0.005"),
        ("dues.capped", "G1", date(2026, 1, 1), "false"),
        ("split.dues.up", "", date(2026, 1, 1), "0.30"),
        ("split.kpcd.up", "", date(2019, 5, 1), "0.31"),
    ],
)
def test_the_value_is_the_one_valid_on_the_day(office, key, segment, on, value):
    with office.read() as session:
        assert legal_value(session, office.unit.id, key, on, segment).value == value


def test_a_day_without_a_row_is_refused_not_guessed(office):
    with office.read() as session, pytest.raises(Refusal, match="parameter.missing"):
        legal_value(session, office.unit.id, "base_salary", date(2001, 1, 1))


def test_a_units_own_value_goes_before_the_national_one(office):
    set_own_parameter(
        office, "dues.rounding", "1000", valid_from=date(2026, 1, 1), legal_basis="NQ BCH 01/2026"
    )
    with office.read() as session:
        assert (
            legal_value(session, office.unit.id, "dues.rounding", date(2026, 3, 1)).amount == 1000
        )
        assert legal_value(session, office.unit.id, "dues.rounding", date(2025, 3, 1)).amount == 1


def test_every_shipped_value_has_a_basis_and_says_whether_to_check_it(office):
    values = list_parameters(office)
    assert len(values) > 50
    assert all(value.legal_basis for value in values)
    assert any(value.needs_check for value in values)
    assert [value.key for value in values if parameter_name(value.key) == value.key] == []
