"""The transfer slip: a former member goes to another unit and is counted in exactly one.

The slip is one line of text, for a file and for the QR square on the printed letter of
introduction. It carries the person's lasting identity, so that the next unit continues the same
person. The Charter asks for no letter (Điều lệ khóa XIII); the slip is offered, never required.
"""

import hashlib
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Invalid, Refusal, Trouble
from unionapp.membership.drafts import MemberDraft, is_blocking, tidy
from unionapp.membership.events import EventDraft, append_event, events_of, require_member
from unionapp.membership.life_cycle import COUNTED, EventKind, Status
from unionapp.membership.lists import MemberRow, rows_of
from unionapp.membership.members import new_member
from unionapp.membership.privacy import note_export
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office
from unionapp.paper.destination import write_safely
from unionapp.vietnamese.months import first_day, month_of, previous_month

_MARK, _CHECK_LETTERS = "CDVN-CHUYEN-1", 8
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class TransferSlip:
    """Who goes from where to where; an empty text is something not known.

    `dues_until` is the last month up to which dues are paid (đã đóng đoàn phí đến tháng).
    """

    person: str
    full_name: str
    birth_date: str
    gender: str
    id_number: str
    joined_on: str
    from_code: str
    from_name: str
    to_unit: str
    left_on: str
    dues_until: str = ""


def make_slip(office: Office, member_id: int, dues_until: str = "") -> TransferSlip:
    """The slip of a member who was transferred out, with the last month paid for if it is known.

    Raises:
        Refusal: membership.unknown, transfer.not_leaving.
    """
    with office.read() as session:
        member = require_member(session, office.unit.id, member_id)
        leaving = [e for e in events_of(session, member.id) if e.kind == EventKind.CHUYEN_DI]
        if member.status != Status.TRANSFERRED_OUT or not leaving:
            raise Refusal("transfer.not_leaving")
        return TransferSlip(
            person=member.person_uid.hex(),
            full_name=member.full_name,
            birth_date=member.birth_date or "",
            gender=member.gender or "",
            id_number=member.id_number or "",
            joined_on=member.joined_on or "",
            from_code=office.unit.code,
            from_name=office.unit.name,
            to_unit=leaving[-1].other_unit or "",
            left_on=leaving[-1].effective_on.isoformat(),
            dues_until=dues_until,
        )


def slip_text(slip: TransferSlip) -> str:
    """The slip as one line; its last part shows damage, it is no signature."""
    body = "|".join((_MARK, *(str(part).replace("|", " ") for part in astuple(slip))))
    return f"{body}|{_check(body)}"


def read_slip(text: str) -> TransferSlip:
    """The slip that a line says.

    Raises:
        Refusal: transfer.unreadable, transfer.damaged.
    """
    body, _, check = text.strip().rpartition("|")
    mark, *parts = body.split("|")
    if mark != _MARK:
        raise Refusal("transfer.unreadable")
    if len(parts) != len(fields(TransferSlip)) or check != _check(body):
        raise Refusal("transfer.damaged")
    slip = TransferSlip(*parts)
    try:
        bytes.fromhex(slip.person), date.fromisoformat(slip.left_on)
        _taken_until(slip)
    except ValueError:
        raise Refusal("transfer.damaged") from None
    return slip


def is_slip(text: str) -> bool:
    """Whether a line means to be a slip, damaged or not."""
    return text.strip().startswith(f"{_MARK}|")


def save_slip(office: Office, member_id: int, output: Path, dues_until: str = "") -> Path:
    """Write the slip of a member who was transferred out to a file, for the next unit.

    Raises:
        Refusal: membership.unknown, transfer.not_leaving.
        Trouble: the file could not be written.
    """
    text = slip_text(make_slip(office, member_id, dues_until))
    path = write_safely(output, lambda draft: _write_line(draft, text))
    note_export(office, "Phiếu chuyển sinh hoạt", 1, "Giao đơn vị tiếp nhận", member_id=member_id)
    return path


def load_slip(path: Path) -> TransferSlip:
    """The slip that a file holds.

    Raises:
        Refusal: transfer.unreadable, transfer.damaged.
        Trouble: paper.not_readable.
    """
    try:
        # an editor that only looked at the file may have put a byte order mark before it
        text = path.read_text(encoding="utf-8-sig")[:_LONGEST]
    except UnicodeDecodeError:
        raise Refusal("transfer.unreadable") from None
    except OSError as error:
        raise Trouble("paper.not_readable", file=path.name) from error
    return read_slip(text)


def _write_line(draft: Path, text: str) -> None:
    draft.write_text(f"{text}\n", encoding="utf-8")


def receive_transfer(
    office: Office, slip: TransferSlip, *, on: date | None = None, group_id: int | None = None
) -> MemberRow:
    """Take in somebody by a slip: as the person known before, or as a new record.

    Raises:
        Invalid: the slip's particulars have errors.
        Refusal: transfer.own_slip, transfer.already_here, transfer.before_leaving,
            membership.event_in_future, membership.unknown_group.
    """
    day = on or office.today
    if slip.from_code == office.unit.code:
        raise Refusal("transfer.own_slip")
    if day < date.fromisoformat(slip.left_on):
        raise Refusal("transfer.before_leaving")
    with office.change("member.transfer_in") as session:
        member = _known_person(session, office.unit.id, slip) or _new_person(session, office, slip)
        if member.status in COUNTED:
            raise Refusal("transfer.already_here", code=member.code)
        member.person_uid = bytes.fromhex(slip.person)
        coming = EventDraft(
            EventKind.CHUYEN_DEN, day, other_unit=slip.from_name, group_id=group_id
        )
        append_event(session, office, member, coming).dues_until = _taken_until(slip)
        session.flush()
        return rows_of(session, office, [member.id])[0]


def _taken_until(slip: TransferSlip) -> str:
    """The last month whose dues the unit before takes: of who was there on its first day.

    Raises:
        ValueError: the slip names no month.
    """
    left_on = date.fromisoformat(slip.left_on)
    left = month_of(left_on)
    last = previous_month(left) if left_on == first_day(left) else left
    return max(last, month_of(first_day(slip.dues_until))) if slip.dues_until else last


def _known_person(session: Session, unit_id: int, slip: TransferSlip) -> Member | None:
    mine = select(Member).where(Member.unit_id == unit_id)
    by_person = mine.where(Member.person_uid == bytes.fromhex(slip.person))
    known = session.scalar(by_person)
    if known is None and slip.id_number:
        known = session.scalar(mine.where(Member.id_number == slip.id_number))
    return known


def _new_person(session: Session, office: Office, slip: TransferSlip) -> Member:
    draft = MemberDraft(
        slip.full_name,
        gender=slip.gender or None,
        birth_date=slip.birth_date or None,
        id_number=slip.id_number or None,
        joined_on=slip.joined_on or None,
    )
    tidied, problems = tidy(draft, office.today)
    if errors := tuple(filter(is_blocking, problems)):
        raise Invalid(errors, "membership.invalid")
    return new_member(session, office, tidied, bytes.fromhex(slip.person))


def _check(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:_CHECK_LETTERS].upper()
