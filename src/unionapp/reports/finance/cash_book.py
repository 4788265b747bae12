"""S11-H, sổ quỹ tiền mặt, on paper (finance regime TT 24/2024/TT-BTC; before 2025 TT 107/2017)."""

from unionapp.finance.books.cash_and_bank import BookRow, cash_book
from unionapp.organisation.office import Office
from unionapp.paper.document import Column, Document, HeaderSpan, Kind, Row, Table
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT,
    CASHIER,
    CHAIR,
    accounting_paper,
    dated_heading,
    period_title,
    signatures,
)
from unionapp.reports.finance.money_rows import book_footer, framed_rows
from unionapp.vietnamese.periods import Period

_NAME = "Sổ quỹ tiền mặt"
_WORDS, _RECEIVED, _PAID = 4, 5, 6
_COLUMNS = (
    Column("Ngày, tháng ghi sổ", 1.15, Kind.DATE, mark="A"),
    Column("Ngày, tháng chứng từ", 1.15, Kind.DATE, mark="B"),
    Column("Thu", 1.2, mark="C"),
    Column("Chi", 1.2, mark="D"),
    Column("Diễn giải", 4, mark="E"),
    Column("Thu", 1.3, Kind.MONEY, total=True, mark="1"),
    Column("Chi", 1.3, Kind.MONEY, total=True, mark="2"),
    Column("Tồn", 1.4, Kind.MONEY, running=(_RECEIVED, _PAID), mark="3"),
    Column("Ghi chú", 0.9, mark="F"),
)
_SPANS = (HeaderSpan("Số hiệu chứng từ", 2, 3), HeaderSpan("Số tiền (đồng)", 5, 7))


def cash_book_paper(office: Office, period: Period) -> Document:
    """The cash book of a period: opening, movements in book order, sums, closing.

    Raises:
        Refusal: parameter.missing.
    """
    book = cash_book(office, None, period)
    rows = tuple(framed_rows(book, (_row(row) for row in book.rows), _WORDS))
    return accounting_paper(
        office,
        _NAME,
        period,
        (
            dated_heading(office, "S11-H", period.end),
            period_title(_NAME, period),
            Table(_COLUMNS, rows, spans=_SPANS, carry=True),
            book_footer(book),
            signatures(office, period.end, CASHIER, ACCOUNTANT, CHAIR),
        ),
        is_wide=True,
    )


def _row(row: BookRow) -> Row:
    return (
        row.on,
        row.on,
        row.receipt_number,
        row.payment_number,
        row.text,
        row.received or None,
        row.paid or None,
        row.balance,
        None,
    )
