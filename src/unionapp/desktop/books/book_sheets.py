"""Every book as a sheet: its columns, its rows with opening and sums, and what Enter opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.finance.books.cash_and_bank import Book, cash_book
from unionapp.finance.books.receipts_spending import ItemBook, receipts_spending_book
from unionapp.finance.dues.book import dues_book
from unionapp.finance.levels.obligations import Obligations, list_obligations
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong, percent
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period, whole_year

_OBLIGATIONS = {"dues": "Đoàn phí", "kpcd": "Kinh phí công đoàn thu tại đơn vị"}
_PAPERS = {"items": "item-book", "dues": "dues-book", "obligations": "obligations-book"}
NO_VOUCHER = "Kỳ này chưa có chứng từ nào ghi sổ. Hãy lập và ghi sổ phiếu thu, phiếu chi trước."


@dataclass(frozen=True)
class BookSheet:
    """A book to be shown; rows below zero are openings and sums."""

    columns: tuple[Column, ...]
    rows: Mapping[int, Row]
    summary: str
    paper: str
    period: Period
    opens: str = "vouchers"
    empty: str = NO_VOUCHER


def list_books(office: Office) -> list[tuple[str, object]]:
    """The books that can be chosen, as (name, key)."""
    books: list[tuple[str, object]] = []
    for account in open_accounts(office):
        name = "Sổ quỹ tiền mặt (S11-H)" if account.kind == "cash" else "Sổ tiền gửi (S12-H)"
        suffix = "" if account.kind == "cash" else f": {account.name}"
        books.append((f"{name}{suffix}", f"account:{account.id}"))
    return [
        *books,
        ("Sổ thu, chi tài chính (S82-TLĐ)", "items"),
        ("Sổ thu đoàn phí cả năm", "dues"),
        ("Sổ nghĩa vụ nộp cấp trên", "obligations"),
    ]


def read_book_sheet(office: Office, key: str, period: Period) -> BookSheet:
    """The sheet of a book over a period.

    Raises:
        Refusal: account.unknown.
    """
    if key == "items":
        return _item_sheet(receipts_spending_book(office, period))
    if key == "dues":
        return _dues_sheet(office, period)
    if key == "obligations":
        return _obligation_sheet(list_obligations(office, period.end.year, period.end), period)
    return _account_sheet(cash_book(office, int(key.partition(":")[2]), period))


def _account_sheet(book: Book) -> BookSheet:
    is_cash = book.kind == "cash"
    received, paid = ("Thu", "Chi") if is_cash else ("Gửi vào", "Rút ra")
    columns = (
        Column("on", "Ngày", 11, Kind.DATE, can_sort=False),
        Column("receipt", "Số thu", 11, can_sort=False),
        Column("payment", "Số chi", 11, can_sort=False),
        Column("text", "Diễn giải", 38, can_sort=False),
        _money("received", received),
        _money("paid", paid),
        Column("balance", "Tồn", 13, Kind.MONEY, can_sort=False, adds_up=False),
    )
    rows: dict[int, Row] = {-1: _sum_row("Số dư đầu kỳ", None, None, book.opening)}
    for row in book.rows:
        rows[row.voucher_id] = (
            row.on,
            row.receipt_number,
            row.payment_number,
            row.text,
            row.received or None,
            row.paid or None,
            row.balance,
        )
    since = (book.received_since_january, book.paid_since_january)
    rows[-2] = _sum_row("Cộng phát sinh", book.received, book.paid, None)
    rows[-3] = _sum_row("Cộng lũy kế từ đầu năm", *since, None)
    rows[-4] = _sum_row("Số dư cuối kỳ", None, None, book.closing)
    summary = (
        f"Đầu kỳ {dong(book.opening)} · {received.lower()} {dong(book.received)} · "
        f"{paid.lower()} {dong(book.paid)} · cuối kỳ {dong(book.closing)}"
    )
    has_money = bool(book.rows or book.opening)
    paper = "cash-book" if is_cash else "bank-book"
    return BookSheet(columns, rows if has_money else {}, summary, paper, book.period)


def _item_sheet(book: ItemBook) -> BookSheet:
    columns = (
        Column("on", "Ngày", 9, Kind.DATE, can_sort=False),
        Column("number", "Số", 10, can_sort=False),
        Column("text", "Diễn giải", 40, can_sort=False),
        _money("received", "Tổng thu", 11),
        _money("spent", "Tổng chi", 11),
        Column("balance", "Tồn", 11, Kind.MONEY, can_sort=False, adds_up=False),
        *(_money(one.id, f"{one.code} {one.label}", _wide(one.label)) for one in book.columns),
    )
    blank = (None,) * len(book.columns)
    balance = book.opening
    rows: dict[int, Row] = {-1: (None, "", "Số dư đầu kỳ", None, None, balance, *blank)}
    for row in book.rows:
        balance += row.received - row.spent
        cells = (cell or None for cell in row.cells)
        numbers = (row.received or None, row.spent or None, balance)
        rows[row.voucher_id] = (row.on, row.number, row.text, *numbers, *cells)
    rows[-2] = (None, "", "Cộng phát sinh", book.received, book.spent, None, *book.totals)
    rows[-3] = (None, "", "Số dư cuối kỳ", None, None, balance, *blank)
    transit = book.closing_transit
    on_its_way = f", tiền đang chuyển {dong(transit)}" if transit else ""
    summary = (
        f"Đầu kỳ {dong(book.opening)} · thu {dong(book.received)} · chi {dong(book.spent)} · "
        f"cuối kỳ {dong(balance)}: tiền mặt {dong(book.closing_cash)}, "
        f"tiền gửi {dong(book.closing_bank)}, tạm ứng {dong(book.closing_advances)}{on_its_way}"
    )
    return BookSheet(columns, rows if book.rows else {}, summary, _PAPERS["items"], book.period)


def _dues_sheet(office: Office, period: Period) -> BookSheet:
    year = whole_year(period.end.year)
    payers = dues_book(office, year)
    months = tuple(_money(month, f"T{int(month[5:])}", 8) for month in year.months())
    columns = (
        Column("full_name", "Họ và tên", 26, can_sort=False),
        Column("team", "Tổ", 14, can_sort=False),
        _money("total", "Đã nộp", 11),
        _money("owed", "Còn nợ", 11),
        *months,
    )
    rows: dict[int, Row] = {}
    for payer in payers:
        by_month = [amount or None for amount in payer.paid]
        owed = payer.due - payer.total
        rows[payer.member_id] = (payer.full_name, payer.team, payer.total, owed, *by_month)
    paid, due = sum(payer.total for payer in payers), sum(payer.due for payer in payers)
    if payers:
        sums = (sum(payer.paid[at] for payer in payers) for at in range(len(months)))
        rows[-1] = (f"Cộng ({len(payers)} người)", "", paid, due - paid, *sums)
    summary = f"{year.label.capitalize()}: phải nộp {dong(due)} · đã nộp {dong(paid)}"
    empty = "Năm này chưa lập danh sách thu đoàn phí tháng nào. Hãy lập ở trang Đoàn phí trước."
    return BookSheet(columns, rows, summary, _PAPERS["dues"], year, "members", empty)


def _obligation_sheet(owed: Obligations, period: Period) -> BookSheet:
    columns = (
        Column("kind", "Khoản", 38, can_sort=False),
        _money("collected", "Đã thu từ đầu năm", 18),
        Column("rate", "Tỷ lệ nộp", 11, Kind.COUNT, can_sort=False, write=str),
        _money("due", "Phải nộp"),
        _money("paid", "Đã nộp"),
        _money("owed", "Còn phải nộp"),
    )
    rows: dict[int, Row] = {-1: ("Năm trước chuyển sang", None, "", None, None, owed.opening)}
    for at, line in enumerate(owed.lines):
        rate = percent(int(line.rate * 10_000), 10_000)
        left = line.due - line.paid
        name = _OBLIGATIONS[line.kind]
        rows[-10 - at] = (name, line.collected, rate, line.due, line.paid, left)
    rows[-2] = ("Cộng", None, "", owed.due, owed.paid, owed.owed)
    summary = f"Đến {table_date(owed.until)} còn phải nộp {dong(owed.owed)}"
    # The paper tells the whole stretch; the account itself runs from January on.
    return BookSheet(columns, rows, summary, _PAPERS["obligations"], period, "")


def _wide(label: str) -> int:
    return min(max(13, len(label) + 4), 24)


def _money(name: str, title: str, width: int = 13) -> Column:
    return Column(name, title, width, Kind.MONEY, can_sort=False)


def _sum_row(words: str, received: int | None, paid: int | None, balance: int | None) -> Row:
    on: date | None = None
    return (on, "", "", words, received, paid, balance)


def sums_of(rows: Mapping[int, Row]) -> Sequence[int]:
    """The rows that are openings and sums."""
    return [row_id for row_id in rows if row_id < 0 and row_id > -10]
