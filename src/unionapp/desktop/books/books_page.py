"""The page of books: every book, the count of the till, advances, the bank, closing a month."""

from types import MappingProxyType

from PySide6.QtWidgets import QLabel, QTabWidget, QWidget

from unionapp.desktop.books.advances_part import PAPERS, AdvancesPart
from unionapp.desktop.books.book_part import BookPart
from unionapp.desktop.books.closing_part import ClosingPart
from unionapp.desktop.books.counts_part import CountsPart
from unionapp.desktop.books.reconciliation_part import ReconciliationPart
from unionapp.desktop.desk import Desk
from unionapp.desktop.notices import explaining
from unionapp.desktop.printing.paper_pane import PaperPane
from unionapp.desktop.printing.print_pane import PrintingPage
from unionapp.finance.books.cash_counts import CountRow
from unionapp.finance.vouchers.advance_requests import request_of
from unionapp.finance.vouchers.advances import AdvanceDraft, AdvanceRow
from unionapp.reports.finance.advance_request import request_paper
from unionapp.vietnamese.dates import table_date

_ACCOUNT = "account"
_BOOKS = (_ACCOUNT, "items", "dues", "obligations")
_FILES = MappingProxyType(
    {"advance-request": "giay_de_nghi_tam_ung", "advance": "giay_thanh_toan_tam_ung"}
)


class BooksPage(PrintingPage):
    """Five parts behind tabs; only the one in sight is read."""

    periodLabel: QLabel
    tabs: QTabWidget

    concerns = frozenset(
        {
            "voucher",
            "fund_account",
            "dues_list",
            "dues",
            "dues_adjustment",
            "cash_count",
            "advance",
            "period_lock",
            "year_opening",
            "unit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "books/books")
        self.book = BookPart(desk, self.print_report)
        self.counts = CountsPart(desk, self.print_count)
        self.advances = AdvancesPart(desk, self.print_report)
        self.reconciliation = ReconciliationPart(desk)
        self.closing = ClosingPart(desk)
        self.parts: dict[str, QWidget] = {
            "books": self.book,
            "counts": self.counts,
            "advances": self.advances,
            "bank": self.reconciliation,
            "closing": self.closing,
        }
        titles = ("Sổ", "Kiểm kê quỹ", "Tạm ứng", "Đối chiếu ngân hàng", "Khóa sổ tháng")
        for part, title in zip(self.parts.values(), titles, strict=True):
            self.tabs.addTab(part, title)
        self.paper = PaperPane(desk)
        self.paper.closed.connect(self.come_back)
        self.addWidget(self.paper)
        self.advances.paper_wanted.connect(self.print_advance)
        self.advances.give_panel.request_wanted.connect(self.print_request)
        self.tabs.currentChanged.connect(self.refresh)
        desk.period_changed.connect(self.refresh)
        self.refresh()

    def go_to(self, place: object) -> None:
        """Show a part by its name, a book by its key, or one record of either (advances:7)."""
        self.setCurrentIndex(0)
        name, _, record = str(place).partition(":")
        if name in _BOOKS:
            self.tabs.setCurrentWidget(self.book)
            if record and name != _ACCOUNT:
                self.book.show_row(name, int(record))
            else:
                self.book.show_key(str(place))
        elif (part := self.parts.get(name)) is not None:
            self.tabs.setCurrentWidget(part)
            part.setFocus()
            if record:
                self._show_record(part, int(record))

    def _show_record(self, part: QWidget, record_id: int) -> None:
        if part is self.advances:
            self.advances.show_advance(record_id)
        elif part is self.counts:
            self.counts.show_count(record_id)
        elif part is self.reconciliation:
            self.reconciliation.show_kept(record_id)

    def print_count(self, row: CountRow) -> None:
        """Lay the minutes of one count over the page."""
        self.lay(self.paper)
        title = f"Biên bản kiểm kê quỹ ngày {table_date(row.on)}"
        self.paper.show_record("cash-count", row.id, title, f"kiem_ke_quy_{row.on}")

    def print_advance(self, kind: str, row: AdvanceRow) -> None:
        """Lay a paper of one advance over the page; what cannot be printed yet says why."""
        title = f"{PAPERS[kind]}: {row.person}"
        with explaining(self.advances.banner):
            self.paper.show_record(kind, row.id, title, f"{_FILES[kind]}_{row.advanced_on}")
            self.lay(self.paper)

    def print_request(self, draft: AdvanceDraft) -> None:
        """Lay the request for an advance over the page, before anything is handed out."""
        with explaining(self.advances.give_panel.banner):
            paper = request_paper(self.desk.office, request_of(self.desk.office, draft))
            self.paper.show_paper(paper, paper.title, f"{_FILES['advance-request']}_{draft.on}")
            self.lay(self.paper)

    def refresh(self) -> None:
        """Read again what can be seen."""
        self.periodLabel.setText(f"· {self.desk.period.label}")
        shown = self.tabs.currentWidget()
        for part in (self.book, self.counts, self.advances, self.reconciliation, self.closing):
            if part is shown:
                part.refresh()
