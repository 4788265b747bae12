"""Who came: members ticked by name, from whom the head-count follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.activities.lists import read_row
from unionapp.activities.records import require_activity
from unionapp.activities.rows import ActivityRow
from unionapp.activities.tables import Attendee
from unionapp.errors import Refusal
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """A member who came."""

    member_id: int
    code: str
    full_name: str
    gender: str | None


def note_attendees(office: Office, activity_id: int, member_ids: Sequence[int]) -> ActivityRow:
    """Note exactly these members as present; the head-count and the women follow from them.

    Raises:
        Refusal: activity.unknown, activity.cancelled, activity.unknown_member.
    """
    wanted = frozenset(member_ids)
    with office.change("activity.attendees") as session:
        activity = require_activity(session, office.unit.id, activity_id)
        people = _members(session, office.unit.id, wanted)
        there = {
            row.member_id: row
            for row in session.scalars(select(Attendee).filter_by(activity_id=activity_id))
        }
        for member_id in there.keys() - wanted:
            session.delete(there[member_id])
        for member_id in sorted(wanted - there.keys()):
            session.add(
                Attendee(unit_id=office.unit.id, activity_id=activity_id, member_id=member_id)
            )
        activity.attended = len(people)
        activity.attended_female = sum(gender == "female" for gender in people.values())
        session.flush()
        return read_row(session, office.unit.id, activity_id)


def list_attendees(office: Office, activity_id: int) -> tuple[AttendeeRow, ...]:
    """The members noted as present, in Vietnamese order."""
    query = (
        select(Member.id, Member.code, Member.full_name, Member.gender)
        .join_from(Attendee, Member, Member.id == Attendee.member_id)
        .where(Attendee.unit_id == office.unit.id, Attendee.activity_id == activity_id)
        .order_by(Member.name_sort, Member.id)
    )
    with office.read() as session:
        return tuple(AttendeeRow(*row) for row in session.execute(query))


def _members(session: Session, unit_id: int, wanted: frozenset[int]) -> dict[int, str | None]:
    query = select(Member.id, Member.gender).where(
        Member.unit_id == unit_id, Member.id.in_(wanted)
    )
    found = {row.id: row.gender for row in session.execute(query)}
    if unknown := wanted - found.keys():
        raise Refusal("activity.unknown_member", count=len(unknown))
    return found
