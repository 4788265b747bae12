"""SQLite and SQLCipher: connections, pragmas and explicit transactions.

The driver's own transaction handling is switched off (isolation_level None): Python 3.11's sqlite3
commits before DDL otherwise, so that a failing migration would leave half-made tables.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from unionapp.database.faults import translate

APPLICATION_ID = 0x554E4150  # "UNAP"
PLAIN_HEADER = b"SQLite format 3\x00"
SALT_BYTES = 16
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)


def driver(key: bytes | None) -> ModuleType:
    """The DB-API module: sqlcipher3 for an encrypted file, sqlite3 for a plain one."""
    if key is None:
        return sqlite3
    from sqlcipher3 import dbapi2  # noqa: PLC0415  # loaded only where a file is encrypted

    module: ModuleType = dbapi2
    return module


def connect(path: Path, key: bytes | None, *, pragmas: tuple[str, ...] = _PRAGMAS) -> Any:  # noqa: ANN401
    """A raw DB-API connection with the key given and the pragmas set, outside any transaction."""
    connection = driver(key).connect(str(path), isolation_level=None, check_same_thread=False)
    if key is not None:
        # its own words about damage would stand on stderr beside the sentence people read
        connection.execute("PRAGMA cipher_log = off")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in pragmas:
        connection.execute(pragma)
    return connection


def make_engine(path: Path, key: bytes | None = None) -> Engine:
    """An engine on one file; `execution_options(writes=True)` begins as the only writer."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, key),
        module=driver(key),
        poolclass=QueuePool,  # without a file in its URL SQLAlchemy would share one per thread
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def copy_file(source: Path, target: Path, key: bytes | None) -> None:
    """Copy a data file that may be in use, by SQLite's backup API; key and salt stay the same.

    Raises:
        Trouble: the disk is full, or one of the files is damaged or out of reach.
    """
    try:
        _copy(source, target, key)
    except driver(key).Error as error:
        raise translate(error) or error from error


def _copy(source: Path, target: Path, key: bytes | None) -> None:
    with (
        closing(connect(source, key, pragmas=())) as reading,
        closing(
            connect(target, None if key is None else key + read_salt(source), pragmas=())
        ) as writing,
    ):
        reading.backup(writing)


def read_salt(path: Path) -> bytes:
    """The first 16 bytes of a file: SQLCipher's salt, by which a keyring knows its file."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)
