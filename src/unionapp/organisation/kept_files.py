"""The bytes of scans and photos: kept once under their SHA-256, gone when nothing shows them."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from unionapp.database.bulk import insert_rows
from unionapp.database.journal import note_batch
from unionapp.errors import Trouble
from unionapp.organisation.tables import AttachedFile


def keep_file(session: Session, unit_id: int, content: bytes) -> str:
    """Keep some bytes, unless they are kept already; gives their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    if session.scalar(select(AttachedFile.size).filter_by(unit_id=unit_id, sha256=sha256)) is None:
        # Not by the ORM: the journal notes that a file came, not its bytes.
        row = (unit_id, sha256, len(content), content)
        columns = ("unit_id", "sha256", "size", "content")
        insert_rows(session, "attached_file", columns, [row], sha256=sha256)
    return sha256


def read_file(session: Session, unit_id: int, sha256: str) -> bytes:
    """The bytes of a file, as they came.

    Raises:
        Trouble: attachment.damaged, they are no longer what was kept.
    """
    query = select(AttachedFile.content).filter_by(unit_id=unit_id, sha256=sha256)
    content = session.scalar(query) or b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Trouble("attachment.damaged")
    return content


def drop_files(session: Session, unit_id: int, sha256s: Iterable[str]) -> None:
    """Throw away those of some files that nothing shows any more."""
    for sha256 in frozenset(sha256s):
        # Rooms above show files this one does not know of: the keys inside the file know them all.
        try:
            with session.begin_nested():
                session.execute(delete(AttachedFile).filter_by(unit_id=unit_id, sha256=sha256))
        except IntegrityError:
            continue
        note_batch(session, "attached_file", 1, removed=sha256)
