"""The page of activities: the register, one activity beside it, and the form over it."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from unionapp.activities.details import show_detail
from unionapp.activities.kinds import find_kind
from unionapp.activities.lists import show_activity
from unionapp.activities.records import cancel_activity
from unionapp.activities.rows import ActivityRow
from unionapp.desktop.activities.activity_form import ActivityForm
from unionapp.desktop.activities.activity_list import STATES, ActivityList
from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.fields import TextField
from unionapp.desktop.notices import explaining
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.subject_page import SubjectPage
from unionapp.errors import Refusal
from unionapp.sentences import problem_sentence
from unionapp.vietnamese.amounts import dong, group_digits, percent
from unionapp.vietnamese.dates import table_date


class CallOffPanel(SidePanel):
    """Calls the activity that is shown off."""

    reasonEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "activities/call_off_panel")
        self._row: ActivityRow | None = None

    def show_activity(self, row: ActivityRow) -> None:
        """Begin with an empty reason."""
        self._row = row
        self.begin(f"Hủy hoạt động: {row.title}")
        self.reasonEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on an activity only
        done = cancel_activity(self.desk.office, self._row.id, self.reasonEdit.value() or "")
        return f"Đã hủy «{done.title}»", done


class ActivitiesPage(SubjectPage):
    """Finds, shows, adds, changes and calls off activities."""

    def __init__(self, desk: Desk) -> None:
        self.list = ActivityList(desk)
        super().__init__(self.list)
        self.desk = desk
        self.form = ActivityForm(desk)
        self.sheet = FactSheet("Chọn một hoạt động trong sổ để xem.")
        self.call_off_panel = CallOffPanel(desk)
        self.side = QStackedWidget()
        self._shown: ActivityRow | None = None
        self._arrange()
        deeds: dict[str, Callable[[], object]] = {
            "add": self.add,
            "edit": self.change,
            "call_off": self.call_off,
            "search": self.list.filterEdit.setFocus,
            "refresh": self.refresh,
        }
        self.actions_ = Actions(
            self.list, deeds, key_set=desk.key_set, permissions=desk.permissions
        )
        self.sheet.add_deed(self.actions_["edit"])
        self.sheet.add_deed(self.actions_["call_off"])

    def add(self) -> None:
        """Type a new activity, or go on with the one that was being typed."""
        self.lay(self.form)
        self.form.begin()

    def change(self, activity_id: int | None = None) -> None:
        """Change the activity of an id, or the current one."""
        chosen = activity_id or self.list.table.current_id()
        if not chosen:
            return
        with explaining(self.list.banner):
            row = show_activity(self.desk.office, chosen)
            if row.status == "cancelled":
                raise Refusal("activity.cancelled", title=row.title)
            self.form.begin_change(chosen)
            self.lay(self.form)
            self.form.entry.fields.focus_first()

    def call_off(self) -> None:
        """Call the current activity off, with a reason."""
        if self._shown is not None:
            self.side.setCurrentWidget(self.call_off_panel)
            self.call_off_panel.show_activity(self._shown)

    def show_stored(self, activity_id: int) -> None:
        """Read the register again, with the cursor on what was just stored."""
        self.list.refresh()
        if not self.list.point_to(activity_id):
            self.list.filters.set_conditions({"spanBox": "all"})
            self.list.point_to(activity_id)

    def show_current(self) -> None:
        """Show the activity the list points to."""
        activity_id = self.list.table.current_id()
        self._shown = None
        if activity_id is not None:
            with explaining(self.list.banner):
                self._shown = show_activity(self.desk.office, activity_id)
        row = self._shown
        is_over = row is not None and row.status == "cancelled"
        self.actions_.allow(
            has_selection=row is not None, refused={"edit", "call_off"} if is_over else ()
        )
        if row is None:
            self.sheet.clear()
        else:
            under = f"{row.kind_name} · {STATES.get(row.status, row.status)}"
            self.sheet.show_facts(row.title, under, sections_of(row))

    def go_to(self, place: object) -> None:
        """Show an activity by id, or what was left unfinished (`draft`, `add`)."""
        if isinstance(place, str):
            self.add()
        elif isinstance(place, int):
            self.show_listing()
            self.show_stored(place)

    @override
    def keep_state(self) -> None:
        super().keep_state()
        self.form.keep_state()

    @override
    def refresh(self) -> None:
        super().refresh()
        self.show_current()

    def _arrange(self) -> None:
        self.side.addWidget(self.sheet)
        self.side.addWidget(self.call_off_panel)
        self.list.set_detail(self.side)
        self.list.splitter.setSizes([720, 340])
        self.list.set_primary("add", self.add, key_set=self.desk.key_set)
        self.list.set_empty(
            "Chưa ghi hoạt động nào trong năm.", "Thêm hoạt động đầu tiên", self.add
        )
        self.list.pointed.connect(self._point)
        self.list.opened.connect(self.change)
        self.form.closed.connect(self.show_listing)
        self.form.stored.connect(self.show_stored)
        self.call_off_panel.closed.connect(self._leave_side)
        self.call_off_panel.done.connect(self._called_off)

    def _point(self, _activity_id: object) -> None:
        self._leave_side()
        self.show_current()

    def _leave_side(self) -> None:
        if self.side.currentWidget() is not self.sheet:
            self.side.setCurrentWidget(self.sheet)
            self.list.table.setFocus()

    def _called_off(self, _row: object) -> None:
        self._leave_side()
        self.refresh()


def sections_of(row: ActivityRow) -> Iterator[Section]:
    """What the sheet shows of an activity."""
    kind = find_kind(row.kind)
    rate = percent(row.attended or 0, row.invited) if row.invited else ""
    yield Section(
        "Hoạt động",
        (
            (kind.day_label, table_date(row.held_on)),
            (kind.end_label, table_date(row.ended_on)),
            ("Địa điểm", row.place),
            ("Người mời", _count(row.invited)),
            ("Người dự", _count(row.attended)),
            ("Tỷ lệ dự", rate),
            ("Trong đó nữ", _count(row.attended_female)),
            ("Người hưởng", _count(row.beneficiaries)),
            ("Kinh phí", dong(row.amount) if row.amount else ""),
            ("Kết quả", row.result),
            ("Ghi chú", row.note),
            ("Lý do hủy", row.cancel_reason or ""),
        ),
    )
    known = [field for field in kind.fields if field.name in row.details]
    own = [(field.label, show_detail(field, row.details[field.name])) for field in known]
    yield Section("Riêng của loại này", own)
    yield Section("Căn cứ", (("", kind.legal_basis),))
    yield Section("Cần xem", [("", problem_sentence(one)) for one in row.warnings])


def _count(number: int | None) -> str:
    return "" if number is None else group_digits(number)
