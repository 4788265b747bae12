"""Renaming, moving, merging, splitting and closing units: dated, never rewriting history.

A unit that ends names its successor, so that a package which still believes in it finds the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit, UnitName, UnitParent
from unionapp.organisation.units import UnitFacts, find_unit, found_unit
from unionapp.vietnamese.names import clean_text, fold, text_sort_key


@dataclass(frozen=True, slots=True)
class Restructured:
    """A unit after the change; `successor` is the code of the unit it went into."""

    code: str
    name: str
    status: str
    successor: str | None


def rename_unit(office: Office, code: str, name: str, on: date) -> Restructured:
    """Give a unit a new name from a day on; papers of earlier days keep the old one.

    Raises:
        Refusal: unit.unknown, unit.name_needed.
    """
    spelled = clean_text(name)
    if not spelled:
        raise Refusal("unit.name_needed")
    with office.change("unit.rename") as session:
        unit = find_unit(session, code)
        session.add(UnitName(unit_id=unit.id, name=spelled, valid_from=on))
        if on <= office.today:
            unit.name, unit.name_fold = spelled, fold(spelled)
            unit.name_sort = text_sort_key(spelled)
        return _seen(session, unit)


def move_unit(office: Office, code: str, parent_code: str, on: date) -> Restructured:
    """Let a unit report to another one from a day on.

    Raises:
        Refusal: unit.unknown, unit.below_itself.
    """
    with office.change("unit.move") as session:
        unit, parent = find_unit(session, code), find_unit(session, parent_code)
        if unit.id in _line_above(session, parent.id, on):
            raise Refusal("unit.below_itself", unit=unit.name, parent=parent.name)
        _close_links(session, unit, on)
        session.add(UnitParent(unit_id=unit.id, parent_id=parent.id, valid_from=on))
        return _seen(session, unit)


def merge_units(
    office: Office, codes: Sequence[str], into: str, on: date
) -> tuple[Restructured, ...]:
    """Let units end on the eve of a day and go into another one.

    Raises:
        Refusal: unit.unknown, unit.into_itself, unit.ended.
    """
    if into in codes:
        raise Refusal("unit.into_itself", code=into)
    with office.change("unit.merge") as session:
        successor = find_unit(session, into)
        units = [find_unit(session, code) for code in codes]
        for unit in units:
            _end(session, unit, "merged", on, successor)
        return tuple(_seen(session, unit) for unit in units)


def split_unit(
    office: Office, code: str, parts: Sequence[UnitFacts], on: date, *, keep: bool
) -> tuple[Restructured, ...]:
    """Found new units out of one from a day on; unless kept, the old one ends on its eve.

    The first part is the successor of a unit that ends.

    Raises:
        Refusal: unit.unknown, unit.ended, unit.parts_needed, and as `found_unit`.
    """
    if len(parts) < (1 if keep else 2):
        raise Refusal("unit.parts_needed")
    with office.change("unit.split") as session:
        unit = find_unit(session, code)
        parent = _parent(session, unit, on)
        founded = [
            found_unit(session, facts, office.clock(), parent=parent, since=on) for facts in parts
        ]
        if not keep:
            _end(session, unit, "dissolved", on, founded[0])
        return tuple(_seen(session, one) for one in (unit, *founded))


def dissolve_unit(office: Office, code: str, on: date) -> Restructured:
    """Let a unit end on the eve of a day without a successor.

    Raises:
        Refusal: unit.unknown, unit.ended.
    """
    with office.change("unit.dissolve") as session:
        unit = find_unit(session, code)
        _end(session, unit, "dissolved", on, None)
        return _seen(session, unit)


def successor_on(session: Session, unit: Unit, day: date) -> Unit:
    """The unit that stands for another one on a day, along its successors."""
    while unit.valid_to is not None and unit.valid_to < day and unit.successor_id is not None:
        unit = session.get_one(Unit, unit.successor_id)
    return unit


def _end(session: Session, unit: Unit, status: str, on: date, successor: Unit | None) -> None:
    if unit.valid_to is not None:
        raise Refusal("unit.ended", unit=unit.name, on=unit.valid_to.strftime("%d/%m/%Y"))
    unit.status, unit.valid_to = status, on - timedelta(days=1)
    unit.successor_id = None if successor is None else successor.id
    _close_links(session, unit, on)


def _close_links(session: Session, unit: Unit, on: date) -> None:
    query = select(UnitParent).where(UnitParent.unit_id == unit.id, UnitParent.valid_to.is_(None))
    for link in session.scalars(query):
        if link.valid_from >= on:
            session.delete(link)
        else:
            link.valid_to = on - timedelta(days=1)


def _parent(session: Session, unit: Unit, on: date) -> Unit | None:
    query = (
        select(UnitParent.parent_id)
        .where(UnitParent.unit_id == unit.id, UnitParent.valid_from <= on)
        .order_by(UnitParent.valid_from.desc())
    )
    found = session.scalar(query)
    return None if found is None else session.get_one(Unit, found)


def _line_above(session: Session, unit_id: int, on: date) -> set[int]:
    line: set[int] = set()
    current: Unit | None = session.get_one(Unit, unit_id)
    while current is not None and current.id not in line:
        line.add(current.id)
        current = _parent(session, current, on)
    return line


def _seen(session: Session, unit: Unit) -> Restructured:
    successor = None if unit.successor_id is None else session.get_one(Unit, unit.successor_id)
    return Restructured(
        unit.code, unit.name, unit.status, None if successor is None else successor.code
    )
