"""C34-HD, biên bản kiểm kê quỹ: the book, the notes one by one, the difference and its reason."""

from collections.abc import Iterator

from unionapp.finance.books.cash_counts import (
    DENOMINATIONS,
    CountRow,
    list_cash_counts,
    show_cash_count,
)
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Field,
    KeyValueLines,
    Kind,
    PageBreak,
    Paragraph,
    Scope,
    Style,
    Table,
    TableRow,
    Title,
    TotalRow,
)
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT,
    CASHIER,
    CHAIR,
    accounting_paper,
    dated_heading,
    signatures,
)
from unionapp.vietnamese.amounts import amount_in_words, group_digits
from unionapp.vietnamese.dates import long_date
from unionapp.vietnamese.periods import Period

_NAME = "Biên bản kiểm kê quỹ"
_SEATS = ("đại diện kế toán", "thủ quỹ", "đại diện Ban Chấp hành, Ủy ban Kiểm tra")
_NOTES = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER, mark="A"),
    Column("Mệnh giá (đồng)", 1.6, Kind.MONEY, mark="B"),
    Column("Số lượng (tờ)", 1.4, Kind.NUMBER, mark="1"),
    Column("Thành tiền (đồng)", 2, Kind.MONEY, total=True, mark="2", times=(2, 3)),
    Column("Ghi chú", 1.2, mark="C"),
)


def cash_count_paper(office: Office, count_id: int) -> Document:
    """The minutes of one count.

    Raises:
        Refusal: count.unknown.
    """
    count = show_cash_count(office, count_id)
    period = Period(f"{count.on:%Y-%m}", f"{count.on:%Y-%m}")
    return accounting_paper(office, _NAME, period, _minutes(office, count))


def cash_counts_paper(office: Office, period: Period) -> Document:
    """The minutes of every count in a period, each on a page of its own.

    Raises:
        Refusal: parameter.missing.
    """
    counts = [
        count for count in list_cash_counts(office, period.end.year) if period.covers(count.on)
    ]
    blocks: list[Block] = []
    for count in counts:
        blocks += [PageBreak()] if blocks else []
        blocks += _minutes(office, count)
    if not counts:
        nothing = Paragraph(f"Không kiểm kê quỹ trong {period.label}.", Style.CENTERED)
        blocks = [dated_heading(office, "C34-HD", period.end), Title(_NAME), nothing]
    return accounting_paper(office, _NAME, period, tuple(blocks))


def _minutes(office: Office, count: CountRow) -> tuple[Block, ...]:
    return (
        dated_heading(office, "C34-HD", count.on),
        Title(_NAME, lines=(f"Hôm nay, vào hồi …… giờ …… phút, {long_date(count.on)}",)),
        Paragraph("Ban kiểm kê gồm:", Style.PLAIN),
        KeyValueLines(tuple(_seats(count.board))),
        Paragraph("Cùng tiến hành kiểm kê quỹ tiền mặt, kết quả như sau:", Style.PLAIN),
        Paragraph(f"I. Số dư theo sổ quỹ: {group_digits(count.booked)} đồng", Style.HEADING),
        *_stale(count),
        Paragraph("II. Số kiểm kê thực tế", Style.HEADING),
        Table(_NOTES, tuple(_rows(count))),
        Paragraph(f"Bằng chữ: {count.in_words}.", Style.PLAIN),
        Paragraph(f"III. Chênh lệch (II − I): {_difference(count.difference)}", Style.HEADING),
        KeyValueLines(
            (
                (Field("Lý do chênh lệch:", count.reason or _no_reason(count)),),
                (Field("Kết luận sau khi kiểm kê quỹ:", blanks=2),),
            )
        ),
        signatures(office, count.on, ACCOUNTANT, CASHIER, CHAIR),
    )


def _stale(count: CountRow) -> Iterator[Block]:
    """That the book of that day says otherwise by now: the minutes stand on an old figure."""
    if count.is_stale:
        yield Paragraph(
            f"Số sổ đã đổi từ {group_digits(count.booked)} thành {group_digits(count.booked_now)} "
            "đồng sau khi kiểm kê. Biên bản này không còn khớp sổ quỹ, phải kiểm kê lại.",
            Style.PLAIN,
        )


def _seats(board: tuple[str, ...]) -> Iterator[tuple[Field, ...]]:
    for number in range(max(len(_SEATS), len(board))):
        name = board[number] if number < len(board) else None
        seat = f", {_SEATS[number]}" if number < len(_SEATS) else ""
        yield (Field(f"{number + 1}. Ông/Bà{seat}:", name),)


def _rows(count: CountRow) -> Iterator[TableRow]:
    for number, note in enumerate(DENOMINATIONS, start=1):
        pieces = count.pieces.get(note, 0)
        yield (number, note, pieces or None, note * pieces or None, None)
    total = (None, "Cộng tiền kiểm kê", None, count.counted, None)
    yield TotalRow(total, Scope.ALL)


def _difference(difference: int) -> str:
    if difference == 0:
        return "không chênh lệch"
    kind = "thừa" if difference > 0 else "thiếu"
    amount = abs(difference)
    return f"{kind} {group_digits(amount)} đồng ({amount_in_words(amount)})"


def _no_reason(count: CountRow) -> str | None:
    return "không có" if count.difference == 0 else None
