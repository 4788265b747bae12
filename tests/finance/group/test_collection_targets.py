"""Finance targets of a settlement, worked out by hand (finance.md §7 and §9)."""

from dataclasses import replace
from decimal import Decimal

from unionapp.finance.group.collection_targets import (
    LawOfSpan,
    NotedContribution,
    Share,
    add_targets,
    targets_of,
)
from unionapp.finance.levels.lower_statements import state
from unionapp.finance.year.basics import BasicFigures
from unionapp.vietnamese.amounts import percent

LAW = LawOfSpan(dues=Decimal("0.005"), kpcd=Decimal("0.02"), kpcd_up=Decimal("0.25"))
BASICS = BasicFigures(100, 9_840_000_000, 90, 8_856_000_000)
ROWS = {
    "dues": 44_280_000, "employer": 20_000_000, "misc": 120_000, "upper_share": 147_600_000,
    "upper": 147_600_000, "care": 110_000_000, "propaganda": 32_000_000,
    "administration": 9_600_000, "pay": 18_000_000, "own_spending": 169_600_000,
    "remitted": 13_284_000, "payable": 3_284_000,
}  # fmt: skip


def targets(rows=ROWS, basics=BASICS, law=LAW, owed_before=0, **more):
    return targets_of(rows, basics, state(rows, owed_before), law, **more)


def test_the_unit_of_the_example_collected_everything_and_keeps_three_quarters() -> None:
    found = targets()
    assert found.dues == Share(44_280_000, 44_280_000)
    assert found.kpcd == Share(196_800_000, 196_800_000)  # 147,6 is 75 % of it
    assert found.collected == Share(241_080_000, 241_080_000)
    assert found.kept == Share(147_600_000, 196_800_000)
    assert found.remitted == Share(10_000_000, 13_284_000)  # 75,3 %
    shares = (found.care, found.propaganda, found.administration, found.pay)
    written = [percent(it.part, it.whole, 2) for it in shares]
    assert written == ["64,86%", "18,87%", "5,66%", "10,61%"]


def test_what_the_employer_paid_here_goes_before_what_the_share_tells() -> None:
    found = targets(noted=NotedContribution(paid_above=190_000_000))
    assert (found.kpcd.part, found.kept.whole) == (190_000_000, 190_000_000)


def test_what_the_book_says_is_due_goes_before_the_fund_at_one_rate() -> None:
    assert targets(noted=NotedContribution(due=164_000_000)).kpcd.whole == 164_000_000
    assert targets(noted=NotedContribution(due=0)).kpcd == Share()  # relieved of all of it


def test_a_unit_that_collects_itself_keeps_what_it_does_not_owe() -> None:
    rows = {"kpcd": 196_000_000, "dues": 40_000_000, "remitted": 61_000_000, "payable": 1_000_000}
    found = targets(rows, owed_before=2_000_000)
    assert found.kpcd == Share(196_000_000, 196_800_000)
    assert found.kept == Share(147_000_000, 196_000_000)
    assert found.remitted == Share(62_000_000, 63_000_000)


def test_receipts_stand_beside_the_estimate_where_there_is_one() -> None:
    budget = {"dues": 40_000_000, "employer": 20_000_000, "care": 9}
    assert targets(budget=budget).planned == Share(64_400_000, 60_000_000)
    assert targets().planned == Share()


def test_dues_nobody_knows_the_due_of_count_on_neither_side() -> None:
    unknown = replace(LAW, dues=None)
    assert targets(law=unknown).dues == Share()
    assert targets(law=unknown).collected == Share(196_800_000, 196_800_000)


def test_many_units_are_parts_over_wholes() -> None:
    """36 of 44,28 and 10 of 20 are 46 of 64,28, not the mean of 81,3 % and 50 %."""
    first = targets(ROWS | {"dues": 36_000_000})
    small = replace(BASICS, dues_fund=4_000_000_000)
    second = targets({"dues": 10_000_000}, replace(small, contribution_fund=0))
    total = add_targets([first, second])
    assert total.dues == Share(46_000_000, 64_280_000)
    assert percent(total.dues.part, total.dues.whole) == "71,6%"
    assert add_targets([]).collected == Share()
