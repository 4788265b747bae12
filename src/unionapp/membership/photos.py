"""Portraits of members, made small when they come in."""

import io

from PIL import Image, ImageOps
from sqlalchemy import delete, select

from unionapp.database.bulk import insert_rows
from unionapp.database.journal import note_batch
from unionapp.errors import Refusal
from unionapp.membership.events import require_member
from unionapp.membership.tables import MemberPhoto
from unionapp.organisation.office import Office

MOST_BYTES, MOST_PIXELS = 300_000, 800
_MOST_READ = 60_000_000
_QUALITIES = (88, 80, 70, 55, 40, 25)


def set_photo(office: Office, member_id: int, picture: bytes) -> int:
    """Keep a portrait, turned upright and made small; gives its size in bytes.

    Raises:
        Refusal: membership.unknown, photo.unreadable, photo.too_large.
    """
    jpeg = shrink(picture)
    with office.change("member.photo") as session:
        member = require_member(session, office.unit.id, member_id)
        session.execute(delete(MemberPhoto).where(MemberPhoto.member_id == member.id))
        row = (member.id, member.unit_id, jpeg)
        insert_rows(session, "member_photo", ("member_id", "unit_id", "jpeg"), [row])
    return len(jpeg)


def remove_photo(office: Office, member_id: int) -> None:
    """Throw a portrait away.

    Raises:
        Refusal: membership.unknown.
    """
    with office.change("member.photo_remove") as session:
        member = require_member(session, office.unit.id, member_id)
        session.execute(delete(MemberPhoto).where(MemberPhoto.member_id == member.id))
        note_batch(session, "member_photo", 1, removed=member.id)


def read_photo(office: Office, member_id: int) -> bytes | None:
    """The portrait as JPEG, None where there is none."""
    query = select(MemberPhoto.jpeg).filter_by(member_id=member_id, unit_id=office.unit.id)
    with office.read() as session:
        return session.scalar(query)


def shrink(picture: bytes) -> bytes:
    """A picture as an upright JPEG of at most 800 pixels a side and 300 KB, without its metadata.

    Raises:
        Refusal: photo.unreadable, photo.too_large.
    """
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            if opened.width * opened.height > _MOST_READ:
                raise Refusal("photo.too_large")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise Refusal("photo.unreadable") from None
    upright.thumbnail((MOST_PIXELS, MOST_PIXELS))
    return _fitting(upright)


def _fitting(image: Image.Image) -> bytes:
    for quality in _QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    raise Refusal("photo.too_large")
