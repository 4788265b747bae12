"""The data file: transactions, pragmas, the journal and the lock inside the file."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from unionapp.database import migrate
from unionapp.database.bulk import insert_rows, next_id
from unionapp.database.data_file import DataFile
from unionapp.database.dialects import sqlite
from unionapp.database.journal import Actor
from unionapp.database.tables import JournalEntry, PeriodLock, Setting
from unionapp.errors import Refusal, Trouble

KEYS = [pytest.param(None, id="sqlite3"), pytest.param(b"k" * 32, id="sqlcipher3")]
ACTOR = Actor("Hòa", "test.use_case", "2026-03-05T02:30:00Z")


@pytest.fixture(params=KEYS)
def data(request, tmp_path: Path):
    path = tmp_path / "data.db"
    migrate.run_migrations(path, request.param)
    file = DataFile(path, request.param)
    yield file
    file.close()


def test_the_file_is_written_ahead_and_fully_synchronised(data: DataFile):
    with data.read() as session:
        pragma = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "application_id")
        }
    assert pragma == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "application_id": sqlite.APPLICATION_ID,
    }


def test_a_change_is_kept_and_journalled_with_old_and_new(data: DataFile):
    with data.change(ACTOR) as session:
        session.add(Setting(name="colour", value="xanh"))
    with data.change(ACTOR) as session:
        session.get_one(Setting, "colour").value = "đỏ"
    with data.change(ACTOR) as session:
        session.delete(session.get_one(Setting, "colour"))
    with data.read() as session:
        rows = session.execute(
            select(JournalEntry.action, JournalEntry.old, JournalEntry.new, JournalEntry.officer)
        ).all()
    assert [row.action for row in rows] == ["insert", "update", "delete"]
    assert (json.loads(rows[1].old), json.loads(rows[1].new)) == (
        {"value": "xanh"},
        {"value": "đỏ"},
    )
    assert json.loads(rows[2].old) == {"name": "colour", "value": "đỏ"}
    assert {row.officer for row in rows} == {"Hòa"}


def test_a_failing_change_leaves_neither_row_nor_journal(data: DataFile):
    def fail():
        with data.change(ACTOR) as session:
            session.add(Setting(name="colour", value="xanh"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with data.read() as session:
        assert session.get(Setting, "colour") is None
        assert session.scalar(select(JournalEntry.id)) is None


def test_the_journal_can_be_neither_changed_nor_emptied(data: DataFile):
    with data.change(ACTOR) as session:
        session.add(Setting(name="colour", value="xanh"))
    for statement in ("UPDATE journal SET officer = 'ai đó'", "DELETE FROM journal"):
        with pytest.raises(Refusal, match="journal.kept"), data.change(ACTOR) as session:
            session.execute(text(statement))


def test_listeners_hear_which_tables_a_change_touched(data: DataFile):
    heard: list[frozenset[str]] = []
    data.listen(heard.append)
    with data.change(ACTOR) as session:
        session.add(Setting(name="colour", value="xanh"))
    assert heard == [frozenset({"setting"})]


def test_a_bulk_insert_is_one_journal_entry_naming_its_batch(data: DataFile):
    rows = [(f"name {number}", "value") for number in range(1000)]
    with data.change(ACTOR) as session:
        insert_rows(session, "setting", ("name", "value"), rows, batch="thử")
    with data.read() as session:
        entry = session.scalars(select(JournalEntry)).one()
        assert session.scalar(text("SELECT count(*) FROM setting")) == 1000
        assert next_id(session, "journal") == 2
    assert (entry.action, json.loads(entry.new or "")) == ("batch", {"rows": 1000, "batch": "thử"})


def test_a_second_writer_waits_and_is_then_told_the_file_is_busy(data: DataFile, monkeypatch):
    impatient = tuple(it.replace("5000", "50") for it in sqlite._PRAGMAS)
    monkeypatch.setattr(sqlite.connect, "__kwdefaults__", {"pragmas": impatient})
    with data.change(ACTOR) as session:
        session.add(Setting(name="colour", value="xanh"))
        session.flush()
        other = DataFile(data.path, data._key)
        with pytest.raises(Trouble, match="data.busy"), other.change(ACTOR):
            pass
        other.close()


def test_a_copy_of_a_file_in_use_holds_the_same_rows(data: DataFile, tmp_path: Path):
    with data.change(ACTOR) as session:
        session.add(Setting(name="colour", value="xanh"))
    data.copy_to(tmp_path / "copy.db")
    copy = DataFile(tmp_path / "copy.db", data._key)
    with copy.read() as session:
        assert session.get_one(Setting, "colour").value == "xanh"
    copy.close()


def test_a_deed_goes_along_with_the_first_change_and_fails_with_it(data: DataFile):
    def note(session: Session) -> None:
        session.add(Setting(name="along", value="x"))

    with data.along(note), pytest.raises(RuntimeError), data.change(ACTOR):
        raise RuntimeError
    with data.along(note):
        with data.change(ACTOR) as session:
            session.add(Setting(name="first", value="x"))
        with data.change(ACTOR) as session:
            assert session.get(Setting, "along") is not None
            session.delete(session.get_one(Setting, "along"))
    with data.change(ACTOR):
        pass
    with data.read() as session:
        assert session.get(Setting, "first") is not None
        assert session.get(Setting, "along") is None


def test_a_full_disk_is_a_trouble_and_changes_nothing(data: DataFile):
    with data.read() as session:
        pages = session.scalar(text("PRAGMA page_count"))
    with pytest.raises(Trouble, match="data.disk_full"), data.change(ACTOR) as session:
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        session.add(Setting(name="big", value="x" * 1_000_000))
    with data.read() as session:
        assert session.get(Setting, "big") is None


def test_a_month_is_locked_once(data: DataFile):
    lock = {"unit_id": 1, "month": "2026-02", "locked_at": "", "locked_by": "Hòa"}
    with pytest.raises(Refusal, match="period.lock_kept"), data.change(ACTOR) as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        session.add(PeriodLock(**lock))
        session.flush()
        session.add(PeriodLock(**lock))


def test_a_number_larger_than_the_file_can_hold_is_refused(data: DataFile):
    with pytest.raises(Refusal, match="data.number_too_large"), data.read() as session:
        session.scalar(select(PeriodLock.month).where(PeriodLock.unit_id == 10**30))


def test_damage_is_told_by_us_alone(data: DataFile, capfd):
    data.close()
    content = bytearray(data.path.read_bytes())
    content[40:4000] = bytes(3960)
    data.path.write_bytes(bytes(content))
    with pytest.raises(Trouble, match="data.damaged"), data.read() as session:
        session.execute(text("SELECT count(*) FROM setting"))
    assert capfd.readouterr().err == ""
