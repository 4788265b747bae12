"""Scans and photos on a voucher: added and removed on a draft, only added once it is posted."""

from dataclasses import dataclass
from pathlib import PureWindowsPath

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.tables import Attachment
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.vouchers.register import require_draft, require_voucher
from unionapp.organisation.kept_files import drop_files, keep_file, read_file
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_text

MOST_BYTES = 10 * 1024 * 1024
_MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file on a voucher; `sha256` names its bytes."""

    id: int
    voucher_id: int
    name: str
    size: int
    sha256: str
    added_at: str
    added_by: str


def attach_file(office: Office, voucher_id: int, name: str, content: bytes) -> AttachmentRow:
    """Put a file on a voucher, byte for byte as it is.

    The paper is signed after posting and scanned then: a posted voucher takes files as long as
    its month is open, and keeps them.

    Raises:
        Refusal: voucher.unknown, period.locked, year.submitted, attachment.empty,
            attachment.too_large, attachment.name_needed, attachment.long_name,
            attachment.already.
    """
    # Windows paths are the wider kind: they part at both strokes.
    spelled = clean_text(PureWindowsPath(name).name)
    _check(spelled, content)
    with office.change("attachment.add") as session:
        voucher = require_voucher(session, office.unit.id, voucher_id)
        is_posted = voucher.status == "posted"
        if is_posted:
            require_open(session, office.unit.id, voucher.voucher_on)
        sha256 = keep_file(session, office.unit.id, content)
        known = select(Attachment.id).filter_by(voucher_id=voucher.id, sha256=sha256)
        if session.scalar(known) is not None:
            raise Refusal("attachment.already", name=spelled)
        attachment = Attachment(
            unit_id=office.unit.id,
            voucher_id=voucher.id,
            sha256=sha256,
            name=spelled,
            size=len(content),
            added_at=office.moment(),
            added_by=office.officer.name,
        )
        session.add(attachment)
        session.flush()
        if not is_posted:  # how many papers a posted voucher names was printed and signed
            voucher.attachments = max(voucher.attachments, _count(session, voucher.id))
        return _row(attachment)


def list_attachments(office: Office, voucher_id: int) -> tuple[AttachmentRow, ...]:
    """The files of a voucher in the order they came.

    Raises:
        Refusal: voucher.unknown.
    """
    with office.read() as session:
        voucher = require_voucher(session, office.unit.id, voucher_id)
        found = select(Attachment).filter_by(voucher_id=voucher.id).order_by(Attachment.id)
        return tuple(_row(attachment) for attachment in session.scalars(found))


def read_attachment(office: Office, attachment_id: int) -> bytes:
    """The bytes of a file, as they came.

    Raises:
        Refusal: attachment.unknown.
        Trouble: attachment.damaged.
    """
    with office.read() as session:
        attachment = _require(session, office, attachment_id)
        return read_file(session, office.unit.id, attachment.sha256)


def remove_attachment(office: Office, attachment_id: int) -> None:
    """Take a file off a draft.

    Raises:
        Refusal: attachment.unknown, voucher.posted.
    """
    with office.change("attachment.remove") as session:
        attachment = _require(session, office, attachment_id)
        require_draft(session, office.unit.id, attachment.voucher_id)
        session.delete(attachment)
        session.flush()
        drop_files(session, office.unit.id, [attachment.sha256])


def _check(name: str, content: bytes) -> None:
    if not name:
        raise Refusal("attachment.name_needed")
    if len(name) > _MOST_LETTERS:
        raise Refusal("attachment.long_name", most=_MOST_LETTERS)
    if not content:
        raise Refusal("attachment.empty", name=name)
    require_light(name, len(content))


def require_light(name: str, size: int) -> None:
    """Refuse a file by its size alone, before it is read.

    Raises:
        Refusal: attachment.too_large.
    """
    if size > MOST_BYTES:
        raise Refusal("attachment.too_large", name=name)


def _require(session: Session, office: Office, attachment_id: int) -> Attachment:
    found = select(Attachment).filter_by(unit_id=office.unit.id, id=attachment_id)
    attachment = session.scalar(found)
    if attachment is None:
        raise Refusal("attachment.unknown", attachment=attachment_id)
    return attachment


def _count(session: Session, voucher_id: int) -> int:
    query = select(func.count()).where(Attachment.voucher_id == voucher_id)
    return session.scalar(query) or 0


def _row(row: Attachment) -> AttachmentRow:
    return AttachmentRow(
        row.id, row.voucher_id, row.name, row.size, row.sha256, row.added_at, row.added_by
    )
