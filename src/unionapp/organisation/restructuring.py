"""Renaming, moving, merging, splitting and closing units: dated, never rewriting history.

A unit that ends names its successor, so that a package which still believes in it finds the way.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit, UnitName, UnitParent
from unionapp.organisation.units import UnitFacts, find_unit, found_unit
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.names import clean_text, fold, text_sort_key

CHANGES = "changes"  # of the unit's profile: what was done to it, when and why


class Deed(StrEnum):
    """What can be done to a unit."""

    RENAME = "rename"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    DISSOLVE = "dissolve"


@dataclass(frozen=True, slots=True)
class Plan:
    """One change of one unit from a day on.

    `name` is the new name, `target` the code of the unit it moves below or goes into, `parts` are
    those it is split into; `keep` lets it live on beside them.
    """

    deed: Deed
    code: str
    on: date
    name: str = ""
    target: str = ""
    parts: tuple[UnitFacts, ...] = ()
    keep: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Restructured:
    """A unit after the change; `successor` is the code of the unit it went into."""

    code: str
    name: str
    status: str
    successor: str | None


def carry_out(session: Session, office: Office, plan: Plan) -> tuple[Restructured, ...]:
    """Change a unit as planned: the unit first, then the parts it was split into.

    Raises:
        Refusal: unit.unknown, unit.name_needed, unit.below_itself, unit.into_itself,
            unit.ended, unit.parts_needed, and as `found_unit`.
    """
    unit = find_unit(session, plan.code)
    founded: list[Unit] = []
    match plan.deed:
        case Deed.RENAME:
            _rename(session, office, unit, plan)
        case Deed.MOVE:
            _move(session, unit, plan)
        case Deed.MERGE:
            _merge(session, unit, plan)
        case Deed.SPLIT:
            founded = _split(session, office, unit, plan)
        case Deed.DISSOLVE:
            _end(session, unit, "dissolved", plan.on, None)
    _remember(unit, plan)
    session.flush()
    return tuple(_seen(session, one) for one in (unit, *founded))


def _rename(session: Session, office: Office, unit: Unit, plan: Plan) -> None:
    spelled = clean_text(plan.name)
    if not spelled:
        raise Refusal("unit.name_needed")
    known = session.scalars(select(UnitName).filter_by(unit_id=unit.id)).all()
    if len(known) == 1:
        # a unit entered after the day of its new name bore the old one until then
        known[0].valid_from = min(known[0].valid_from, plan.on - timedelta(days=1))
    session.add(UnitName(unit_id=unit.id, name=spelled, valid_from=plan.on))
    if plan.on <= office.today:
        unit.name, unit.name_fold = spelled, fold(spelled)
        unit.name_sort = text_sort_key(spelled)


def _move(session: Session, unit: Unit, plan: Plan) -> None:
    parent = find_unit(session, plan.target)
    if unit.id in _line_above(session, parent.id, plan.on):
        raise Refusal("unit.below_itself", unit=unit.name, parent=parent.name)
    _close_links(session, unit, plan.on)
    session.add(UnitParent(unit_id=unit.id, parent_id=parent.id, valid_from=plan.on))


def _merge(session: Session, unit: Unit, plan: Plan) -> None:
    if plan.target == plan.code:
        raise Refusal("unit.into_itself", code=plan.target)
    _end(session, unit, "merged", plan.on, find_unit(session, plan.target))


def _split(session: Session, office: Office, unit: Unit, plan: Plan) -> list[Unit]:
    if len(plan.parts) < (1 if plan.keep else 2):
        raise Refusal("unit.parts_needed")
    parent = _parent(session, unit, plan.on)
    founded = [
        found_unit(session, facts, office.clock(), parent=parent, since=plan.on)
        for facts in plan.parts
    ]
    if not plan.keep:
        _end(session, unit, "dissolved", plan.on, founded[0])
    return founded


def _remember(unit: Unit, plan: Plan) -> None:
    profile = json.loads(unit.profile)
    reason = clean_text(plan.reason)
    change = {"deed": plan.deed.value, "on": plan.on.isoformat(), "reason": reason}
    profile[CHANGES] = [*profile.get(CHANGES, ()), change]
    unit.profile = json.dumps(profile, ensure_ascii=False)


def _end(session: Session, unit: Unit, status: str, on: date, successor: Unit | None) -> None:
    if unit.valid_to is not None:
        raise Refusal("unit.ended", unit=unit.name, on=table_date(unit.valid_to))
    unit.status, unit.valid_to = status, on - timedelta(days=1)
    unit.successor_id = None if successor is None else successor.id
    heir = successor or _parent(session, unit, on)
    # a unit entered after the day it ended still stood there on the eve
    _close_links(session, unit, on, keep_late=True)
    if heir is not None:
        _hand_over(session, unit, heir, on)


def _hand_over(session: Session, unit: Unit, heir: Unit, on: date) -> None:
    # what stood below a unit that ends stands below its successor, or where the unit itself stood
    query = select(UnitParent).where(
        UnitParent.parent_id == unit.id,
        UnitParent.valid_to.is_(None),
        UnitParent.unit_id != heir.id,
    )
    for link in session.scalars(query).all():
        child = session.get_one(Unit, link.unit_id)
        _close_links(session, child, on)
        session.add(UnitParent(unit_id=child.id, parent_id=heir.id, valid_from=on))


def _close_links(session: Session, unit: Unit, on: date, *, keep_late: bool = False) -> None:
    eve = on - timedelta(days=1)
    query = select(UnitParent).where(UnitParent.unit_id == unit.id, UnitParent.valid_to.is_(None))
    for link in session.scalars(query):
        if link.valid_from < on or keep_late:
            link.valid_from, link.valid_to = min(link.valid_from, eve), eve
        else:
            session.delete(link)


def _parent(session: Session, unit: Unit, on: date) -> Unit | None:
    query = (
        select(UnitParent.parent_id)
        .where(UnitParent.unit_id == unit.id)
        .order_by((UnitParent.valid_from <= on).desc(), UnitParent.valid_from.desc())
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
