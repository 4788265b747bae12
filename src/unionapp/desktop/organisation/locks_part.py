"""Locked months: locking in order, unlocking with a reason that the journal keeps."""

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import TextField
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import Column, DataTable
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.short_list import ShortList
from unionapp.desktop.stamps import local_stamp
from unionapp.errors import Refusal
from unionapp.finance.month_closing import close_month
from unionapp.organisation.locks import LockedMonth, list_locks, unlock_month
from unionapp.sentences import sentence_for
from unionapp.vietnamese.dates import month_label

_COLUMNS = (
    Column("month", "Tháng", 18),
    Column("state", "Sổ", 14),
    Column("by", "Người khóa", 24),
    Column("at", "Lúc", 18),
)
_YEARS = 5


class LocksPart(QWidget):
    """The months of a year and their locks."""

    yearBox: QComboBox
    noticeColumn: QVBoxLayout
    table: DataTable
    monthLabel: QLabel
    stateLabel: QLabel
    lockButton: QPushButton
    reasonLabel: QLabel
    reasonEdit: TextField
    unlockButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("organisation/locks", self)
        self._desk = desk
        self._locks: dict[str, LockedMonth] = {}
        self._month: int | None = None
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        this_year = desk.office.today.year
        for year in range(this_year, this_year - _YEARS, -1):
            self.yearBox.addItem(str(year), year)
        self._list = ShortList(self.table, _COLUMNS, "locks", desk.preferences)
        self.yearBox.currentIndexChanged.connect(self.refresh)
        self.table.pointed.connect(self._point)
        self.lockButton.clicked.connect(self.lock)
        self.unlockButton.clicked.connect(self.unlock)
        self.reasonEdit.line.returnPressed.connect(self.unlock)
        self.refresh()
        self._list.point_to(int(desk.period.last[5:]))

    def refresh(self) -> None:
        """Read the locks again."""
        self._locks = {lock.month: lock for lock in list_locks(self._desk.office)}
        self._list.show({number: self._row(number) for number in range(1, 13)})
        self._point(self._month)

    def show_month(self, month: str) -> None:
        """Go to a month of any year, to the reason if it is to be opened."""
        year, number = month[:4], int(month[5:])
        if self.yearBox.findText(year) < 0:
            self.yearBox.addItem(year, int(year))
        self.yearBox.setCurrentText(year)
        self.refresh()
        self._list.point_to(number)
        (self.reasonEdit if month in self._locks else self.table).setFocus()

    def lock(self) -> None:
        """Lock the month that is chosen."""
        with explaining(self.banner):
            close_month(self._desk.office, self._chosen())
            self._desk.tell(f"Đã khóa sổ {month_label(self._chosen())}.")
            self.refresh()

    def unlock(self) -> None:
        """Open the month that is chosen again."""
        self.banner.hide()
        try:
            unlock_month(self._desk.office, self._chosen(), self.reasonEdit.text())
        except Refusal as refusal:
            self.reasonEdit.show_problem(sentence_for(refusal))
            self.reasonEdit.setFocus()
            return
        self._desk.tell(f"Đã mở sổ {month_label(self._chosen())}.")
        self.reasonEdit.restore("")
        self.refresh()

    def _chosen(self) -> str:
        return f"{self.yearBox.currentText()}-{self._month or 1:02}"

    def _row(self, number: int) -> tuple[str, ...]:
        month = f"{self.yearBox.currentText()}-{number:02}"
        lock = self._locks.get(month)
        name = f"Tháng {number:02}/{month[:4]}"
        if lock is None:
            return (name, "đang mở", "", "")
        return (name, "đã khóa", lock.locked_by, local_stamp(lock.locked_at))

    def _point(self, number: int | None) -> None:
        self._month = number
        lock = self._locks.get(self._chosen()) if number else None
        may_lock = number is not None and "lock" in self._desk.permissions
        self.lockButton.setVisible(lock is None)
        self.lockButton.setEnabled(may_lock and lock is None)
        for widget in (self.reasonLabel, self.reasonEdit, self.unlockButton):
            widget.setVisible(lock is not None)
            widget.setEnabled(may_lock)
        if number is None:
            self.monthLabel.setText("Chọn một tháng")
            self.stateLabel.setText("")
            return
        spoken = month_label(self._chosen())
        self.monthLabel.setText(f"{spoken[0].upper()}{spoken[1:]}")
        if lock is None:
            words = "Sổ đang mở. Khóa sổ rồi thì không ai ghi, sửa, xóa được gì trong tháng này."
        else:
            words = f"{lock.locked_by} đã khóa sổ lúc {local_stamp(lock.locked_at)}."
        self.stateLabel.setText(words)
