"""Fast insertion of many ready-made rows inside one journalled change."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from unionapp.database.journal import note_batch


def next_id(session: Session, table: str) -> int:
    """The id that the next row of a table would get."""
    highest: int | None = session.scalar(text(f"SELECT max(id) FROM {table}"))  # noqa: S608  # names from our code
    return (highest or 0) + 1


def insert_rows(
    session: Session,
    table: str,
    columns: Sequence[str],
    rows: Sequence[tuple[object, ...]],
    **batch: object,
) -> None:
    """Insert tuples as they are; one journal entry names the batch with the details given."""
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  # names from our code
    if rows:
        session.connection().exec_driver_sql(statement, list(rows))
        note_batch(session, table, len(rows), **batch)
