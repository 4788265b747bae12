"""Adding, changing and showing one member."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Invalid, Problem, Refusal, Severity
from unionapp.membership.completeness import Completeness, completeness
from unionapp.membership.drafts import DRAFT_FIELDS, MemberDraft, is_blocking, tidy
from unionapp.membership.events import (
    EventDraft,
    EventRow,
    append_event,
    events_of,
    require_member,
)
from unionapp.membership.groups import require_group
from unionapp.membership.life_cycle import (
    COUNTED,
    STATUS_NAMES,
    EventKind,
    Happened,
    Spell,
    Status,
    allowed_kinds,
    spells,
)
from unionapp.membership.lists import MemberRow, rows_of
from unionapp.membership.privacy import field_label
from unionapp.membership.salaries import (
    SalaryRow,
    put_salary,
    salaries_of,
    salary_in,
)
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.names import clean_text, fold, initials, sort_key, tone_key

_JOINING = frozenset({EventKind.KET_NAP, EventKind.CONG_NHAN})


@dataclass(frozen=True, slots=True)
class MemberDetail:
    """Everything known of a member; `can_happen` are the events possible now.

    `salary_now` is the pay valid in the month of today, `salaries` are those to come, too.
    """

    id: int
    code: str
    draft: MemberDraft
    status: Status
    status_name: str
    status_on: date | None
    group_name: str | None
    events: tuple[EventRow, ...]
    memberships: tuple[Spell, ...]
    salaries: tuple[SalaryRow, ...]
    salary_now: SalaryRow | None
    completeness: Completeness
    can_happen: tuple[EventKind, ...]


def check_draft(
    session: Session,
    unit_id: int,
    draft: MemberDraft,
    today: date,
    *,
    member_id: int | None = None,
) -> tuple[Problem, ...]:
    """Everything wrong with a draft, by itself and beside the members there are."""
    tidied, problems = tidy(draft, today)
    return (*problems, *_check_others(session, unit_id, tidied, member_id))


def check_member(
    office: Office, draft: MemberDraft, *, member_id: int | None = None
) -> tuple[Problem, ...]:
    """Everything wrong with a draft, as a form shows it while it is filled in."""
    with office.read() as session:
        return check_draft(session, office.unit.id, draft, office.today, member_id=member_id)


def add_member(
    office: Office,
    draft: MemberDraft,
    *,
    salary: int | None = None,
    salary_from: str | None = None,
    event: EventDraft | str = EventKind.KET_NAP,
    on: date | None = None,
) -> MemberRow:
    """Add a member by an event, given whole or by its kind and day.

    Without a day somebody new came on the day of joining if it is known in full, all others today.

    Raises:
        Invalid: the draft has errors, all named.
        Refusal: membership.event_*, membership.unknown_group, membership.salary_negative,
            period.unreadable.
    """
    with office.change("member.add") as session:
        tidied = _require_valid(session, office, draft, None)
        member = new_member(session, office, tidied)
        first = event if isinstance(event, EventDraft) else first_event(office, draft, event, on)
        append_event(session, office, member, replace(first, group_id=tidied.group_id))
        member.join_decision = member.join_decision or _decided(first)
        if salary is not None:
            put_salary(
                session, member, SalaryRow(salary_from or month_of(office.today), salary, None)
            )
        session.flush()
        return rows_of(session, office, [member.id])[0]


def first_event(office: Office, draft: MemberDraft, kind: str, on: date | None) -> EventDraft:
    """The event somebody comes by; without a day as `add_member` says."""
    tidied, _ = tidy(draft, office.today)
    joined = (tidied.joined_on or "") if kind in _JOINING else ""
    known = date.fromisoformat(joined) if len(joined) == 10 else office.today
    return EventDraft(kind, on or known)


def edit_member(
    office: Office,
    member_id: int,
    draft: MemberDraft,
    *,
    salary: int | None = None,
    salary_from: str | None = None,
    seen: MemberDraft | None = None,
) -> MemberRow:
    """Write a whole draft over a member; another group becomes an event of today.

    `seen` is what the officer began from: what somebody else wrote since is not lost unsaid.

    A pay is written with it, from this month on unless another is named; both or neither. The
    coefficient that stood for the month stays.

    Raises:
        Invalid: the draft has errors, all named.
        Refusal: membership.unknown, member.changed_meanwhile, membership.unknown_group,
            membership.salary_negative, period.unreadable, period.locked.
    """
    with office.change("member.edit") as session:
        member = require_member(session, office.unit.id, member_id)
        _require_as_seen(member, seen)
        tidied = _require_valid(session, office, draft, member_id)
        if tidied.group_id not in {None, member.group_id} and member.status in COUNTED:
            moving = EventDraft(EventKind.CHUYEN_TO, office.today, group_id=tidied.group_id)
            append_event(session, office, member, moving)
        write_draft(member, tidied, office.today)
        if salary is not None:
            month = salary_from or month_of(office.today)
            known = salary_in(session, member.id, month)
            coefficient = known.coefficient if known else None
            put_salary(session, member, SalaryRow(month, salary, coefficient))
        session.flush()
        return rows_of(session, office, [member.id])[0]


def _require_as_seen(member: Member, seen: MemberDraft | None) -> None:
    stored = draft_of(member)
    if seen is None or seen == stored:
        return
    changed = [name for name in DRAFT_FIELDS if getattr(seen, name) != getattr(stored, name)]
    names = ", ".join(field_label(name).lower() for name in changed)
    raise Refusal("member.changed_meanwhile", fields=names)


def show_member(office: Office, member_id: int) -> MemberDetail:
    """Everything known of a member.

    Raises:
        Refusal: membership.unknown.
    """
    with office.read() as session:
        member = require_member(session, office.unit.id, member_id)
        draft = draft_of(member)
        group = session.get(Unit, member.group_id) if member.group_id else None
        status = Status(member.status)
        events = events_of(session, member.id)
        happened = [Happened(EventKind(e.kind), e.effective_on, e.effect) for e in events]
        pay = salary_in(session, member.id, month_of(office.today))
        return MemberDetail(
            id=member.id,
            code=member.code,
            draft=draft,
            status=status,
            status_name=STATUS_NAMES[status],
            status_on=member.status_on,
            group_name=group.name if group else None,
            events=events,
            memberships=spells(happened),
            salaries=salaries_of(session, member.id),
            salary_now=pay,
            completeness=completeness(draft, status, has_pay=pay is not None),
            can_happen=allowed_kinds(status),
        )


def draft_of(member: Member) -> MemberDraft:
    """The draft a member would be stored from."""
    return MemberDraft(**{name: getattr(member, name) for name in DRAFT_FIELDS})


def new_member(
    session: Session, office: Office, draft: MemberDraft, person: bytes | None = None
) -> Member:
    """The record of somebody who is no member yet; `person` came along from another unit."""
    uid = new_uid(office.clock())
    member = Member(
        uid=uid,
        person_uid=person or uid,
        unit_id=office.unit.id,
        code=member_code(office.unit.code, next_number(session, office.unit.id)),
        status=Status.APPLICANT,
        **_columns(draft),
    )
    session.add(member)
    session.flush()
    return member


def write_draft(member: Member, draft: MemberDraft, today: date) -> None:
    """Write a checked draft over a member, with the keys that go with the name."""
    tidied, _ = tidy(draft, today)
    for name, value in _columns(tidied).items():
        setattr(member, name, value)


def name_columns(full_name: str) -> dict[str, str]:
    """The keys stored beside a name: for search, for order, for finding the same person."""
    syllables = re.findall(r"[^\W_]+", fold(full_name))
    return {
        "name_fold": f" {' '.join(syllables)} {initials(full_name)}",
        "name_sort": sort_key(full_name),
        "name_tone_key": tone_key(full_name),
    }


def member_code(unit_code: str, number: int) -> str:
    """A working code inside the unit; the national code is given by the national software."""
    return f"{unit_code}-{number:06}"


def next_number(session: Session, unit_id: int) -> int:
    """The number of the next working code."""
    highest: str | None = session.scalar(
        select(func.max(func.substr(Member.code, -6))).where(Member.unit_id == unit_id)
    )
    return int(highest or 0) + 1


def _columns(draft: MemberDraft) -> dict[str, Any]:
    values = {name: getattr(draft, name) for name in DRAFT_FIELDS}
    return values | name_columns(draft.full_name)


def _require_valid(
    session: Session, office: Office, draft: MemberDraft, member_id: int | None
) -> MemberDraft:
    tidied, problems = tidy(draft, office.today)
    problems = (*problems, *_check_others(session, office.unit.id, tidied, member_id))
    errors = tuple(filter(is_blocking, problems))
    if errors:
        raise Invalid(errors, "membership.invalid")
    require_group(session, office.unit.id, tidied.group_id)
    return tidied


def _check_others(
    session: Session, unit_id: int, draft: MemberDraft, member_id: int | None
) -> list[Problem]:
    others = select(Member.code).where(Member.unit_id == unit_id, Member.id != (member_id or 0))
    found = []
    same_paper = others.where(Member.id_number == draft.id_number)
    if draft.id_number and (code := session.scalar(same_paper)):
        found.append(Problem("member.id_taken", field="id_number", suggestion=code))
    same_name = others.where(
        Member.name_tone_key == tone_key(draft.full_name), Member.birth_date == draft.birth_date
    )
    if draft.birth_date and (code := session.scalar(same_name)):
        found.append(Problem("member.same_person", Severity.WARNING, "full_name", suggestion=code))
    return found


def _decided(event: EventDraft) -> str | None:
    if event.kind not in _JOINING or not event.decision_no:
        return None
    day = f" ngày {table_date(event.decision_on)}" if event.decision_on else ""
    return f"{clean_text(event.decision_no)}{day}"
