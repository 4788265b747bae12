"""Portraits of members, made small when they come in."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from unionapp.database.bulk import insert_rows
from unionapp.database.journal import note_batch
from unionapp.membership.events import require_member
from unionapp.membership.tables import MemberPhoto
from unionapp.organisation.office import Office
from unionapp.paper.photographs import shrink

MOST_PIXELS = 800


def set_photo(office: Office, member_id: int, picture: bytes) -> int:
    """Keep a portrait, turned upright and made small; gives its size in bytes.

    Raises:
        Refusal: membership.unknown, photo.unreadable, photo.too_large.
    """
    jpeg = shrink(picture, most_pixels=MOST_PIXELS)
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


def small_photos(
    office: Office, member_ids: Sequence[int], *, most_pixels: int
) -> dict[int, bytes]:
    """The portraits of some members, made smaller still, for papers with many of them."""
    wanted = frozenset(member_ids)
    query = select(MemberPhoto.member_id).where(MemberPhoto.unit_id == office.unit.id)
    jpeg = select(MemberPhoto.jpeg)
    with office.read() as session:
        # one at a time: the portraits of a large unit as they are kept do not fit in memory
        found = [member for member in session.scalars(query) if member in wanted]
        return {
            member: shrink(
                session.scalars(jpeg.filter_by(member_id=member)).one(), most_pixels=most_pixels
            )
            for member in found
        }
