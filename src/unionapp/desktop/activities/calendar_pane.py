"""A month of activities: a square for each day, and beside it what the chosen day holds."""

from collections import defaultdict
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from unionapp.activities.calendar import CalendarEntry, calendar_of
from unionapp.desktop.activities.activity_list import STATES
from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.indicators.duty_records import DutyRow, list_duties_due
from unionapp.vietnamese.dates import month_label, table_date
from unionapp.vietnamese.months import month_of, moved
from unionapp.vietnamese.periods import Period

WEEKS, DAYS = 6, 7
NAMES = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_ID = Qt.ItemDataRole.UserRole
_SHOWN = 2  # titles in a square; the rest is counted


class CalendarPane(QWidget):
    """Walks through months; Enter opens what the chosen day holds."""

    previousButton: QPushButton
    nextButton: QPushButton
    todayButton: QPushButton
    backButton: QPushButton
    addButton: QPushButton
    monthLabel: QLabel
    dayLabel: QLabel
    dayTable: QTableWidget
    entryList: QListWidget

    closed = Signal()
    opened = Signal(int)
    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("activities/calendar_pane", self)
        self.desk = desk
        self.month = month_of(desk.working_day)
        self._entries: dict[date, list[CalendarEntry]] = {}
        self._duties: dict[date, list[DutyRow]] = {}
        self._set_up_table()
        self.previousButton.clicked.connect(self.go_back)
        self.nextButton.clicked.connect(self.go_on)
        self.todayButton.clicked.connect(self.go_to_today)
        self.backButton.clicked.connect(self.closed)
        self.addButton.clicked.connect(self.add)
        self.dayTable.currentItemChanged.connect(self._show_chosen)
        self.dayTable.itemActivated.connect(self._enter_day)
        self.entryList.itemActivated.connect(self._open)
        self.entryList.itemClicked.connect(self._open)
        deeds = {
            "previous": self.go_back,
            "next": self.go_on,
            "add": self.add,
            "postpone": self.closed.emit,
        }
        self.actions_ = Actions(self, deeds, key_set=desk.key_set, permissions=desk.permissions)
        self.addButton.setEnabled("write" in desk.permissions)

    @property
    def day(self) -> date:
        """The chosen day."""
        row, column = self.dayTable.currentRow(), self.dayTable.currentColumn()
        return self._first_square() + timedelta(days=max(0, row * DAYS + column))

    def show_day(self, day: date) -> None:
        """Show the month of a day, and the day itself."""
        self.month = month_of(day)
        self._read()
        self._choose(day)
        self.dayTable.setFocus()

    def go_on(self) -> None:
        """Show the next month."""
        self._go_by(1)

    def go_back(self) -> None:
        """Show the month before."""
        self._go_by(-1)

    def go_to_today(self) -> None:
        """Show the working day."""
        self.show_day(self.desk.office.today)

    def add(self) -> None:
        """Ask for a new activity on the chosen day."""
        self.wanted.emit(self.day)

    def refresh(self) -> None:
        """Read the month again where it is looked at."""
        if self.isVisible():
            day = self.day
            self._read()
            self._choose(day)

    def _set_up_table(self) -> None:
        table = self.dayTable
        table.setRowCount(WEEKS)
        table.setColumnCount(DAYS)
        table.setHorizontalHeaderLabels(list(NAMES))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()

    def _read(self) -> None:
        first = self._first_square()
        last = first + timedelta(days=WEEKS * DAYS - 1)
        office = self.desk.office
        entries, duties = defaultdict(list), defaultdict(list)
        for entry in calendar_of(office, Period(month_of(first), month_of(last))):
            entries[entry.day].append(entry)
        for duty in list_duties_due(office, first, last):
            duties[duty.due_on].append(duty)
        self._entries, self._duties = dict(entries), dict(duties)
        self.monthLabel.setText(month_label(self.month).capitalize())
        self.dayTable.blockSignals(True)
        for at in range(WEEKS * DAYS):
            self.dayTable.setItem(at // DAYS, at % DAYS, self._square(first + timedelta(days=at)))
        self.dayTable.blockSignals(False)

    def _square(self, day: date) -> QTableWidgetItem:
        said = self._words(day)
        more = [f"và {len(said) - _SHOWN} việc khác"] if len(said) > _SHOWN else []
        item = QTableWidgetItem("\n".join([str(day.day), *said[:_SHOWN], *more]))
        item.setToolTip("\n".join([table_date(day), *said]))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        palette = QGuiApplication.palette()
        if month_of(day) != self.month:
            item.setForeground(
                palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
            )
        elif day == self.desk.office.today:
            font = QFont(self.font())
            font.setBold(True)
            item.setFont(font)
        return item

    def _words(self, day: date) -> list[str]:
        held = [_title(entry) for entry in self._entries.get(day, ())]
        return [*held, *(f"Hạn: {duty.name}" for duty in self._duties.get(day, ()))]

    def _show_chosen(self, *_: object) -> None:
        day = self.day
        self.dayLabel.setText(f"{NAMES[day.weekday()]}, {table_date(day)}")
        self.entryList.clear()
        for entry in self._entries.get(day, ()):
            words = f"{_title(entry)}\n{entry.kind_name} · {STATES[entry.status].lower()}"
            item = QListWidgetItem(words)
            item.setData(_ID, entry.activity_id)
            self.entryList.addItem(item)
        for duty in self._duties.get(day, ()):
            state = "đã xong" if duty.done_on else "chưa xong"
            self.entryList.addItem(QListWidgetItem(f"Hạn: {duty.name}\n{state}"))
        if not self.entryList.count():
            self.dayLabel.setText(f"{self.dayLabel.text()}\nChưa có việc gì trong ngày.")

    def _enter_day(self, *_: object) -> None:
        if self.entryList.count() == 1:
            self._open(self.entryList.item(0))
        elif self.entryList.count():
            self.entryList.setCurrentRow(0)
            self.entryList.setFocus()
        elif self.addButton.isEnabled():
            self.add()

    def _open(self, item: QListWidgetItem) -> None:
        activity_id = item.data(_ID)
        if activity_id is None:
            self.desk.open("targets", "duties")
        else:
            self.opened.emit(activity_id)

    def _choose(self, day: date) -> None:
        at = (day - self._first_square()).days
        if 0 <= at < WEEKS * DAYS:
            self.dayTable.setCurrentCell(at // DAYS, at % DAYS)
        self._show_chosen()

    def _go_by(self, months: int) -> None:
        month = moved(self.month, months)
        self.show_day(date.fromisoformat(f"{month}-01"))

    def _first_square(self) -> date:
        first = date.fromisoformat(f"{self.month}-01")
        return first - timedelta(days=first.weekday())


def _title(entry: CalendarEntry) -> str:
    return f"Hết hạn: {entry.title}" if entry.is_end else entry.title
