"""Activities by day: what is held, and which records end."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from unionapp.activities.kinds import kind_of, list_kinds
from unionapp.activities.tables import Activity
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One activity on one day; `is_end` where a record that runs ends that day."""

    day: date
    activity_id: int
    kind_name: str
    title: str
    status: str
    is_end: bool = False


def calendar_of(office: Office, period: Period) -> tuple[CalendarEntry, ...]:
    """What a period holds, by day; what was called off stays out."""
    running = [kind.code for kind in list_kinds() if kind.runs]
    begins = Activity.held_on.between(period.start, period.end)
    ends = Activity.ended_on.between(period.start, period.end) & Activity.kind.in_(running)
    query = (
        select(Activity)
        .where(Activity.unit_id == office.unit.id, Activity.status != "cancelled")
        .where(or_(begins, ends))
        .order_by(Activity.held_on, Activity.id)
    )
    with office.read() as session:
        rows = [entry for it in session.scalars(query) for entry in _entries(it)]
    return tuple(sorted((it for it in rows if period.covers(it.day)), key=lambda it: it.day))


def _entries(row: Activity) -> list[CalendarEntry]:
    kind = kind_of(row.kind)
    begins = CalendarEntry(row.held_on, row.id, kind.name, row.title, row.status)
    if not kind.runs or row.ended_on is None:
        return [begins]
    ends = CalendarEntry(row.ended_on, row.id, kind.name, row.title, row.status, is_end=True)
    return [begins, ends]
