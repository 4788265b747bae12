"""Courses that members and cadres went through."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.membership.codes import code_name, find_code
from unionapp.membership.events import require_member
from unionapp.membership.tables import Member, Training
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class TrainingDraft:
    """A course as typed; `topic` is a code or a name of the list `training_topic`."""

    course: str
    topic: str
    first_on: date
    last_on: date
    days: int
    organiser: str | None = None
    is_online: bool = False
    certificate: str | None = None


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A course somebody attended."""

    id: int
    member_id: int
    full_name: str
    gender: str | None
    course: str
    topic: str
    topic_name: str
    organiser: str | None
    first_on: date
    last_on: date
    days: int
    is_online: bool
    certificate: str | None


def add_training(office: Office, member_ids: tuple[int, ...], draft: TrainingDraft) -> int:
    """Record that some members attended a course; gives their number.

    Raises:
        Refusal: membership.unknown, training.course_needed, training.topic, training.dates.
    """
    topic = find_code("training_topic", draft.topic)
    if not draft.course.strip():
        raise Refusal("training.course_needed")
    if topic is None:
        raise Refusal("training.topic")
    if draft.last_on < draft.first_on or draft.days < 1:
        raise Refusal("training.dates")
    with office.change("training.add") as session:
        for member_id in member_ids:
            member = require_member(session, office.unit.id, member_id)
            training = Training(
                uid=new_uid(office.clock()),
                unit_id=office.unit.id,
                member_id=member.id,
                course=clean_text(draft.course),
                topic=topic,
                organiser=clean_text(draft.organiser or "") or None,
                first_on=draft.first_on,
                last_on=draft.last_on,
                days=draft.days,
                is_online=draft.is_online,
                certificate=clean_text(draft.certificate or "") or None,
            )
            session.add(training)
    return len(member_ids)


def list_trainings(
    office: Office, period: Period | None = None, *, member_id: int | None = None
) -> tuple[TrainingRow, ...]:
    """The courses that ended in a period, or all of a member's, newest first."""
    query = (
        select(Training, Member.full_name, Member.gender)
        .join(Member, Member.id == Training.member_id)
        .where(Training.unit_id == office.unit.id)
        .order_by(Training.last_on.desc(), Member.name_sort, Training.id)
    )
    if period is not None:
        query = query.where(Training.last_on.between(period.start, period.end))
    if member_id is not None:
        query = query.where(Training.member_id == member_id)
    with office.read() as session:
        return tuple(_training_row(*found) for found in session.execute(query))


def _training_row(training: Training, full_name: str, gender: str | None) -> TrainingRow:
    return TrainingRow(
        id=training.id,
        member_id=training.member_id,
        full_name=full_name,
        gender=gender,
        course=training.course,
        topic=training.topic,
        topic_name=code_name("training_topic", training.topic) or training.topic,
        organiser=training.organiser,
        first_on=training.first_on,
        last_on=training.last_on,
        days=training.days,
        is_online=training.is_online,
        certificate=training.certificate,
    )
