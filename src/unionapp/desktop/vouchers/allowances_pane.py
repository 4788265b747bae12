"""Allowances of part-time officers: who gets how much for the working period, and the payment."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import explaining
from unionapp.desktop.over_pane import OverPane
from unionapp.desktop.vouchers.coefficient_panel import CoefficientPanel, coefficient_words
from unionapp.finance.vouchers.allowances import (
    AllowanceRow,
    AllowanceTable,
    PostAllowance,
    draft_allowances,
    list_allowances,
    list_coefficients,
)
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.paid_allowances import PaidAllowance, list_paid_allowances
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.periods import Period

_PEOPLE = (
    Column("name", "Họ và tên", 26, can_sort=False),
    Column("post", "Chức vụ", 26, can_sort=False),
    Column("coefficient", "Hệ số", 8, Kind.COUNT, can_sort=False, adds_up=False, write=str),
    Column("monthly", "Mức tháng", 13, Kind.MONEY, can_sort=False),
    Column("months", "Số tháng", 9, Kind.COUNT, can_sort=False),
    Column("amount", "Thành tiền", 14, Kind.MONEY, can_sort=False),
)
_POSTS = (
    Column("post", "Chức vụ", 30, can_sort=False),
    Column("coefficient", "Hệ số", 8, Kind.COUNT, can_sort=False, adds_up=False, write=str),
    Column("since", "Từ ngày", 11, Kind.DATE, can_sort=False),
    Column("decision", "Căn cứ", 34, can_sort=False),
)
_NOBODY = (
    "Chưa có ai được tính phụ cấp: khai chức vụ ở trang Cán bộ (kiêm nhiệm, chưa thôi), "
    "rồi ghi hệ số của chức vụ ở bảng dưới."
)


class AllowancesPane(OverPane):
    """The payment table of the working period, and the coefficients it comes from."""

    previewButton: QPushButton
    draftButton: QPushButton
    sumLabel: QLabel
    postsSplitter: QSplitter
    postsTable: DataTable

    done = Signal(object)

    def __init__(self, desk: Desk, print_report: Callable[[str, Period], None]) -> None:
        super().__init__(desk, "vouchers/allowances_pane")
        self._print = print_report
        self._posts: dict[int, PostAllowance] = {}
        self._people, self._list = SheetModel(_PEOPLE), SheetModel(_POSTS)
        for model, table, name in (
            (self._people, self.table, "allowances"),
            (self._list, self.postsTable, "coefficients"),
        ):
            model.setParent(self)
            table.set_up(model, name, preferences=desk.preferences)
        self.panel = CoefficientPanel(desk)
        self.postsSplitter.addWidget(self.panel)
        self.panel.hide()
        self.panel.closed.connect(self._leave_panel)
        self.panel.done.connect(self._recorded)
        self.postsTable.opened.connect(self.enter_coefficient)
        self.draftButton.clicked.connect(self.draft)
        self.previewButton.clicked.connect(self.preview)
        QShortcut(QKeySequence("F7"), self).activated.connect(self.preview)

    def start(self) -> None:
        """Work the period out."""
        period = self.desk.period
        with explaining(self.banner):
            table = list_allowances(self.desk.office, period)
            paid = list_paid_allowances(self.desk.office, period)
            self.say(f"Phụ cấp cán bộ công đoàn {period.label}", _hint(table))
            self._people.put({at: _cells(row) for at, row in enumerate(table.rows, start=1)})
            self.sumLabel.setText(_sum(table, paid))
            is_unpaid = not any(one.period for one in paid)
            may_write = "write" in self.desk.permissions
            self.draftButton.setEnabled(bool(table.rows) and is_unpaid and may_write)
            self.previewButton.setEnabled(bool(table.rows))
            self._show_posts()
            (self.table if table.rows else self.postsTable).setFocus()

    def enter_coefficient(self, at: int) -> None:
        """Enter or change the coefficient of a post."""
        if "write" in self.desk.permissions:
            self.panel.show()
            self.panel.show_post(self._posts[at])

    def draft(self) -> None:
        """Draft the payment with the list its recipients sign; it can be taken back."""
        office, period = self.desk.office, self.desk.period
        with explaining(self.banner):
            row = draft_allowances(office, period, self.desk.working_day)
            sentence = (
                f"Đã lập phiếu chi phụ cấp {period.label}, {dong(row.amount)}, kèm danh sách"
            )
            self.desk.undo_list.add(sentence, lambda: delete_draft(office, row.id))
            self.desk.tell(sentence)
            self.done.emit(row)

    def preview(self) -> None:
        """Look at the payment table as it prints."""
        if self.previewButton.isEnabled():
            self._print("allowances", self.desk.period)

    def _show_posts(self) -> None:
        rows = list_coefficients(self.desk.office, self.desk.period.end)
        self._posts = dict(enumerate(rows, start=1))
        self._list.put({at: _post(row) for at, row in self._posts.items()})

    def _leave_panel(self) -> None:
        self.panel.hide()
        self.postsTable.setFocus()

    def _recorded(self, _value: object) -> None:
        self.panel.hide()
        self.start()


def _cells(row: AllowanceRow) -> Row:
    coefficient = coefficient_words(row.coefficient)
    return (row.full_name, row.post, coefficient, row.monthly, row.months, row.amount)


def _post(row: PostAllowance) -> Row:
    words = "" if row.coefficient is None else coefficient_words(row.coefficient)
    return (row.name, words, row.valid_from, row.decision)


def _sum(table: AllowanceTable, paid: Sequence[PaidAllowance]) -> str:
    """What the period comes to, and what of it is written or paid already."""
    if not table.rows:
        return ""
    told = [f"{one.words}, {dong(one.amount)}" for one in paid]
    written = f"\nĐã lập phiếu: {'; '.join(told)}." if told else ""
    if any(one.period for one in paid):
        written += " Hãy chọn kỳ làm việc chưa chi để lập phiếu."
    return f"{dong(table.total)} – {table.in_words}{written}"


def _hint(table: AllowanceTable) -> str:
    missing = f"Chức vụ chưa có hệ số: {', '.join(table.missing)}." if table.missing else ""
    if not table.rows:
        return missing or _NOBODY
    rule = "Hệ số nhân lương cơ sở từng tháng; người nhiều chức vụ hưởng mức cao nhất."
    return f"{rule} {missing}".strip()
