"""Figures: what a measure gives for a period, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from unionapp.indicators.catalogue import KIND_PREFIX, Measure, find_measure, list_measures
from unionapp.indicators.counting import Share, add_up, count, count_shares, list_sources
from unionapp.indicators.evidence import SourceRow
from unionapp.indicators.forms import FORM_PREFIX, label_of
from unionapp.indicators.inputs import figures_between
from unionapp.indicators.scope import Scope, open_scope
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import group_digits, percent
from unionapp.vietnamese.periods import Period

Choices = Mapping[str, str | int]
YES_NO = "có/không"  # the unit of a measure that is reached or not


@dataclass(frozen=True, slots=True)
class Source:
    """A record behind a figure."""

    table: str
    row_id: int
    label: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and, for a ratio, what it is a part of; the division comes last.

    `origin` is computed, typed or received. `sources` is filled by `measure`, not in lists.
    """

    code: str
    name: str
    numerator: int
    denominator: int | None
    unit: str
    origin: str = "computed"
    sources: tuple[Source, ...] = ()

    @property
    def text(self) -> str:
        """The figure as people read it: 95,5% (42/44) or 1.250 người."""
        if self.unit == YES_NO:
            return "Có" if self.numerator else "Chưa"
        if self.denominator is None:
            return f"{group_digits(self.numerator)} {self.unit}"
        ratio = f"{group_digits(self.numerator)}/{group_digits(self.denominator)}"
        if self.unit == "%":
            return f"{percent(self.numerator, self.denominator)} ({ratio})"
        return f"{ratio} {self.unit}"


@dataclass(frozen=True, slots=True)
class UnitShare:
    """The part of one unit in a figure."""

    unit_id: int
    code: str
    name: str
    numerator: int
    denominator: int | None
    origin: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure with every record behind it and the part of every unit."""

    figure: Figure
    rows: tuple[SourceRow, ...]
    units: tuple[UnitShare, ...]

    def unit_name(self, row: SourceRow) -> str:
        """The name of the unit a record belongs to."""
        return next((it.name for it in self.units if it.unit_id == row.unit_id), "")


def measure(
    office: Office,
    code: str,
    period: Period,
    *,
    choices: Choices | None = None,
    as_of: date | None = None,
) -> Figure:
    """What a measure gives for a period, over this unit and everything below it.

    Nothing later than `as_of` counts.

    Raises:
        Refusal: measure.unknown.
    """
    found = find_measure(code)
    with office.read() as session:
        scope = _scope(session, office, period, choices, as_of)
        sources = tuple(
            Source(row.table, row.row_id, row.label) for row in list_sources(scope, found)
        )
        return figure_of(found, count(scope, found).total(), sources)


def why(
    office: Office,
    code: str,
    period: Period,
    *,
    choices: Choices | None = None,
    as_of: date | None = None,
) -> tuple[SourceRow, ...]:
    """The records behind a figure, each with its unit and what it adds.

    Where a unit counts once however often it acted, each of its records is listed all the same.
    Nothing later than `as_of` is listed.

    Raises:
        Refusal: measure.unknown.
    """
    return explain(office, code, period, choices=choices, as_of=as_of).rows


def explain(
    office: Office,
    code: str,
    period: Period,
    *,
    choices: Choices | None = None,
    as_of: date | None = None,
) -> Explained:
    """A figure with the records behind it and the part of every unit, from one reading.

    Raises:
        Refusal: measure.unknown.
    """
    found = find_measure(code)
    with office.read() as session:
        scope = _scope(session, office, period, choices, as_of)
        counts = count(scope, found)
        units = name_shares(scope, {**_bare(scope), **counts.shares()})
        rows = tuple(list_sources(scope, found))
        return Explained(figure_of(found, counts.total()), rows, units)


def unit_shares(
    office: Office,
    code: str,
    period: Period,
    *,
    choices: Choices | None = None,
    as_of: date | None = None,
) -> tuple[UnitShare, ...]:
    """A figure unit by unit, in Vietnamese order; nothing later than `as_of` counts.

    Raises:
        Refusal: measure.unknown.
    """
    found = find_measure(code)
    with office.read() as session:
        scope = _scope(session, office, period, choices, as_of)
        return name_shares(scope, count_shares(scope, found))


def figures_below(
    office: Office,
    code: str,
    period: Period,
    *,
    choices: Choices | None = None,
    as_of: date | None = None,
) -> dict[int, Figure]:
    """The figure of every unit directly below, with all that stands below it in turn.

    Raises:
        Refusal: measure.unknown.
    """
    found = find_measure(code)
    with office.read() as session:
        scope = _scope(session, office, period, choices, as_of)
        shares = count_shares(scope, found)
        return {
            unit: figure_of(found, add_up(inside))
            for unit in scope.directly_below()
            if (inside := _inside(scope, shares, unit))
        }


def figures_of(office: Office, period: Period) -> tuple[Figure, ...]:
    """Every figure a summary package carries: all measures that have something to say.

    A typed measure nobody typed and a kind of activity that did not happen are left out; what
    was typed into statistics forms goes along.

    Raises:
        Refusal: parameter.missing.
    """
    with office.read() as session:
        scope = _scope(session, office, period, None)
        figures = []
        for found in list_measures():
            for reading in found.readings():
                counts = count(scope.choosing(reading), found)
                if counts or not (reading or _may_be_silent(found)):
                    figure = figure_of(found, counts.total())
                    code, name = found.figure_code(reading), found.reading_name(reading)
                    figures.append(replace(figure, code=code, name=name))
        return (*figures, *_form_lines(scope))


def figure_of(found: Measure, share: Share, sources: tuple[Source, ...] = ()) -> Figure:
    """The figure of a measure whose shares were added up."""
    whole = share.denominator or 0 if found.is_ratio else share.denominator
    return Figure(
        found.code, found.name, share.numerator, whole, found.unit, share.origin, sources
    )


def name_shares(scope: Scope, shares: Mapping[int, Share]) -> tuple[UnitShare, ...]:
    """Shares with the code and name of their unit, in the order of the scope."""
    return tuple(
        UnitShare(unit.id, unit.code, unit.name, it.numerator, it.denominator, it.origin)
        for unit in scope.units.values()
        if (it := shares.get(unit.id)) is not None
    )


def _scope(
    session: Session,
    office: Office,
    period: Period,
    choices: Choices | None,
    as_of: date | None = None,
) -> Scope:
    return open_scope(session, office.unit.id, period, as_of=as_of).choosing(choices or {})


def _inside(scope: Scope, shares: Mapping[int, Share], unit: int) -> dict[int, Share]:
    below = scope.below({unit}) | {unit}
    return {it: share for it, share in shares.items() if it in below}


def _bare(scope: Scope) -> dict[int, Share]:
    # a record may belong to a unit that has no share of its own
    return {unit: Share(0) for unit in scope.units}


def _form_lines(scope: Scope) -> Iterator[Figure]:
    for code, rows in figures_between(scope, FORM_PREFIX).items():
        shares = {it.unit_id: Share(it.numerator, it.denominator, it.origin) for it in rows}
        total = add_up(shares)
        yield Figure(code, label_of(code), total.numerator, total.denominator, "", total.origin)


def _may_be_silent(found: Measure) -> bool:
    return found.is_typed or found.code.startswith(KIND_PREFIX)
