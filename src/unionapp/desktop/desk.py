"""What every page is given: the office, the working period, and ways to the rest of the window.

A page never knows the window. It asks its desk to run long work, to open another page at an exact
place, and to say what was done:

    class MembersPage(ListPage):
        def __init__(self, desk: Desk) -> None: ...
        def go_to(self, place: object) -> None: ...     # optional: where `desk.open` leads
"""

from collections.abc import Callable
from datetime import date
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from unionapp.desktop.drafts import DraftStore
from unionapp.desktop.filed_drafts import FiledDrafts
from unionapp.desktop.preferences import Forgetful, Preferences
from unionapp.desktop.tasks import Task, TaskRunner, Work
from unionapp.desktop.undo import UndoList
from unionapp.organisation.office import Office
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.periods import Period

_PERIOD = "desk/period"
KEPT_RECENT = 10
_EVERYTHING = frozenset({"write", "post", "lock"})
_PERMISSIONS = {
    "inspector": frozenset[str](),
    "cashier": frozenset({"write"}),
    "secretary": frozenset({"write"}),
}


@runtime_checkable
class Leads(Protocol):
    """A page that can show one exact place."""

    def go_to(self, place: object) -> None:
        """Show the place: an id, a name, or whatever the page says."""


class Desk(QObject):
    """The officer's desk in one window; pages hear from it when the working period changes."""

    wanted = Signal(str, object)
    told = Signal(str)
    period_changed = Signal(object)
    taste_changed = Signal()

    def __init__(
        self,
        office: Office,
        *,
        preferences: Preferences | None = None,
        drafts: DraftStore | None = None,
        undo_list: UndoList | None = None,
        key_set: str = "default",
    ) -> None:
        super().__init__()
        self.office = office
        self.preferences = preferences or Forgetful()
        self.runner = TaskRunner(self)
        self.run: Callable[[Work], Task] = self.runner.start
        self.drafts = drafts or FiledDrafts(office, self, is_busy=self._is_at_work)
        self.undo_list = undo_list or UndoList(self)
        self.key_set = key_set
        self._recent = f"desk/recent/{office.unit.code}"
        self._period = _remembered(self.preferences) or month_around(office.today)

    @property
    def period(self) -> Period:
        """The working period."""
        return self._period

    @property
    def working_day(self) -> date:
        """The day short dates are completed from: today, or the last day of an earlier period."""
        period, today = self._period, self.office.today
        return today if period.covers(today) else min(period.end, today)

    @property
    def permissions(self) -> frozenset[str]:
        """What the officer may do: write, post, lock."""
        return _PERMISSIONS.get(self.office.officer.role, _EVERYTHING)

    def work_in(self, period: Period) -> None:
        """Change the working period."""
        if period != self._period:
            self._period = period
            self.preferences.write(_PERIOD, period.text)
            self.period_changed.emit(period)

    def lead_into(self, period: Period) -> None:
        """Change the working period because a line leads elsewhere, and say so."""
        before = self._period
        if period != before:
            self.work_in(period)
            self.tell(f"Đã đổi kỳ làm việc từ {before.label} sang {period.label}.")

    def open(self, page: str, place: object = None) -> None:
        """Ask the window to open another page, at a place if one is given."""
        self.wanted.emit(page, place)

    def tell(self, sentence: str) -> None:
        """Say in the status line what was done."""
        self.told.emit(sentence)

    def note(self, page: str, record_id: int) -> None:
        """Remember a record as the one worked on last; only its number is kept, no name."""
        place = (page, record_id)
        latest = [place, *(one for one in self.recent() if one != place)][:KEPT_RECENT]
        self.preferences.write(self._recent, " ".join(f"{name}:{it}" for name, it in latest))

    def recent(self) -> list[tuple[str, int]]:
        """The records worked on last, as page and id, the latest first."""
        parts = (one.partition(":") for one in (self.preferences.read(self._recent) or "").split())
        return [(page, int(it)) for page, _, it in parts if it.isdecimal()]

    def _is_at_work(self) -> bool:
        return self.runner.is_at_work


def month_around(day: date) -> Period:
    """The month of a day as a period."""
    month = month_of(day)
    return Period(month, month)


def _remembered(preferences: Preferences) -> Period | None:
    try:
        return Period.parse(preferences.read(_PERIOD) or "")
    except ValueError:
        return None
