"""Personal data of the record: why each field is kept, what is masked, who looked behind the mask.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 and Nghị định 356/2025/NĐ-CP.
"""

import json
import tomllib
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import select

from unionapp.assets import resource
from unionapp.database.journal import note_batch
from unionapp.database.tables import JournalEntry
from unionapp.errors import Refusal
from unionapp.membership.codes import code_name
from unionapp.membership.drafts import CODED_FIELDS, DRAFT_FIELDS, MemberDraft
from unionapp.membership.events import require_member
from unionapp.membership.tables import Hardship
from unionapp.organisation.office import Office
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.identity import mask

HIDDEN = "•••"
WHOLE_RECORD, HARDSHIP = "record", "hardship"
_NO_FIELDS = {WHOLE_RECORD: "Cả hồ sơ", HARDSHIP: "Hoàn cảnh khó khăn"}
_REVEALED, _EXPORTED = "reveal", "export"
_NUMBERS = frozenset({"id_number", "old_id_number", "bhxh_no"})


@dataclass(frozen=True, slots=True)
class FieldPurpose:
    """A field of the record: what people call it, why it is kept, on what ground."""

    name: str
    label: str
    purpose: str
    is_sensitive: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked behind a mask or took a list out; `what` names the field or the list."""

    at: str
    officer: str
    kind: str
    what: str
    member_id: int | None
    count: int
    purpose: str | None


@cache
def field_purposes() -> dict[str, FieldPurpose]:
    """Every field by name, in the order of the form."""
    path = resource("codes", "member_field.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["field"]
    return {row["name"]: FieldPurpose(**row) for row in rows}


def field_label(name: str) -> str:
    """What people call a field."""
    known = field_purposes().get(name)
    return known.label if known else _NO_FIELDS.get(name, name)


def mask_draft(draft: MemberDraft) -> MemberDraft:
    """The record with its sensitive fields hidden, numbers by their middle only."""
    hidden: dict[str, object] = {}
    for field in field_purposes().values():
        value = getattr(draft, field.name)
        if field.is_sensitive and value is not None:
            hidden[field.name] = _mask(field.name, value)
    return replace(draft, **hidden)  # type: ignore[arg-type]  # fields by name


def reveal_field(office: Office, member_id: int, field: str) -> str | None:
    """What a masked field says; the journal keeps who looked, never what was seen.

    Raises:
        Refusal: membership.unknown, privacy.unknown_field.
    """
    if field not in field_purposes():
        raise Refusal("privacy.unknown_field", field=field)
    with office.change("member.reveal") as session:
        member = require_member(session, office.unit.id, member_id)
        note_batch(session, _REVEALED, 1, what=field, member_id=member.id)
        return spoken_value(field, getattr(member, field))


def reveal_all(office: Office, member_id: int) -> MemberDraft:
    """The record with nothing masked; the journal keeps each sensitive field that was seen.

    Raises:
        Refusal: membership.unknown.
    """
    with office.change("member.reveal") as session:
        member = require_member(session, office.unit.id, member_id)
        draft = MemberDraft(**{name: getattr(member, name) for name in DRAFT_FIELDS})
        for field in field_purposes().values():
            if field.is_sensitive and getattr(draft, field.name) is not None:
                note_batch(session, _REVEALED, 1, what=field.name, member_id=member.id)
        if session.scalar(select(Hardship.id).where(Hardship.member_id == member.id).limit(1)):
            note_batch(session, _REVEALED, 1, what=HARDSHIP, member_id=member.id)
        return draft


def note_look(office: Office, member_id: int, what: str = WHOLE_RECORD) -> None:
    """Note that a record, or a named part, was opened with nothing masked, such as to change it.

    Raises:
        Refusal: membership.unknown.
    """
    with office.change("member.open") as session:
        member = require_member(session, office.unit.id, member_id)
        note_batch(session, _REVEALED, 1, what=what, member_id=member.id)


def note_export(
    office: Office, what: str, count: int, purpose: str, *, member_id: int | None = None
) -> None:
    """Note that a list with names, or the paper of one member, was printed or saved, and why.

    Raises:
        Refusal: privacy.purpose_needed.
    """
    if not purpose.strip():
        raise Refusal("privacy.purpose_needed")
    whose = {} if member_id is None else {"member_id": member_id}
    with office.change("member.export") as session:
        note_batch(session, _EXPORTED, count, what=what, purpose=purpose.strip(), **whose)


def list_looks(office: Office, *, member_id: int | None = None) -> tuple[Look, ...]:
    """Who looked behind masks and took lists out, newest first, of everybody or of one member."""
    query = (
        select(JournalEntry)
        .where(JournalEntry.table_name.in_((_REVEALED, _EXPORTED)))
        .order_by(JournalEntry.id.desc())
    )
    with office.read() as session:
        found = [_look(entry) for entry in session.scalars(query)]
    return tuple(it for it in found if member_id is None or it.member_id == member_id)


def spoken_value(field: str, value: object) -> str | None:
    """A stored value as people read it."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if field == "gender":
        return "Nam" if value == "male" else "Nữ"
    if field in CODED_FIELDS:
        return code_name(CODED_FIELDS[field], str(value))
    return table_date(str(value)) if field.endswith(("_on", "_date")) else str(value)


def _mask(field: str, value: object) -> object:
    if field in _NUMBERS:
        return mask(str(value))
    return None if isinstance(value, bool) else HIDDEN


def _look(entry: JournalEntry) -> Look:
    facts = json.loads(entry.new or "{}")
    return Look(
        at=entry.at,
        officer=entry.officer,
        kind=entry.table_name,
        what=facts.get("what", ""),
        member_id=facts.get("member_id"),
        count=facts.get("rows", 0),
        purpose=facts.get("purpose"),
    )
