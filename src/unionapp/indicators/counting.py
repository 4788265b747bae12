"""Counting: a measure over a scope becomes one share per unit, and the records behind it."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from unionapp.indicators import activity_ways, money_ways, people_ways, plan_ways
from unionapp.indicators.catalogue import Measure, Part, find_measure
from unionapp.indicators.evidence import Evidence, Facts, ListedEvidence, SourceRow
from unionapp.indicators.inputs import standing_figures
from unionapp.indicators.scope import Scope


@dataclass(frozen=True, slots=True)
class Share:
    """The figure of one unit; `origin` tells whether records, a person or a package gave it."""

    numerator: int
    denominator: int | None = None
    origin: str = "computed"


def count_shares(scope: Scope, measure: Measure) -> dict[int, Share]:
    """The share of every unit that has one."""
    scope = scope.choosing(measure.chosen(scope.choices))
    tops = _totals(scope, measure.numerator)
    if measure.is_ratio:
        wholes = _totals(scope, measure.denominator)
        shares = {
            unit: Share(_part_of(whole, tops.get(unit, 0), measure), whole)
            for unit, whole in wholes.items()
        }
    else:
        shares = {unit: Share(top) for unit, top in tops.items()}
    return shares | _standing(scope, measure)


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
    """The records behind the numerator of the units that count."""
    scope = scope.choosing(measure.chosen(scope.choices))
    standing = standing_figures(scope, measure.code, is_stock=measure.when == "stock")
    counted = set(_totals(scope, measure.denominator)) if measure.is_ratio else None
    for part in measure.numerator:
        for row in _rows(scope, part):
            if row.unit_id not in standing and (counted is None or row.unit_id in counted):
                yield row
    for figure in standing.values():
        label = figure.reason or "Số nhận theo gói báo cáo"
        yield SourceRow(figure.unit_id, "figure", figure.id, label, None, figure.numerator)


def units_above(scope: Scope, facts: Facts) -> Evidence:
    """The units of a segment whose own share of another measure is above so many percent."""
    shares = count_shares(scope, find_measure(facts["measure"]))
    return ListedEvidence(
        tuple(
            row
            for row in people_ways.units(scope, facts).rows()
            if _is_above(shares.get(row.unit_id), int(facts["above"]))
        )
    )


def _typed(scope: Scope, facts: Facts) -> Evidence:  # noqa: ARG001  # a way takes both
    return ListedEvidence(())


WAYS: Final[Mapping[str, Callable[[Scope, Facts], Evidence]]] = {
    "activities": activity_ways.activities,
    "trained_after_election": activity_ways.trained_after_election,
    "members": people_ways.members,
    "member_events": people_ways.member_events,
    "member_dates": people_ways.member_dates,
    "workers": people_ways.workers,
    "units": people_ways.units,
    "women_eligible": people_ways.women_eligible,
    "units_above": units_above,
    "money": money_ways.money,
    "vouchers": money_ways.vouchers,
    "balance": money_ways.balance,
    "dues_due": money_ways.dues_due,
    "kpcd_due": money_ways.kpcd_due,
    "typed_figure": money_ways.typed_figure,
    "ratings": plan_ways.ratings,
    "duties": plan_ways.duties,
    "typed": _typed,
}


def _totals(scope: Scope, parts: tuple[Part, ...]) -> dict[int, int]:
    totals: dict[int, int] = {}
    for part in parts:
        settled = settle(part, scope.choices)
        inside = _units_inside(scope, settled)
        evidence = WAYS[settled.source](scope, settled.facts)
        for unit, number in evidence.totals(settled.fold).items():
            if unit in inside:
                totals[unit] = totals.get(unit, 0) + settled.sign * number
    return totals


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
    figures = standing_figures(scope, measure.code, is_stock=measure.when == "stock")
    return {
        unit: Share(row.numerator, row.denominator, row.origin) for unit, row in figures.items()
    }


def _part_of(whole: int, number: int, measure: Measure) -> int:
    return min(number, whole) if measure.is_share else number


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
    return value
