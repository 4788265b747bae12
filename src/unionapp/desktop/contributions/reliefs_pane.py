"""Every decision of relief, and taking one back with a reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSplitter

from unionapp.desktop.contributions.relief_back_panel import ReliefBackPanel
from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.over_pane import OverPane
from unionapp.desktop.side_stack import fit_beside
from unionapp.finance.contributions.reliefs import ReliefRow, list_reliefs
from unionapp.finance.contributions.words import RELIEFS
from unionapp.vietnamese.amounts import percent_text
from unionapp.vietnamese.months import month_text

_COLUMNS = (
    Column("kind", "Hình thức", 13, can_sort=False),
    Column("first", "Từ tháng", 9, can_sort=False),
    Column("last", "Đến tháng", 9, can_sort=False),
    Column("decision", "Số quyết định", 13, can_sort=False),
    Column("decided", "Ngày ký", 10, Kind.DATE, can_sort=False),
    Column("less", "Mức giảm", 9, can_sort=False),
    Column("noted", "Đã khai (tháng)", 13, Kind.COUNT, can_sort=False),
    Column("payer", "Đơn vị đóng", 24, can_sort=False),
)
_WIDTHS = (640, 300)
_NONE = "Chưa có quyết định miễn, giảm, tạm dừng đóng nào."
_HINT = "Bỏ quyết định ghi nhầm: các tháng đã khai tính lại như chưa có quyết định ấy."


class ReliefsPane(OverPane):
    """Lists them; Del takes the current one back."""

    newButton: QPushButton
    dropButton: QPushButton
    reliefsSplitter: QSplitter

    done = Signal(object)
    new_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "contributions/reliefs_pane")
        self._rows: dict[int, ReliefRow] = {}
        self._model = SheetModel(_COLUMNS)
        self._model.setParent(self)
        self.table.set_up(self._model, "reliefs", preferences=desk.preferences)
        self.panel = ReliefBackPanel(desk)
        self.reliefsSplitter.addWidget(self.panel)
        self.reliefsSplitter.setStretchFactor(0, 1)
        fit_beside(self.panel)
        self.panel.closed.connect(self._leave_panel)
        self.panel.done.connect(self._finish)
        self.newButton.clicked.connect(self.new_asked)
        self.dropButton.clicked.connect(self.take_back)
        self.table.opened.connect(self.take_back)
        drop = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        drop.setContext(Qt.ShortcutContext.WidgetShortcut)
        drop.activated.connect(self.dropButton.click)

    def start(self) -> None:
        """Show every decision."""
        self.panel.hide()
        self._rows = {row.id: row for row in list_reliefs(self.desk.office)}
        self.say("Quyết định miễn, giảm, tạm dừng đóng", _HINT if self._rows else _NONE)
        self._model.put({row.id: _cells(row) for row in self._rows.values()})
        self.table.setCurrentIndex(self._model.index(0, 0))
        may_write = "write" in self.desk.permissions
        self.newButton.setEnabled(may_write)
        self.dropButton.setEnabled(bool(self._rows) and may_write)
        (self.table if self._rows else self.newButton).setFocus()

    def take_back(self, _row_id: object = None) -> None:
        """Ask why the current decision is taken back."""
        row = self._rows.get(self.table.current_id() or 0)
        if row is not None and "write" in self.desk.permissions:
            self.panel.show()
            self.reliefsSplitter.setSizes([*_WIDTHS])
            self.panel.show_relief(row)

    def _leave_panel(self) -> None:
        self.panel.hide()
        self.table.setFocus()

    def _finish(self, result: object) -> None:
        self.start()
        self.done.emit(result)


def _cells(row: ReliefRow) -> Row:
    return (
        RELIEFS[row.kind],
        month_text(row.first_month),
        month_text(row.last_month),
        row.decision_no,
        row.decided_on,
        percent_text(row.reduced_by) if row.reduced_by else "",
        row.months,
        row.payer,
    )
