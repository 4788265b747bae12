"""Fast writing of many ready-made rows inside one journalled change."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from unionapp.database.dialects.marks import value_mark
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
    connection = session.connection()
    marks = ", ".join([value_mark(connection)] * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  # names from our code
    if rows:
        connection.exec_driver_sql(statement, list(rows))
        note_batch(session, table, len(rows), **batch)


def update_rows(
    session: Session,
    table: str,
    columns: Sequence[str],
    keys: Sequence[str],
    rows: Sequence[tuple[object, ...]],
    **batch: object,
) -> None:
    """Change some columns of the rows that keys name; each tuple holds columns, then keys."""
    connection = session.connection()
    mark = value_mark(connection)
    changes = ", ".join(f"{column} = {mark}" for column in columns)
    found = " AND ".join(f"{key} = {mark}" for key in keys)
    if rows:
        connection.exec_driver_sql(f"UPDATE {table} SET {changes} WHERE {found}", list(rows))  # noqa: S608  # names from our code
        note_batch(session, table, len(rows), **batch)
