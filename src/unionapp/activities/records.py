"""Recording activities: saving, for one unit or several, and calling off."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from unionapp.activities.drafts import ActivityDraft, check_draft, clean_draft
from unionapp.activities.kinds import find_kind
from unionapp.activities.lists import read_row
from unionapp.activities.rows import ActivityRow
from unionapp.activities.tables import Activity
from unionapp.database.base import new_uid
from unionapp.errors import Invalid, Refusal, Severity
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.organisation.units import find_unit
from unionapp.vietnamese.names import clean_text, fold

REASON_LETTERS = 5
_WRITTEN = (
    "kind", "title", "held_on", "ended_on", "place", "invited", "attended", "attended_female",
    "beneficiaries", "amount", "result", "details", "note", "status",
)  # fmt: skip


def save_activity(
    office: Office, draft: ActivityDraft, activity_id: int | None = None
) -> ActivityRow:
    """Add an activity, or change the one with this id; warnings stand on the row given back.

    Raises:
        Invalid: the draft has errors, all listed.
        Refusal: activity.unknown_kind, activity.unknown, activity.cancelled, unit.unknown.
    """
    checked = _checked(office, draft)
    with office.change("activity.save") as session:
        activity = (
            _new(office)
            if activity_id is None
            else require_activity(session, office.unit.id, activity_id)
        )
        _write(session, activity, checked)
        return read_row(session, office.unit.id, activity.id)


def save_for_units(
    office: Office, draft: ActivityDraft, unit_codes: Sequence[str]
) -> tuple[ActivityRow, ...]:
    """Record the same activity about several lower units, such as a course for their chairs.

    Raises:
        Invalid: the draft has errors, all listed.
        Refusal: activity.unknown_kind, unit.unknown.
    """
    checked = _checked(office, draft)
    with office.change("activity.save_for_units") as session:
        activities = []
        for code in unit_codes:
            activity = _new(office)
            about = find_unit(session, code).id
            _write(session, activity, replace(checked, about_unit_id=about))
            activities.append(activity.id)
        return tuple(read_row(session, office.unit.id, row_id) for row_id in activities)


def cancel_activity(office: Office, activity_id: int, reason: str) -> ActivityRow:
    """Call an activity off with a reason; it stays in the register and counts no more.

    Raises:
        Refusal: activity.unknown, activity.cancelled, activity.reason_needed.
    """
    words = clean_text(reason)
    if len(words) < REASON_LETTERS:
        raise Refusal("activity.reason_needed", letters=REASON_LETTERS)
    with office.change("activity.cancel") as session:
        activity = require_activity(session, office.unit.id, activity_id)
        activity.status, activity.cancel_reason = "cancelled", words
        session.flush()
        return read_row(session, office.unit.id, activity_id)


def require_activity(session: Session, unit_id: int, activity_id: int) -> Activity:
    """An activity of this unit that may still be changed.

    Raises:
        Refusal: activity.unknown, activity.cancelled.
    """
    activity = session.get(Activity, activity_id)
    if activity is None or activity.unit_id != unit_id:
        raise Refusal("activity.unknown", id=activity_id)
    if activity.status == "cancelled":
        raise Refusal("activity.cancelled", title=activity.title)
    return activity


def _checked(office: Office, draft: ActivityDraft) -> ActivityDraft:
    kind = find_kind(draft.kind)
    problems = check_draft(draft, kind, office.today)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise Invalid(problems)
    return clean_draft(draft, kind, office.today)


def _new(office: Office) -> Activity:
    return Activity(
        uid=new_uid(office.clock()), unit_id=office.unit.id, created_at=office.moment()
    )


def _write(session: Session, activity: Activity, draft: ActivityDraft) -> None:
    about = draft.about_unit_id or activity.unit_id
    if session.get(Unit, about) is None:
        raise Refusal("unit.unknown", code=about)
    for name in _WRITTEN:
        setattr(activity, name, getattr(draft, name))
    activity.voucher_id = draft.voucher_id or activity.voucher_id
    activity.about_unit_id = about
    activity.title_fold = fold(f"{draft.title} {draft.place}")
    session.add(activity)
    session.flush()
