"""Consolidation: the sums over the lower units, and who is missing.

Only the latest accepted package of each unit counts. Ratios add up their numerators and their
denominators and are divided last; percentages are never averaged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.exchange.chain import State
from unionapp.exchange.tables import PackageIn, ReceivedFigure
from unionapp.organisation.office import Office
from unionapp.organisation.units import lower_units
from unionapp.vietnamese.periods import Period

TOTAL_NAMES = {
    "member_total": "members",
    "member_female": "female",
    "dues_collected": "dues",
}
_MISSING_NAMES = {
    None: "chưa gửi",
    State.PENDING: "đã gửi, chờ duyệt",
    State.WAITING: "đã gửi, chờ gói trước",
    State.RETURNED: "đã trả lại, chờ gửi lại",
    State.FORK: "đã gửi, trùng số",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count, or a ratio that is not divided yet."""

    numerator: int
    denominator: int | None = None

    def __add__(self, other: "Quantity") -> "Quantity":
        parts = [one.denominator for one in (self, other) if one.denominator is not None]
        return Quantity(self.numerator + other.numerator, sum(parts) if parts else None)


@dataclass(frozen=True, slots=True)
class MissingUnit:
    """A unit whose figures are not in the totals, and how far its package has come."""

    code: str
    name: str
    state: str | None

    @property
    def state_name(self) -> str:
        """How far it has come, in the words of the screen and the paper."""
        state = State(self.state) if self.state else None
        return _MISSING_NAMES.get(state, "đã gửi, không nhận")


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures of one unit, from the package that counts."""

    code: str
    name: str
    version: int
    signers: str
    package_id: str
    totals: Mapping[str, int]
    figures: Mapping[str, Quantity]


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The totals of a period over the units that have reported."""

    period: Period
    expected: int
    counted: int
    missing: tuple[str, ...]
    missing_units: tuple[MissingUnit, ...]
    totals: Mapping[str, int]
    ratios: Mapping[str, Quantity]
    units: tuple[UnitFigures, ...]

    @property
    def sums(self) -> Mapping[str, Quantity]:
        """Every figure under its own code, whole."""
        return add_figures(unit.figures for unit in self.units)


def consolidate(office: Office, period: Period) -> Consolidated:
    """Add up what the units below this one on the period's last day have reported."""
    expected = lower_units(office, on=period.end)
    with office.read() as session:
        counted = _counted(session, office, period)
        states = _states(session, office, period)
        rows = tuple(
            _unit_figures(session, counted[unit.id], unit.code, unit.name)
            for unit in expected
            if unit.id in counted
        )
    missing = tuple(
        MissingUnit(unit.code, unit.name, states.get(unit.id))
        for unit in expected
        if unit.id not in counted
    )
    sums = add_figures(row.figures for row in rows)
    return Consolidated(
        period=period,
        expected=len(expected),
        counted=len(rows),
        missing=tuple(unit.code for unit in missing),
        missing_units=missing,
        totals=name_totals(sums),
        ratios={code: sum_ for code, sum_ in sums.items() if sum_.denominator is not None},
        units=rows,
    )


def add_figures(rows: Iterable[Mapping[str, Quantity]]) -> dict[str, Quantity]:
    """The sum of each figure over the units that have it."""
    sums: dict[str, Quantity] = {}
    for row in rows:
        for code, quantity in row.items():
            sums[code] = sums[code] + quantity if code in sums else quantity
    return dict(sorted(sums.items()))


def name_totals(sums: Mapping[str, Quantity]) -> dict[str, int]:
    """The totals that are counts, under the names people use for the main ones."""
    return {
        TOTAL_NAMES.get(code, code): quantity.numerator
        for code, quantity in sums.items()
        if quantity.denominator is None or code in TOTAL_NAMES
    }


def _counted(session: Session, office: Office, period: Period) -> dict[int, PackageIn]:
    """The package that counts, by unit: the latest accepted version."""
    query = (
        select(PackageIn)
        .filter_by(unit_id=office.unit.id, state=State.ACCEPTED.value)
        .filter_by(first_month=period.first, last_month=period.last)
        .order_by(PackageIn.version)
    )
    return {row.sender_id: row for row in session.scalars(query)}


def _states(session: Session, office: Office, period: Period) -> dict[int, str]:
    """How far the newest package of each unit has come."""
    query = (
        select(PackageIn.sender_id, PackageIn.state)
        .filter_by(unit_id=office.unit.id, first_month=period.first, last_month=period.last)
        .order_by(PackageIn.version, PackageIn.id)
    )
    return {row.sender_id: row.state for row in session.execute(query)}


def _unit_figures(session: Session, row: PackageIn, code: str, name: str) -> UnitFigures:
    query = (
        select(ReceivedFigure.code, ReceivedFigure.numerator, ReceivedFigure.denominator)
        .filter_by(package_in_id=row.id)
        .order_by(ReceivedFigure.code)
    )
    figures = {
        figure: Quantity(numerator, denominator)
        for figure, numerator, denominator in session.execute(query)
    }
    totals = name_totals(figures)
    return UnitFigures(code, name, row.version, row.signers, row.package_id, totals, figures)
