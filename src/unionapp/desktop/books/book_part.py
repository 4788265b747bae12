"""One book over the working period: chosen, read, opened at its vouchers, printed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from unionapp.desktop.books.book_sheets import BookSheet, list_books, read_book_sheet, sums_of
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields.box_entries import fill_box
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import DataTable
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import Banner, explaining
from unionapp.vietnamese.periods import Period

_DOORS = {"vouchers": "Đến trang Thu, chi", "members": "Đến trang Đoàn phí"}


class BookPart(QWidget):
    """A box of books and a table for each."""

    bookBox: QComboBox
    bookNote: QLabel
    payUpButton: QPushButton
    previewButton: QPushButton
    noticeColumn: QVBoxLayout
    sumLabel: QLabel
    tableStack: QStackedWidget
    emptyPage: QWidget
    emptyLabel: QLabel
    emptyButton: QPushButton

    def __init__(self, desk: Desk, print_report: Callable[[str, Period], None]) -> None:
        super().__init__()
        load_form("books/book", self)
        self._desk, self._print = desk, print_report
        self._sheet: BookSheet | None = None
        self._tables: dict[tuple[str, ...], DataTable] = {}
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.bookBox.setMinimumContentsLength(34)
        self.bookBox.currentIndexChanged.connect(self.show_book)
        self.previewButton.clicked.connect(self.print_book)
        self.payUpButton.clicked.connect(self._pay_up)
        self.emptyButton.clicked.connect(self._go_first)
        self.payUpButton.setEnabled("write" in desk.permissions)
        QShortcut(QKeySequence("F7"), self).activated.connect(self.print_book)

    @property
    def table(self) -> DataTable | None:
        """The table that is shown; None for an empty book."""
        shown = self.tableStack.currentWidget()
        return shown if isinstance(shown, DataTable) else None

    def refresh(self) -> None:
        """Read the list of books and the book again."""
        fill_box(self.bookBox, list_books(self._desk.office))
        self.show_book()

    def choose(self, key: str) -> None:
        """Show the book of a key or of the beginning of one."""
        for at in range(self.bookBox.count()):
            if str(self.bookBox.itemData(at)).startswith(key):
                self.bookBox.setCurrentIndex(at)
                return

    def show_key(self, key: str) -> None:
        """Show a book, with the cursor where another one is chosen."""
        self.choose(key)
        self.bookBox.setFocus()

    def show_row(self, key: str, row_id: int) -> None:
        """Show a book with the cursor on one of its rows."""
        self.show_key(key)
        table = self.table
        at = None if table is None else table.rows.row_of(row_id)
        if table is not None and at is not None:
            table.setCurrentIndex(table.rows.index(at, 0))
            table.setFocus()

    def show_book(self) -> None:
        """Read the book that is chosen."""
        with explaining(self.banner):
            key = str(self.bookBox.currentData())
            sheet = self._sheet = read_book_sheet(self._desk.office, key, self._desk.period)
            self.sumLabel.setText(sheet.summary)
            self.payUpButton.setVisible(key == "obligations")
            self.bookNote.setText("Enter mở chứng từ" if sheet.opens == "vouchers" else "")
            if sheet.rows:
                self._show_rows(key, sheet)
            else:
                self.emptyLabel.setText(sheet.empty)
                self.emptyButton.setText(_DOORS[sheet.opens])
                self.tableStack.setCurrentWidget(self.emptyPage)

    def print_book(self) -> None:
        """Look at the book as it prints."""
        if self._sheet is not None:
            self._print(self._sheet.paper, self._sheet.period)

    def _show_rows(self, key: str, sheet: BookSheet) -> None:
        names = (key, *(column.name for column in sheet.columns))
        table = self._tables.get(names)
        if table is None:
            table = self._tables[names] = self._make_table(key, sheet)
        model = table.rows
        assert isinstance(model, SheetModel)  # noqa: S101  # made so below
        model.put(sheet.rows, sums_of(sheet.rows))
        self.tableStack.setCurrentWidget(table)

    def _make_table(self, key: str, sheet: BookSheet) -> DataTable:
        table = DataTable()
        kind = key.partition(":")[0]
        table.set_up(SheetModel(sheet.columns), f"book_{kind}", preferences=self._desk.preferences)
        table.rows.setParent(table)
        table.setAccessibleName("Các dòng của sổ")
        table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        table.opened.connect(self._open)
        self.tableStack.addWidget(table)
        return table

    def _open(self, row_id: int) -> None:
        if row_id > 0 and self._sheet is not None:
            self._desk.open(self._sheet.opens, row_id)

    def _pay_up(self) -> None:
        self._desk.open("vouchers", "BN")

    def _go_first(self) -> None:
        if self._sheet is not None:
            self._desk.open("dues" if self._sheet.opens == "members" else "vouchers")
