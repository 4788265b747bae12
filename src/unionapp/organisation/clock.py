"""Whether this computer's clock runs behind what was already written; no date is safe then."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from unionapp.database.tables import JournalEntry
from unionapp.organisation.office import Office
from unionapp.sentences import sentence
from unionapp.vietnamese.dates import table_date

_TOLERATED = timedelta(days=1)
_LOOKED_AT = 5000  # entries; a single one from a clock that ran ahead is forgotten in time


def day_written_ahead(office: Office) -> date | None:
    """The last day something was written, if the clock says it lies more than a day ahead.

    An empty battery sets a clock years back; a journey or daylight saving moves it by hours.
    """
    last = select(func.max(JournalEntry.id)).scalar_subquery()
    newest = select(func.max(JournalEntry.at)).where(JournalEntry.id > last - _LOOKED_AT)
    with office.read() as session:
        at = session.scalar(newest)
    if at is None:
        return None
    written = datetime.fromisoformat(at)
    return written.date() if written - office.clock() > _TOLERATED else None


def clock_words(office: Office, ahead: date) -> str:
    """What to do about a clock that runs behind."""
    today = table_date(office.clock().astimezone().date())
    return sentence("clock.behind", today=today, written=table_date(ahead))
