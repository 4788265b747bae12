"""Finding activities: the register, its pages, the calendar of a period."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from unionapp.activities.kinds import find_kind
from unionapp.activities.rows import ActivityRow, freeze, row_query
from unionapp.activities.tables import Activity
from unionapp.errors import Refusal
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_text, fold
from unionapp.vietnamese.periods import Period


def list_activities(
    office: Office, *, kind: str | None = None, period: Period | None = None, search: str = ""
) -> tuple[ActivityRow, ...]:
    """The activities of this unit, newest first.

    Raises:
        Refusal: activity.unknown_kind.
    """
    query = _filtered(row_query(), office, kind, period, search)
    with office.read() as session:
        return tuple(freeze(row) for row in session.execute(query))


def activity_ids(
    office: Office, *, kind: str | None = None, period: Period | None = None, search: str = ""
) -> tuple[int, ...]:
    """The ids behind a paged list, newest first.

    Raises:
        Refusal: activity.unknown_kind.
    """
    query = _filtered(select(Activity.id), office, kind, period, search)
    with office.read() as session:
        return tuple(session.scalars(query))


def activity_rows(office: Office, ids: Sequence[int]) -> tuple[ActivityRow, ...]:
    """The rows of one page, in the order of the ids given."""
    query = row_query().where(Activity.unit_id == office.unit.id, Activity.id.in_(ids))
    with office.read() as session:
        found = {row.id: freeze(row) for row in session.execute(query)}
    return tuple(found[row_id] for row_id in ids if row_id in found)


def show_activity(office: Office, activity_id: int) -> ActivityRow:
    """One activity of this unit.

    Raises:
        Refusal: activity.unknown.
    """
    with office.read() as session:
        return read_row(session, office.unit.id, activity_id)


def read_row(session: Session, unit_id: int, activity_id: int) -> ActivityRow:
    """One activity of a unit, inside a session.

    Raises:
        Refusal: activity.unknown.
    """
    query = row_query().where(Activity.unit_id == unit_id, Activity.id == activity_id)
    row = session.execute(query).one_or_none()
    if row is None:
        raise Refusal("activity.unknown", id=activity_id)
    return freeze(row)


def _filtered(
    query: Select[Any], office: Office, kind: str | None, period: Period | None, search: str
) -> Select[Any]:
    query = query.where(Activity.unit_id == office.unit.id)
    if kind:
        query = query.where(Activity.kind == find_kind(kind).code)
    if period:
        begins_inside = Activity.held_on.between(period.start, period.end)
        runs_into = and_(Activity.held_on < period.start, Activity.ended_on >= period.start)
        query = query.where(or_(begins_inside, runs_into))
    if words := fold(clean_text(search)):
        query = query.where(Activity.title_fold.contains(words, autoescape=True))
    return query.order_by(Activity.held_on.desc(), Activity.id.desc())
