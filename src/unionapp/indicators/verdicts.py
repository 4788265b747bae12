"""Whether an aim is reached, and what is missing, in light and in words; pure rules."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from unionapp.vietnamese.amounts import group_digits, percent

NEAR_PERCENT = 80
ABOUT_PERCENT = 5


class Light(StrEnum):
    """The traffic light of a target; it never stands without words."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


LIGHT_WORDS: Final = MappingProxyType(
    {
        Light.GREEN: "Đạt",
        Light.AMBER: "Gần đạt",
        Light.RED: "Chưa đạt",
        Light.GREY: "Chưa có số",
    }
)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a plan wants of a figure; `counted` is what its numerator is counted in."""

    comparison: str
    value: int | None
    value_to: int | None
    unit: str
    counted: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The light, the words, and how much the numerator still lacks (None: cannot be told)."""

    light: Light
    words: str
    missing: int | None


def judge(aim: Aim, numerator: int, denominator: int | None) -> Verdict:
    """Compare a figure with an aim; the comparison is exact, in whole numbers."""
    if denominator == 0:
        nothing = (
            "Chưa đến hạn." if aim.comparison == "before" else "Chưa có số liệu (mẫu số là 0)."
        )
        return Verdict(Light.GREY, nothing, None)
    needed = needed_numerator(aim, denominator)
    missing = max(0, needed - numerator)
    if not missing:
        return Verdict(Light.GREEN, _praise(aim, numerator, denominator, needed), 0)
    if aim.comparison == "about" and missing * 100 <= needed * ABOUT_PERCENT:
        return Verdict(
            Light.GREEN, f"Xấp xỉ: kém {_count(missing, aim)} so với {wish(aim)}.", missing
        )
    is_near = numerator * 100 >= needed * NEAR_PERCENT
    words = f"Còn thiếu {_count(missing, aim)} để đạt kế hoạch ({wish(aim)})"
    return Verdict(Light.AMBER if is_near else Light.RED, f"{words}.", missing)


def needed_numerator(aim: Aim, denominator: int | None) -> int:
    """The least numerator that reaches the aim."""
    if aim.comparison == "before":
        return denominator or 0
    value = aim.value or 0
    if denominator is None:
        return value + (aim.comparison == "more_than")
    hundredths = value * denominator * (1 if aim.unit == "%" else 100)
    whole, rest = divmod(hundredths, 100)
    if aim.comparison == "more_than":
        return whole + 1
    return whole + (rest > 0)


def wish(aim: Aim) -> str:
    """What the plan wants, as people read it: trên 80%, 600–700 người."""
    if aim.comparison == "before":
        return "đúng hạn"
    value = group_digits(aim.value or 0)
    if aim.comparison == "between":
        value = f"{value}–{group_digits(aim.value_to or 0)}"
    unit = aim.unit if aim.unit == "%" else f" {aim.unit}"
    before = {"more_than": "trên ", "about": "khoảng ", "at_least": "từ ", "most": "từ "}
    return f"{before.get(aim.comparison, '')}{value}{unit}"


def _praise(aim: Aim, numerator: int, denominator: int | None, needed: int) -> str:
    if denominator is not None and aim.unit == "%":
        reached = f"Đạt {percent(numerator, denominator)}"
    else:
        reached = f"Đạt {_count(numerator, aim)}"
    is_above = aim.comparison == "between" and numerator > _upper_end(aim, denominator)
    surplus = numerator - needed
    if is_above:
        return f"{reached}, vượt khoảng {wish(aim)}."
    return f"{reached}, vượt {_count(surplus, aim)}." if surplus > 0 else f"{reached}."


def _upper_end(aim: Aim, denominator: int | None) -> int:
    top = aim.value_to or 0
    return top if denominator is None else top * denominator // 100


def _count(number: int, aim: Aim) -> str:
    return f"{group_digits(number)} {aim.counted}"
