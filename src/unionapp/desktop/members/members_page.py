"""The page of members: the list, one member beside it, and the form over it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QStackedWidget
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet
from unionapp.desktop.members.event_panel import EventPanel
from unionapp.desktop.members.member_form import MemberForm
from unionapp.desktop.members.member_list import MemberList
from unionapp.desktop.members.member_sheet import sections_of, under_title
from unionapp.desktop.members.salary_panel import SalaryPanel
from unionapp.desktop.notices import explaining
from unionapp.desktop.subject_page import SubjectPage
from unionapp.membership.members import MemberDetail, show_member
from unionapp.membership.privacy import reveal_field

if TYPE_CHECKING:
    from unionapp.desktop.members.import_pane import ImportPane

LOOK_MS = 60


class MembersPage(SubjectPage):
    """Finds, shows, adds and changes members, and takes in whole rosters."""

    def __init__(self, desk: Desk) -> None:
        self.list = MemberList(desk)
        super().__init__(self.list)
        self.desk = desk
        self.form = MemberForm(desk)
        self.sheet = FactSheet("Chọn một đoàn viên trong danh sách để xem hồ sơ.")
        self.event_panel, self.salary_panel = EventPanel(desk), SalaryPanel(desk)
        self.side = QStackedWidget()
        self._shown: MemberDetail | None = None
        self._imports: ImportPane | None = None
        self._arrange()
        self.actions_ = self._make_actions()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_MS)
        self._later.timeout.connect(self.show_current)
        self.list.pointed.connect(self._point)
        self.list.opened.connect(self.change)
        self.list.table.summed.connect(self._tell_sum)
        self.form.closed.connect(self.show_listing)
        self.form.stored.connect(self.show_stored)
        self.desk.period_changed.connect(self._leave_side)

    def add(self) -> None:
        """Type a new member, or go on with the one that was being typed."""
        self.lay(self.form)
        self.form.begin()

    def change(self, member_id: int | None = None) -> None:
        """Change the member of an id, or the current one."""
        chosen = member_id or self.list.table.current_id()
        if chosen:
            with explaining(self.list.banner):
                self.form.begin_change(chosen)
                self.lay(self.form)
                self.form.entry.fields.focus_first()

    def take_in(self) -> None:
        """Open the pages that take in a roster."""
        if self._imports is None:
            from unionapp.desktop.members.import_pane import (  # noqa: PLC0415 - readers are heavy
                ImportPane,
            )

            self._imports = ImportPane(self.desk)
            self._imports.closed.connect(self.show_listing)
            self._imports.imported.connect(self.list.refresh)
        self.lay(self._imports)
        self._imports.begin()

    def record_event(self) -> None:
        """Write down what happened to the current member."""
        self._open_side(self.event_panel)

    def change_salary(self) -> None:
        """Set the pay of the current member."""
        self._open_side(self.salary_panel)

    def show_number(self) -> None:
        """Show the whole identity number of the current member; the journal keeps who looked."""
        if self._shown is not None:
            with explaining(self.list.banner):
                number = reveal_field(self.desk.office, self._shown.id, "id_number")
                self._fill_sheet(self._shown, number)

    def export(self) -> None:
        """Print the list of members, on paper or as a sheet."""
        self.desk.open("reports", "member-list")

    def show_stored(self, member_id: int) -> None:
        """Read the list again, with the cursor on what was just stored."""
        self.list.refresh()
        self.list.point_to(member_id)

    def show_current(self) -> None:
        """Show the member the list points to."""
        self._later.stop()
        member_id = self.list.table.current_id()
        self.actions_.allow(has_selection=member_id is not None)
        if member_id is None:
            self._shown = None
            self.sheet.clear()
            return
        with explaining(self.list.banner):
            self._shown = show_member(self.desk.office, member_id)
            self._fill_sheet(self._shown)

    def go_to(self, place: object) -> None:
        """Show a member by id, `add`, `import`, or what was left unfinished (`draft`)."""
        if place in {"add", "draft"}:
            self.add()
        elif place == "import":
            self.take_in()
        elif isinstance(place, int):
            self.show_listing()
            if not self.list.point_to(place):
                self.list.filters.set_conditions({"statusBox": "all"})
                self.list.point_to(place)

    @override
    def keep_state(self) -> None:
        super().keep_state()
        self.form.keep_state()

    @override
    def refresh(self) -> None:
        super().refresh()
        self.show_current()

    def _arrange(self) -> None:
        for panel in (self.sheet, self.event_panel, self.salary_panel):
            self.side.addWidget(panel)
        self.list.set_detail(self.side)
        self.list.splitter.setSizes([720, 340])
        self.event_panel.closed.connect(self._leave_side)
        self.salary_panel.closed.connect(self._leave_side)
        self.event_panel.done.connect(self._show_done)
        self.salary_panel.done.connect(self._show_done)
        self.list.set_primary("add", self.add, key_set=self.desk.key_set)
        self.list.set_empty(
            "Chưa có đoàn viên nào. Nhanh nhất là nhập từ bảng Excel đang có.",
            "Nhập từ Excel",
            self.take_in,
        )
        for words, deed in (("Nhập từ Excel", self.take_in), ("Xuất danh sách", self.export)):
            button = QPushButton(words)
            button.clicked.connect(deed)
            self.list.add_action_button(button)

    def _make_actions(self) -> Actions:
        deeds = {
            "add": self.add,
            "edit": self.change,
            "event": self.record_event,
            "salary": self.change_salary,
            "reveal": self.show_number,
            "search": self.list.filterEdit.setFocus,
            "refresh": self.refresh,
        }
        actions = Actions(
            self.list, deeds, key_set=self.desk.key_set, permissions=self.desk.permissions
        )
        for name in ("edit", "event", "salary", "reveal"):
            self.sheet.add_deed(actions[name])
        return actions

    def _point(self, _member_id: object) -> None:
        self._leave_side()
        self._later.start()

    def _fill_sheet(self, detail: MemberDetail, number: str | None = None) -> None:
        sections = sections_of(detail, number)
        self.sheet.show_facts(detail.draft.full_name, under_title(detail), sections)

    def _open_side(self, panel: EventPanel | SalaryPanel) -> None:
        self.show_current()
        if self._shown is not None:
            self.side.setCurrentWidget(panel)
            panel.show_member(self._shown)

    def _leave_side(self, *_: object) -> None:
        if self.side.currentWidget() is not self.sheet:
            self.side.setCurrentWidget(self.sheet)
            self.list.table.setFocus()

    def _show_done(self, _result: object) -> None:
        self._leave_side()
        self.refresh()

    def _tell_sum(self, summed: object) -> None:
        sentence = getattr(summed, "sentence", str)()
        if sentence:
            self.desk.tell(sentence)
