"""Officers who sign in, and their roles."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.database.keyring import Keyring, read_keyring, write_keyring
from unionapp.errors import Refusal
from unionapp.organisation.data_folder import keyring_path, open_data_key
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Officer
from unionapp.vietnamese.names import clean_name

ROLES = {
    "chair": "Chủ tịch",
    "accountant": "Kế toán",
    "cashier": "Thủ quỹ",
    "inspector": "Ủy ban kiểm tra",
    "secretary": "Văn thư",
}


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer as lists show them."""

    id: int
    name: str
    role: str
    title: str
    is_active: bool


def list_officers(office: Office) -> tuple[OfficerRow, ...]:
    """Everybody who may sign in to this folder."""
    with office.read() as session:
        rows = session.scalars(
            select(Officer).filter_by(unit_id=office.unit.id).order_by(Officer.id)
        )
        return tuple(_row(row) for row in rows)


def add_officer(
    office: Office, name: str, role: str, *, own_password: str | None, new_password: str | None
) -> OfficerRow:
    """Let another officer sign in; the one at the keyboard opens the data key.

    Raises:
        Refusal: officer.name_needed, officer.name_taken, officer.unknown_role, login.*.
    """
    spelled = clean_name(name)
    _check(office, spelled, role)
    path = keyring_path(office.folder)
    keyring = read_keyring(path)
    data_key = open_data_key(keyring, office.officer.name, own_password)
    widened: Keyring = keyring.with_officer(spelled, new_password, data_key)
    with office.change("officer.add") as session:
        officer = insert_officer(
            session, office.unit.id, spelled, role, uid=new_uid(office.clock())
        )
        write_keyring(path, widened)
        return _row(officer)


def insert_officer(session: Session, unit_id: int, name: str, role: str, *, uid: bytes) -> Officer:
    """Add the row of an officer."""
    officer = Officer(
        uid=uid, unit_id=unit_id, name=name, role=role, title=ROLES[role], is_active=True
    )
    session.add(officer)
    session.flush()
    return officer


def _check(office: Office, name: str, role: str) -> None:
    if not name:
        raise Refusal("officer.name_needed")
    if role not in ROLES:
        raise Refusal("officer.unknown_role", role=role, roles=", ".join(ROLES))
    if name in {row.name for row in list_officers(office)}:
        raise Refusal("officer.name_taken", name=name)


def _row(row: Officer) -> OfficerRow:
    return OfficerRow(row.id, row.name, row.role, row.title, row.is_active)
