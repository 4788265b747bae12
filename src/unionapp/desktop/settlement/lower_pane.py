"""The settlement of one lower unit: entered as it came on paper, checked, and approved."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from unionapp.desktop.commands import Actions, say_keys
from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Edit, Row
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import explaining
from unionapp.desktop.settlement.estimate_part import BOLD
from unionapp.desktop.settlement.lower_findings import LowerFindings
from unionapp.desktop.table_pane import TablePane
from unionapp.errors import Refusal
from unionapp.finance.forms import SETTLEMENT_FORM, Form, add_up, form_on, is_typed
from unionapp.finance.group.lower_settlements import (
    LowerSettlement,
    approve_lower_settlement,
    enter_lower_settlement,
    show_lower_settlement,
)
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.year.approving import Approval
from unionapp.finance.year.basics import LABELS, BasicFigures
from unionapp.organisation.officers import ROLES
from unionapp.sentences import sentence, sentence_for
from unionapp.vietnamese.amounts import dong

_COLUMNS = (
    Column("label", "Nội dung", 40, can_sort=False),
    Column("code", "Mã", 9, can_sort=False),
    Column("reported", "Đơn vị báo", 14, Kind.MONEY, is_editable=True, can_sort=False),
    Column("approved", "Duyệt", 14, Kind.MONEY, is_editable=True, can_sort=False),
    Column("reason", "Lý do duyệt khác", 30, is_editable=True, can_sort=False),
)
_BASICS = {name: f"A. {label}" for name, label in LABELS.items()}
_BEFORE = "Còn phải nộp cấp trên đầu kỳ (mã 60 của kỳ trước)"
_WHAT_TO_DO = {
    "none": "Chưa có quyết toán: gõ cột «Đơn vị báo» theo bản giấy rồi Cất",
    "submitted": "Chờ duyệt: chỉ gõ cột «Duyệt» và lý do ở dòng duyệt khác",
    "approved": "Đã duyệt; số này mở năm sau.",
}
_IN_A_PART = _WHAT_TO_DO | {
    "submitted": "Số trong năm để đối chiếu; chỉ quyết toán năm mới duyệt."
}

_DEEDS = {
    "save": "Cất số đơn vị báo",
    "approve": "Duyệt quyết toán",
    "preview": "Xem in thông báo duyệt",
}
_SIGNED = "Số trong gói đơn vị đã ký, không gõ đè"
_ONLY_A_YEAR = "Chỉ quyết toán cả năm mới duyệt; quý và nửa năm chỉ để đối chiếu."
_NO_NOTICE = "Thông báo duyệt in được sau khi duyệt quyết toán."


class LowerPane(TablePane):
    """Takes in and approves one settlement."""

    done = Signal(object)
    notice_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._code, self._span = "", SettlementSpan(desk.period.end.year)
        self._found: LowerSettlement | None = None
        self._reported: dict[str, int] = {}
        self._approved: dict[str, int] = {}
        self._reasons: dict[str, str] = {}
        self._ids: tuple[str, ...] = ()
        self._model = SheetModel(_COLUMNS, change=self._change)
        self._model.setParent(self)
        self.table.set_up(self._model, "lower_settlement", preferences=desk.preferences)
        self.table.refused.connect(self._refuse)
        self.table.unreadable.connect(lambda words: self.banner.say(words, "warning"))
        self.findings = LowerFindings(desk, self.table)
        self.findings.said.connect(self.sumLabel.setText)
        self.noticeColumn.addWidget(self.findings)
        self._dress()

    def _dress(self) -> None:
        keys = self.desk.key_set
        words = say_keys("Duyệt quyết toán", "approve", keys)
        self.noticeButton = self.add_deed("Xem in thông báo (F7)", self.preview)
        self.saveButton = self.add_deed("Cất số đơn vị báo (Ctrl+S)", self.save)
        self.approveButton = self.add_deed(words, self.approve, is_primary=True)
        deeds = {"save": self.save, "approve": self.approve, "preview": self.preview}
        deeds["next_problem"] = self.findings.go_on
        self.deeds = Actions(self, deeds, key_set=keys, permissions=self.desk.permissions)
        self.deeds.allow(has_selection=True)
        for name, said in _DEEDS.items():
            self.deeds[name].setText(said)
            self.deeds[name].setStatusTip(said)

    def show_unit(self, code: str, year: int, part: str = "") -> None:
        """Show the settlement of a unit as it stands, of a year or of its half (H1)."""
        self._code, self._span = code, SettlementSpan(year, part)
        with explaining(self.banner):
            found = show_lower_settlement(self.desk.office, code, year, part=part)
            self._approved, self._reasons = {}, {}
            self._show(found)

    def save(self) -> None:
        """Enter what the unit reports; what was typed beside it to be approved stays typed."""
        if not self._finish_cell():
            return
        basics = BasicFigures(**{name: self._reported.get(name, 0) for name in _BASICS})
        typed = {row.id for row in self._form().rows if is_typed(row)}
        rows = {row: amount for row, amount in self._reported.items() if row in typed}
        rows |= self._stated_before()
        with explaining(self.banner):
            year, part = self._span.year, self._span.part
            found = enter_lower_settlement(
                self.desk.office, self._code, year, rows, basics, part=part
            )
            self._show(found)
            self.desk.tell(f"Đã cất quyết toán {self._span.period.label} của {found.name}")
            self.done.emit(found)

    def _stated_before(self) -> dict[str, int]:
        """What was owed before, if the paper says another figure than the span before."""
        stated, found = self._reported.get(PAYABLE_BEFORE, 0), self._found
        is_known = found is not None and PAYABLE_BEFORE not in found.rows
        if is_known and found is not None and stated == found.owed_before:
            return {}
        return {PAYABLE_BEFORE: stated}

    def approve(self) -> None:
        """Fill the approved column; what was not typed is approved as reported."""
        if not self._finish_cell():
            return
        if refused := self._why_not():
            self.banner.say(refused, "warning")
            return
        approvals = {
            row: Approval(amount, self._reasons.get(row, ""))
            for row, amount in self._approved.items()
        }
        with explaining(self.banner):
            found = approve_lower_settlement(
                self.desk.office, self._code, self._span.year, approvals
            )
            self._show(found)
            closing = dong(found.approved.get("closing", 0))
            self.desk.tell(f"Đã duyệt quyết toán của {found.name}, tích lũy cuối kỳ {closing}")
            self.done.emit(found)

    def preview(self) -> None:
        """Look at the notice of what was approved, as it prints."""
        if self._found is not None and self._found.approved:
            self.notice_wanted.emit(self._found)
        else:
            self.banner.say(_NO_NOTICE, "warning")

    def _finish_cell(self) -> bool:
        """Take what a cell that is still open says; whether it could be taken."""
        line = QApplication.focusWidget()
        if not isinstance(line, QLineEdit) or not self.table.isAncestorOf(line):
            return True
        self.banner.hide()
        enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(line, enter)
        return self.banner.isHidden()

    def _why_not(self) -> str:
        """Why nothing can be approved here; nothing where it can."""
        if not self.may("post"):
            return sentence(
                "settlement.approver_needed", role=ROLES[self.desk.office.officer.role]
            )
        return _ONLY_A_YEAR if self._span.part else ""

    def _show(self, found: LowerSettlement) -> None:
        self._found = found
        before = {PAYABLE_BEFORE: found.owed_before}
        self._reported = {**found.rows, **before, **asdict(found.basics)}
        if found.status == "approved":
            self._approved, self._reasons = dict(found.approved), dict(found.reasons)
        rows = self._form().rows
        self._ids = (*_BASICS, *(row.id for row in rows), PAYABLE_BEFORE)
        bold = [at for at, row in enumerate(rows, start=len(_BASICS) + 1) if row.style in BOLD]
        self._model.put(dict(enumerate(self._cells(), start=1)), bold)
        source = f" ({found.source})" if found.source else ""
        self.say(f"Quyết toán {self._span.period.label}: {found.name}{source}", self._hint(found))
        self._allow(found)
        self.findings.show_findings(found.findings, self._ids)
        count = len(found.findings)
        self.sumLabel.setText(f"{count} điểm cần xem (F8 đến từng chỗ)" if count else "")
        self.table.setCurrentIndex(self._model.index(0, 2))
        self.table.setFocus()

    def _hint(self, found: LowerSettlement) -> str:
        hints = _IN_A_PART if self._span.part else _WHAT_TO_DO
        refused = self._why_not() if found.status == "submitted" and not self._span.part else ""
        return refused or hints[found.status]

    def _allow(self, found: LowerSettlement) -> None:
        is_typed_here = found.package_number is None and found.status != "approved"
        self.saveButton.setEnabled(is_typed_here and self.may("write"))
        self.saveButton.setToolTip("" if found.package_number is None else _SIGNED)
        self.approveButton.setEnabled(found.status == "submitted" and not self._why_not())
        self.approveButton.setToolTip(self._why_not())
        self.noticeButton.setVisible(found.status == "approved")

    def _form(self) -> Form:
        return form_on(SETTLEMENT_FORM, self._span.period.end)

    def _cells(self) -> Iterator[Row]:
        sums, approved = add_up(self._form(), self._reported), self._approved_cells()
        for name, label in _BASICS.items():
            yield (label, "", self._reported.get(name, 0), None, "")
        for row in self._form().rows:
            amount = sums.get(row.id) if row.sum else self._reported.get(row.id, 0)
            shown = None if row.style == "heading" else amount
            reason = self._reasons.get(row.id, "")
            yield (row.label, row.code, shown, approved.get(row.id), reason)
        yield (_BEFORE, "", self._reported.get(PAYABLE_BEFORE, 0), None, "")

    def _approved_cells(self) -> dict[str, int]:
        """What was typed to be approved, and the sums it leads to before it is."""
        if not self._approved:
            return {}
        counting = add_up(self._form(), self._reported | self._approved)
        sums = {row.id: counting[row.id] for row in self._form().rows if row.sum}
        return self._approved | sums

    def _change(self, edits: Sequence[Edit]) -> None:
        kinds = {row.id: row for row in self._form().rows}
        for edit in edits:
            row_id = self._ids[edit.row_id - 1]
            row = kinds.get(row_id)
            if row is not None and not is_typed(row):
                raise Refusal("form.row_computed", row=row.label)
            self._require_open(edit.column)
            self._take(edit, row_id)
        self._model.put_again(dict(enumerate(self._cells(), start=1)))

    def _require_open(self, column: str) -> None:
        found = self._found
        if found is None:
            return
        if found.status == "approved":
            raise Refusal("settlement.approved", year=found.year)
        if column == "reported" and found.package_number is not None:
            raise Refusal("settlement.from_package", number=found.package_number)

    def _take(self, edit: Edit, row_id: str) -> None:
        if edit.column == "reported":
            self._reported[row_id] = edit.new or 0
        elif edit.column == "reason":
            self._reasons[row_id] = edit.new or ""
        elif row_id not in _BASICS and row_id != PAYABLE_BEFORE:
            self._approved[row_id] = edit.new or 0

    def _refuse(self, refusal: Refusal) -> None:
        self.banner.say(sentence_for(refusal), "warning")
