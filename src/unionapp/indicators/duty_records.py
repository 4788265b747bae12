"""Duties of this unit: what falls due, what was done and when, and a file for any calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.indicators.duties import DutyDay, duties_due, duties_of_tier, list_duties
from unionapp.indicators.tables import DutyDone
from unionapp.organisation.office import Office
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One day on which this unit owes something, and when it was done."""

    code: str
    name: str
    due_on: date
    report: str
    done_on: date | None

    @property
    def is_late(self) -> bool:
        """Whether it was done after its day."""
        return self.done_on is not None and self.done_on > self.due_on


def list_duties_due(office: Office, first: date, last: date) -> tuple[DutyRow, ...]:
    """What this unit owes between two days, earliest first, done or not."""
    query = select(DutyDone.duty, DutyDone.due_on, DutyDone.done_on).where(
        DutyDone.unit_id == office.unit.id, DutyDone.due_on.between(first, last)
    )
    with office.read() as session:
        done = {(row.duty, row.due_on): row.done_on for row in session.execute(query)}
    days = duties_of_tier(office.unit.tier, first, last)
    return tuple(
        DutyRow(it.code, it.name, it.due_on, it.report, done.get((it.code, it.due_on)))
        for it in days
    )


def duties_ahead(office: Office, days: int = 30) -> tuple[DutyRow, ...]:
    """What is still to be done: overdue for at most as many days, or due within them."""
    around = timedelta(days=days)
    rows = list_duties_due(office, office.today - around, office.today + around)
    return tuple(row for row in rows if row.done_on is None)


def pressing_duties(office: Office, days: int) -> tuple[DutyRow, ...]:
    """What to do next of every duty, the most pressing first: overdue reports, reports, the rest.

    What recurs every month is not overdue any more once its next day is near.
    """
    monthly = {duty.code for duty in list_duties() if duty.repeats == "month"}
    nearest: dict[str, DutyRow] = {}
    for row in duties_ahead(office, days):
        if row.code not in monthly or row.due_on >= office.today:
            nearest.setdefault(row.code, row)
    return tuple(sorted(nearest.values(), key=lambda row: (row.code in monthly, row.due_on)))


def mark_done(
    office: Office, code: str, due_on: date, done_on: date | None = None, note: str = ""
) -> DutyRow:
    """Note that a duty was done, today unless another day is given.

    Raises:
        Refusal: duty.unknown, duty.done_ahead.
    """
    day = _find_day(code, due_on)
    done = done_on or office.today
    if done > office.today:
        raise Refusal("duty.done_ahead", name=day.name)
    with office.change("duty.done") as session:
        key = {"unit_id": office.unit.id, "duty": code, "due_on": due_on}
        row = session.scalar(select(DutyDone).filter_by(**key))
        if row is None:
            row = DutyDone(uid=new_uid(office.clock()), **key)
            session.add(row)
        row.done_on, row.note = done, clean_text(note)
    return DutyRow(day.code, day.name, day.due_on, day.report, done)


def calendar_text(office: Office, year: int) -> str:
    """The duties of a year as an iCalendar file (RFC 5545), each with a reminder a week before."""
    days = duties_of_tier(office.unit.tier, date(year, 1, 1), date(year, 12, 31))
    stamp = office.moment().replace("-", "").replace(":", "")
    events = [line for day in days for line in _event(day, stamp)]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//unionapp//VI", "CALSCALE:GREGORIAN"]
    return "\r\n".join(_fold_line(line) for line in [*head, *events, "END:VCALENDAR"]) + "\r\n"


def _find_day(code: str, due_on: date) -> DutyDay:
    for day in duties_due(due_on, due_on, code):
        return day
    raise Refusal("duty.unknown", duty=code, on=table_date(due_on))


def _event(day: DutyDay, stamp: str) -> list[str]:
    words = day.name.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return [
        "BEGIN:VEVENT",
        f"UID:{day.code}-{day.due_on:%Y%m%d}@unionapp",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day.due_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.due_on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{words}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{words}",
        "TRIGGER:-P7D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _fold_line(line: str) -> str:
    # a line holds at most 75 bytes, and no letter may be cut in two
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 74:
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + letter, size + width
    return "\r\n ".join([*pieces, piece])
