"""The rows that the cash book and the bank books share: opening, sums, closing, the footer."""

from collections.abc import Iterator
from datetime import date

from unionapp.finance.books.cash_and_bank import Book
from unionapp.paper.document import Paragraph, Row, Scope, Style, TableRow, TotalRow


def framed_rows(book: Book, movements: Iterator[Row], words: int) -> Iterator[TableRow]:
    """The movements between opening and sums; `words` is the column of their text.

    Figures stand in the three columns behind it; a remark closes the row.
    """

    def cells(text: str, *figures: int | None) -> Row:
        return (*[None] * words, text, *figures, None)

    yield cells("Số dư đầu kỳ", None, None, book.opening)
    yield from movements
    moved = cells("Cộng phát sinh trong kỳ", book.received, book.paid, None)
    yield TotalRow(moved, Scope.ALL)
    since = cells("Lũy kế từ đầu năm", book.received_since_january, book.paid_since_january, None)
    yield TotalRow(since)
    yield TotalRow(cells("Số dư cuối kỳ", None, None, book.closing))


def book_footer(book: Book) -> Paragraph:
    """How many pages the book has, filled in by hand, and when it was opened."""
    first = book.period.start.replace(month=1, day=1)
    opened: date = book.opened_on if book.opened_on and book.opened_on > first else first
    return Paragraph(
        f"Sổ này có …… trang, đánh số từ trang 01 đến trang …… . Ngày mở sổ: {opened:%d/%m/%Y}.",
        Style.PLAIN,
    )
