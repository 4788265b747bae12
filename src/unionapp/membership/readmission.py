"""Taking somebody back: the same person, another time of membership, never a second record."""

from dataclasses import replace

from unionapp.errors import Invalid
from unionapp.membership.drafts import DRAFT_FIELDS, MemberDraft, is_blocking
from unionapp.membership.events import EventDraft, append_event, require_member
from unionapp.membership.life_cycle import EventKind
from unionapp.membership.lists import MemberRow, rows_of
from unionapp.membership.members import check_draft, draft_of, write_draft
from unionapp.organisation.office import Office


def readmit(
    office: Office, member_id: int, draft: MemberDraft, event: EventDraft | None = None
) -> MemberRow:
    """Record that a former member is back, and what the form newly says of the person.

    Without an event it is a re-admission of today. The day of first joining stays as it is.

    Raises:
        Invalid: the draft has errors, all named.
        Refusal: membership.unknown, membership.event_not_allowed.
    """
    coming = event or EventDraft(EventKind.KET_NAP_LAI, office.today)
    with office.change("member.readmit") as session:
        member = require_member(session, office.unit.id, member_id)
        known = draft_of(member)
        merged = replace(merge(known, draft), joined_on=known.joined_on or draft.joined_on)
        problems = check_draft(session, office.unit.id, merged, office.today, member_id=member_id)
        if errors := tuple(filter(is_blocking, problems)):
            raise Invalid(errors, "membership.invalid")
        append_event(session, office, member, coming)
        write_draft(member, merged, office.today)
        session.flush()
        return rows_of(session, office, [member.id])[0]


def merge(known: MemberDraft, typed: MemberDraft) -> MemberDraft:
    """What is known, with everything that was typed written over it; blanks erase nothing."""
    said = {name: getattr(typed, name) for name in DRAFT_FIELDS}
    return replace(known, **{name: value for name, value in said.items() if value is not None})
