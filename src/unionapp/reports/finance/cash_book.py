"""S11-H, sổ quỹ tiền mặt, on paper (finance regime TT 24/2024/TT-BTC; before 2025 TT 107/2017)."""

from collections.abc import Iterator
from datetime import date

from unionapp.finance.books import Book, BookRow, cash_book
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.profile import show_profile
from unionapp.paper.document import (
    Column,
    Document,
    HeaderSpan,
    Kind,
    Orientation,
    Paragraph,
    SignatureRow,
    Style,
    Table,
    TableRow,
    Title,
    TotalRow,
)
from unionapp.reports.letterhead import form_heading, form_signers, place_date
from unionapp.vietnamese.periods import Period

_RECEIVED, _PAID, _BALANCE = 5, 6, 7
_COLUMNS = (
    Column("Ngày ghi sổ", 1.15, Kind.DATE, mark="A"),
    Column("Ngày chứng từ", 1.15, Kind.DATE, mark="B"),
    Column("Thu", 1.2, mark="C"),
    Column("Chi", 1.2, mark="D"),
    Column("Diễn giải", 4, mark="E"),
    Column("Thu", 1.3, Kind.NUMBER, total=True, mark="1"),
    Column("Chi", 1.3, Kind.NUMBER, total=True, mark="2"),
    Column("Tồn", 1.4, Kind.NUMBER, running=(_RECEIVED, _PAID), mark="3"),
    Column("Ghi chú", 0.9),
)
_SPANS = (HeaderSpan("Số hiệu chứng từ", 2, 3), HeaderSpan("Số tiền (đồng)", 5, 7))


def cash_book_paper(office: Office, period: Period) -> Document:
    """The cash book of a period: opening, movements in book order, sums, closing."""
    book = cash_book(office, None, period)
    return Document(
        report_id="",
        title=f"Sổ quỹ tiền mặt {period.label}",
        profile="ke_toan",
        orientation=Orientation.LANDSCAPE,
        author=office.officer.name,
        blocks=(
            form_heading(
                office,
                on=period.end,
                form_code="Mẫu số: S11-H",
                legal=_legal_heading(office, period.end),
            ),
            Title("Sổ quỹ tiền mặt", lines=(f"{period.label[0].upper()}{period.label[1:]}",)),
            Table(_COLUMNS, tuple(_rows(book)), spans=_SPANS, carry=True),
            Paragraph(
                "Sổ này có …… trang, đánh số từ trang 01 đến trang ……. "
                f"Ngày mở sổ: {_opened(book)}.",
                Style.PLAIN,
            ),
            SignatureRow(
                form_signers(
                    office,
                    ("Thủ quỹ", "cashier"),
                    ("Kế toán", "accountant"),
                    ("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", "chair"),
                ),
                place_date(show_profile(office), period.end),
            ),
        ),
    )


def _rows(book: Book) -> Iterator[TableRow]:
    yield _sum("Số dư đầu kỳ", None, None, book.opening)
    yield from (_row(row) for row in book.rows)
    yield _sum("Cộng phát sinh trong kỳ", book.received, book.paid, None)
    yield _sum("Lũy kế từ đầu năm", book.received_since_january, book.paid_since_january, None)
    yield _sum("Số dư cuối kỳ", None, None, book.closing)


def _row(row: BookRow) -> tuple[str | int | date | None, ...]:
    return (
        row.on,
        row.on,
        row.receipt_number,
        row.payment_number,
        row.text,
        row.received or None,
        row.paid or None,
        row.balance,
        "",
    )


def _sum(text: str, received: int | None, paid: int | None, balance: int | None) -> TotalRow:
    return TotalRow((None, None, "", "", text, received, paid, balance, ""))


def _opened(book: Book) -> str:
    day = book.opened_on or book.period.start.replace(month=1, day=1)
    return f"{day:%d/%m/%Y}"


def _legal_heading(office: Office, on: date) -> str:
    with office.read() as session:
        return legal_value(session, office.unit.id, "form.heading", on, "S11-H").value
