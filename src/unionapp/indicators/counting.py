"""Counting: a measure over a scope becomes one share per unit, and the records behind it."""

import json
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeVar

from unionapp.indicators import activity_ways, cadre_ways, money_ways, people_ways, plan_ways
from unionapp.indicators.catalogue import Measure, Part, find_measure
from unionapp.indicators.evidence import (
    Evidence,
    Facts,
    JoinedEvidence,
    ListedEvidence,
    SourceRow,
    UnitEvidence,
)
from unionapp.indicators.inputs import standing_figures, uppermost
from unionapp.indicators.scope import Scope
from unionapp.indicators.settled_figures import SettledFigure, settled_figures

T = TypeVar("T")


class Share(NamedTuple):
    """The figure of one unit; `origin` tells whether records, a person or a package gave it."""

    numerator: int
    denominator: int | None = None
    origin: str = "computed"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted, unit by unit; `standing` figures go before what the records give."""

    tops: Mapping[int, int]
    wholes: Mapping[int, int] | None
    standing: Mapping[int, Share]

    def total(self) -> Share:
        """Σ numerators over Σ denominators, without making a share of every unit."""
        if self.standing:
            return add_up(self.shares())
        if self.wholes is None:
            return Share(sum(self.tops.values()))
        return Share(sum(self.tops.values()), sum(self.wholes.values()))

    def shares(self) -> dict[int, Share]:
        """The share of every unit that has one."""
        if self.wholes is None:
            counted = {unit: Share(top) for unit, top in self.tops.items()}
        else:
            counted = {
                unit: Share(self.tops.get(unit, 0), whole) for unit, whole in self.wholes.items()
            }
        return {**counted, **self.standing}

    def within(self, units: Container[int]) -> "Counts":
        """What was counted of some units only."""

        def inside(found: Mapping[int, T]) -> dict[int, T]:
            return {unit: it for unit, it in found.items() if unit in units}

        wholes = None if self.wholes is None else inside(self.wholes)
        return Counts(inside(self.tops), wholes, inside(self.standing))

    def lacking(self) -> dict[int, int]:
        """The units that do not count fully, with how much of a million they lack."""
        if self.wholes is None:
            return {}
        short = {
            unit: Share(top, whole)
            for unit, whole in self.wholes.items()
            if (top := self.tops.get(unit, 0)) < whole and unit not in self.standing
        }
        short |= {
            unit: share
            for unit, share in self.standing.items()
            if share.numerator < (share.denominator or 0)
        }
        return {
            unit: 1_000_000 - share.numerator * 1_000_000 // (share.denominator or 1)
            for unit, share in short.items()
        }

    def __bool__(self) -> bool:
        """Whether any unit has a figure."""
        return bool(self.standing or (self.tops if self.wholes is None else self.wholes))


def count(scope: Scope, measure: Measure) -> Counts:
    """Count a measure over a scope; only units of the denominator count in the numerator.

    Raises:
        Refusal: parameter.missing.
    """
    scope = scope.choosing(measure.chosen(scope.choices))
    standing = _standing(scope, measure)
    spoken_for = scope.below(standing.keys())
    tops = _without(_totals(scope, measure.numerator), spoken_for)
    if measure.is_share:
        standing = {unit: _raised(it, tops.get(unit, 0)) for unit, it in standing.items()}
    if not measure.is_ratio:
        return Counts(tops, None, standing)
    wholes = _without(_totals(scope, measure.denominator), spoken_for)
    tops = {unit: top for unit, top in tops.items() if unit in wholes}
    if measure.is_share:
        tops = {unit: min(top, wholes[unit]) for unit, top in tops.items()}
    return Counts(tops, wholes, standing)


def count_shares(scope: Scope, measure: Measure) -> dict[int, Share]:
    """The share of every unit that has one.

    Raises:
        Refusal: parameter.missing.
    """
    return count(scope, measure).shares()


def add_up(shares: Mapping[int, Share]) -> Share:
    """Σ numerators over Σ denominators; a percentage is never averaged."""
    wholes = [it.denominator for it in shares.values() if it.denominator is not None]
    origins = {it.origin for it in shares.values()}
    return Share(
        sum(it.numerator for it in shares.values()),
        sum(wholes) if wholes else None,
        origins.pop() if len(origins) == 1 else "computed",
    )


def list_sources(scope: Scope, measure: Measure) -> Iterator[SourceRow]:
    """The records behind the numerator of the units that count.

    Raises:
        Refusal: parameter.missing.
    """
    scope = scope.choosing(measure.chosen(scope.choices))
    standing = _standing(scope, measure)
    counted = set(_totals(scope, measure.denominator)) if measure.is_ratio else None
    spoken_for = scope.below(standing.keys()) | standing.keys()
    for part in measure.numerator:
        for row in _rows(scope, part):
            if row.unit_id not in spoken_for and (counted is None or row.unit_id in counted):
                yield row
    yield from _standing_sources(scope, measure)


def units_above(scope: Scope, facts: Facts) -> Evidence:
    """The units of a segment whose own share of another measure is above so many percent."""
    shares = count_shares(scope, find_measure(facts["measure"]))
    wanted = scope.members_of(facts["segment"])
    above = int(facts["above"])
    return UnitEvidence(
        scope,
        [unit for unit in scope.units if unit in wanted and _is_above(shares.get(unit), above)],
    )


def either(scope: Scope, facts: Facts) -> Evidence:
    """Whatever tells the same thing: the records of every way listed under `of`."""
    return JoinedEvidence(tuple(WAYS[part["from"]](scope, part) for part in facts["of"]))


def _typed(scope: Scope, facts: Facts) -> Evidence:  # noqa: ARG001  # a way takes both
    return ListedEvidence(())


# what a part says beside what its evidence is
_NOT_COUNTED = frozenset({"fold", "sign", "within"})
# ways that ask a measure whose own choices matter
_CHOOSING = frozenset({"units_above"})

WAYS: Final[Mapping[str, Callable[[Scope, Facts], Evidence]]] = {
    "activities": activity_ways.activities,
    "attendees": activity_ways.attendees,
    "either": either,
    "congresses": cadre_ways.congresses,
    "cadres": cadre_ways.cadres,
    "committee": cadre_ways.committee,
    "trained_chairs": cadre_ways.trained_chairs,
    "trained_after_election": activity_ways.trained_after_election,
    "members": people_ways.members,
    "member_events": people_ways.member_events,
    "member_dates": people_ways.member_dates,
    "hardships": people_ways.hardships,
    "workers": people_ways.workers,
    "units": people_ways.units,
    "women_eligible": people_ways.women_eligible,
    "units_above": units_above,
    "money": money_ways.money,
    "vouchers": money_ways.vouchers,
    "balance": money_ways.balance,
    "dues_due": money_ways.dues_due,
    "kpcd_due": money_ways.kpcd_due,
    "kpcd_paid_above": money_ways.kpcd_paid_above,
    "budget": money_ways.budget,
    "disclosures": money_ways.disclosures,
    "ratings": plan_ways.ratings,
    "duties": plan_ways.duties,
    "typed": _typed,
}


def _totals(scope: Scope, parts: tuple[Part, ...]) -> dict[int, int]:
    totals: dict[int, int] = {}
    for part in parts:
        settled = settle(part, scope.choices)
        inside, sign = _units_inside(scope, settled), settled.sign
        for unit, number in _totals_of(scope, settled).items():
            if unit in inside:
                totals[unit] = totals.get(unit, 0) + sign * number
    return totals


def _without(totals: dict[int, int], units: frozenset[int]) -> dict[int, int]:
    return {unit: it for unit, it in totals.items() if unit not in units} if units else totals


def _totals_of(scope: Scope, part: Part) -> dict[int, int]:
    counted = {name: value for name, value in part.facts.items() if name not in _NOT_COUNTED}
    key = (part.source, part.fold, json.dumps(counted, sort_keys=True))
    if part.source in _CHOOSING:
        return WAYS[part.source](scope, part.facts).totals(part.fold)
    return scope.once(key, lambda: WAYS[part.source](scope, part.facts).totals(part.fold))


def _rows(scope: Scope, part: Part) -> Iterator[SourceRow]:
    settled = settle(part, scope.choices)
    inside = _units_inside(scope, settled)
    for row in WAYS[settled.source](scope, settled.facts).rows():
        if row.unit_id in inside:
            yield SourceRow(
                row.unit_id, row.table, row.row_id, row.label, row.on, row.weight * settled.sign
            )


def _units_inside(scope: Scope, part: Part) -> Container[int]:
    within = part.facts.get("within")
    return scope.units if within is None else scope.members_of(within)


def _standing(scope: Scope, measure: Measure) -> dict[int, Share]:
    figures = _standing_rows(scope, measure)
    return {
        unit: Share(row.numerator, row.denominator, row.origin) for unit, row in figures.items()
    }


def _standing_sources(scope: Scope, measure: Measure) -> Iterator[SourceRow]:
    for figure in _standing_rows(scope, measure).values():
        if isinstance(figure, SettledFigure):
            yield from figure.sources
        else:
            label = figure.reason or "Số nhận theo gói báo cáo"
            yield SourceRow(figure.unit_id, "figure", figure.id, label, None, figure.numerator)


def _standing_rows(scope: Scope, measure: Measure) -> dict[int, Any]:
    """What stands for a unit: a figure, or settlements where they tell of more months."""
    code = measure.figure_code(scope.choices)
    figures = standing_figures(scope, code, is_stock=measure.when == "stock")
    settled = {
        unit: told
        for unit, told in settled_figures(scope, measure).items()
        if unit not in figures or figures[unit].last_month < told.last_month
    }
    return uppermost(scope, {**figures, **settled}) if settled else figures


def _raised(share: Share, kept_here: int) -> Share:
    # a union cannot know what the level above keeps about it: inspections, ratings, courses
    if share.origin != "received" or kept_here <= share.numerator:
        return share
    whole = share.denominator or 0
    return Share(min(kept_here, whole), whole, share.origin)


def _is_above(share: Share | None, percent: int) -> bool:
    return share is not None and share.numerator * 100 > percent * (share.denominator or 0)


def settle(part: Part, choices: Mapping[str, Any]) -> Part:
    """A part with the choices filled in."""
    facts = {name: _chosen(value, choices) for name, value in part.facts.items()}
    return Part(str(_chosen(part.source, choices)), facts)


def _chosen(value: Any, choices: Mapping[str, Any]) -> Any:  # noqa: ANN401  # any TOML value
    if isinstance(value, str) and value.startswith("$"):
        return choices[value[1:]]
    if isinstance(value, dict):
        if "by" in value:
            return value[choices[value["by"]]]
        return {name: _chosen(inner, choices) for name, inner in value.items()}
    if isinstance(value, list):
        return [_chosen(inner, choices) for inner in value]
    return value
