"""The scale by which a unit is graded each year, and the criteria of each kind; pure rules.

Base: Hướng dẫn 1294/HD-TLĐ ngày 14/8/2019; the cut-offs are those in common use, to be checked.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from unionapp.assets import resource
from unionapp.errors import Refusal

REPRESENTING = "dai_dien"
ZERO_IN_FIRST_GROUP = "nhom_1_bang_0"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing points are given for; `measure` names the figure that speaks for it."""

    code: str
    group: str
    text: str
    max: int
    measure: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """The criteria for one kind of unit; a set without employer types fits any of its tiers."""

    code: str
    name: str
    tiers: tuple[str, ...]
    employer_types: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    criteria: tuple[Criterion, ...]
    legal_basis: str
    confidence: str

    def find(self, code: str) -> Criterion:
        """The criterion of a code.

        Raises:
            Refusal: rating.unknown_criterion.
        """
        for criterion in self.criteria:
            if criterion.code == code:
                return criterion
        raise Refusal("rating.unknown_criterion", criterion=code)


@dataclass(frozen=True, slots=True)
class Scale:
    """Grades from the best down with the total each begins at, and what keeps a unit down."""

    grades: Mapping[str, str]
    cut_offs: Mapping[str, int]
    knock_outs: Mapping[str, str]
    knocked_out: str
    legal_basis: str = ""


@cache
def scale() -> Scale:
    """The scale in force."""
    data = _data()
    return Scale(
        grades=data["scale"]["grades"],
        cut_offs=data["scale"]["cut_offs"],
        knock_outs=data["knock_outs"],
        knocked_out=data["scale"]["knocked_out"],
        legal_basis=data["scale"]["legal_basis"],
    )


@cache
def criteria_sets() -> tuple[CriteriaSet, ...]:
    """Every set of criteria."""
    return tuple(_set(row) for row in _data()["set"])


def sets_for(tier: str, employer_type: str | None) -> tuple[CriteriaSet, ...]:
    """The set that fits a unit; where its kind is not known, those of its level to choose from."""
    of_tier = tuple(it for it in criteria_sets() if tier in it.tiers)
    fitting = (it for it in of_tier if not it.employer_types or employer_type in it.employer_types)
    return tuple(fitting)[:1] or of_tier


def criteria_for(tier: str, employer_type: str | None, chosen: str = "") -> CriteriaSet:
    """The set that fits a unit, or the chosen one where its kind is not known.

    Raises:
        Refusal: rating.no_criteria, rating.choose_criteria.
    """
    sets = sets_for(tier, employer_type)
    if not sets:
        raise Refusal("rating.no_criteria")
    for it in sets:
        if len(sets) == 1 or it.code == chosen:
            return it
    raise Refusal("rating.choose_criteria")


def grade_of(total: int, knock_outs: Iterable[str] = ()) -> str:
    """The grade of a total; whoever is knocked out gets no better one than the scale allows."""
    order = list(scale().cut_offs)
    reached = next(grade for grade in order if total >= scale().cut_offs[grade])
    if not list(knock_outs):
        return reached
    return order[max(order.index(reached), order.index(scale().knocked_out))]


def found_knock_outs(criteria: CriteriaSet, points: Mapping[str, int]) -> tuple[str, ...]:
    """The knock-outs that the points themselves show: nothing at all on a first-group line."""
    zero = any(points.get(it.code) == 0 for it in criteria.criteria if it.group == REPRESENTING)
    return (ZERO_IN_FIRST_GROUP,) if zero else ()


def _set(row: Mapping[str, Any]) -> CriteriaSet:
    return CriteriaSet(
        code=row["code"],
        name=row["name"],
        tiers=tuple(row["tiers"]),
        employer_types=tuple(row["employer_types"]),
        groups=tuple(row["groups"].items()),
        criteria=tuple(Criterion(**criterion) for criterion in row["criteria"]),
        legal_basis=row["legal_basis"],
        confidence=row["confidence"],
    )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resource("indicators", "ratings.toml").read_text(encoding="utf-8"))
