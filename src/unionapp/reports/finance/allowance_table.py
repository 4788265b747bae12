"""Bảng thanh toán phụ cấp cán bộ công đoàn: coefficient, monthly amount, months, signature."""

from collections.abc import Sequence

from unionapp.errors import Refusal
from unionapp.finance.vouchers.allowances import AllowanceRow, AllowanceTable, list_allowances
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    Kind,
    Paragraph,
    Row,
    Scope,
    Style,
    Table,
    TotalRow,
)
from unionapp.reports.finance.accounting_paper import formless_paper
from unionapp.vietnamese.periods import Period

_NAME = "Bảng thanh toán phụ cấp cán bộ công đoàn"
_COLUMNS = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Họ và tên", 2.2),
    Column("Chức vụ", 1.8),
    Column("Hệ số", 0.7, align=Align.CENTER),
    Column("Mức/tháng", 1.2, Kind.MONEY),
    Column("Số tháng", 0.7, Kind.NUMBER),
    Column("Thành tiền", 1.3, Kind.MONEY, total=True),
    Column("Ký nhận", 1.3),
)


def allowance_table(office: Office, period: Period) -> Document:
    """Who is paid how much for the months of a period; the attachment of its payment.

    Raises:
        Refusal: allowance.nobody.
    """
    table = list_allowances(office, period)
    if not table.rows:
        raise Refusal("allowance.nobody", period=period.label)
    return formless_paper(
        office,
        _NAME,
        period,
        (
            Table(_COLUMNS, _rows(table)),
            Paragraph(f"Tổng số tiền bằng chữ: {table.in_words}.", Style.PLAIN),
        ),
    )


def _rows(table: AllowanceTable) -> tuple[Row | TotalRow, ...]:
    ordered = _by_person(table.rows)
    people = tuple(_row(number, row) for number, row in enumerate(ordered, start=1))
    total = TotalRow((None, "Tổng cộng", None, None, None, None, table.total, None), Scope.ALL)
    return (*people, total)


def _by_person(rows: Sequence[AllowanceRow]) -> list[AllowanceRow]:
    """What one person gets before and after a change of base salary, one below the other."""
    places: dict[int, int] = {}
    for row in rows:
        places.setdefault(row.member_id, len(places))
    return sorted(rows, key=lambda row: places[row.member_id])


def _row(number: int, row: AllowanceRow) -> Row:
    coefficient = f"{row.coefficient.normalize():f}".replace(".", ",")
    return (
        number,
        row.full_name,
        row.post,
        coefficient,
        row.monthly,
        row.months,
        row.amount,
        None,
    )
