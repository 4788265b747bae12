"""The counts of the till in a year, each with its difference and what became of it."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from unionapp.desktop.books.count_panel import CountPanel
from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.notices import explaining
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_stack import SideStack
from unionapp.finance.books.cash_counts import (
    CountRow,
    difference_words,
    list_cash_counts,
)
from unionapp.finance.books.drafts_from_differences import draft_count_difference
from unionapp.vietnamese.amounts import dong, group_digits
from unionapp.vietnamese.dates import table_date

_COLUMNS = (
    Column("on", "Ngày", 11, Kind.DATE),
    Column("booked", "Theo sổ", 12, Kind.MONEY),
    Column("counted", "Đếm được", 12, Kind.MONEY),
    Column("difference", "Chênh", 10, Kind.MONEY),
    Column("state", "Tình trạng", 20),
)


class CountsPart(ShortPage):
    """Lists counts, makes new ones, prints the minutes of one."""

    def __init__(self, desk: Desk, print_count: Callable[[CountRow], None]) -> None:
        super().__init__(desk, "cash_counts", "Kiểm kê quỹ", _COLUMNS, noun="lần kiểm kê")
        self._print = print_count
        self._counts: dict[int, CountRow] = {}
        self.sheet = FactSheet("Chọn một lần kiểm kê để xem từng mệnh giá.")
        self.panel = CountPanel(desk)
        self.side = SideStack(self, self.sheet, [self.panel])
        self.side.done.connect(self._counted)
        self.pointed.connect(self._show)
        self.actions_ = Actions(
            self,
            {"add": self.add, "preview": self.preview, "search": self.filterEdit.setFocus},
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self.settleButton = QPushButton("Lập phiếu xử lý")
        self.settleButton.setEnabled(False)
        self.settleButton.clicked.connect(lambda: self.settle(self.table.current_id() or 0))
        self.add_action_button(self.settleButton)
        self.previewButton = QPushButton("Xem in biên bản (F7)")
        self.previewButton.setEnabled(False)
        self.previewButton.clicked.connect(self.preview)
        self.add_action_button(self.previewButton)
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.primaryButton.setText("Kiểm kê (Ctrl+N)")
        self.primaryButton.setEnabled("write" in desk.permissions)
        self.set_empty("Năm này chưa kiểm kê quỹ lần nào.", "Kiểm kê quỹ", self.add)
        self.filterRow.addWidget(self.live_in_tab())
        self.splitter.setSizes([700, 350])

    def add(self) -> None:
        """Count the till."""
        self.side.open_panel(self.panel)
        self.panel.start()

    def settle(self, count_id: int) -> None:
        """Draft the voucher of a count's difference, and open it."""
        with explaining(self.banner):
            row = draft_count_difference(self.desk.office, count_id)
            self.desk.tell(f"Đã lập bản nháp {dong(row.amount)}. Điền người nộp, nhận rồi ghi sổ")
            self.desk.open("vouchers", row.id)

    def show_count(self, count_id: int) -> None:
        """Point to one count."""
        self.refresh()
        self.point_to(count_id)
        self._show(count_id)
        self.table.setFocus()

    def preview(self) -> None:
        """Look at the minutes of the chosen count; without one, say so."""
        row = self._counts.get(self.table.current_id() or 0)
        if row is None:
            self.banner.say("Chọn một lần kiểm kê để xem biên bản.", "warning")
            return
        self._print(row)

    @override
    def read_rows(self) -> Mapping[int, Row]:
        counts = list_cash_counts(self.desk.office, self.desk.period.end.year)
        self._counts = {row.id: row for row in counts}
        return {
            row.id: (row.on, row.booked, row.counted, row.difference, _state(row))
            for row in counts
        }

    def _show(self, row_id: int | None) -> None:
        row = self._counts.get(row_id or 0)
        self.previewButton.setEnabled(row is not None)
        may_settle = row is not None and _is_open(row) and "write" in self.desk.permissions
        self.settleButton.setEnabled(may_settle)
        if row is None:
            self.sheet.clear()
            return
        notes = [
            (f"{group_digits(note)} × {pieces}", dong(note * pieces))
            for note, pieces in sorted(row.pieces.items(), reverse=True)
            if pieces
        ]
        facts = (
            ("Theo sổ", dong(row.booked)),
            *((("Sổ nay", dong(row.booked_now)),) if row.is_stale else ()),
            ("Chênh", difference_words(row.difference)),
            ("Bằng chữ", row.in_words),
            ("Nguyên nhân", row.reason),
            ("Người kiểm kê", ", ".join(row.board)),
        )
        told = [("", finding.words) for finding in row.findings]
        sections = (
            Section("Kết quả", facts),
            Section("Mệnh giá", notes),
            Section("Cần xem", told),
        )
        self.sheet.show_facts(dong(row.counted), f"Kiểm kê ngày {table_date(row.on)}", sections)

    def _counted(self, row: CountRow) -> None:
        self.refresh()
        self.point_to(row.id)
        if _is_open(row):
            words = "Lập phiếu thu" if row.difference > 0 else "Lập phiếu chi"
            self.banner.say(
                row.findings[0].words, "warning", answer=words, deed=lambda: self.settle(row.id)
            )


def _is_open(row: CountRow) -> bool:
    """Whether a difference still waits for its voucher; a stale count is taken again first."""
    return bool(row.findings) and not row.is_stale


def _state(row: CountRow) -> str:
    if row.is_stale:
        return "sổ đã đổi, kiểm kê lại"
    if not row.difference:
        return "khớp sổ"
    return "chờ xử lý chênh lệch" if row.findings else "đã xử lý"
