from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.indicators.verdicts import Aim, Light, judge, needed_numerator, wish

RATIO = Aim("at_least", 80, None, "%", "doanh nghiệp")


@pytest.mark.parametrize(
    ("comparison", "value", "numerator", "denominator", "light", "missing"),
    [
        ("at_least", 80, 8, 10, Light.GREEN, 0),
        ("more_than", 80, 8, 10, Light.AMBER, 1),
        ("more_than", 80, 9, 10, Light.GREEN, 0),
        ("equal", 100, 9, 10, Light.AMBER, 1),
        ("at_least", 80, 3, 10, Light.RED, 5),
        ("at_least", 80, 0, 0, Light.GREY, None),
        ("about", 46, 45, 100, Light.GREEN, 1),
        ("about", 46, 40, 100, Light.AMBER, 6),
        ("before", None, 1, 2, Light.RED, 1),
        ("before", None, 0, 0, Light.GREY, None),
    ],
)
def test_a_ratio_is_judged_exactly(comparison, value, numerator, denominator, light, missing):
    verdict = judge(Aim(comparison, value, None, "%", "đơn vị"), numerator, denominator)
    assert (verdict.light, verdict.missing) == (light, missing)


def test_what_is_missing_is_said_in_numbers_of_what_is_counted():
    assert judge(RATIO, 5, 11).words == "Còn thiếu 4 doanh nghiệp để đạt kế hoạch (từ 80%)."
    assert judge(RATIO, 10, 11).words == "Đạt 90,9%, vượt 1 doanh nghiệp."
    people = Aim("at_least", 175_000, None, "người", "người")
    words = "Còn thiếu 4.500 người để đạt kế hoạch (từ 175.000 người)."
    assert judge(people, 170_500, None).words == words


def test_a_range_is_green_from_its_floor_and_says_when_it_is_passed():
    band = Aim("between", 600, 700, "người", "người")
    assert wish(band) == "600–700 người"
    assert judge(band, 599, None).light is Light.AMBER
    assert judge(band, 650, None).words == "Đạt 650 người, vượt 50 người."
    assert judge(band, 701, None).words == "Đạt 701 người, vượt khoảng 600–700 người."


def test_an_average_is_compared_without_dividing():
    aim = Aim("at_least", 1, None, "đoàn viên/CĐCS", "đoàn viên")
    assert judge(aim, 9, 10).missing == 1
    assert judge(aim, 10, 10).light is Light.GREEN


def test_a_loss_where_growth_was_wanted_is_red():
    aim = Aim("at_least", 3500, None, "người", "người")
    assert judge(aim, -20, None).missing == 3520


@given(
    st.sampled_from(["at_least", "more_than", "equal"]),
    st.integers(0, 100),
    st.integers(0, 10_000),
    st.integers(1, 10_000),
)
def test_the_numerator_needed_is_the_least_that_reaches_the_aim(comparison, value, top, whole):
    aim = Aim(comparison, value, None, "%", "đơn vị")
    share, wanted = Fraction(top, whole), Fraction(value, 100)
    is_reached = share > wanted if comparison == "more_than" else share >= wanted
    assert (judge(aim, top, whole).light is Light.GREEN) == is_reached
    assert needed_numerator(aim, whole) - 1 < whole * wanted + (comparison == "more_than")
