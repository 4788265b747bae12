"""The page of activities: register and calendar, one activity beside it, the form over it."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from unionapp.activities.costs import cost_voucher
from unionapp.activities.kinds import list_kinds
from unionapp.activities.lists import show_activity
from unionapp.activities.rows import ActivityRow
from unionapp.desktop.activities.activity_facts import sections_of
from unionapp.desktop.activities.activity_form import ActivityForm
from unionapp.desktop.activities.activity_list import ActivityList, state_of
from unionapp.desktop.activities.attendance_panel import AttendancePanel
from unionapp.desktop.activities.calendar_pane import CalendarPane
from unionapp.desktop.activities.call_off_panel import CallOffPanel
from unionapp.desktop.activities.pay_panel import PayPanel
from unionapp.desktop.activities.photo_panel import PhotoPanel
from unionapp.desktop.desk import Desk
from unionapp.desktop.notices import explaining
from unionapp.desktop.subject_page import RecordsPage
from unionapp.errors import Refusal

if TYPE_CHECKING:
    from unionapp.desktop.printing.paper_pane import PaperPane

_ON_SHEET = ("edit", "attendance", "photos", "pay", "preview", "call_off")


class ActivitiesPage(RecordsPage[ActivityRow]):
    """Finds, shows, adds, changes, pays and calls off activities."""

    everything = MappingProxyType({"spanBox": "all"})
    form: ActivityForm

    def __init__(self, desk: Desk) -> None:
        self.list = ActivityList(desk)
        self.call_off_panel = CallOffPanel(desk)
        self.attendance_panel = AttendancePanel(desk)
        self.photo_panel = PhotoPanel(desk)
        self.pay_panel = PayPanel(desk)
        super().__init__(
            desk,
            self.list,
            ActivityForm(desk),
            hint="Chọn một hoạt động trong sổ để xem.",
            panels=(
                self.call_off_panel, self.attendance_panel, self.photo_panel, self.pay_panel
            ),
        )  # fmt: skip
        self.calendar = CalendarPane(desk)
        self._paper: PaperPane | None = None
        self._arrange()

    def call_off(self) -> None:
        """Call the current activity off, with a reason."""
        self._open(self.call_off_panel)

    def note_attendance(self) -> None:
        """Tick who came to the current activity."""
        self._open(self.attendance_panel)

    def show_photos(self) -> None:
        """Show the photographs of the current activity."""
        self._open(self.photo_panel)

    def pay(self) -> None:
        """Open the payment of the current activity, or make it."""
        row = self.current()
        if row is None:
            return
        with explaining(self.list.banner):
            voucher = cost_voucher(self.desk.office, row.id)
            if voucher is not None:
                self.desk.open("vouchers", voucher.id)
                return
            if "write" not in self.desk.permissions:
                return
            if not row.amount:
                raise Refusal("activity.no_cost", title=row.title)
            self._open(self.pay_panel)

    def preview(self) -> None:
        """Show the sheet of the current activity as it is printed."""
        row = self.current()
        if row is None:
            return
        if self._paper is None:
            from unionapp.desktop.printing.paper_pane import (  # noqa: PLC0415 - writers are heavy
                PaperPane,
            )

            self._paper = PaperPane(self.desk)
            self._paper.closed.connect(self.show_listing)
        with explaining(self.list.banner):
            name = f"phieu_hoat_dong_{row.id}"
            self._paper.show_record("activity", row.id, f"Phiếu hoạt động: {row.title}", name)
            self.lay(self._paper)

    def show_calendar(self) -> None:
        """Show the month of the current activity, or of the working day."""
        row = self.current()
        self.lay(self.calendar)
        self.calendar.show_day(row.held_on if row is not None else self.desk.working_day)

    @override
    def refresh(self) -> None:
        super().refresh()
        self.calendar.refresh()

    @override
    def go_through(self, door: str) -> None:
        if door == "calendar":
            self.show_calendar()
        else:
            self.add()

    @override
    def read(self, record_id: int) -> ActivityRow:
        return show_activity(self.desk.office, record_id)

    @override
    def show_record(self, record: ActivityRow) -> None:
        under = f"{record.kind_name} · {state_of(record, self.desk.office.today)}"
        self.sheet.show_facts(record.title, under, sections_of(self.desk.office, record))

    @override
    def refused(self) -> Iterable[str]:
        is_over = self.shown is not None and self.shown.status == "cancelled"
        return ("edit", "attendance", "pay", "call_off") if is_over else ()

    @override
    def require_changeable(self, record_id: int) -> None:
        row = self.read(record_id)
        if row.status == "cancelled":
            raise Refusal("activity.cancelled", title=row.title)
        if row.kind not in {kind.code for kind in list_kinds()}:
            raise Refusal("activity.kind_gone", kind=row.kind)

    def _arrange(self) -> None:
        deeds = {
            "call_off": self.call_off,
            "attendance": self.note_attendance,
            "photos": self.show_photos,
            "pay": self.pay,
            "preview": self.preview,
            "calendar": self.show_calendar,
        }
        self.take_actions(deeds, on_sheet=_ON_SHEET)
        self.list.set_empty(
            "Chưa ghi hoạt động nào trong năm.", "Thêm hoạt động đầu tiên", self.add
        )
        button = QPushButton("Lịch tháng (Ctrl+I)")
        button.setObjectName("calendarButton")
        button.clicked.connect(self.show_calendar)
        self.list.add_action_button(button)
        self.photo_panel.closed.connect(self.show_current)
        self.calendar.closed.connect(self.show_listing)
        self.calendar.opened.connect(self._leave_calendar)
        self.calendar.wanted.connect(self._add_on)

    def _open(self, panel: CallOffPanel | AttendancePanel | PhotoPanel | PayPanel) -> None:
        row = self.current()
        if row is not None:
            self.side.open_panel(panel)
            panel.show_activity(row)

    def _leave_calendar(self, activity_id: int) -> None:
        self.show_listing()
        self.show_stored(activity_id)

    def _add_on(self, day: date) -> None:
        self.add()
        self.form.heldOnEdit.set_value(day)
