"""Who was a member at the end of a day, as the figures of that day count them."""

from datetime import date

from sqlalchemy import func, select

from unionapp.membership.lists import MemberRow, rows_of
from unionapp.membership.tables import Member, MemberEvent
from unionapp.organisation.office import Office


def list_members_on(office: Office, day: date) -> tuple[MemberRow, ...]:
    """Everybody counted at the end of a day, in Vietnamese order; their number is the figure's."""
    query = (
        select(Member.id)
        .join(MemberEvent, MemberEvent.member_id == Member.id)
        .where(Member.unit_id == office.unit.id, MemberEvent.counted_on <= day)
        .group_by(Member.id)
        .having(func.sum(MemberEvent.effect) > 0)
        .order_by(Member.name_sort, Member.birth_date, Member.id)
    )
    with office.read() as session:
        return tuple(rows_of(session, office, list(session.scalars(query))))
