"""What settlements of lower units tell: units that report on paper have no other record here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from unionapp.finance.group.settled_units import SettledUnit, settled_within
from unionapp.finance.yearly_tables import Settlement
from unionapp.indicators.catalogue import Measure
from unionapp.indicators.evidence import SourceRow
from unionapp.indicators.scope import Scope
from unionapp.vietnamese.months import last_day, month_of, previous_month
from unionapp.vietnamese.periods import Period

_SENT = "sent"  # no row of the form: what was due, less what is still owed


class SettledFigure(NamedTuple):
    """The part of one unit in a figure, up to a month, and the settlements it stands in."""

    numerator: int
    denominator: int | None
    last_month: str
    origin: str
    sources: tuple[SourceRow, ...]


def settled_figures(scope: Scope, measure: Measure) -> dict[int, SettledFigure]:
    """The figure of every unit below whose settlements tell it from the period's beginning.

    Raises:
        Refusal: parameter.missing.
    """
    if not measure.settled:
        return {}
    settled = scope.once("settled units", lambda: _settled_units(scope))
    told = {unit: _tell(chain, measure, scope.choices) for unit, chain in settled.items()}
    return {unit: figure for unit, figure in told.items() if figure.denominator != 0}


def _settled_units(scope: Scope) -> Mapping[int, tuple[SettledUnit, ...]]:
    last = month_of(scope.last)
    if scope.last != last_day(last):
        last = previous_month(last)
    if last < scope.period.first:
        return {}
    below = {unit.id: unit.employer_type for unit in scope.units.values() if not unit.is_home}
    return settled_within(scope.session, below, Period(scope.period.first, last))


def _tell(
    chain: Sequence[SettledUnit], measure: Measure, choices: Mapping[str, Any]
) -> SettledFigure:
    parts = [_part(one, measure.settled, choices) for one in chain]
    wholes = [whole for _, whole in parts if whole is not None]
    typed = all(one.settlement.package_number is None for one in chain)
    return SettledFigure(
        numerator=sum(part for part, _ in parts),
        denominator=sum(wholes) if wholes else None,
        last_month=chain[-1].settlement.span.period.last,
        origin="typed" if typed else "received",
        sources=tuple(_sources(chain, parts)),
    )


def _part(
    one: SettledUnit, told: Mapping[str, Any], choices: Mapping[str, Any]
) -> tuple[int, int | None]:
    """A target of the settlement as a part of its whole, or a sum of its rows."""
    if "rows" in told:
        rows = one.settlement.counting | {_SENT: one.sent}
        return sum(rows.get(row, 0) for row in told["rows"]), None
    target = told["target"]
    name = target[choices[target["by"]]] if isinstance(target, dict) else target
    share = getattr(one.targets, name)
    return share.part, share.whole


def _sources(
    chain: Sequence[SettledUnit], parts: Sequence[tuple[int, int | None]]
) -> Iterator[SourceRow]:
    for one, (part, _) in zip(chain, parts, strict=True):
        kept, period = one.settlement, one.settlement.span.period
        label = f"Quyết toán {period.label} ({kept.source})"
        yield SourceRow(kept.unit_id, Settlement.__tablename__, kept.id, label, period.end, part)
