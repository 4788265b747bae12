"""Creating a data folder and opening an office in one."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from unionapp.database.base import new_uid
from unionapp.database.data_file import DataFile
from unionapp.database.journal import Actor
from unionapp.database.keyring import Keyring, new_keyring, write_keyring
from unionapp.database.migrate import newest_schema, run_migrations, upgrade
from unionapp.database.tables import Setting
from unionapp.database.vault import new_key
from unionapp.errors import Refusal, Trouble
from unionapp.organisation.data_folder import (
    data_path,
    has_data,
    keyring_path,
    read_folder_keyring,
    read_head,
)
from unionapp.organisation.law import is_law_current, load_law
from unionapp.organisation.office import Clock, HomeUnit, Office, SignedInOfficer, system_clock
from unionapp.organisation.officers import ROLES, insert_officer
from unionapp.organisation.tables import Officer, Unit
from unionapp.organisation.units import UnitFacts, found_unit
from unionapp.vietnamese.names import clean_name

_FILE_ID, _HOME = "file_id", "home_unit_id"


@dataclass(frozen=True, slots=True)
class NewFolder:
    """What a data folder is founded with."""

    unit: UnitFacts
    officer: str
    role: str = "chair"
    password: str | None = None
    is_encrypted: bool = True
    parent: UnitFacts | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Created:
    """A new data folder; the recovery code is shown once, for the recovery sheet."""

    folder: Path
    unit_code: str
    officer: str
    recovery_code: str | None


def create_data_folder(folder: Path, facts: NewFolder, *, clock: Clock = system_clock) -> Created:
    """Make data.db and keyring.json in an empty folder; a failure leaves neither behind.

    Raises:
        Refusal: data.exists, login.password_needed, officer.*, unit.*.
        Trouble: the folder cannot be written.
    """
    if has_data(folder):
        raise Refusal("data.exists", folder=str(folder))
    officer = _require_officer(facts)
    was_there = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        recovery_code = _fill(folder, replace(facts, officer=officer), clock)
    except BaseException as error:
        if not was_there:
            _remove_empty(folder)
        if isinstance(error, OSError):
            raise Trouble("data.read_only") from None
        raise
    return Created(folder, facts.unit.code, officer, recovery_code)


def open_office(
    folder: Path,
    *,
    today: date,
    officer: str | None = None,
    password: str | None = None,
    clock: Clock = system_clock,
) -> Office:
    """Sign an officer in; the only officer of a folder need not be named.

    Raises:
        Trouble: data.missing, data.foreign, data.damaged, data.keyring_*.
        Refusal: data.newer, login.*.
    """
    keyring = read_folder_keyring(folder)
    name = _choose(keyring, officer)
    opened = keyring.open(name, password)
    key = opened.data_key if opened is not None and keyring.encrypted else None
    if upgrade(data_path(folder), key) is not None:
        write_keyring(keyring_path(folder), replace(keyring, schema=newest_schema()))
    data = DataFile(data_path(folder), key)
    home, person = _read_home(data, keyring, name)
    _refresh_law(data, name, clock)
    signed_in = SignedInOfficer(
        person.id,
        person.name,
        person.role,
        person.title,
        opened.secret if opened is not None else None,
    )
    return Office(folder, data, home, signed_in, today, clock)


def _require_officer(facts: NewFolder) -> str:
    name = clean_name(facts.officer)
    if not name:
        raise Refusal("officer.name_needed")
    if facts.role not in ROLES:
        raise Refusal("officer.unknown_role", role=facts.role, roles=", ".join(ROLES))
    if facts.is_encrypted and not facts.password:
        raise Refusal("login.password_needed")
    return name


def _fill(folder: Path, facts: NewFolder, clock: Clock) -> str | None:
    data_key = new_key() if facts.is_encrypted else None
    keyring, recovery_code = new_keyring(newest_schema(), data_key)
    keyring = keyring.with_officer(facts.officer, facts.password, data_key)
    # made aside and moved in whole: neither a lost current nor a second founder leaves half of it
    with TemporaryDirectory(dir=folder, prefix=".moi-") as work:
        aside = Path(work)
        run_migrations(data_path(aside), data_key)
        _write_first_rows(aside, facts, keyring, data_key, clock)
        _move_in(aside, folder, replace(keyring, head=read_head(aside).hex()))
    return recovery_code


def _move_in(aside: Path, folder: Path, keyring: Keyring) -> None:
    try:
        keyring_path(folder).touch(exist_ok=False)  # whoever makes it owns the folder
    except FileExistsError:
        raise Refusal("data.exists", folder=str(folder)) from None
    try:
        data_path(aside).rename(data_path(folder))
        write_keyring(keyring_path(folder), keyring)
    except BaseException:
        _remove(folder)
        raise


def _write_first_rows(
    folder: Path, facts: NewFolder, keyring: Keyring, data_key: bytes | None, clock: Clock
) -> None:
    moment = clock()
    data = DataFile(data_path(folder), data_key)
    actor = Actor(facts.officer, "init", f"{moment:%Y-%m-%dT%H:%M:%SZ}")
    try:
        with data.change(actor) as session:
            load_law(session)
            session.flush()
            parent = (
                None
                if facts.parent is None
                else found_unit(session, facts.parent, moment, since=facts.since)
            )
            unit = found_unit(session, facts.unit, moment, parent=parent, since=facts.since)
            insert_officer(session, unit.id, facts.officer, facts.role, uid=new_uid(moment))
            session.add_all(
                [
                    Setting(name=_FILE_ID, value=keyring.file_id),
                    Setting(name=_HOME, value=str(unit.id)),
                ]
            )
    finally:
        data.close()


def _remove(folder: Path) -> None:
    for path in (keyring_path(folder), *folder.glob("data.db*")):
        path.unlink(missing_ok=True)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # never made, or no longer empty
        folder.rmdir()


def _choose(keyring: Keyring, officer: str | None) -> str:
    if officer:
        return clean_name(officer) if clean_name(officer) in keyring.officers else officer
    if len(keyring.officers) != 1:
        raise Refusal("login.officer_needed", officers=", ".join(keyring.officers))
    return next(iter(keyring.officers))


def _read_home(data: DataFile, keyring: Keyring, name: str) -> tuple[HomeUnit, Officer]:
    with data.read() as session:
        file_id = session.get(Setting, _FILE_ID)
        if file_id is None or file_id.value != keyring.file_id:
            raise Trouble("data.foreign")
        unit = session.get_one(Unit, int(session.get_one(Setting, _HOME).value))
        officer = session.scalar(select(Officer).filter_by(name=name))
        if officer is None:
            raise Refusal("login.unknown_officer", officer=name)
        session.expunge(officer)
        return HomeUnit(unit.id, unit.code, unit.name, unit.tier, unit.employer_type), officer


def _refresh_law(data: DataFile, officer: str, clock: Clock) -> None:
    with data.read() as session:
        if is_law_current(session):
            return
    with data.change(Actor(officer, "law.refresh", f"{clock():%Y-%m-%dT%H:%M:%SZ}")) as session:
        load_law(session)
