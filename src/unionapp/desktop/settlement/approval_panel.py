"""The column of the level above: only rows that were approved otherwise are typed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.grids.paged import Edit, Row
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.forms import SETTLEMENT_FORM, form_on, is_typed
from unionapp.finance.year.approving import Approval, approve_settlement
from unionapp.finance.year.settlement import SettlementForm, SettlementLine
from unionapp.vietnamese.amounts import dong

_COLUMNS = (
    Column("label", "Nội dung", 20, can_sort=False),
    Column("reported", "Báo cáo", 11, Kind.MONEY, can_sort=False),
    Column("approved", "Duyệt", 11, Kind.MONEY, is_editable=True, can_sort=False),
    Column("reason", "Lý do khác", 16, is_editable=True, can_sort=False),
)


@dataclass(frozen=True, slots=True)
class _Typed:
    line: SettlementLine
    approved: int | None = None
    reason: str = ""


class ApprovalPanel(PlacedPanel):
    """Enters the approved figures; they open the next year."""

    rowsTable: DataTable

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/approval_panel")
        self._year = desk.period.end.year
        self._rows: dict[int, _Typed] = {}
        self._model = SheetModel(_COLUMNS, change=self._change)
        self._model.setParent(self)
        self.rowsTable.set_up(self._model, "approval", preferences=desk.preferences)
        self.rowsTable.unreadable.connect(lambda words: self.banner.say(words, "warning"))

    def show_form(self, form: SettlementForm) -> None:
        """Begin with everything approved as reported."""
        self._year = form.year
        self.begin(f"Số cấp trên duyệt năm {form.year}, lần nộp {form.version}")
        kinds = form_on(SETTLEMENT_FORM, date(form.year, 12, 31)).rows
        own = {row.id for row in kinds if is_typed(row)}
        typed = [row for row in form.rows if row.id in own]
        self._rows = {at: _Typed(row) for at, row in enumerate(typed, start=1)}
        self._model.put(self._cells())
        self.rowsTable.setCurrentIndex(self._model.index(0, 2))
        self.rowsTable.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        approvals = {
            row.line.id: Approval(row.approved, row.reason)
            for row in self._rows.values()
            if row.approved is not None
        }
        done = approve_settlement(self.desk.office, self._year, approvals)
        closing = next(row.approved or 0 for row in done.rows if row.id == "closing")
        return f"Quyết toán năm {self._year} đã duyệt, tích lũy chuyển sang {dong(closing)}", done

    def _cells(self) -> dict[int, Row]:
        return {
            at: (row.line.label, row.line.reported, row.approved, row.reason)
            for at, row in self._rows.items()
        }

    def _change(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            row = self._rows[edit.row_id]
            if edit.column == "approved":
                self._rows[edit.row_id] = replace(row, approved=edit.new)
            else:
                self._rows[edit.row_id] = replace(row, reason=edit.new or "")
        self._model.put_again(self._cells())
