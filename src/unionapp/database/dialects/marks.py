"""How a value is marked in a statement that goes to the driver as it is."""

from sqlalchemy import Connection

# The styles of PEP 249 that take a tuple: sqlite3 and sqlcipher3 the first, psycopg the others.
_MARKS = {"qmark": "?", "format": "%s", "pyformat": "%s"}


def value_mark(connection: Connection) -> str:
    """The sign that stands for a value in the statements of a connection's driver."""
    return _MARKS[connection.dialect.paramstyle]
