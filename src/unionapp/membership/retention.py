"""How long a former member's personal data is kept, what holds it longer, and how it goes.

What goes is the person; the row with its code, its events and its money stays, so that figures and
accounts still add up (Luật 91/2025/QH15, Điều 3: no longer than the purpose needs). The journal
keeps who did what and when, which proves lawful handling; what was written is masked there, too.
Frozen reports and books stay as they were made: the law asks for those.
"""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from unionapp.database.journal import note_batch
from unionapp.database.tables import JournalEntry
from unionapp.errors import Refusal
from unionapp.membership.drafts import DRAFT_FIELDS
from unionapp.membership.events import REASON_LETTERS, require_member
from unionapp.membership.life_cycle import COUNTED, STATUS_NAMES, Status
from unionapp.membership.members import name_columns
from unionapp.membership.tables import (
    Cadre,
    Consent,
    DataRequest,
    Hardship,
    ImportBatch,
    Member,
    MemberPhoto,
    Training,
)
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import LegalValue, legal_value, set_own_parameter
from unionapp.vietnamese.dates import table_date

RETENTION_KEY = "membership.retention_years"
MASKED = '{"erased": true}'
ERASED_NAME = "Đã xóa dữ liệu cá nhân"
_KEPT = frozenset({"full_name", "gender", "group_id"})


@dataclass(frozen=True, slots=True)
class ErasableRow:
    """A former member whose time is over."""

    id: int
    code: str
    full_name: str
    status_name: str
    left_on: date
    held_until: date | None


def set_retention(office: Office, years: int, legal_basis: str) -> LegalValue:
    """Fix for how many years the data of former members is kept from today on.

    Raises:
        Refusal: retention.years.
    """
    if not 1 <= years <= 70:
        raise Refusal("retention.years")
    return set_own_parameter(
        office, RETENTION_KEY, str(years), valid_from=office.today, legal_basis=legal_basis
    )


def hold_data(office: Office, member_id: int, until: date, reason: str) -> None:
    """Keep somebody's data until a day whatever the retention says, such as for a lawsuit.

    Raises:
        Refusal: membership.unknown, retention.hold_reason_needed.
    """
    if len(reason.strip()) < REASON_LETTERS:
        raise Refusal("retention.hold_reason_needed", letters=REASON_LETTERS)
    with office.change(f"member.hold: {reason.strip()}") as session:
        require_member(session, office.unit.id, member_id).held_until = until


def list_erasable(office: Office) -> tuple[ErasableRow, ...]:
    """The former members whose retention is over, those on hold included and marked.

    Raises:
        Refusal: parameter.missing, nobody has fixed the years yet.
    """
    with office.read() as session:
        last = _last_day(session, office)
        query = (
            select(Member)
            .where(Member.unit_id == office.unit.id, Member.status.not_in(COUNTED))
            .where(Member.status_on <= last, Member.full_name != ERASED_NAME)
            .order_by(Member.status_on, Member.name_sort)
        )
        return tuple(_row(member) for member in session.scalars(query))


def erase_person(office: Office, member_id: int, reason: str) -> None:
    """Take the person out of a former member's record; it cannot be undone.

    Before the retention is over this needs an open request to delete.

    Raises:
        Refusal: membership.unknown, retention.reason_needed, retention.is_member,
            retention.held, retention.too_early, parameter.missing.
    """
    if len(reason.strip()) < REASON_LETTERS:
        raise Refusal("retention.reason_needed", letters=REASON_LETTERS)
    with office.change(f"member.erase: {reason.strip()}") as session:
        member = require_member(session, office.unit.id, member_id)
        _require_erasable(session, office, member)
        _erase(session, member.id)


def _require_erasable(session: Session, office: Office, member: Member) -> None:
    if member.status in COUNTED:
        raise Refusal("retention.is_member")
    if member.held_until is not None and member.held_until >= office.today:
        raise Refusal("retention.held", until=table_date(member.held_until))
    asked = select(DataRequest.id).filter_by(member_id=member.id, kind="delete", closed_on=None)
    if session.scalar(asked) is not None:
        return
    if member.status_on is None or member.status_on > _last_day(session, office):
        raise Refusal("retention.too_early")


def _erase(session: Session, member_id: int) -> None:
    # past the object layer, so that the journal does not write down once more what has to go
    blanks = {name: None for name in DRAFT_FIELDS if name not in _KEPT}
    session.execute(
        update(Member)
        .where(Member.id == member_id)
        .values(full_name=ERASED_NAME, **name_columns(ERASED_NAME), **blanks)
    )
    session.execute(
        update(Hardship).where(Hardship.member_id == member_id).values(description=None)
    )
    session.execute(update(Consent).where(Consent.member_id == member_id).values(form=""))
    session.execute(
        update(DataRequest).where(DataRequest.member_id == member_id).values(note=None)
    )
    session.execute(delete(MemberPhoto).where(MemberPhoto.member_id == member_id))
    _forget_imports(session, member_id)
    note_batch(session, "member", 1, erased=member_id)
    session.flush()
    _mask_journal(session, member_id)


def _forget_imports(session: Session, member_id: int) -> None:
    batches = select(ImportBatch.id, ImportBatch.old_values)
    for batch_id, text in session.execute(batches).all():
        values = json.loads(text)
        if values.pop(str(member_id), None) is not None:
            kept = json.dumps(values, ensure_ascii=False)
            session.execute(
                update(ImportBatch).where(ImportBatch.id == batch_id).values(old_values=kept)
            )


def _mask_journal(session: Session, member_id: int) -> None:
    # the database lets an entry be masked after an erasure was noted, and nothing else be changed
    own = [(Member.__tablename__, [str(member_id)])]
    for table in (Hardship, Consent, DataRequest, Cadre, Training):
        ids = session.scalars(select(table.id).filter_by(member_id=member_id))
        own.append((table.__tablename__, [str(one) for one in ids]))
    for name, rows in own:
        mine = (JournalEntry.table_name == name, JournalEntry.row_id.in_(rows))
        for column in (JournalEntry.old, JournalEntry.new):
            session.execute(
                update(JournalEntry)
                .where(*mine, column.is_not(None))
                .values({column.key: MASKED})
                .execution_options(synchronize_session=False)
            )


def _last_day(session: Session, office: Office) -> date:
    years = legal_value(session, office.unit.id, RETENTION_KEY, office.today).amount
    # 29/02 has no namesake in most years
    day = min(office.today.day, 28) if office.today.month == 2 else office.today.day
    return office.today.replace(year=office.today.year - years, day=day)


def _row(member: Member) -> ErasableRow:
    return ErasableRow(
        member.id,
        member.code,
        member.full_name,
        STATUS_NAMES[Status(member.status)],
        member.status_on or date.max,
        member.held_until,
    )
