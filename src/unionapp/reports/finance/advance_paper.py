"""C43-BB, giấy thanh toán tạm ứng: what was handed out, what was spent, the difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from unionapp.errors import Refusal
from unionapp.finance.tables import Advance, Voucher
from unionapp.finance.vouchers.numbering import voucher_number
from unionapp.finance.vouchers.register import number_pattern
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
    dated_heading,
    signatures,
)
from unionapp.vietnamese.amounts import amount_in_words
from unionapp.vietnamese.dates import long_date
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


@dataclass(frozen=True, slots=True)
class _Step:
    """A voucher of an advance: money handed over, spent or handed back."""

    kind: str
    number: str
    on: date
    reason: str
    amount: int
    is_spending: bool


def advance_paper(office: Office, advance_id: int) -> Document:
    """How an advance was accounted for, from its posted vouchers.

    Raises:
        Refusal: advance.unknown, advance.waiting where nothing was handed out yet.
    """
    with office.read() as session:
        advance = session.scalar(select(Advance).filter_by(unit_id=office.unit.id, id=advance_id))
        if advance is None:
            raise Refusal("advance.unknown", advance=advance_id)
        query = select(Voucher).filter_by(advance_id=advance_id, status="posted")
        vouchers = list(session.scalars(query.order_by(Voucher.voucher_on, Voucher.id)))
        if not vouchers:
            raise Refusal("advance.waiting")
        pattern = number_pattern(session, office.unit.id, advance.advanced_on)
        steps = [_step(voucher, pattern) for voucher in vouchers]
        person, purpose = advance.person, advance.purpose
    on = max(step.on for step in steps)
    day = long_date(on)
    return accounting_paper(
        office,
        _NAME,
        Period(f"{on:%Y-%m}", f"{on:%Y-%m}"),
        (
            dated_heading(office, "C43-BB", on),
            Title(_NAME, lines=(f"{day[0].upper()}{day[1:]}",), side=("Số: ……",)),
            KeyValueLines(
                (
                    (Field("Họ và tên người thanh toán:", person, bold=True),),
                    (Field("Nội dung tạm ứng:", purpose),),
                )
            ),
            Table(_COLUMNS, tuple(_rows(steps))),
            Paragraph(f"Số tiền đã chi bằng chữ: {amount_in_words(_spent(steps))}.", Style.PLAIN),
            _signatures(office, on, person),
        ),
    )


def _signatures(office: Office, on: date, person: str) -> SignatureRow:
    row = signatures(office, on, *_SIGNERS)
    payer = Signer("Người thanh toán", name=person)
    return replace(row, signers=(*row.signers, payer))


def _step(voucher: Voucher, pattern: str) -> _Step:
    return _Step(
        voucher.kind,
        voucher_number(voucher.kind, voucher.number, voucher.year, pattern),
        voucher.voucher_on,
        voucher.reason,
        voucher.amount,
        voucher.kind == "HU" and voucher.pair_id is None,
    )


def _handed_over(steps: Sequence[_Step]) -> list[_Step]:
    """The first is the advance; what follows was paid because it did not suffice."""
    return [step for step in steps if step.kind == "TU"]


def _spent(steps: Sequence[_Step]) -> int:
    return sum(step.amount for step in steps if step.is_spending)


def _rows(steps: Sequence[_Step]) -> Iterator[TableRow]:
    first, *more = _handed_over(steps)
    spent = _spent(steps)
    back = sum(step.amount for step in steps if step.kind == "HU" and not step.is_spending)
    yield GroupRow("I. Số tiền tạm ứng")
    yield _line(first)
    yield TotalRow(("Cộng tạm ứng", None, None, first.amount), Scope.GROUP)
    yield GroupRow("II. Số tiền đã chi")
    yield from (_line(step) for step in steps if step.is_spending)
    yield TotalRow(("Cộng đã chi", None, None, spent), Scope.GROUP)
    yield GroupRow("III. Chênh lệch")
    yield ("1. Số tạm ứng chi không hết (I − II)", None, None, max(first.amount - spent, 0))
    yield ("Đã nộp lại quỹ", None, None, back)
    yield ("2. Chi quá số tạm ứng (II − I)", None, None, max(spent - first.amount, 0))
    yield ("Đã chi thêm", None, None, sum(step.amount for step in more))


def _line(step: _Step) -> Row:
    return (step.reason, step.number, step.on, step.amount)
