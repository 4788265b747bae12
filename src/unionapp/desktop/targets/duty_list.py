"""The duties of the year: what falls due when, what was done, and a file for any calendar."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.fields import DateField, TextField
from unionapp.desktop.file_choice import ask_file
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.look.lights import LightModel, done_words, due_words
from unionapp.desktop.notices import explaining
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import SideStack
from unionapp.errors import Invalid, Problem
from unionapp.indicators.duties import Duty, list_duties
from unionapp.indicators.duty_records import DutyRow, calendar_text, list_duties_due, mark_done
from unionapp.paper.destination import write_safely
from unionapp.vietnamese.dates import table_date

COLUMNS = (
    Column("due_on", "Hạn", 11, Kind.DATE),
    Column("state", "Tình trạng", 24),
    Column("name", "Việc", 50),
)
SOON_DAYS = 30


class DutyPanel(SidePanel):
    """On which day a duty was done."""

    doneOnEdit: DateField
    noteEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "targets/duty_panel")
        self._row: DutyRow | None = None

    def show_duty(self, row: DutyRow) -> None:
        """Ask for the day."""
        self._row = row
        self.begin(row.name, f"Hạn {table_date(row.due_on)}")
        self.doneOnEdit.set_value(self.desk.office.today)
        self.doneOnEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        row, on = self._row, self.doneOnEdit.value()
        if row is None or on is None:
            raise Invalid((Problem("field.needed", field="done_on"),))
        done = mark_done(
            self.desk.office, row.code, row.due_on, on, note=self.noteEdit.value() or ""
        )
        return f"Đã ghi xong «{done.name}» ngày {table_date(on)}.", done


class DutyList(ShortPage):
    """The list of duties of the working year."""

    concerns = frozenset({"duty_done"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, "duties", "Nhiệm vụ, thời hạn", COLUMNS, noun="việc", model=LightModel
        )
        self._duties: dict[int, DutyRow] = {}
        self.openBox = self.add_box(
            "openBox", "Tình trạng", [("Mọi việc", None), ("Chưa xong", "open"), ("Xong", "done")]
        )
        self.sheet = FactSheet("Chọn một việc để xem căn cứ và ghi ngày làm xong.")
        self.panel = DutyPanel(desk)
        self.side = SideStack(self, self.sheet, [self.panel])
        self.actions_ = Actions(
            self,
            {"mark_done": self.mark, "refresh": self.refresh, "search": self.filterEdit.setFocus},
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self.sheet.add_deed(self.actions_["mark_done"])
        button = QPushButton("Lưu lịch (.ics)")
        button.setToolTip("Đưa các hạn của năm vào Google Calendar, Outlook hay điện thoại")
        button.clicked.connect(self._ask_file)
        self.add_action_button(button)
        self.pointed.connect(self._show_duty)
        self.opened.connect(self.mark)
        self.side.done.connect(lambda _done: self.refresh())
        desk.period_changed.connect(self.refresh)
        self.set_empty("Không có nhiệm vụ nào theo lịch cho cấp của đơn vị trong năm này.")

    @property
    def year(self) -> int:
        """The year of the working period."""
        return self.desk.working_day.year

    def mark(self, *_: object) -> None:
        """Note that the current duty was done."""
        row = self._current()
        if row is not None and self.actions_["mark_done"].isEnabled():
            self.side.open_panel(self.panel)
            self.panel.show_duty(row)

    def save_calendar(self, file: Path) -> None:
        """Write the duties of the year to a file that calendars read."""
        with explaining(self.banner):
            text = calendar_text(self.desk.office, self.year).encode()
            written = write_safely(file, lambda draft: _write(draft, text))
            self.banner.say(f"Đã lưu lịch năm {self.year} vào {written}.", "success")

    @override
    def read_rows(self) -> Mapping[int, Row]:
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        self._duties = dict(enumerate(list_duties_due(self.desk.office, first, last)))
        wanted = self.openBox.currentData()
        return {
            at: (row.due_on, state_words(row, self.desk.office.today), row.name)
            for at, row in self._duties.items()
            if wanted is None or (wanted == "done") == (row.done_on is not None)
        }

    def _current(self) -> DutyRow | None:
        at = self.table.current_id()
        return None if at is None else self._duties[at]

    def _show_duty(self, *_: object) -> None:
        row = self._current()
        self.actions_.allow(has_selection=row is not None)
        if row is None:
            self.sheet.clear()
            return
        duty = next(it for it in list_duties() if it.code == row.code)
        words = state_words(row, self.desk.office.today)
        self.sheet.show_facts(row.name, words, [Section("Thời hạn", _facts(row, duty))])

    def _ask_file(self) -> None:
        file = ask_file(self, "Lưu lịch", f"nhiem-vu-{self.year}.ics", "Lịch (*.ics)")
        if file is not None:
            self.save_calendar(file)


def _write(file: Path, text: bytes) -> None:
    file.write_bytes(text)


def state_words(row: DutyRow, today: date) -> str:
    """How a duty stands, beginning with the word its sign belongs to."""
    if row.done_on is not None:
        late = ", trễ hạn" if row.is_late else ""
        return done_words(row.done_on) + late
    return due_words(row.due_on, today, SOON_DAYS)


def _facts(row: DutyRow, duty: Duty) -> tuple[tuple[str, str], ...]:
    doubt = "" if duty.confidence == "certain" else "cần kiểm tra với văn bản gốc"
    return (
        ("Hạn", table_date(row.due_on)),
        ("", "Ngày nghỉ cuối tuần thì lùi lên thứ Sáu."),
        ("Căn cứ", duty.legal_basis),
        ("Tin cậy", doubt),
    )
