"""The page of members: the list, one member beside it, and the form over it."""

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QPushButton
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.members.correction_panel import CorrectionPanel
from unionapp.desktop.members.event_panel import EventPanel
from unionapp.desktop.members.hardship_panel import HardshipPanel
from unionapp.desktop.members.member_form import MemberForm
from unionapp.desktop.members.member_list import MemberList
from unionapp.desktop.members.member_sheet import sections_of, under_title
from unionapp.desktop.members.salary_panel import SalaryPanel
from unionapp.desktop.notices import explaining
from unionapp.desktop.subject_page import RecordsPage
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.hardships import list_hardships
from unionapp.membership.members import MemberDetail, show_member
from unionapp.membership.privacy import reveal_all
from unionapp.membership.transfer import TransferSlip, load_slip, read_slip, receive_transfer

if TYPE_CHECKING:
    from unionapp.desktop.members.import_pane import ImportPane
    from unionapp.desktop.members.paper_pane import MemberPapers

MemberPanel: TypeAlias = EventPanel | SalaryPanel | HardshipPanel | CorrectionPanel


class MembersPage(RecordsPage[MemberDetail]):
    """Finds, shows, adds and changes members, and takes in whole rosters."""

    everything = MappingProxyType({"statusBox": "all"})

    def __init__(self, desk: Desk) -> None:
        self.list = MemberList(desk)
        self.event_panel, self.salary_panel = EventPanel(desk), SalaryPanel(desk)
        self.hardship_panel, self.correction_panel = HardshipPanel(desk), CorrectionPanel(desk)
        self._imports: ImportPane | None = None
        self._papers: MemberPapers | None = None
        form = MemberForm(desk)
        form.slip_scanned.connect(lambda text: self.receive(lambda: read_slip(text)))
        super().__init__(
            desk,
            self.list,
            form,
            hint="Chọn một đoàn viên trong danh sách để xem hồ sơ.",
            panels=(
                self.event_panel,
                self.salary_panel,
                self.hardship_panel,
                self.correction_panel,
            ),
        )
        self.take_actions(
            {
                "event": self.record_event,
                "salary": self.change_salary,
                "hardship": self.record_hardship,
                "correct": self.take_back,
                "reveal": self.show_number,
                "print": self.print_papers,
            },
            on_sheet=("edit", "event", "salary", "hardship", "print", "reveal", "correct"),
        )
        self._offer_lists()
        desk.period_changed.connect(self.side.close_panel)

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

    def take_slip(self) -> None:
        """Take somebody in by the file of a transfer slip."""
        name, _ = QFileDialog.getOpenFileName(
            self, "Phiếu chuyển sinh hoạt", QDir.homePath(), "Phiếu chuyển (*.txt);;Mọi tệp (*)"
        )
        if name:
            self.lay(self.form)
            self.form.begin_new()
            self.receive(lambda: load_slip(Path(name)))

    def receive(self, read: Callable[[], TransferSlip]) -> None:
        """Take in whom a slip names; what is refused is said above the form."""
        with self.form.explain():
            row = receive_transfer(self.desk.office, read())
            self.desk.tell(f"Đã nhận {row.full_name} ({row.code}) chuyển đến")
            self.form.begin_new()
            self.show_listing()
            self.show_stored(row.id)

    def record_event(self) -> None:
        """Write down what happened to the current member."""
        self._open_side(self.event_panel)

    def change_salary(self) -> None:
        """Set the pay of the current member."""
        self._open_side(self.salary_panel)

    def record_hardship(self) -> None:
        """Write down that the current member fell into need, or is out of it."""
        with explaining(self.list.banner):
            self._open_side(self.hardship_panel)

    def take_back(self) -> None:
        """Take back the last event of the current member, or the member entered by mistake."""
        self._open_side(self.correction_panel)

    def show_number(self) -> None:
        """Show what is masked of the current member; the journal keeps who looked at what."""
        detail = self.current()
        if detail is not None:
            with explaining(self.list.banner):
                self.show_record(detail, reveal_all(self.desk.office, detail.id))

    def print_papers(self) -> None:
        """Look at the papers of the current member and print them."""
        detail = self.current()
        if detail is None:
            return
        if self._papers is None:
            from unionapp.desktop.members.paper_pane import (  # noqa: PLC0415 - papers are heavy
                MemberPapers,
            )

            self._papers = MemberPapers(self.desk)
            self._papers.closed.connect(self.show_listing)
        self.lay(self._papers)
        self._papers.show_member(detail)

    def export(self) -> None:
        """Print the list of members, on paper or as a sheet."""
        self.desk.open("reports", "member-list")

    @override
    def read(self, record_id: int) -> MemberDetail:
        return show_member(self.desk.office, record_id)

    @override
    def show_record(self, record: MemberDetail, revealed: MemberDraft | None = None) -> None:
        hardships = list_hardships(self.desk.office, member_id=record.id)
        sections = sections_of(record, hardships, revealed)
        self.sheet.show_facts(record.draft.full_name, under_title(record), sections)

    @override
    def go_through(self, door: str) -> None:
        if door == "import":
            self.take_in()
        else:
            self.add()

    def _offer_lists(self) -> None:
        self.list.set_empty(
            "Chưa có đoàn viên nào. Nhanh nhất là nhập từ bảng Excel đang có.",
            "Nhập từ Excel",
            self.take_in,
        )
        for words, deed in (
            ("Nhập từ Excel", self.take_in),
            ("Nhận phiếu chuyển", self.take_slip),
            ("Xuất danh sách", self.export),
        ):
            button = QPushButton(words)
            button.clicked.connect(deed)
            self.list.add_action_button(button)

    def _open_side(self, panel: MemberPanel) -> None:
        detail = self.current()
        if detail is not None:
            self.side.open_panel(panel)
            panel.show_member(detail)
