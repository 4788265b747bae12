"""The journal: every change with who, when, old and new, written in the same transaction.

ORM changes are seen by listening to the flush; bulk changes name their batch with `note_batch`.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from unionapp.database.base import Base
from unionapp.database.tables import JournalEntry

_ACTOR = "actor"
_TOUCHED = "touched"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, by which use case, at which moment (UTC, ISO 8601)."""

    officer: str
    use_case: str
    at: str


def start_journal(session: Session, actor: Actor) -> None:
    """Write an entry for every row this session inserts, updates or deletes."""
    session.info[_ACTOR] = actor
    session.info[_TOUCHED] = set()
    event.listen(session, "after_flush", _write_entries)


def note_batch(session: Session, table: str, count: int, **details: object) -> None:
    """Write one entry for a bulk change of `count` rows, with the details that name the batch."""
    session.info[_TOUCHED].add(table)
    session.add(_entry(session, "batch", table, None, None, {"rows": count, **details}))


def touched_tables(session: Session) -> frozenset[str]:
    """The tables this session has changed so far."""
    return frozenset(session.info[_TOUCHED])


def _write_entries(session: Session, _flush: UOWTransaction) -> None:
    changes = [
        *((row, "insert") for row in session.new),
        *((row, "update") for row in session.dirty),
        *((row, "delete") for row in session.deleted),
    ]
    entries = [
        _describe(session, row, action)
        for row, action in changes
        if not isinstance(row, JournalEntry)
    ]
    rows = [entry for entry in entries if entry is not None]
    if rows:
        session.execute(JournalEntry.__table__.insert(), rows)  # type: ignore[attr-defined]


def _describe(session: Session, row: Base, action: str) -> dict[str, Any] | None:
    old, new = _old_and_new(row, action)
    if action == "update" and not new:
        return None
    table = row.__tablename__
    session.info[_TOUCHED].add(table)
    key = ",".join(
        str(part) for part in inspect(row, raiseerr=True).mapper.primary_key_from_instance(row)
    )
    actor: Actor = session.info[_ACTOR]
    return {
        "at": actor.at,
        "officer": actor.officer,
        "use_case": actor.use_case,
        "action": action,
        "table_name": table,
        "row_id": key,
        "old": _as_text(old),
        "new": _as_text(new),
    }


def _old_and_new(row: Base, action: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    state = inspect(row, raiseerr=True)
    # what the database works out itself says nothing new
    attributes = state.mapper.column_attrs
    columns = [it.key for it in attributes if not getattr(it.columns[0], "computed", None)]
    if action == "insert":
        return None, {name: getattr(row, name) for name in columns}
    if action == "delete":
        return {name: getattr(row, name) for name in columns}, None
    histories = {name: state.attrs[name].history for name in columns}
    changed = {name: history for name, history in histories.items() if history.has_changes()}
    old = {
        name: history.deleted[0] if history.deleted else None for name, history in changed.items()
    }
    return old, {
        name: history.added[0] if history.added else None for name, history in changed.items()
    }


def _entry(  # one argument per column
    session: Session, action: str, table: str, key: str | None, old: object, new: object
) -> JournalEntry:
    actor: Actor = session.info[_ACTOR]
    return JournalEntry(
        at=actor.at,
        officer=actor.officer,
        use_case=actor.use_case,
        action=action,
        table_name=table,
        row_id=key,
        old=_as_text(old),
        new=_as_text(new),
    )


def _as_text(values: object) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
