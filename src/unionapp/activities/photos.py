"""Photographs of an activity: made small when they come, kept once, printed on its sheet."""

from dataclasses import dataclass
from pathlib import PureWindowsPath

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.activities.records import require_activity
from unionapp.activities.tables import ActivityPhoto
from unionapp.errors import Refusal
from unionapp.organisation.kept_files import drop_files, keep_file, read_file
from unionapp.organisation.office import Office
from unionapp.paper.photographs import shrink
from unionapp.vietnamese.names import clean_text

MOST_PIXELS = 1600
MOST_PHOTOS = 12
_NAMELESS = "Ảnh"


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photograph as it is kept; `size` counts its bytes after it was made small."""

    id: int
    activity_id: int
    name: str
    size: int
    sha256: str
    added_at: str
    added_by: str


def add_photo(office: Office, activity_id: int, name: str, picture: bytes) -> PhotoRow:
    """Put a photograph on an activity, upright, without the camera's notes, at most 300 KB.

    Raises:
        Refusal: activity.unknown, activity.cancelled, activity.photo_already,
            activity.too_many_photos, photo.unreadable, photo.too_large.
    """
    jpeg = shrink(picture, most_pixels=MOST_PIXELS)
    # Windows paths are the wider kind: they part at both strokes.
    spelled = clean_text(PureWindowsPath(name).stem) or _NAMELESS
    with office.change("activity.photo") as session:
        activity = require_activity(session, office.unit.id, activity_id)
        sha256 = keep_file(session, office.unit.id, jpeg)
        known = session.scalars(select(ActivityPhoto.sha256).filter_by(activity_id=activity.id))
        _check_room(frozenset(known), sha256, spelled)
        photo = ActivityPhoto(
            unit_id=office.unit.id,
            activity_id=activity.id,
            sha256=sha256,
            name=spelled,
            size=len(jpeg),
            added_at=office.moment(),
            added_by=office.officer.name,
        )
        session.add(photo)
        session.flush()
        return _row(photo)


def list_photos(office: Office, activity_id: int) -> tuple[PhotoRow, ...]:
    """The photographs of an activity in the order they came."""
    query = select(ActivityPhoto).filter_by(unit_id=office.unit.id, activity_id=activity_id)
    with office.read() as session:
        return tuple(_row(photo) for photo in session.scalars(query.order_by(ActivityPhoto.id)))


def read_photo(office: Office, photo_id: int) -> bytes:
    """A photograph as JPEG.

    Raises:
        Refusal: activity.unknown_photo.
        Trouble: attachment.damaged.
    """
    with office.read() as session:
        photo = _require(session, office, photo_id)
        return read_file(session, office.unit.id, photo.sha256)


def remove_photo(office: Office, photo_id: int) -> None:
    """Take a photograph off its activity.

    Raises:
        Refusal: activity.unknown_photo, activity.cancelled.
    """
    with office.change("activity.photo_remove") as session:
        photo = _require(session, office, photo_id)
        require_activity(session, office.unit.id, photo.activity_id)
        sha256 = photo.sha256
        session.delete(photo)
        session.flush()
        drop_files(session, office.unit.id, [sha256])


def _check_room(known: frozenset[str], sha256: str, name: str) -> None:
    if sha256 in known:
        raise Refusal("activity.photo_already", name=name)
    if len(known) >= MOST_PHOTOS:
        raise Refusal("activity.too_many_photos", most=MOST_PHOTOS)


def _require(session: Session, office: Office, photo_id: int) -> ActivityPhoto:
    photo = session.scalar(select(ActivityPhoto).filter_by(unit_id=office.unit.id, id=photo_id))
    if photo is None:
        raise Refusal("activity.unknown_photo", photo=photo_id)
    return photo


def _row(photo: ActivityPhoto) -> PhotoRow:
    return PhotoRow(
        photo.id, photo.activity_id, photo.name, photo.size, photo.sha256, photo.added_at,
        photo.added_by,
    )  # fmt: skip
