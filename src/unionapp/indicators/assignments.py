"""Numbers given to the units below on a target: given, changed, withdrawn, remembered."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.database.tables import JournalEntry
from unionapp.errors import Refusal
from unionapp.indicators.tables import Assignment, Target
from unionapp.indicators.target_sets import require_target
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.organisation.units import find_unit
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """The number a lower unit was given on a target."""

    target_id: int
    target_name: str
    unit_code: str
    unit_name: str
    value: int
    note: str


@dataclass(frozen=True, slots=True)
class AssignmentChange:
    """What happened to the number of a lower unit; no value: it was withdrawn."""

    at: str
    officer: str
    unit_code: str
    value: int | None
    note: str


def assign(
    office: Office, target_id: int, unit_code: str, value: int, note: str = ""
) -> AssignmentRow:
    """Give a lower unit its number on a target; giving it again replaces it.

    Raises:
        Refusal: target.unknown, target.negative, unit.unknown.
    """
    if value < 0:
        raise Refusal("target.negative")
    with office.change("target.assign") as session:
        target = require_target(session, office, target_id)
        unit = find_unit(session, unit_code)
        row = _find(session, target.id, unit.id)
        if row is None:
            row = Assignment(
                uid=new_uid(office.clock()),
                unit_id=office.unit.id,
                target_id=target.id,
                to_unit_id=unit.id,
            )
            session.add(row)
        row.value, row.note = value, clean_text(note)
        return AssignmentRow(target.id, target.name, unit.code, unit.name, value, row.note)


def withdraw(office: Office, target_id: int, unit_code: str) -> None:
    """Take the number of a lower unit back; that it had one is remembered.

    Raises:
        Refusal: target.unknown, unit.unknown, target.not_assigned.
    """
    with office.change("target.withdraw") as session:
        target = require_target(session, office, target_id)
        unit = find_unit(session, unit_code)
        row = _find(session, target.id, unit.id)
        if row is None:
            raise Refusal("target.not_assigned", unit=unit.name, name=target.name)
        session.delete(row)


def list_assignments(office: Office, target_id: int | None = None) -> tuple[AssignmentRow, ...]:
    """The numbers given to lower units, target by target."""
    query = (
        select(Target.id, Target.name, Unit.code, Unit.name, Assignment.value, Assignment.note)
        .join_from(Assignment, Target, Target.id == Assignment.target_id)
        .join(Unit, Unit.id == Assignment.to_unit_id)
        .where(Assignment.unit_id == office.unit.id)
        .order_by(Target.set_id, Target.position, Unit.name_sort)
    )
    if target_id is not None:
        query = query.where(Target.id == target_id)
    with office.read() as session:
        return tuple(AssignmentRow(*row) for row in session.execute(query))


def assignment_history(office: Office, target_id: int) -> tuple[AssignmentChange, ...]:
    """Every number given on a target, changed or withdrawn, the earliest first."""
    query = select(JournalEntry).filter_by(table_name=Assignment.__tablename__)
    with office.read() as session:
        codes = {row.id: row.code for row in session.execute(select(Unit.id, Unit.code))}
        entries = session.scalars(query.order_by(JournalEntry.id)).all()
        return tuple(
            AssignmentChange(entry.at, entry.officer, codes[state["to_unit_id"]], value, note)
            for entry, state in _states(entries)
            if state["target_id"] == target_id
            for value, note in [(state["value"], state["note"])]
        )


def _states(entries: Iterable[JournalEntry]) -> Iterator[tuple[JournalEntry, dict[str, Any]]]:
    # the journal names only what changed, and an id may come again once its row is gone
    standing: dict[str | None, dict[str, Any]] = {}
    for entry in entries:
        if entry.action == "delete":
            gone = standing.pop(entry.row_id, json.loads(entry.old or "{}"))
            yield entry, {**gone, "value": None, "note": ""}
        else:
            changed = json.loads(entry.new or "{}")
            now = standing[entry.row_id] = {**standing.get(entry.row_id, {}), **changed}
            yield entry, now


def _find(session: Session, target_id: int, unit_id: int) -> Assignment | None:
    key = {"target_id": target_id, "to_unit_id": unit_id}
    return session.scalar(select(Assignment).filter_by(**key))
