"""Dates typed without slashes: `5`, `5/3`, `0503`, `h`, `+`; a calendar on Alt+Down."""

from datetime import date
from typing import Literal

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget
from typing_extensions import override

from unionapp.desktop.fields.calendar import make_calendar
from unionapp.desktop.fields.field import commit_typing, composed
from unionapp.desktop.fields.text import LineField
from unionapp.desktop.look.icons import set_icon
from unionapp.sentences import sentence
from unionapp.vietnamese.dates import read_date, read_typed_date, table_date
from unionapp.vietnamese.reading import Unreadable


class DateLine(LineField):
    """A line that reads dates; what it makes of them is up to its kinds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today: date | None = None
        self._working: date | None = None
        self._calendar: QCalendarWidget | None = None
        button = QToolButton()
        set_icon(button, "calendar")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip("Lịch (Alt+↓)")
        button.setAccessibleName("Mở lịch")
        button.clicked.connect(self.open_calendar)
        self._row.addWidget(button)
        self.set_placeholder("ngày/tháng/năm")

    def set_today(self, today: date, working: date | None = None) -> None:
        """Say which day it is, and from which day short dates are completed."""
        self._today = today
        self._working = working or today

    @property
    def today(self) -> date:
        """The day given by `set_today`.

        Raises:
            RuntimeError: the screen forgot to say which day it is.
        """
        if self._today is None:
            raise RuntimeError("set_today() comes before the first date")
        return self._today

    @property
    def working(self) -> date:
        """The day short dates are completed from."""
        return self._working or self.today

    def iso(self) -> str | None:
        """The date as ISO text, cut to what is known; None without a readable date."""
        commit_typing()
        try:
            return self._read(composed(self.line.text()).strip())
        except Unreadable:
            return None

    def show_iso(self, iso: str | None) -> None:
        """Show a date as every table does."""
        self.line.setText(table_date(iso))

    def open_calendar(self) -> None:
        """Show a month to click in, below the line."""
        calendar = self._calendar = make_calendar(self)
        shown = date.fromisoformat(f"{self.iso() or self.working}-01-01"[:10])
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.clicked.connect(self._take_day)
        calendar.activated.connect(self._take_day)
        calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        calendar.show()

    @override
    def leave(self) -> None:
        text = composed(self.line.text()).strip()
        try:
            iso = self._read(text)
        except Unreadable as unreadable:
            self.show_problem(sentence(f"field.{unreadable.code.lower()}"))
            return
        if iso and (shown := table_date(iso)) != self.line.text():
            self.line.setText(shown)

    @override
    def is_unclear(self) -> bool:
        return bool(self.text()) and self.iso() is None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def _read(self, text: str) -> str | None:
        """The ISO text of what was typed.

        Raises:
            Unreadable: it is no date.
        """
        raise NotImplementedError

    def _take_day(self, day: QDate) -> None:
        self.show_iso(f"{day.year():04}-{day.month():02}-{day.day():02}")
        if self._calendar is not None:
            self._calendar.close()
            self._calendar = None
        self.line.setFocus()


class DateField(DateLine):
    """A day known exactly; what is not typed is taken from the working day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: date | None = None

    @override
    def value(self) -> date | None:
        iso = self.iso()
        return date.fromisoformat(iso) if iso else None

    @override
    def set_value(self, value: date | None) -> None:
        self._last = value
        self.show_iso(value.isoformat() if value else None)

    @override
    def leave(self) -> None:
        super().leave()
        if self.severity is None:
            self._last = self.value()

    @override
    def _read(self, text: str) -> str | None:
        if not text:
            return None
        # A step counts from the date that stood here before, not from the working day.
        working = self._last or self.working if text[0] in "+-" else self.working
        return read_typed_date(text, working=working, today=self.today).isoformat()


class PartialDateField(DateLine):
    """A day of which perhaps only the month or the year is known, such as a birth."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sense: Literal["any", "birth", "past"] = "any"
        self.set_placeholder("ngày, tháng hoặc năm")

    def set_sense(self, sense: Literal["any", "birth", "past"]) -> None:
        """What the date is about, which decides how two digits of a year are read."""
        self._sense = sense

    @override
    def value(self) -> str | None:
        return self.iso()

    @override
    def set_value(self, value: str | None) -> None:
        self.show_iso(value)

    @override
    def _read(self, text: str) -> str | None:
        if not text:
            return None
        reading = read_date(text, today=self.today, sense=self._sense)
        if reading.iso is None:
            raise Unreadable(reading.code or "NOT_A_DATE")
        return reading.iso
