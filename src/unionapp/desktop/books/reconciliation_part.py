"""A month of a bank account beside the statement of the bank, line by line."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from unionapp.desktop.books.kept_reconciliations import KEPT_COLUMNS, kept_cells, kept_words
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import MoneyField
from unionapp.desktop.fields.box_entries import fill_box, month_entries
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.tasks import Task
from unionapp.errors import CodedError
from unionapp.finance.books.bank_reconciliation import (
    KeptReconciliation,
    Reconciled,
    compare_statement,
    keep_reconciliation,
    list_reconciliations,
    show_reconciliation,
)
from unionapp.finance.books.bank_statements import StatementLine, read_statement
from unionapp.finance.books.drafts_from_differences import draft_statement_line
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import month_of

_COLUMNS = (
    Column("state", "Đối chiếu", 18, can_sort=False),
    Column("book_on", "Ngày trên sổ", 12, Kind.DATE, can_sort=False),
    Column("bank_on", "Ngày sao kê", 12, Kind.DATE, can_sort=False),
    Column("change", "Số tiền", 14, Kind.MONEY, can_sort=False),
    Column("book_text", "Diễn giải trên sổ", 30, can_sort=False),
    Column("bank_text", "Nội dung sao kê", 34, can_sort=False),
)
_FILES = "Sao kê (*.xlsx *.xls *.ods *.csv);;Mọi tệp (*)"
_NO_BANK = "Chưa có tài khoản ngân hàng để đối chiếu."
_ADD_FIRST = "Hãy thêm tài khoản ngân hàng ở trang Thu, chi trước, rồi quay lại đây."
_FIRST = "Chọn tệp sao kê (Excel, CSV) tải từ ngân hàng để đối chiếu với sổ."


class ReconciliationPart(QWidget):
    """Chooses account, month and statement; keeps the outcome."""

    accountBox: QComboBox
    monthBox: QComboBox
    keepButton: QPushButton
    fileButton: QPushButton
    noticeColumn: QVBoxLayout
    closingEdit: MoneyField
    stateLabel: QLabel
    table: DataTable
    keptLabel: QLabel
    keptTable: DataTable

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("books/reconciliation", self)
        self._desk = desk
        self._lines: Sequence[StatementLine] = ()
        self._outcome: Reconciled | None = None
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self._model = SheetModel(_COLUMNS)
        self._model.setParent(self)
        self.table.set_up(self._model, "reconciliation", preferences=desk.preferences)
        self.table.opened.connect(self._open)
        self._kept_model = SheetModel(KEPT_COLUMNS)
        self._kept_model.setParent(self)
        self.keptTable.set_up(self._kept_model, "kept_reconciliations")
        self.keptTable.opened.connect(self._choose_kept)
        self.accountBox.setMinimumContentsLength(18)
        self.accountBox.currentIndexChanged.connect(self.compare)
        self.monthBox.currentIndexChanged.connect(self._change_month)
        self.closingEdit.left.connect(self.compare)
        self.closingEdit.line.returnPressed.connect(self.compare)
        self.fileButton.clicked.connect(self._ask_file)
        self.keepButton.clicked.connect(self.keep)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.fileButton.click)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.keepButton.click)

    def refresh(self) -> None:
        """Read accounts and months again."""
        banks = [row for row in open_accounts(self._desk.office) if row.kind == "bank"]
        fill_box(self.accountBox, [(row.name, row.id) for row in banks])
        wanted = month_of(self._desk.working_day)
        fill_box(self.monthBox, month_entries(self._desk.period.months()), wanted)
        for widget in (self.accountBox, self.fileButton, self.closingEdit):
            widget.setEnabled(bool(banks))
        self.stateLabel.setText(_FIRST)
        if not banks:
            self.stateLabel.setText(_NO_BANK)
            self.banner.say(
                _ADD_FIRST,
                "info",
                answer="Quỹ, tài khoản",
                deed=self._open_accounts,
                stands=lambda: not self.accountBox.count(),
            )
        self._show_kept()
        self.compare()

    def read(self, file: Path) -> Task:
        """Read a statement in the background and lay it beside the book."""
        today = self._desk.office.today
        self.banner.hide()
        task = self._desk.run(lambda _progress: read_statement(file, today))
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)
        return task

    def compare(self) -> None:
        """Lay the statement beside the book of the month."""
        self._outcome = None
        self._model.put({})
        self.keepButton.setEnabled(False)
        account, month = self.accountBox.currentData(), self.monthBox.currentData()
        closing = self.closingEdit.value()
        if account is None or month is None or closing is None or not self._lines:
            return
        with explaining(self.banner):
            self._outcome = compare_statement(
                self._desk.office, account, month, self._lines, closing
            )
            self._show(self._outcome)

    def keep(self) -> None:
        """Note the outcome for the month."""
        if self._outcome is None:
            return
        with explaining(self.banner):
            done = keep_reconciliation(self._desk.office, self._outcome)
            self._desk.tell(f"Đã ghi kết quả đối chiếu {month_label(done.month)}")
            self._show_kept()

    def show_kept(self, reconciliation_id: int) -> None:
        """Point to a month that was reconciled, ready to choose its statement again."""
        at = self._kept_model.row_of(reconciliation_id)
        if at is not None:
            self.keptTable.setCurrentIndex(self._kept_model.index(at, 0))
            self._choose_kept(reconciliation_id)

    def _show_kept(self) -> None:
        rows = list_reconciliations(self._desk.office, self._desk.period.end.year)
        self._kept_model.put({row.id: kept_cells(row) for row in rows})
        for widget in (self.keptLabel, self.keptTable):
            widget.setVisible(bool(rows))

    def _choose_kept(self, row_id: int) -> None:
        with explaining(self.banner):
            self._open_kept(show_reconciliation(self._desk.office, row_id))

    def _open_kept(self, row: KeptReconciliation) -> None:
        self.accountBox.setCurrentIndex(self.accountBox.findData(row.account_id))
        if (at := self.monthBox.findData(row.month)) >= 0:
            self.monthBox.setCurrentIndex(at)
        self.fileButton.setFocus()
        # last, as leaving a field compares the statement that is open and says so here
        self.stateLabel.setText(kept_words(row))

    def _show(self, outcome: Reconciled) -> None:
        self._model.put(dict(enumerate(_rows(outcome), start=1)))
        self.stateLabel.setText(_state(outcome))
        self.keepButton.setEnabled("write" in self._desk.permissions)

    def _take(self, lines: Sequence[StatementLine]) -> None:
        self._lines = lines
        months = {month_of(line.on) for line in lines}
        if self.monthBox.currentData() not in months:
            places = [self.monthBox.findData(month) for month in sorted(months)]
            self.monthBox.setCurrentIndex(max([0, *places]))
        self._change_month()
        self.closingEdit.setFocus()

    def _change_month(self) -> None:
        month = self.monthBox.currentData()
        stated = [
            line.balance
            for line in self._lines
            if month_of(line.on) == month and line.balance is not None
        ]
        if self._lines:
            self.closingEdit.set_value(stated[-1] if stated else None)
            self.closingEdit.show_hint("" if stated else "Sao kê không ghi số dư: gõ vào đây")
        self.compare()

    def _open(self, row_id: int) -> None:
        assert self._outcome is not None  # noqa: S101  # a row is there only with an outcome
        match = self._outcome.match
        booked = [entry for entry, _ in match.pairs] + list(match.only_in_book)
        if row_id <= len(booked):
            self._desk.open("vouchers", booked[row_id - 1].voucher_id)
        else:
            line = match.only_in_statement[row_id - 1 - len(booked)]
            self._book(line)

    def _book(self, line: StatementLine) -> None:
        """Draft what only the statement has, and open it."""
        if "write" not in self._desk.permissions:
            return
        with explaining(self.banner):
            row = draft_statement_line(self._desk.office, self.accountBox.currentData(), line)
            self._desk.tell(f"Đã lập bản nháp {dong(row.amount)} từ sao kê. Xem lại rồi ghi sổ")
            self._desk.open("vouchers", row.id)

    def _explain(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "warning")

    def _open_accounts(self) -> None:
        self._desk.open("vouchers", "accounts")

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Chọn sao kê của ngân hàng", "", _FILES)
        if name:
            self.read(Path(name))


def _rows(outcome: Reconciled) -> list[Row]:
    match = outcome.match
    return [
        *(
            ("khớp", entry.on, line.on, line.change, entry.text, line.text)
            for entry, line in match.pairs
        ),
        *(
            ("chỉ có trên sổ", entry.on, None, entry.change, entry.text, "")
            for entry in match.only_in_book
        ),
        *(
            ("chỉ có ở sao kê", None, line.on, line.change, "", line.text)
            for line in match.only_in_statement
        ),
    ]


def _state(outcome: Reconciled) -> str:
    head = f"Sổ {dong(outcome.book_closing)} · ngân hàng {dong(outcome.statement_closing)}"
    if not outcome.difference:
        return f"{head} · khớp"
    if outcome.is_settled:
        return f"{head} · chênh {dong(outcome.difference)}, do các khoản chỉ có ở một bên"
    left = outcome.difference - outcome.explained
    return f"{head} · chênh {dong(outcome.difference)}, còn {dong(left)} chưa rõ"
