"""C43-BB, giấy thanh toán tạm ứng: what was handed out, what was spent, the difference."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from unionapp.finance.vouchers.advances import AdvanceStep, tell_advance
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    Field,
    GroupRow,
    KeyValueLines,
    Kind,
    Paragraph,
    Row,
    Scope,
    SignatureRow,
    Signer,
    Style,
    Table,
    TableRow,
    Title,
    TotalRow,
)
from unionapp.reports.finance.accounting_paper import (
    accounting_paper,
    compulsory_heading,
    day_line,
    signatures,
)
from unionapp.vietnamese.amounts import amount_in_words
from unionapp.vietnamese.periods import Period

_NAME = "Giấy thanh toán tạm ứng"
_COLUMNS = (
    Column("Diễn giải", 3.2, mark="A"),
    Column("Số chứng từ", 1.2, align=Align.CENTER, mark="B"),
    Column("Ngày", 1.1, Kind.DATE, mark="C"),
    Column("Số tiền (đồng)", 1.5, Kind.MONEY, total=True, mark="1"),
)
_SIGNERS = (
    ("Thủ trưởng đơn vị", "chair"),
    ("Kế toán trưởng", "accountant"),
    ("Kế toán thanh toán", "accountant"),
)


def clearing_paper(office: Office, advance_id: int) -> Document:
    """How an advance was accounted for, from its posted vouchers.

    Raises:
        Refusal: advance.unknown, advance.waiting where nothing was handed out yet.
    """
    story = tell_advance(office, advance_id)
    steps = story.steps
    on = max(step.on for step in steps)
    return accounting_paper(
        office,
        _NAME,
        Period(f"{on:%Y-%m}", f"{on:%Y-%m}"),
        (
            compulsory_heading(office, "C43-BB", on),
            Title(_NAME, lines=(day_line(on),), side=(f"Số: {_number(steps)}",)),
            KeyValueLines(
                (
                    (Field("Họ và tên người thanh toán:", story.person, bold=True),),
                    (Field("Nội dung tạm ứng:", story.purpose),),
                )
            ),
            Table(_COLUMNS, tuple(_rows(steps))),
            Paragraph(_words(_spent(steps)), Style.PLAIN),
            _signatures(office, on, story.person),
        ),
    )


def _signatures(office: Office, on: date, person: str) -> SignatureRow:
    row = signatures(office, on, *_SIGNERS)
    payer = Signer("Người thanh toán", name=person)
    return replace(row, signers=(*row.signers, payer))


def _handed_over(steps: Sequence[AdvanceStep]) -> list[AdvanceStep]:
    """The first is the advance; what follows was paid because it did not suffice."""
    return [step for step in steps if step.kind == "TU"]


def _number(steps: Sequence[AdvanceStep]) -> str:
    """What accounted for the advance; blank while nothing does."""
    cleared = [step.number for step in steps if step.is_spending and step.amount > 0]
    return cleared[-1] if _spent(steps) else "……"


def _words(spent: int) -> str:
    if not spent:
        return "Chưa có chứng từ chi nào được thanh toán."
    return f"Số tiền đã chi bằng chữ: {amount_in_words(spent)}."


def _spent(steps: Sequence[AdvanceStep]) -> int:
    return sum(step.amount for step in steps if step.is_spending)


def _rows(steps: Sequence[AdvanceStep]) -> Iterator[TableRow]:
    first, *more = _handed_over(steps)
    spent, paid_more = _spent(steps), sum(step.amount for step in more)
    back = sum(step.amount for step in steps if step.kind == "HU" and not step.is_spending)
    yield GroupRow("I. Số tiền tạm ứng")
    yield _line(first)
    yield TotalRow(("Cộng tạm ứng", None, None, first.amount), Scope.GROUP)
    yield GroupRow("II. Số tiền đã chi")
    for step in steps:
        if step.is_spending:
            yield from _spending(step)
    yield TotalRow(("Cộng đã chi", None, None, spent), Scope.GROUP)
    yield GroupRow("III. Chênh lệch")
    yield ("1. Số tạm ứng chi không hết (I − II)", None, None, max(first.amount - spent, 0))
    yield ("Đã nộp lại quỹ", None, None, back)
    if kept := first.amount + paid_more - spent - back:
        yield ("Người tạm ứng còn giữ", None, None, kept)
    yield ("2. Chi quá số tạm ứng (II − I)", None, None, max(spent - first.amount, 0))
    yield ("Đã chi thêm", None, None, paid_more)


def _spending(step: AdvanceStep) -> Iterator[Row]:
    """A voucher in one line, or in one for each thing the money was spent on."""
    if len(step.lines) < 2:
        yield _line(step)
        return
    yield from ((words, step.number, step.on, amount) for words, amount in step.lines)


def _line(step: AdvanceStep) -> Row:
    return (step.reason, step.number, step.on, step.amount)
