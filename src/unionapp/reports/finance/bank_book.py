"""S12-H, sổ tiền gửi ngân hàng, kho bạc: one book per account, each on pages of its own."""

from collections.abc import Iterator

from unionapp.finance.books.cash_and_bank import Book, BookRow, cash_book
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Block,
    Column,
    Document,
    HeaderSpan,
    Kind,
    PageBreak,
    Paragraph,
    Row,
    Style,
    Table,
)
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT,
    BOOKKEEPER,
    CHAIR,
    accounting_paper,
    dated_heading,
    period_title,
    signatures,
)
from unionapp.reports.finance.money_rows import book_footer, framed_rows
from unionapp.vietnamese.periods import Period

_NAME = "Sổ tiền gửi ngân hàng, kho bạc"
_WORDS, _RECEIVED, _PAID = 3, 4, 5
_COLUMNS = (
    Column("Ngày, tháng ghi sổ", 1.15, Kind.DATE, mark="A"),
    Column("Số hiệu", 1.2, mark="B"),
    Column("Ngày, tháng", 1.15, Kind.DATE, mark="C"),
    Column("Diễn giải", 4, mark="D"),
    Column("Gửi vào", 1.4, Kind.MONEY, total=True, mark="1"),
    Column("Rút ra", 1.4, Kind.MONEY, total=True, mark="2"),
    Column("Còn lại", 1.5, Kind.MONEY, running=(_RECEIVED, _PAID), mark="3"),
    Column("Ghi chú", 1, mark="E"),
)
_SPANS = (HeaderSpan("Chứng từ", 1, 2), HeaderSpan("Số tiền (đồng)", 4, 6))


def bank_book_paper(office: Office, period: Period) -> Document:
    """The books of every bank account over a period.

    Raises:
        Refusal: parameter.missing.
    """
    accounts = [account.id for account in open_accounts(office) if account.kind == "bank"]
    pages = [_pages(office, cash_book(office, account, period)) for account in accounts]
    first, *others = pages or [_nothing(office, period)]
    blocks = [*first]
    for other in others:
        blocks += [PageBreak(), *other]
    return accounting_paper(office, _NAME, period, tuple(blocks), is_wide=True)


def _pages(office: Office, book: Book) -> list[Block]:
    rows = tuple(framed_rows(book, _movements(book), _WORDS))
    period = book.period
    return [
        dated_heading(office, "S12-H", period.end),
        period_title(
            _NAME,
            period,
            f"Nơi mở tài khoản: {book.bank or book.account}",
            f"Số hiệu tài khoản: {book.number}",
        ),
        Table(_COLUMNS, rows, spans=_SPANS, carry=True),
        book_footer(book),
        signatures(office, period.end, BOOKKEEPER, ACCOUNTANT, CHAIR),
    ]


def _nothing(office: Office, period: Period) -> list[Block]:
    return [
        dated_heading(office, "S12-H", period.end),
        period_title(_NAME, period),
        Paragraph("Đơn vị không mở tài khoản tiền gửi.", Style.CENTERED),
        signatures(office, period.end, BOOKKEEPER, ACCOUNTANT, CHAIR),
    ]


def _movements(book: Book) -> Iterator[Row]:
    return (_row(row) for row in book.rows)


def _row(row: BookRow) -> Row:
    return (
        row.on,
        row.receipt_number or row.payment_number,
        row.on,
        row.text,
        row.received or None,
        row.paid or None,
        row.balance,
        None,
    )
