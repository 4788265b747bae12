"""The migration and the tables of finance agree."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from unionapp.database.base import Base
from unionapp.finance import tables, yearly_tables
from unionapp.organisation.office import Office

OURS = {
    table.__tablename__
    for table in (*vars(tables).values(), *vars(yearly_tables).values())
    if isinstance(table, type) and table is not Base and issubclass(table, Base)
}


def test_the_migration_makes_exactly_these_tables(office: Office) -> None:
    with office.read() as session:
        context = MigrationContext.configure(
            session.connection(),
            opts={
                "include_name": lambda name, kind, _: kind != "table" or name in OURS,
                "compare_server_default": False,
            },
        )
        wanted = [
            change
            for change in compare_metadata(context, Base.metadata)
            if OURS & {str(part) for part in _names(change)}
        ]
    assert wanted == []


def _names(change: object) -> list[object]:
    parts = change if isinstance(change, list) else [change]
    names: list[object] = []
    for part in parts:
        for value in part[1:]:
            table = getattr(value, "table", value)
            names += [getattr(table, "name", None), value]
    return names
