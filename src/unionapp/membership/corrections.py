"""Taking back an event that was entered by mistake, while its month is still open.

Once the month is locked the way is an event DIEU_CHINH, which every report shows.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from unionapp.errors import Refusal
from unionapp.membership.events import (
    REASON_LETTERS,
    happened_in,
    require_member,
    story_of,
)
from unionapp.membership.life_cycle import replay
from unionapp.membership.tables import MemberEvent, MemberSalary
from unionapp.organisation.locks import require_open
from unionapp.organisation.office import Office


def withdraw_event(office: Office, event_id: int, reason: str) -> None:
    """Strike out an event; the journal keeps it, with the reason.

    Raises:
        Refusal: event.unknown, event.first, event.reason_needed, period.locked,
            membership.event_not_allowed (what came after it needs it).
    """
    if len(reason.strip()) < REASON_LETTERS:
        raise Refusal("event.reason_needed", letters=REASON_LETTERS)
    with office.change(f"member.event_withdraw: {reason.strip()}") as session:
        event = session.get(MemberEvent, event_id)
        if event is None or event.unit_id != office.unit.id:
            raise Refusal("event.unknown")
        require_open(session, office.unit.id, event.counted_on)
        member = require_member(session, office.unit.id, event.member_id)
        story = [other for other in story_of(session, member.id) if other.id != event.id]
        if not any(other.effect > 0 for other in story):
            raise Refusal("event.first")
        standing = replay(happened_in(story))
        session.delete(event)
        member.status, member.status_on = standing.status, standing.since
        if event.group_id is not None:
            member.group_id = _last_group(story)
        session.flush()


def remove_member(office: Office, member_id: int, reason: str) -> None:
    """Strike out somebody who was entered by mistake and of whom nothing else is known.

    Raises:
        Refusal: membership.unknown, member.reason_needed, period.locked, member.in_use.
    """
    if len(reason.strip()) < REASON_LETTERS:
        raise Refusal("member.reason_needed", letters=REASON_LETTERS)
    with office.change(f"member.remove: {reason.strip()}") as session:
        member = require_member(session, office.unit.id, member_id)
        story = story_of(session, member.id)
        for event in story:
            require_open(session, office.unit.id, event.counted_on)
        if len(story) > 1:
            raise Refusal("member.in_use")
        pay = session.scalars(select(MemberSalary).filter_by(member_id=member.id))
        for row in (*story, *pay):
            session.delete(row)
        session.flush()
        session.delete(member)
        with refusing_if_used("member.in_use"):
            session.flush()


def _last_group(story: list[MemberEvent]) -> int | None:
    groups = [event.group_id for event in story if event.group_id is not None]
    return groups[-1] if groups else None


@contextmanager
def refusing_if_used(code: str) -> Iterator[None]:
    """Turn away a deletion of what other records still speak of.

    Raises:
        Refusal: with the code given.
    """
    try:
        yield
    except IntegrityError as error:
        if "foreign key" not in str(error.orig).lower():
            raise
        raise Refusal(code) from None
