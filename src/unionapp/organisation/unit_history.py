"""What a unit was called, whom it reported to, what was done to it and why, by its days."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.organisation.office import Office
from unionapp.organisation.restructuring import CHANGES, Deed
from unionapp.organisation.tables import Unit, UnitName, UnitParent
from unionapp.organisation.units import SINCE_EVER, find_unit

Fact = Literal["named", "below", "ended", "successor", "took_in"]


@dataclass(frozen=True, slots=True)
class UnitFact:
    """One fact of a unit's story; `day` is None for what was so since ever."""

    day: date | None
    fact: Fact
    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndedUnit:
    """A unit below this one that is no more."""

    id: int
    code: str
    name: str
    status: str
    last_day: date
    successor: str | None


def unit_history(office: Office, code: str) -> tuple[UnitFact, ...]:
    """The story of a unit, oldest first.

    Raises:
        Refusal: unit.unknown.
    """
    with office.read() as session:
        unit = find_unit(session, code)
        reasons = {
            (it["deed"], it["on"]): it["reason"]
            for it in json.loads(unit.profile).get(CHANGES, ())
        }
        facts = [
            *_names(session, unit, reasons),
            *_parents(session, unit, reasons),
            *_end(session, unit, reasons),
            *_taken_in(session, unit),
        ]
    return tuple(sorted(facts, key=lambda it: it.day or date.min))


def ended_units(office: Office) -> tuple[EndedUnit, ...]:
    """The units that once stood below this one and are no more, latest first."""
    query = (
        select(Unit)
        .join(UnitParent, UnitParent.unit_id == Unit.id)
        .where(UnitParent.parent_id == office.unit.id, Unit.valid_to.is_not(None))
        .order_by(Unit.valid_to.desc(), Unit.name_sort)
        .distinct()
    )
    with office.read() as session:
        return tuple(_ended(session, unit) for unit in session.scalars(query))


_Reasons = dict[tuple[str, str], str]


def _names(session: Session, unit: Unit, reasons: _Reasons) -> list[UnitFact]:
    query = select(UnitName).filter_by(unit_id=unit.id).order_by(UnitName.valid_from, UnitName.id)
    first, *later = session.scalars(query)
    return [
        UnitFact(_since(first.valid_from), "named", first.name),
        *(
            UnitFact(it.valid_from, "named", it.name, _why(reasons, Deed.RENAME, it))
            for it in later
        ),
    ]


def _parents(session: Session, unit: Unit, reasons: _Reasons) -> list[UnitFact]:
    query = (
        select(UnitParent, Unit.name)
        .join(Unit, Unit.id == UnitParent.parent_id)
        .where(UnitParent.unit_id == unit.id)
        .order_by(UnitParent.valid_from, UnitParent.id)
    )
    return [
        UnitFact(_since(row.valid_from), "below", name, _why(reasons, Deed.MOVE, row))
        for row, name in session.execute(query)
    ]


def _end(session: Session, unit: Unit, reasons: _Reasons) -> list[UnitFact]:
    if unit.valid_to is None:
        return []
    ends = {Deed.MERGE.value, Deed.SPLIT.value, Deed.DISSOLVE.value}
    reason = next((why for (deed, _), why in reasons.items() if deed in ends), "")
    successor = session.get(Unit, unit.successor_id) if unit.successor_id else None
    if successor is None:
        return [UnitFact(unit.valid_to, "ended", "", reason)]
    return [UnitFact(unit.valid_to, "successor", successor.name, reason)]


def _taken_in(session: Session, unit: Unit) -> list[UnitFact]:
    query = select(Unit).filter_by(successor_id=unit.id).order_by(Unit.valid_to)
    return [UnitFact(it.valid_to, "took_in", it.name) for it in session.scalars(query)]


def _why(reasons: _Reasons, deed: Deed, row: UnitName | UnitParent) -> str:
    return reasons.get((deed.value, row.valid_from.isoformat()), "")


def _since(day: date) -> date | None:
    return None if day == SINCE_EVER else day


def _ended(session: Session, unit: Unit) -> EndedUnit:
    successor = session.get(Unit, unit.successor_id) if unit.successor_id else None
    return EndedUnit(
        unit.id,
        unit.code,
        unit.name,
        unit.status,
        unit.valid_to or date.max,
        successor.name if successor else None,
    )
