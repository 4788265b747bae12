"""Closing a month: what is unfinished, each line leading to its place, and the lock."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.commands import without_argument
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields.box_entries import fill_box, month_entries
from unionapp.desktop.finding_doors import MONEY, door_of
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import Column, DataTable
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.stamps import local_stamp
from unionapp.finance.findings import Finding
from unionapp.finance.month_closing import check_lock, close_month
from unionapp.organisation.locks import list_locks
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.periods import Period, whole_year

_COLUMNS = (
    Column("code", "Quy tắc", 12, can_sort=False),
    Column("words", "Việc cần xem", 80, can_sort=False),
    Column("place", "Chỗ sửa", 18, can_sort=False),
)


class ClosingPart(QWidget):
    """The check list of a month and its lock."""

    monthBox: QComboBox
    stateLabel: QLabel
    unlockButton: QPushButton
    goButton: QPushButton
    lockButton: QPushButton
    noticeColumn: QVBoxLayout
    headLabel: QLabel
    table: DataTable

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("books/closing", self)
        self._desk = desk
        self._findings: tuple[Finding, ...] = ()
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self._model = SheetModel(_COLUMNS)
        self._model.setParent(self)
        self.table.set_up(self._model, "closing", preferences=desk.preferences)
        self.setFocusProxy(self.monthBox)
        self.table.opened.connect(self.go)
        self.monthBox.currentIndexChanged.connect(self._choose)
        self.goButton.clicked.connect(without_argument(self.go))
        self.lockButton.clicked.connect(self.lock)
        self.unlockButton.clicked.connect(lambda: desk.open("organisation", f"locks:{self.month}"))

    @property
    def month(self) -> str:
        """The month that is chosen."""
        return str(self.monthBox.currentData())

    def refresh(self) -> None:
        """Offer the months of the year, one of the working period first, and check it again."""
        period = self._desk.period
        kept = self.monthBox.currentData()
        wanted = kept if kept in period.months() else f"{self._desk.working_day:%Y-%m}"
        months = whole_year(period.end.year).months()
        fill_box(self.monthBox, month_entries(months), wanted)
        self.show_month()

    def _choose(self) -> None:
        # the head of the page names the working period: it must not name another month
        if self.month in self._desk.period.months():
            self.show_month()
        else:
            self._desk.lead_into(Period(self.month, self.month))

    def show_month(self) -> None:
        """Check the month that is chosen."""
        with explaining(self.banner):
            locks = {lock.month: lock for lock in list_locks(self._desk.office)}
            lock = locks.get(self.month)
            self._findings = check_lock(self._desk.office, self.month)
            self._model.put({at: _row(one) for at, one in enumerate(self._findings)})
            self.table.setVisible(bool(self._findings))
            self.headLabel.setText(_head(self._findings, self.month, is_locked=lock is not None))
            self.goButton.setVisible(bool(self._findings))
            had_cursor = self.lockButton.hasFocus()
            may_lock = "lock" in self._desk.permissions
            self.lockButton.setVisible(lock is None)
            self.lockButton.setEnabled(may_lock)
            self.unlockButton.setVisible(lock is not None)
            if had_cursor and lock is not None:
                self.unlockButton.setFocus()
            state = "Sổ đang mở."
            if lock is not None:
                state = f"{lock.locked_by} đã khóa sổ lúc {local_stamp(lock.locked_at)}."
            self.stateLabel.setText(state)

    def go(self, row_id: int | None = None) -> None:
        """Open the place where the current line is put right."""
        at = row_id if row_id is not None else self.table.current_id() or 0
        if 0 <= at < len(self._findings):
            door = door_of(self._findings[at]) or MONEY
            self._desk.lead_into(Period(self.month, self.month))
            self._desk.open(door.page, door.place)

    def lock(self) -> None:
        """Lock the month; nobody writes, changes or deletes in it from then on."""
        month = self.month
        with explaining(self.banner):
            close_month(self._desk.office, month)
            self.show_month()
            self._desk.tell(f"Đã khóa sổ {month_label(month)}")


def _row(finding: Finding) -> tuple[str, str, str]:
    return (finding.code.partition(".")[0], finding.words, (door_of(finding) or MONEY).words)


def _head(findings: Sequence[Finding], month: str, *, is_locked: bool) -> str:
    spoken, count = month_label(month), len(findings)
    named = f"{spoken[0].upper()}{spoken[1:]}"
    if is_locked:
        return f"{named} đã khóa sổ" + (f", còn {count} việc để xem lại." if count else ".")
    if not count:
        return f"{named}: không còn việc gì phải xem trước khi khóa sổ."
    stopping = sum(finding.is_error for finding in findings)
    how = f"{stopping} việc phải xong mới khóa được" if stopping else "không bắt buộc"
    return f"Còn {count} việc cần xem trước khi khóa {spoken} ({how}, Enter đến chỗ sửa)"
