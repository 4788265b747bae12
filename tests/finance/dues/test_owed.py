"""What a member owes: groups, rates, ceilings, exemptions (finance.md §3.4)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.finance.dues.owed import (
    DuesLaw,
    Payer,
    compute_due,
    override_due,
)

RATES = st.sampled_from([Decimal("0.01"), Decimal("0.005")])


def law(group: str = "G3", rate: str = "0.005", base_salary: int = 2_340_000, **more) -> DuesLaw:
    facts = {
        "cap": base_salary // 10 if group in {"G2", "G3"} else None,
        "insurance_ceiling": 20 * base_salary,
        "fixed_amount": 0,
        "statutory_rate": Decimal(rate),
        **more,
    }
    return DuesLaw(group=group, rate=Decimal(rate), **facts)


@pytest.mark.parametrize(
    ("group", "rate", "base_salary", "salary", "due"),
    [
        ("G3", "0.01", 2_340_000, 30_000_000, 234_000),
        ("G3", "0.005", 2_340_000, 30_000_000, 150_000),
        ("G3", "0.005", 2_340_000, 17_600_000, 88_000),
        ("G3", "0.005", 2_340_000, 60_000_000, 234_000),
        ("G2", "0.005", 2_340_000, 60_000_000, 234_000),
        ("G2", "0.005", 2_530_000, 60_000_000, 253_000),
        ("G1", "0.005", 2_530_000, 22_770_000, 113_850),
    ],
)
def test_the_examples_of_the_rule_come_out(
    group: str, rate: str, base_salary: int, salary: int, due: int
) -> None:
    assert compute_due(Payer(salary), law(group, rate, base_salary)).due == due


def test_a_half_dong_is_rounded_up() -> None:
    assert compute_due(Payer(6_200_100), law()).due == 31_001


@pytest.mark.parametrize(
    ("step", "due"), [(1, 31_234), (100, 31_200), (500, 31_000), (1000, 31_000)]
)
def test_dues_are_rounded_to_the_step_the_unit_chose(step: int, due: int) -> None:
    assert compute_due(Payer(6_246_800), law(rounding=step)).due == due


def test_an_exempt_member_owes_nothing_and_keeps_the_reason() -> None:
    due = compute_due(Payer(10_000_000, "Nghỉ thai sản"), law())
    assert (due.due, due.statutory, due.exempt_reason) == (0, 0, "Nghỉ thai sản")


def test_a_fixed_amount_does_not_look_at_pay() -> None:
    assert compute_due(Payer(0), law("G4", "0", fixed_amount=14_900)).due == 14_900


def test_what_a_unit_collects_above_the_rule_is_not_statutory() -> None:
    due = compute_due(Payer(10_000_000), law(rate="0.01", statutory_rate=Decimal("0.005")))
    assert (due.due, due.statutory) == (100_000, 50_000)


def test_an_override_lowers_the_statutory_part_but_never_raises_it() -> None:
    due = compute_due(Payer(10_000_000), law())
    assert override_due(due, 20_000, "Nghị quyết BCH").statutory == 20_000
    assert override_due(due, 90_000, "Nghị quyết BCH").statutory == 50_000


@given(st.integers(0, 10**9), RATES, st.sampled_from(["G1", "G2", "G3"]))
def test_dues_never_pass_the_ceiling_and_never_fall_with_pay(salary, rate, group) -> None:
    rules = law(group, str(rate))
    due = compute_due(Payer(salary), rules)
    assert 0 <= due.statutory <= due.due
    assert rules.cap is None or due.due <= rules.cap
    assert compute_due(Payer(salary + 1000), rules).due >= due.due
