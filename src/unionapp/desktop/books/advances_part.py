"""Advances: who holds how much for what, until when, and how it was accounted for."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton
from typing_extensions import override

from unionapp.desktop.books.advance_panel import AdvancePanel
from unionapp.desktop.books.clear_panel import ClearPanel
from unionapp.desktop.commands import Actions, without_argument
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_stack import SideStack
from unionapp.errors import Refusal
from unionapp.finance.vouchers.advances import AdvanceRow, list_advances
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

_COLUMNS = (
    Column("person", "Người nhận", 16),
    Column("purpose", "Nội dung", 28),
    Column("given", "Đã ứng", 11, Kind.MONEY),
    Column("left", "Còn lại", 11, Kind.MONEY),
    Column("by", "Hạn", 10, Kind.DATE),
    Column("state", "Tình trạng", 13),
    Column("spent", "Đã chi", 11, Kind.MONEY),
    Column("returned", "Nộp lại", 11, Kind.MONEY),
    Column("on", "Ngày ứng", 11, Kind.DATE),
)
_STATES = {
    "open": "chưa thanh toán",
    "overdue": "quá hạn",
    "waiting": "chờ ghi sổ",
    "cleared": "đã xong",
}
PAPERS = MappingProxyType(
    {"advance-request": "Giấy đề nghị tạm ứng", "advance": "Giấy thanh toán tạm ứng"}
)


class AdvancesPart(ShortPage):
    """Gives advances and clears them; `paper_wanted` names a kind of paper and the advance."""

    paper_wanted = Signal(str, object)

    def __init__(self, desk: Desk, print_report: Callable[[str, Period], None]) -> None:
        super().__init__(desk, "advances", "Tạm ứng", _COLUMNS, noun="khoản tạm ứng")
        self._print = print_report
        self._advances: dict[int, AdvanceRow] = {}
        self.state_box = self.add_box(
            "stateBox", "Tình trạng", [("Mọi khoản", ""), *((w, w) for w in _STATES.values())]
        )
        self.sheet = FactSheet("Chọn một khoản tạm ứng để xem.")
        self.give_panel, self.clear_panel = AdvancePanel(desk), ClearPanel(desk)
        self.side = SideStack(self, self.sheet, [self.give_panel, self.clear_panel])
        self.side.done.connect(self._show_done)
        self.pointed.connect(self._show)
        self.opened.connect(self.clear)
        self.settleButton = QPushButton("Thanh toán (Enter)")
        self.papersButton = QPushButton("Xem in (F7)")
        self.paperActions = self._offer_papers()
        self.actions_ = Actions(
            self,
            {
                "add": self.add,
                "edit": self.clear,
                "preview": self.preview,
                "search": self.filterEdit.setFocus,
            },
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self._dress()

    def add(self) -> None:
        """Hand out an advance."""
        self.side.open_panel(self.give_panel)
        self.give_panel.start()

    def clear(self, _row_id: int | None = None) -> None:
        """Account for the current advance."""
        row = self._advances.get(self.table.current_id() or 0)
        if row is None or "write" not in self.desk.permissions:
            return
        if row.outstanding <= 0:
            code = "advance.waiting" if row.is_waiting else "advance.cleared"
            self.banner.say(sentence_for(Refusal(code)), "info")
            return
        self.side.open_panel(self.clear_panel)
        self.clear_panel.show_advance(row)

    def show_advance(self, advance_id: int) -> None:
        """Point to one advance, whatever state the list is narrowed to."""
        self.state_box.setCurrentIndex(0)
        self.refresh()
        self.point_to(advance_id)
        self._show(advance_id)
        self.table.setFocus()

    def preview(self) -> None:
        """Look at the book of advances as it prints."""
        self._print("advances-book", self.desk.period)

    def print_paper(self, kind: str) -> None:
        """Ask for a paper of the current advance."""
        if (row := self._advances.get(self.table.current_id() or 0)) is not None:
            self.paper_wanted.emit(kind, row)

    @override
    def read_rows(self) -> Mapping[int, Row]:
        self._advances = {row.id: row for row in list_advances(self.desk.office)}
        wanted = self.state_box.currentData()
        return {
            row.id: (
                row.person,
                row.purpose,
                row.given,
                row.outstanding,
                row.clear_by,
                _STATES[_state(row)],
                row.spent,
                row.returned,
                row.advanced_on,
            )
            for row in self._advances.values()
            if not wanted or _STATES[_state(row)] == wanted
        }

    def _dress(self) -> None:
        self.settleButton.clicked.connect(without_argument(self.clear))
        self.settleButton.setEnabled(False)
        self.add_action_button(self.settleButton)
        self.add_action_button(self.papersButton)
        self.set_primary("add", self.add, key_set=self.desk.key_set)
        self.primaryButton.setText("Tạm ứng (Ctrl+N)")
        self.primaryButton.setEnabled("write" in self.desk.permissions)
        self.set_empty("Chưa có khoản tạm ứng nào.", "Tạm ứng", self.add)
        self.filterRow.addWidget(self.live_in_tab())
        self.splitter.setSizes([690, 390])

    def _offer_papers(self) -> tuple[QAction, ...]:
        menu = QMenu(self)
        menu.addAction("Sổ theo dõi tạm ứng (F7)").triggered.connect(
            without_argument(self.preview)
        )
        actions = tuple(menu.addAction(title) for title in PAPERS.values())
        for action, kind in zip(actions, PAPERS, strict=True):
            action.triggered.connect(without_argument(partial(self.print_paper, kind)))
            action.setEnabled(False)
        self.papersButton.setMenu(menu)
        return actions

    def _show(self, row_id: int | None) -> None:
        row = self._advances.get(row_id or 0)
        self.actions_.allow(has_selection=row is not None)
        may_clear = row is not None and "write" in self.desk.permissions
        self.settleButton.setEnabled(may_clear)
        for action in self.paperActions:
            action.setEnabled(row is not None)
        if row is None:
            self.sheet.clear()
            return
        facts = (
            ("Nội dung", row.purpose),
            ("Đã ứng", dong(row.given)),
            ("Đã chi", dong(row.spent)),
            ("Đã nộp lại", dong(row.returned)),
            ("Còn lại", dong(row.outstanding)),
            ("Ngày ứng", table_date(row.advanced_on)),
            ("Hạn thanh toán", table_date(row.clear_by)),
        )
        self.sheet.show_facts(row.person, _STATES[_state(row)], (Section("Tạm ứng", facts),))

    def _show_done(self, row: AdvanceRow) -> None:
        self.refresh()
        self.point_to(row.id)
        self._show(row.id)


def _state(row: AdvanceRow) -> str:
    if row.outstanding <= 0:
        return "waiting" if row.is_waiting else "cleared"
    return "overdue" if row.is_overdue else "open"
