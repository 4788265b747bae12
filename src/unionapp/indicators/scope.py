"""What a figure looks at: the units below one unit on a day, the days, and the choices made."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from unionapp.indicators.catalogue import Segment, segments
from unionapp.organisation.employer_types import EmployerType, employer_types
from unionapp.organisation.tables import Tier, Unit, UnitParent
from unionapp.vietnamese.periods import Period

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ScopedUnit:
    """A unit with what decides which segments it belongs to."""

    id: int
    code: str
    name: str
    tier: str
    employer_type: str | None
    profile: str
    is_inner: bool
    is_home: bool


@dataclass(frozen=True)
class Scope:
    """The records a figure may count.

    `first` to `last` are the days of flows and `last` is the day of stocks; `period` tells which
    typed and received figures apply.
    """

    session: Session
    home: int
    period: Period
    first: date
    last: date
    units: Mapping[int, ScopedUnit]
    choices: Mapping[str, str | int]
    memory: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives, worked out once however many measures ask; choices do not matter."""
        if key not in self.memory:
            self.memory[key] = work()
        found: T = self.memory[key]
        return found

    @cached_property
    def unit_ids(self) -> Select[Any]:
        """The ids of the units in the scope, as a part of larger queries."""
        return select(_tree(self.home, self.last).c.id)

    def members_of(self, segment: str) -> frozenset[int]:
        """The units that belong to a segment."""
        wanted = segments()[segment]
        return self.once(
            ("segment", segment),
            lambda: frozenset(it.id for it in self.units.values() if _belongs(it, wanted)),
        )

    def below(self, units: Collection[int]) -> frozenset[int]:
        """Every unit that stands, at any depth, below one of these."""
        if not units:
            return frozenset()
        children = self.once("children", lambda: _read_children(self))
        found: set[int] = set()
        waiting = list(units)
        while waiting:
            new = children.get(waiting.pop(), frozenset()) - found
            found |= new
            waiting += new
        return frozenset(found)

    def directly_below(self) -> frozenset[int]:
        """The units that report to the unit itself."""
        children = self.once("children", lambda: _read_children(self))
        return children.get(self.home, frozenset())

    def choosing(self, choices: Mapping[str, str | int]) -> "Scope":
        """The same scope under other choices."""
        return replace(self, choices=choices)


def open_scope(session: Session, home: int, period: Period, *, as_of: date | None = None) -> Scope:
    """The scope of a unit and everything below it, for a period, cut off after `as_of`."""
    last = min(period.end, as_of) if as_of else period.end
    units = _read_units(session, home, last)
    return Scope(session, home, period, period.start, last, units, {})


def years_before(day: date, years: int) -> date:
    """The same day so many years before; 28 February for a leap day."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)


def _read_units(session: Session, home: int, day: date) -> dict[int, ScopedUnit]:
    tree = _tree(home, day)
    query = (
        select(
            Unit.id, Unit.code, Unit.name, Unit.tier, Unit.employer_type, Unit.profile,
            Tier.is_inner,
        )
        .join(tree, tree.c.id == Unit.id)
        .join(Tier, Tier.code == Unit.tier)
        .where(or_(Unit.valid_from.is_(None), Unit.valid_from <= day))
        .where(or_(Unit.valid_to.is_(None), Unit.valid_to >= day))
        .order_by(Unit.name_sort, Unit.code)
    )  # fmt: skip
    return {
        row.id: ScopedUnit(*row, row.id == home) for row in session.connection().execute(query)
    }


def _tree(home: int, day: date) -> Any:  # noqa: ANN401  # a recursive CTE
    tree = select(Unit.id).where(Unit.id == home).cte("scope", recursive=True)
    link = and_(
        UnitParent.parent_id == tree.c.id,
        UnitParent.valid_from <= day,
        or_(UnitParent.valid_to.is_(None), UnitParent.valid_to >= day),
    )
    return tree.union(select(UnitParent.unit_id).join(tree, link))


def _read_children(scope: Scope) -> dict[int, frozenset[int]]:
    query = select(UnitParent.parent_id, UnitParent.unit_id).where(
        UnitParent.valid_from <= scope.last,
        or_(UnitParent.valid_to.is_(None), UnitParent.valid_to >= scope.last),
    )
    children: dict[int, set[int]] = {}
    for parent, child in scope.session.connection().execute(query):
        children.setdefault(parent, set()).add(child)
    return {parent: frozenset(found) for parent, found in children.items()}


def _belongs(unit: ScopedUnit, segment: Segment) -> bool:
    employer = _employer(unit.employer_type)
    facts = {
        "is_inner": unit.is_inner,
        "is_home": unit.is_home,
        "sector": employer.sector if employer else None,
        "is_public": employer.is_public if employer else False,
        "is_enterprise": employer.is_enterprise if employer else False,
    }
    if segment.tiers and unit.tier not in segment.tiers:
        return False
    if segment.employer_types and unit.employer_type not in segment.employer_types:
        return False
    wanted = {name: getattr(segment, name) for name in facts}
    return all(value is None or facts[name] == value for name, value in wanted.items())


@cache
def _employer(code: str | None) -> EmployerType | None:
    return next((kind for kind in employer_types() if kind.code == code), None)
