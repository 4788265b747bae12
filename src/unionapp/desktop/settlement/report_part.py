"""The settlement of a year or of a part of it (B07): beside its estimate, proved, handed in."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from unionapp.desktop.commands import keys_of
from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import explaining
from unionapp.desktop.settlement.approval_panel import ApprovalPanel
from unionapp.desktop.settlement.estimate_part import BOLD
from unionapp.desktop.settlement.figures import figure_words
from unionapp.desktop.settlement.opening_panel import OpeningPanel
from unionapp.desktop.settlement.part import Explain, Print, YearPart
from unionapp.desktop.settlement.remarks_panel import RemarksPanel
from unionapp.desktop.settlement.take_back_panel import TakeBackPanel
from unionapp.desktop.settlement.versions_panel import VersionsPanel
from unionapp.finance.forms import SETTLEMENT_FORM
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.year.handing_in import hand_in_settlement
from unionapp.finance.year.proof import ProofLine, Reconciliation
from unionapp.finance.year.settlement import (
    STATES,
    SettlementForm,
    SettlementLine,
    show_settlement_of,
)
from unionapp.finance.year.versions import (
    SettlementVersion,
    list_settlement_versions,
    show_settlement_version,
)
from unionapp.reports.finance.year_form import printed_numbers
from unionapp.vietnamese.amounts import dong, percent
from unionapp.vietnamese.periods import Period

_COLUMNS = (
    Column("tt", "TT", 5, can_sort=False),
    Column("label", "Nội dung", 34, can_sort=False),
    Column("code", "Mã", 8, can_sort=False),
    Column("budget", "Dự toán", 12, Kind.MONEY, can_sort=False, write=figure_words),
    Column("reported", "Quyết toán", 12, Kind.MONEY, can_sort=False, write=figure_words),
    Column("share", "So dự toán", 10, Kind.COUNT, can_sort=False, write=str),
    Column("assigned", "Được giao", 12, Kind.MONEY, can_sort=False, write=figure_words),
    Column("approved", "Duyệt", 12, Kind.MONEY, can_sort=False, write=figure_words),
)


class ReportPart(YearPart):
    """Shows the form and what is done with it; Enter shows the vouchers behind a figure.

    A version handed in earlier is shown in its place until the versions are closed.
    """

    stated = Signal()
    paper_wanted = Signal(object)

    openingButton: QPushButton
    versionsButton: QPushButton
    remarksButton: QPushButton
    whyButton: QPushButton
    approveButton: QPushButton
    previewButton: QPushButton
    handInButton: QPushButton
    splitter: QSplitter
    table: DataTable
    proofLabel: QLabel

    def __init__(self, desk: Desk, print_report: Print, explain: Explain) -> None:
        super().__init__(desk, "settlement/report")
        self._part = ""
        self._print, self._explain = print_report, explain
        self._form: SettlementForm | None = None
        self._shown: SettlementVersion | None = None
        self._before: tuple[SettlementVersion, ...] = ()
        self._model = SheetModel(_COLUMNS)
        self._model.setParent(self)
        self.table.set_up(self._model, "settlement", preferences=desk.preferences)
        self.table.opened.connect(self._open_row)
        self.opening_panel, self.approval_panel = OpeningPanel(desk), ApprovalPanel(desk)
        self.take_back_panel, self.remarks_panel = TakeBackPanel(desk), RemarksPanel(desk)
        self.versions = VersionsPanel(desk)
        self.versions.closed.connect(self._leave_versions)
        self.versions.opened.connect(self.show_version)
        self.side = QStackedWidget()
        self.side.addWidget(self.versions)
        for panel in (
            self.opening_panel,
            self.approval_panel,
            self.take_back_panel,
            self.remarks_panel,
        ):
            self.side.addWidget(panel)
            panel.closed.connect(self._close_side)
            panel.done.connect(self._done)
        self.side.hide()
        self.splitter.addWidget(self.side)
        self.splitter.setSizes([480, 600])
        self.openingButton.clicked.connect(self.state_opening)
        self.approveButton.clicked.connect(self.approve)
        self.previewButton.clicked.connect(self.preview)
        self.handInButton.clicked.connect(self.hand_in)
        self.whyButton.clicked.connect(self.why)
        self.versionsButton.clicked.connect(self.show_versions)
        self.remarksButton.clicked.connect(self.write_remarks)
        QShortcut(QKeySequence(keys_of("why", desk.key_set)[0]), self).activated.connect(self.why)
        QShortcut(QKeySequence("F7"), self).activated.connect(self.preview)

    @property
    @override
    def period(self) -> Period:
        """The year, or the half or quarter of it that is shown."""
        return Period.parse(f"{self.year}{self._part}")

    def show_part(self, year: int, part: str) -> None:
        """Show a year, or with "-H1" or "-Q2" a part of it."""
        self._part = part
        self.show_year(year)

    def refresh(self) -> None:
        """Read the settlement again."""
        with explaining(self.banner):
            self._shown = None
            self._show(show_settlement_of(self.desk.office, self.period))

    def state_words(self) -> str:
        """How the settlement stands, or which earlier version is shown."""
        if self._part:
            return f"{self.period.label}: xem và in; chỉ nộp quyết toán cả năm"
        if self._shown is not None:
            return f"đang xem lần nộp {self._shown.version}, {STATES[self._shown.status]}"
        if self._form is None or not self._form.version:
            last = self._before[-1] if self._before else None
            return f"lần nộp {last.version} đã rút về" if last is not None else STATES["open"]
        return f"lần nộp {self._form.version}, {STATES[self._form.status]}"

    def show_version(self, version: SettlementVersion) -> None:
        """Show a version as it was handed in, whether it stands or not."""
        with explaining(self.banner):
            form = show_settlement_version(self.desk.office, version.id)
            self._shown = version
            self._show(form)

    def hand_in(self) -> None:
        """Freeze the figures as the next version; what was handed in is taken back first."""
        if self._form is not None and self._form.status == "submitted":
            self._lay(self.take_back_panel)
            self.take_back_panel.show_year(self.year)
            return
        with explaining(self.banner):
            form = hand_in_settlement(self.desk.office, self.year)
            self._show(form)
            self.desk.tell(f"Đã nộp quyết toán năm {self.year}, lần {form.version}")

    def approve(self) -> None:
        """Enter what the level above approved."""
        if self._form is not None:
            self._lay(self.approval_panel)
            self.approval_panel.show_form(self._form)

    def state_opening(self) -> None:
        """State what the year begins with."""
        if self._form is not None:
            payable = list_obligations(self.desk.office, self.year).opening
            self._lay(self.opening_panel)
            self.opening_panel.show_year(self.year, self._form.amount("opening"), payable)

    def show_versions(self) -> None:
        """Show what was handed in when, and what each version changed."""
        self._lay(self.versions)
        self.versions.show_year(self.year)

    def write_remarks(self) -> None:
        """Write part C of the form: why money rose or fell, what the fund is used for."""
        self._lay(self.remarks_panel)
        self.remarks_panel.show_period(self.period)

    def preview(self) -> None:
        """Look at the settlement, or the version that is shown, as it prints."""
        if self._shown is not None:
            self.paper_wanted.emit(self._shown)
        else:
            self._print("settlement", self.period)

    def point_to(self, row_id: str) -> None:
        """Go to a row of the form."""
        rows = self._form.rows if self._form is not None else ()
        for at, row in enumerate(rows):
            if row.id == row_id:
                self.table.setCurrentIndex(self._model.index(at, 4))
        self.table.setFocus()

    def _show(self, form: SettlementForm) -> None:
        self._form = form
        rows = dict(enumerate(form.rows, start=1))
        bold = [at for at, row in rows.items() if row.style in BOLD]
        amounts = [(row, (row.budget, row.reported, row.approved)) for row in form.rows]
        numbers = printed_numbers(amounts)
        cells = {at: _cells(row, numbers.get(row.id, "")) for at, row in rows.items()}
        self._model.put(cells, bold)
        self.proofLabel.setText(_proof(form.reconciliation))
        self._before = list_settlement_versions(self.desk.office, self.year)
        self._allow(form)
        self.stated.emit()

    def _allow(self, form: SettlementForm) -> None:
        """Offer what can be done with the form; an earlier version is only looked at."""
        is_now = self._shown is None
        may_post = "post" in self.desk.permissions and not self._part and is_now
        self.handInButton.setEnabled(may_post and form.status != "approved")
        words = "Rút về để sửa" if form.status == "submitted" else "Nộp quyết toán"
        self.handInButton.setText(words)
        self.approveButton.setEnabled(may_post and form.status == "submitted")
        self.versionsButton.setEnabled(bool(self._before) and not self._part)
        self.whyButton.setEnabled(is_now)
        may_write = "write" in self.desk.permissions and not self._part
        self.openingButton.setEnabled(may_write and is_now)
        self.remarksButton.setEnabled("write" in self.desk.permissions and is_now)

    def why(self) -> None:
        """Show what stands behind the current figure."""
        if (at := self.table.current_id()) is not None:
            self._open_row(at)

    def _open_row(self, at: int) -> None:
        row = self._form.rows[at - 1] if self._form is not None else None
        if row is not None and row.style != "heading" and self._shown is None:
            self._explain(SETTLEMENT_FORM, self.period, row.id)

    def _lay(self, panel: QWidget) -> None:
        self.side.setCurrentWidget(panel)
        self.side.show()

    def _leave_versions(self) -> None:
        self._close_side()
        if self._shown is not None:
            self.refresh()

    def _close_side(self) -> None:
        self.side.hide()
        self.table.setFocus()

    def _done(self, _result: object) -> None:
        self._close_side()
        self.refresh()


def _cells(row: SettlementLine, number: str) -> Row:
    if row.style == "heading":
        return (number, row.label, row.code, None, None, "", None, None)
    share = percent(row.reported, row.budget, 1) if row.budget else ""
    figures = (row.budget, row.reported, share, row.assigned, row.approved)
    return (number, row.label, row.code, *figures)


def _proof(proof: Reconciliation) -> str:
    held, owned = _sum(proof.held_lines, proof.held), _sum(proof.owned_lines, proof.owned)
    words = f"CHÊNH {_amount(proof.difference)}" if proof.difference else "khớp"
    return f"Đối chiếu số dư: {held}; {owned}: {words}"


def _sum(lines: Iterable[ProofLine], total: int) -> str:
    named = " + ".join(f"{line.short} {_amount(line.amount)}" for line in lines)
    return f"{named} = {_amount(total)}"


def _amount(amount: int) -> str:
    # less than nothing stands in brackets, as in the table above
    return f"({dong(-amount)})" if amount < 0 else dong(amount)
