"""A unit's own values: only what is its to set, readable, with a basis, and never below the law."""

from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import CDCS
from unionapp.errors import Refusal
from unionapp.finance.dues.legal_values import dues_rules
from unionapp.organisation.locks import lock_month
from unionapp.organisation.own_values import (
    drop_own_value,
    own_rules,
    segments_for,
    set_own_value,
    spell_own_value,
)
from unionapp.organisation.parameters import (
    law_value,
    legal_value,
    list_parameters,
    parameter_name,
)
from unionapp.organisation.value_words import read_value, spell_value
from unionapp.sentences import sentence_for

MARCH, BASIS = date(2026, 3, 1), "Nghị quyết BCH số 01/2026"


def test_a_higher_rate_of_dues_counts_from_its_day_and_the_law_stays_known(office):
    set_own_value(office, "dues.rate", "0,7 %", valid_from=MARCH, legal_basis=BASIS, segment="G3")
    with office.read() as session:
        assert str(dues_rules(session, office, "2026-03").rate) == "0.007"
        assert str(dues_rules(session, office, "2026-02").rate) == "0.005"
        assert law_value(session, "dues.rate", MARCH, "G3").value == "0.005"


def test_a_rate_below_the_law_names_the_least_and_its_basis(office):
    with pytest.raises(Refusal) as refused:
        set_own_value(
            office, "dues.rate", "0,1%", valid_from=MARCH, legal_basis=BASIS, segment="G3"
        )
    assert refused.value.code == "parameter.below_law"
    assert "0,5%" in sentence_for(refused.value)
    assert "QĐ 61" in sentence_for(refused.value)


def test_a_fixed_amount_is_held_to_the_least_where_the_law_is_certain(make_office):
    office = make_office(unit=replace(CDCS, employer_type="NGHIEP_DOAN"))
    with pytest.raises(Refusal, match="parameter.below_law"):
        set_own_value(
            office, "dues.fixed_amount", "5.000",
            valid_from=date(2024, 8, 1), legal_basis=BASIS, segment="G4",
        )  # fmt: skip
    kept = set_own_value(
        office, "dues.fixed_amount", "25k", valid_from=MARCH, legal_basis=BASIS, segment="G4"
    )
    assert kept.amount == 25_000
    with office.read() as session:
        assert dues_rules(session, office, "2026-03").fixed_amount == 25_000


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("base_salary", "1", "parameter.fixed_by_law"),
        ("kpcd.rate", "1%", "parameter.fixed_by_law"),
        ("split.dues.up", "ba mươi", "parameter.unreadable"),
        ("split.dues.up", "130%", "parameter.unreadable"),
        ("split.dues.up", "-5%", "parameter.unreadable"),
        ("dues.rounding", "7", "parameter.unreadable"),
        ("voucher.needs_approval", "có lẽ", "parameter.unreadable"),
        ("voucher.number_pattern", "{kind}", "parameter.unreadable"),
        ("voucher.number_pattern", "{kind}{seq}{tháng}", "parameter.unreadable"),
        ("voucher.number_pattern", "{seq}/{year}", "parameter.unreadable"),
        ("voucher.large_cash", "0", "parameter.unreadable"),
        ("transfer.days", "400", "parameter.unreadable"),
        ("transfer.days", "ba", "parameter.unreadable"),
    ],
)
def test_what_cannot_be_set_says_why_and_nothing_changes(office, key, typed, code):
    before = list_parameters(office)
    with pytest.raises(Refusal) as refused:
        set_own_value(office, key, typed, valid_from=MARCH, legal_basis=BASIS)
    assert refused.value.code == code
    assert parameter_name(key) in sentence_for(refused.value)
    assert list_parameters(office) == before


@pytest.mark.parametrize(
    ("key", "typed", "stored", "spelled"),
    [
        ("split.dues.up", "40", "0.4", "40%"),
        ("dues.rounding", "1.000 đồng", "1000", "1.000 đồng"),
        ("voucher.needs_approval", "CÓ", "true", "có"),
        ("kpcd.route", "a", "A", "A – cơ sở thu đủ rồi nộp lên"),
        ("voucher.number_pattern", "{kind}-{year}-{seq:04}", "{kind}-{year}-{seq:04}", None),
        ("voucher.large_cash", "5tr", "5000000", "5.000.000"),
    ],
)
def test_values_are_typed_and_read_as_officers_write_them(office, key, typed, stored, spelled):
    kept = set_own_value(office, key, typed, valid_from=MARCH, legal_basis=BASIS)
    assert (kept.value, kept.is_own) == (stored, True)
    assert spell_own_value(key, kept.value) == (spelled or stored)


def test_an_own_value_is_taken_away_again_and_the_law_holds(office):
    set_own_value(office, "split.dues.up", "40%", valid_from=MARCH, legal_basis=BASIS)
    assert drop_own_value(office, "split.dues.up", MARCH).value == "0.4"
    with office.read() as session:
        assert legal_value(session, office.unit.id, "split.dues.up", MARCH).value == "0.30"
    with pytest.raises(Refusal, match="parameter.not_own"):
        drop_own_value(office, "split.dues.up", MARCH)


def test_a_locked_month_keeps_the_values_it_was_worked_out_with(office):
    set_own_value(office, "split.dues.up", "40%", valid_from=date(2026, 2, 1), legal_basis=BASIS)
    lock_month(office, "2026-02")
    for deed in (
        lambda: set_own_value(
            office, "split.dues.up", "35%", valid_from=date(2026, 2, 1), legal_basis=BASIS
        ),
        lambda: drop_own_value(office, "split.dues.up", date(2026, 2, 1)),
    ):
        with pytest.raises(Refusal, match="period.locked"):
            deed()


def test_a_value_without_a_basis_and_one_for_another_group_are_refused(office):
    with pytest.raises(Refusal, match="parameter.basis_needed"):
        set_own_value(office, "dues.rounding", "100", valid_from=MARCH, legal_basis=" ")
    with pytest.raises(Refusal, match="parameter.unknown_segment"):
        set_own_value(office, "dues.rate", "1%", valid_from=MARCH, legal_basis=BASIS, segment="G2")


def test_every_own_value_has_a_name_on_screen_and_a_kind_that_is_read(office):
    samples = {
        "share": "1%", "money": "9tr", "number": "9", "flag": "có", "pattern": "{kind}{seq}",
        "text": "Kế toán; Thủ quỹ",
    }  # fmt: skip
    for key, rule in own_rules().items():
        typed = samples.get(rule.kind) or next(iter(rule.choices.values()))
        assert parameter_name(key) != key
        assert spell_value(key, read_value(rule.kind, typed, rule.choices))
        assert set(segments_for(office, key)) <= set(rule.segments)
