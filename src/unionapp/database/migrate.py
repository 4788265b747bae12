"""Brings a data file to this program's schema: one transaction, behind a safe copy.

Alembic is loaded only when a step is run: a file that is up to date opens without it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from unionapp.database.dialects import sqlite
from unionapp.database.faults import speaking_plainly, translate
from unionapp.errors import Refusal, Trouble

if TYPE_CHECKING:
    from alembic.script import Script

_SCRIPTS = Path(__file__).parent / "migrations"


def newest_schema() -> int:
    """The schema version this program writes: the number of its last migration."""
    versions = (_SCRIPTS / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")
    return max(int(step.name[:4]) for step in versions)


def schema_of(path: Path, key: bytes | None) -> int:
    """The schema version a data file has.

    Raises:
        Trouble: data.damaged (it cannot be read with this key), data.foreign (not one of ours),
            data.read_only, data.busy, data.io, data.unreachable.
    """
    connection = sqlite.connect(path, key, pragmas=())
    try:
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite.driver(key).DatabaseError as error:
        # SQLite says "unable to open" of a file it must write beside
        if not os.access(path.parent, os.W_OK):
            raise Trouble("data.read_only") from None
        raise translate(error) or Trouble("data.damaged") from None
    finally:
        connection.close()
    if application_id != sqlite.APPLICATION_ID:
        raise Trouble("data.foreign")
    return int(version)


def require_openable(path: Path, key: bytes | None) -> int:
    """The schema version of a file this program may open.

    Raises:
        Refusal: data.newer (written by a newer program; untouched).
        Trouble: data.damaged, data.foreign.
    """
    schema = schema_of(path, key)
    if schema > newest_schema():
        raise Refusal("data.newer")
    return schema


def upgrade(path: Path, key: bytes | None) -> Path | None:
    """Bring an older file up to date; return the safe copy made before, None if it was current.

    Raises:
        Refusal: data.newer.
        Trouble: data.damaged, data.foreign.
    """
    schema = require_openable(path, key)
    if schema == newest_schema():
        return None
    copy = _free_name(path.with_name(f"{path.name}.v{schema}.bak"))
    sqlite.copy_file(path, copy, key)
    run_migrations(path, key, schema)
    return copy


def run_migrations(path: Path, key: bytes | None, schema: int = 0) -> None:
    """Run every step after `schema` in one transaction; a failing step changes nothing.

    Raises:
        Trouble: the file is damaged, busy, full or out of reach.
    """
    engine = sqlite.make_engine(path, key)
    writer = engine.execution_options(writes=True)
    try:
        with speaking_plainly(), writer.connect() as connection:
            # Batch rebuilds with enforcement on would empty child tables by ON DELETE CASCADE; the
            # pragma is ignored inside a transaction, so it goes to the driver before it begins.
            _driver_of(connection).execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                _run_steps(connection, _steps_after(schema))
            _driver_of(connection).execute("PRAGMA foreign_keys = ON")
    finally:
        engine.dispose()


def _driver_of(connection: Connection) -> Any:  # noqa: ANN401  # the DB-API has no types
    return connection.connection.dbapi_connection


def _run_steps(connection: Connection, steps: Iterable[Script]) -> None:
    from alembic.migration import MigrationContext  # noqa: PLC0415  # a third of the start
    from alembic.operations import Operations  # noqa: PLC0415

    context = MigrationContext.configure(connection)
    for step in steps:
        with Operations.context(context):
            step.module.upgrade()
        connection.exec_driver_sql(f"PRAGMA user_version = {int(step.revision)}")
    connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise Trouble("data.broken_links", table=broken[0])


def _steps_after(schema: int) -> list[Script]:
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    steps = reversed(list(ScriptDirectory(str(_SCRIPTS)).walk_revisions()))
    return [step for step in steps if int(step.revision) > schema]


def _free_name(path: Path) -> Path:
    number = 1
    candidate = path
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.name}.{number}")
    return candidate
