"""Migrations: one transaction, a safe copy before, and the same schema as the tables of today."""

import hashlib
import importlib
import os
import pkgutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import unionapp
from unionapp.database import migrate
from unionapp.database.base import Base
from unionapp.database.dialects import sqlite
from unionapp.errors import Refusal, Trouble

KEYS = [pytest.param(None, id="sqlite3"), pytest.param(b"k" * 32, id="sqlcipher3")]


def import_every_table() -> None:
    for module in pkgutil.walk_packages(unionapp.__path__, "unionapp."):
        if module.name.endswith("tables") and "desktop" not in module.name:
            importlib.import_module(module.name)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_migrations_end_exactly_where_the_tables_are(tmp_path: Path):
    import_every_table()
    migrate.run_migrations(tmp_path / "data.db", None)
    engine = sqlite.make_engine(tmp_path / "data.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


@pytest.mark.parametrize("key", KEYS)
def test_a_migration_that_fails_in_the_middle_leaves_the_file_as_it_was(
    tmp_path, key, monkeypatch
):
    path = tmp_path / "data.db"
    migrate.run_migrations(path, key)
    before = schema_text(path, key)

    class Step:
        revision = "9999"

        class module:  # noqa: N801
            @staticmethod
            def upgrade():
                from alembic import op

                op.execute("CREATE TABLE half_made (id INTEGER)")
                op.execute("CREATE TABLE half_made (id INTEGER)")

    monkeypatch.setattr(migrate, "_steps_after", lambda schema: [Step])
    with pytest.raises(Exception, match="half_made"):
        migrate.run_migrations(path, key, 1)
    assert schema_text(path, key) == before


def schema_text(path: Path, key: bytes | None) -> list:
    connection = sqlite.connect(path, key, pragmas=())
    rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    rows.append(connection.execute("PRAGMA user_version").fetchone())
    connection.close()
    return rows


@pytest.mark.parametrize("key", KEYS)
def test_an_older_file_is_upgraded_behind_a_safe_copy(tmp_path, key):
    path = tmp_path / "data.db"
    everything = migrate._steps_after
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "_steps_after", lambda schema: everything(schema)[:1])
        migrate.run_migrations(path, key)
    connection = sqlite.connect(path, key)
    connection.execute("INSERT INTO setting VALUES ('colour', 'xanh')")
    connection.close()

    copy = migrate.upgrade(path, key)

    assert copy is not None
    assert migrate.schema_of(copy, key) == 1
    assert migrate.schema_of(path, key) == migrate.newest_schema()
    connection = sqlite.connect(path, key)
    assert connection.execute("SELECT value FROM setting").fetchone() == ("xanh",)
    connection.close()
    assert migrate.upgrade(path, key) is None


def test_a_newer_file_is_refused_untouched(tmp_path):
    path = tmp_path / "data.db"
    migrate.run_migrations(path, None)
    connection = sqlite.connect(path, None, pragmas=())
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = digest(path)
    with pytest.raises(Refusal, match="data.newer"):
        migrate.upgrade(path, None)
    assert digest(path) == before


def test_a_file_of_another_program_is_foreign(tmp_path):
    connection = sqlite.connect(tmp_path / "other.db", None, pragmas=())
    connection.execute("CREATE TABLE theirs (id INTEGER)")
    connection.close()
    with pytest.raises(Trouble, match="data.foreign"):
        migrate.upgrade(tmp_path / "other.db", None)


def test_migration_scripts_import_no_room():
    folder = Path(migrate.__file__).parent / "migrations" / "versions"
    for script in folder.glob("*.py"):
        assert "unionapp" not in script.read_text(encoding="utf-8"), script.name


@pytest.mark.parametrize(
    ("words", "is_writable", "code"),
    [
        ("unable to open database file", False, "data.read_only"),
        ("unable to open database file", True, "data.unreachable"),
        ("database is locked", True, "data.busy"),
        ("disk I/O error", True, "data.io"),
        ("something new", True, "data.damaged"),
    ],
)
def test_why_a_file_cannot_be_looked_at_is_said(tmp_path, monkeypatch, words, is_writable, code):
    path = tmp_path / "data.db"
    migrate.run_migrations(path, None)

    class Connection:
        def execute(self, _):
            raise sqlite3.OperationalError(words)

        def close(self):
            pass

    monkeypatch.setattr(sqlite, "connect", lambda *_, **__: Connection())
    monkeypatch.setattr(migrate.os, "access", lambda *_: is_writable)
    with pytest.raises(Trouble, match=code):
        migrate.schema_of(path, None)


@pytest.mark.parametrize("key", KEYS)
def test_a_copy_that_cannot_be_written_is_trouble(tmp_path, key):
    path = tmp_path / "data.db"
    migrate.run_migrations(path, key)
    (tmp_path / "taken").mkdir()
    with pytest.raises(Trouble, match="data.unreachable"):
        sqlite.copy_file(path, tmp_path / "taken", key)


def test_the_newest_schema_is_the_last_step_alembic_knows() -> None:
    assert migrate.newest_schema() == int(migrate._steps_after(0)[-1].revision)


def test_a_file_up_to_date_opens_without_loading_the_migration_tool(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    migrate.run_migrations(path, None)
    code = (
        "import sys; from pathlib import Path; from unionapp.database import migrate; "
        f"assert migrate.upgrade(Path({str(path)!r}), None) is None; "
        "print('alembic' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env
    )
    assert told.stdout.strip() == "False"
