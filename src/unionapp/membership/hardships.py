"""Times of hardship a member lives through."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.membership.codes import code_name, find_code
from unionapp.membership.events import require_member
from unionapp.membership.tables import Hardship, Member
from unionapp.organisation.office import Office
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class HardshipRow:
    """A time of need; `last_on` is None while it lasts."""

    id: int
    member_id: int
    full_name: str
    gender: str | None
    kind: str
    kind_name: str
    first_on: date
    last_on: date | None
    description: str | None


def add_hardship(
    office: Office, member_id: int, kind: str, first_on: date, *, description: str | None = None
) -> HardshipRow:
    """Record that a time of need began, of a kind of the list `hardship`.

    Raises:
        Refusal: membership.unknown, hardship.kind, hardship.in_future, hardship.lasting.
    """
    code = find_code("hardship", kind)
    if code is None:
        raise Refusal("hardship.kind")
    if first_on > office.today:
        raise Refusal("hardship.in_future")
    with office.change("hardship.add") as session:
        member = require_member(session, office.unit.id, member_id)
        _refuse_twice(session, member.id, code, first_on)
        hardship = Hardship(
            uid=new_uid(office.clock()),
            unit_id=office.unit.id,
            member_id=member.id,
            kind=code,
            first_on=first_on,
            description=clean_text(description or "") or None,
        )
        session.add(hardship)
        session.flush()
        return _hardship_row(hardship, member.full_name, member.gender)


def end_hardship(office: Office, hardship_id: int, on: date) -> None:
    """Record that a time of need is over.

    Raises:
        Refusal: hardship.unknown, hardship.dates, hardship.in_future.
    """
    if on > office.today:
        raise Refusal("hardship.in_future")
    with office.change("hardship.end") as session:
        hardship = session.get(Hardship, hardship_id)
        if hardship is None or hardship.unit_id != office.unit.id:
            raise Refusal("hardship.unknown")
        if on < hardship.first_on:
            raise Refusal("hardship.dates")
        hardship.last_on = on


def list_hardships(
    office: Office, *, on: date | None = None, member_id: int | None = None
) -> tuple[HardshipRow, ...]:
    """Who is in need on a day (default today), or all times of need of one member."""
    day = on or office.today
    query = (
        select(Hardship, Member.full_name, Member.gender)
        .join(Member, Member.id == Hardship.member_id)
        .where(Hardship.unit_id == office.unit.id)
        .order_by(Member.name_sort, Hardship.first_on)
    )
    if member_id is not None:
        query = query.where(Hardship.member_id == member_id)
    else:
        query = query.where(
            Hardship.first_on <= day, or_(Hardship.last_on.is_(None), Hardship.last_on >= day)
        )
    with office.read() as session:
        return tuple(_hardship_row(*found) for found in session.execute(query))


def _refuse_twice(session: Session, member_id: int, code: str, first_on: date) -> None:
    query = select(Hardship.first_on).where(
        Hardship.member_id == member_id,
        Hardship.kind == code,
        or_(Hardship.last_on.is_(None), Hardship.last_on >= first_on),
    )
    if known := session.scalar(query):
        name = code_name("hardship", code) or code
        raise Refusal("hardship.lasting", kind=name, on=table_date(known))


def _hardship_row(hardship: Hardship, full_name: str, gender: str | None) -> HardshipRow:
    return HardshipRow(
        id=hardship.id,
        member_id=hardship.member_id,
        full_name=full_name,
        gender=gender,
        kind=hardship.kind,
        kind_name=code_name("hardship", hardship.kind) or hardship.kind,
        first_on=hardship.first_on,
        last_on=hardship.last_on,
        description=hardship.description,
    )
