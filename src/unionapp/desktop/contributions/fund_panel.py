"""The insured wage fund of a month; what is due follows from the law of that month."""

from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid
from typing_extensions import override

from unionapp.desktop.contributions.year_rows import doubts_of
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import CountField, MoneyField, TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.contributions.book import ContributionRow
from unionapp.finance.contributions.declarations import (
    FundLine,
    preview_funds,
    record_contribution,
)
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import month_text, next_month


class FundPanel(PlacedPanel):
    """Records the fund of a month, then of the next one."""

    payerEdit: TextField
    workersEdit: CountField
    fundEdit: MoneyField
    dueLabel: QLabel

    recorded = Signal(object)
    places = MappingProxyType(
        {
            "contribution.negative": "workersEdit",
            "money.too_large": "fundEdit",
            "period.locked": "fundEdit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "contributions/fund_panel")
        self._month = ""
        self.entry.save_and_new_asked.disconnect(self.do)
        self.entry.save_and_new_asked.connect(self.do_and_go_on)
        self.payerEdit.set_placeholder("để trống là chính doanh nghiệp, cơ quan")
        for field in (self.workersEdit, self.fundEdit):
            field.left.connect(self._work_out)

    def show_month(self, month: str, row: ContributionRow | None) -> None:
        """Begin with what is known of a month."""
        self._month = month
        self.begin(f"Quỹ lương đóng kinh phí tháng {month_text(month)}")
        self.dueLabel.clear()
        if row is not None:
            self._fill(row)
        self.workersEdit.setFocus()
        self.workersEdit.line.selectAll()

    def do_and_go_on(self) -> None:
        """Record it and begin the next month with the same figures."""
        self.explain(self._record_and_go_on)

    @override
    def act(self) -> tuple[str, object]:
        row = self._record()
        return f"Tháng {month_text(row.month)} phải đóng {dong(row.due)}", row

    def _record(self) -> ContributionRow:
        self.need("workersEdit", "fundEdit")
        return record_contribution(
            self.desk.office,
            self._month,
            workers=self.workersEdit.value() or 0,
            fund=self.fundEdit.value() or 0,
            payer=self.payerEdit.text(),
        )

    def _record_and_go_on(self) -> None:
        row = self._record()
        self.recorded.emit(row)
        self.show_month(next_month(row.month), row)
        self.dueLabel.setText(f"Tháng {month_text(row.month)} phải đóng {dong(row.due)}")

    def _work_out(self) -> None:
        """Say what the figures would come to, and what asks for a second look."""
        if not isValid(self.dueLabel):  # a window that is taken down leaves its fields, too
            return
        workers, fund = self.workersEdit.value(), self.fundEdit.value()
        if workers is None or fund is None:
            return
        line = FundLine(self._month, workers, fund)
        (change,) = preview_funds(self.desk.office, (line,), self.payerEdit.text())
        if change.problem is None:
            due = f"Phải đóng {dong(change.due)}"
            self.dueLabel.setText("\n".join((due, *doubts_of(change))))

    def _fill(self, row: ContributionRow) -> None:
        self.payerEdit.set_value(row.payer)
        self.workersEdit.set_value(row.workers)
        self.fundEdit.set_value(row.fund)
        if row.month == self._month:
            self.dueLabel.setText(f"Đang khai: phải đóng {dong(row.due)}")
