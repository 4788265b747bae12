"""A draft of an activity and what may be wrong with it; pure rules, no session, no clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from unionapp.activities.details import read_details
from unionapp.activities.kinds import Kind
from unionapp.errors import Problem, Severity
from unionapp.vietnamese.names import clean_text

STATUSES = ("planned", "done", "cancelled")
_COUNTS = ("invited", "attended", "attended_female", "beneficiaries", "amount")


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """What an officer types about an activity.

    Without a status a day to come is a plan and any other day is done; without `about_unit_id`
    the activity concerns the unit that records it.
    """

    kind: str
    title: str
    held_on: date | None
    ended_on: date | None = None
    place: str = ""
    invited: int | None = None
    attended: int | None = None
    attended_female: int | None = None
    beneficiaries: int | None = None
    amount: int | None = None
    result: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    status: str | None = None
    about_unit_id: int | None = None
    voucher_id: int | None = None


def clean_draft(draft: ActivityDraft, kind: Kind, today: date) -> ActivityDraft:
    """The draft with clean texts, a status, and details in the form they are stored in."""
    details, _ = read_details(kind, draft.details, today)
    is_ahead = draft.held_on is not None and draft.held_on > today
    return replace(
        draft,
        kind=kind.code,
        title=clean_text(draft.title),
        place=clean_text(draft.place),
        result=clean_text(draft.result),
        note=clean_text(draft.note),
        details=details,
        status=draft.status or ("planned" if is_ahead else "done"),
    )


def check_draft(draft: ActivityDraft, kind: Kind, today: date) -> tuple[Problem, ...]:
    """Everything wrong with a draft, errors and warnings, each at its field."""
    _, problems = read_details(kind, draft.details, today, is_plan=_is_plan(draft, today))
    return (
        *_check_facts(draft, today),
        *_check_end(draft, kind),
        *_check_counts(draft),
        *problems,
    )


def attendance_problems(
    invited: int | None, attended: int | None, female: int | None
) -> tuple[Problem, ...]:
    """More women than people is an error, more people than invitations deserves a look."""
    problems = []
    if female is not None and female > (attended or 0):
        problems.append(
            Problem("activity.female_over_attended", field="attended_female", value=str(female))
        )
    if invited is not None and attended is not None and attended > invited:
        problems.append(
            Problem(
                "activity.attended_over_invited",
                Severity.WARNING,
                field="attended",
                value=str(attended),
                suggestion=str(invited),
            )
        )
    return tuple(problems)


def _is_plan(draft: ActivityDraft, today: date) -> bool:
    if draft.status is not None:
        return draft.status != "done"
    return draft.held_on is not None and draft.held_on > today


def _check_facts(draft: ActivityDraft, today: date) -> Iterator[Problem]:
    if not clean_text(draft.title):
        yield Problem("activity.title_needed", field="title")
    if draft.status is not None and draft.status not in STATUSES:
        yield Problem("activity.unknown_status", field="status", value=draft.status)
    if draft.held_on is None:
        yield Problem("activity.day_needed", field="held_on")
        return
    if draft.ended_on is not None and draft.ended_on < draft.held_on:
        yield Problem("activity.ends_before_it_begins", field="ended_on")
    if draft.status == "done" and draft.held_on > today:
        yield Problem("activity.done_ahead", field="held_on")


def _check_end(draft: ActivityDraft, kind: Kind) -> Iterator[Problem]:
    if kind.alarm_days and draft.ended_on is None:
        days = str(kind.alarm_days)
        yield Problem("activity.end_open", Severity.WARNING, field="ended_on", suggestion=days)


def _check_counts(draft: ActivityDraft) -> Iterator[Problem]:
    for name in _COUNTS:
        value = getattr(draft, name)
        if value is not None and value < 0:
            yield Problem("activity.negative", field=name, value=str(value))
    yield from attendance_problems(draft.invited, draft.attended, draft.attended_female)
