"""S82-TLĐ, sổ thu, chi tài chính công đoàn: every voucher under the column of its item."""

from collections.abc import Iterator

from unionapp.finance.books.receipts_spending import ItemBook, ItemRow, receipts_spending_book
from unionapp.organisation.office import Office
from unionapp.organisation.tiers import consolidates
from unionapp.paper.document import (
    Column,
    Document,
    HeaderSpan,
    Kind,
    Paragraph,
    Row,
    Scope,
    Style,
    Table,
    TableRow,
    TotalRow,
)
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT,
    BOOKKEEPER,
    CHAIR,
    IN_DONG,
    accounting_paper,
    period_title,
    signatures,
)
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.periods import Period

_NAME = "Sổ thu, chi tài chính công đoàn"
_LEAD = (
    Column("Ngày, tháng", 1.15, Kind.DATE, mark="A"),
    Column("Số CT", 1.3, mark="B"),
    Column("Diễn giải", 2.6, mark="C"),
)
_SIZE = 8  # points: sixteen columns on one sheet


def item_book_paper(office: Office, period: Period) -> Document:
    """The book of receipts and spending of a period.

    Raises:
        Refusal: form.no_edition, item.no_scheme.
    """
    book = receipts_spending_book(office, period)
    name = _NAME if consolidates(office.unit.tier) else f"{_NAME} cơ sở"
    return accounting_paper(
        office,
        name,
        period,
        (
            form_heading(office, on=period.end, form_code="Mẫu số: S82-TLĐ", legal=book.heading),
            period_title(name, period, IN_DONG),
            Table(
                _columns(book),
                tuple(_rows(book, _since_january(office, book))),
                spans=_spans(book),
                carry=True,
                size=_SIZE,
            ),
            Paragraph(_where_the_money_lies(book), Style.PLAIN),
            signatures(office, period.end, BOOKKEEPER, ACCOUNTANT, CHAIR),
        ),
        is_wide=True,
    )


def _places(book: ItemBook) -> tuple[list[int], list[int]]:
    """Which of the book's columns are receipts, and which are spending."""
    numbered = list(enumerate(book.columns))
    receipts = [number for number, column in numbered if column.is_receipt]
    return receipts, [number for number, column in numbered if not column.is_receipt]


def _columns(book: ItemBook) -> tuple[Column, ...]:
    receipts, spending = _places(book)
    spent_at = len(_LEAD) + 1 + len(receipts)
    titles = (
        "Tổng thu",
        *(_head(book, number) for number in receipts),
        "Tổng chi",
        *(_head(book, number) for number in spending),
    )
    sums = {
        1: tuple(range(len(_LEAD) + 2, spent_at + 1)),
        2 + len(receipts): tuple(range(spent_at + 2, spent_at + 2 + len(spending))),
    }
    return (
        *_LEAD,
        *(
            Column(title, 1.15, Kind.MONEY, total=True, mark=str(mark), adds=sums.get(mark, ()))
            for mark, title in enumerate(titles, start=1)
        ),
        Column(
            "Tồn quỹ",
            1.2,
            Kind.MONEY,
            running=(len(_LEAD), spent_at),
            mark=str(len(titles) + 1),
        ),
    )


def _since_january(office: Office, book: ItemBook) -> ItemBook:
    """The same book from the first day of the year that it ends in."""
    january = f"{book.period.last[:4]}-01"
    if book.period.first == january:
        return book
    return receipts_spending_book(office, Period(january, book.period.last))


def _head(book: ItemBook, number: int) -> str:
    column = book.columns[number]
    return f"{column.label} ({column.code})"


def _spans(book: ItemBook) -> tuple[HeaderSpan, ...]:
    receipts, spending = _places(book)
    first, middle = len(_LEAD), len(_LEAD) + 1 + len(receipts)
    return (
        HeaderSpan("THU", first, middle - 1),
        HeaderSpan("CHI", middle, middle + len(spending)),
    )


def _rows(book: ItemBook, year: ItemBook) -> Iterator[TableRow]:
    width = len(book.columns)
    yield (None, None, "Số dư đầu kỳ", *[None] * (width + 2), book.opening)
    balance = book.opening
    for row in book.rows:
        balance += row.received - row.spent
        yield _row(book, row, balance)
    sums = _amounts(book, book.received, book.spent, book.totals)
    yield TotalRow((None, None, "Cộng phát sinh trong kỳ", *sums, None), Scope.ALL)
    since = _amounts(year, year.received, year.spent, year.totals)
    yield TotalRow((None, None, "Lũy kế từ đầu năm", *since, None))
    yield TotalRow((None, None, "Số dư cuối kỳ", *[None] * (width + 2), balance))


def _row(book: ItemBook, row: ItemRow, balance: int) -> Row:
    amounts = (amount or None for amount in _amounts(book, row.received, row.spent, row.cells))
    return (row.on, row.number, row.text, *amounts, balance)


def _amounts(book: ItemBook, received: int, spent: int, cells: tuple[int, ...]) -> tuple[int, ...]:
    receipts, spending = _places(book)
    return (
        received,
        *(cells[number] for number in receipts),
        spent,
        *(cells[number] for number in spending),
    )


def _where_the_money_lies(book: ItemBook) -> str:
    places = {
        "tiền mặt": book.closing_cash,
        "tiền gửi": book.closing_bank,
        "tạm ứng chưa thanh toán": book.closing_advances,
    }
    if book.closing_transit:
        places["tiền đang chuyển"] = book.closing_transit
    parts = "; ".join(f"{place} {dong(amount)}" for place, amount in places.items())
    return f"Tồn cuối kỳ {dong(sum(places.values()))}, gồm: {parts}."
