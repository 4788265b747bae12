"""The estimate of a year (B14): typed into the form itself, beside the year before."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from unionapp.desktop.commands import keys_of
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import CountField
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.grids.paged import Edit, Row
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import explaining
from unionapp.desktop.settlement.figures import figure_words
from unionapp.desktop.settlement.part import Explain, Print, YearPart
from unionapp.desktop.settlement.plan_panel import PlanPanel
from unionapp.errors import Refusal
from unionapp.finance.forms import form_on, is_typed
from unionapp.finance.year.budget import (
    FORM,
    Estimate,
    EstimateRow,
    approve_estimate,
    expect_figures,
    propose_estimate,
    set_estimate,
    show_estimate,
)
from unionapp.organisation.office import Office
from unionapp.reports.finance.year_form import printed_numbers
from unionapp.sentences import sentence_for

_COLUMNS = (
    Column("tt", "TT", 5, can_sort=False),
    Column("label", "Nội dung", 40, can_sort=False),
    Column("code", "Mã", 8, can_sort=False),
    Column(
        "expected",
        "Ước năm trước",
        13,
        Kind.MONEY,
        is_editable=True,
        can_sort=False,
        write=figure_words,
    ),
    Column(
        "amount", "Dự toán", 12, Kind.MONEY, is_editable=True, can_sort=False, write=figure_words
    ),
    Column(
        "approved",
        "Được giao",
        12,
        Kind.MONEY,
        is_editable=True,
        can_sort=False,
        write=figure_words,
    ),
)
_AMOUNT = 4
PANEL_WIDTH = 360
BOLD = ("part", "heading", "sum")


class EstimatePart(YearPart):
    """Edits the estimate row by row; what is computed says so when it is typed into."""

    hintLabel: QLabel
    percentEdit: CountField
    proposeButton: QPushButton
    planButton: QPushButton
    previewButton: QPushButton
    tableRow: QHBoxLayout
    table: DataTable

    def __init__(self, desk: Desk, print_report: Print, explain: Explain) -> None:
        super().__init__(desk, "settlement/estimate")
        self._print, self._explain = print_report, explain
        self._rows: dict[int, EstimateRow] = {}
        may_write = "write" in desk.permissions
        self._model = SheetModel(_COLUMNS, change=self._change if may_write else None)
        self._model.setParent(self)
        self.table.set_up(
            self._model, "estimate", preferences=desk.preferences, undo_list=desk.undo_list
        )
        self.table.refused.connect(self._refuse)
        self.table.unreadable.connect(lambda words: self.banner.say(words, "warning"))
        self.percentEdit.set_value(5)
        self.percentEdit.setFixedWidth(8 * self.fontMetrics().averageCharWidth() + 24)
        self.proposeButton.setEnabled(may_write)
        self.proposeButton.clicked.connect(self.propose)
        self.plan_panel = PlanPanel(desk)
        self.plan_panel.setFixedWidth(PANEL_WIDTH)
        self.plan_panel.hide()
        self.tableRow.addWidget(self.plan_panel)
        self.plan_panel.closed.connect(self._leave_plan)
        self.plan_panel.done.connect(self._planned)
        self.planButton.setEnabled(may_write)
        self.planButton.clicked.connect(self.plan)
        self.previewButton.clicked.connect(self.preview)
        QShortcut(QKeySequence("F7"), self).activated.connect(self.preview)
        QShortcut(QKeySequence(keys_of("why", desk.key_set)[0]), self).activated.connect(self.why)

    def refresh(self) -> None:
        """Read the estimate again."""
        with explaining(self.banner):
            self._show(show_estimate(self.desk.office, self.year))

    def propose(self) -> None:
        """Take last year's figures and a percentage on top; it can be taken back."""
        office, year = self.desk.office, self.year
        typed = {row.id for row in form_on(FORM, self.period.start).rows if is_typed(row)}
        back = {row.id: row.amount for row in self._rows.values() if row.id in typed}
        with explaining(self.banner):
            self._show(propose_estimate(office, year, Decimal(self.percentEdit.value() or 0)))
            words = f"Đã lấy số năm {year - 1} thêm {self.percentEdit.value() or 0}%"
            self.desk.undo_list.add(words, lambda: self._show(set_estimate(office, year, back)))

    def plan(self) -> None:
        """Type the people and wage funds of section A."""
        with explaining(self.banner):
            self.plan_panel.show()
            self.plan_panel.show_year(self.year)

    def why(self) -> None:
        """Show what stands behind the year before in the current row."""
        row = self._rows.get(self.table.current_id() or 0)
        if row is not None and row.style != "heading":
            self._explain(FORM, self.period, row.id)

    def preview(self) -> None:
        """Look at the estimate as it prints."""
        self._print("estimate", self.period)

    def point_to(self, row_id: str) -> None:
        """Go to a row of the form."""
        for at, row in self._rows.items():
            if row.id == row_id:
                self.table.setCurrentIndex(self._model.index(self._model.row_of(at) or 0, _AMOUNT))
        self.table.setFocus()

    def _show(self, estimate: Estimate) -> None:
        is_same = len(self._rows) == len(estimate.rows) and self._model.rowCount() > 0
        self._rows = dict(enumerate(estimate.rows, start=1))
        amounts = [(row, (row.last_year, row.amount, row.approved)) for row in estimate.rows]
        numbers = printed_numbers(amounts)
        rows = {at: _cells(row, numbers.get(row.id, "")) for at, row in self._rows.items()}
        if is_same:
            self._model.put_again(rows)
        else:
            typed = {row.id for row in form_on(FORM, self.period.start).rows if is_typed(row)}
            computed = [at for at, row in self._rows.items() if row.id not in typed]
            bold = [at for at, row in self._rows.items() if row.style in BOLD]
            self._model.put(rows, {*bold, *computed}, computed)

    def _planned(self, estimate: Estimate) -> None:
        self._show(estimate)
        self._leave_plan()

    def _leave_plan(self) -> None:
        self.plan_panel.hide()
        self.table.setFocus()

    def _change(self, edits: Sequence[Edit]) -> None:
        for column, deed in _DEEDS.items():
            amounts = {
                self._rows[edit.row_id].id: edit.new for edit in edits if edit.column == column
            }
            if amounts:
                self._show(deed(self.desk.office, self.year, amounts))
        self.banner.hide()

    def _refuse(self, refusal: Refusal) -> None:
        self.banner.say(sentence_for(refusal), "warning")


def _set(office: Office, year: int, amounts: Mapping[str, int | None]) -> Estimate:
    return set_estimate(office, year, {row: amount or 0 for row, amount in amounts.items()})


# What is typed into a column; emptied, a figure of the year before is again what the books say.
_DEEDS: dict[str, Callable[[Office, int, Mapping[str, int | None]], Estimate]] = {
    "expected": expect_figures,
    "amount": _set,
    "approved": approve_estimate,
}


def _cells(row: EstimateRow, number: str) -> Row:
    if row.style == "heading":
        return (number, row.label, row.code, None, None, None)
    return (number, row.label, row.code, row.last_year, row.amount, row.approved)
