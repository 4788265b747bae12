"""Records that run until a day, collective agreements above all, and the alarm before they end."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from unionapp.activities.kinds import kind_of, list_kinds
from unionapp.activities.tables import Activity
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit

_REMEMBERED = timedelta(days=365)  # what ended longer ago and was never renewed is history


@dataclass(frozen=True, slots=True)
class EndingTerm:
    """A record about to end, or ended and not renewed; below nought `days_left` is days over."""

    activity_id: int
    kind_name: str
    title: str
    unit_name: str
    ends_on: date
    days_left: int


def ending_terms(office: Office) -> tuple[EndingTerm, ...]:
    """What ends within the days its kind warns before and is not renewed, the nearest first."""
    later = aliased(Activity)
    is_renewed = exists().where(
        later.unit_id == Activity.unit_id,
        later.about_unit_id == Activity.about_unit_id,
        later.kind == Activity.kind,
        later.status != "cancelled",
        or_(later.ended_on.is_(None), later.ended_on > Activity.ended_on),
        later.id != Activity.id,
    )
    query = (
        select(Activity.id, Activity.kind, Activity.title, Unit.name, Activity.ended_on)
        .join(Unit, Unit.id == Activity.about_unit_id)
        .where(Activity.unit_id == office.unit.id, Activity.status == "done", ~is_renewed)
        .where(Activity.ended_on >= office.today - _REMEMBERED, _is_due(office.today))
        .order_by(Activity.ended_on, Activity.id)
    )
    with office.read() as session:
        return tuple(
            EndingTerm(
                found.id, kind_of(found.kind).name, found.title, found.name, found.ended_on,
                (found.ended_on - office.today).days,
            )
            for found in session.execute(query)
        )  # fmt: skip


def days_left(kind: str, ends_on: date | None, today: date) -> int | None:
    """The days until a record of a kind ends, where the kind warns and the day is near or over."""
    warning = kind_of(kind).alarm_days
    if not warning or ends_on is None or ends_on > today + timedelta(days=warning):
        return None
    return (ends_on - today).days


def _is_due(today: date) -> ColumnElement[bool]:
    return or_(
        *(
            and_(
                Activity.kind == kind.code,
                Activity.ended_on <= today + timedelta(days=kind.alarm_days),
            )
            for kind in list_kinds()
            if kind.alarm_days
        )
    )
