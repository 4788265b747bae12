"""Sổ theo dõi tạm ứng: handed out, spent, handed back, still outstanding, by person."""

from collections.abc import Iterator

from unionapp.finance.vouchers.advances import AdvanceRow, list_advances
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    Kind,
    Row,
    Scope,
    Table,
    TableRow,
    TotalRow,
)
from unionapp.reports.finance.accounting_paper import BOOKKEEPER, formless_paper
from unionapp.reports.finance.column_sums import column_sums
from unionapp.vietnamese.periods import Period

_NAME = "Sổ theo dõi tạm ứng"
_COLUMNS = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Người tạm ứng", 2),
    Column("Nội dung", 2.8),
    Column("Ngày tạm ứng", 1.1, Kind.DATE),
    Column("Số tạm ứng", 1.3, Kind.MONEY, total=True),
    Column("Đã chi", 1.3, Kind.MONEY, total=True),
    Column("Đã nộp lại", 1.2, Kind.MONEY, total=True),
    Column("Còn phải thanh toán", 1.3, Kind.MONEY, total=True, adds=(5, -6, -7)),
    Column("Hạn thanh toán", 1.1, Kind.DATE),
    Column("Ghi chú", 1),
)


def advances_book_paper(office: Office, period: Period) -> Document:
    """The advances of a period, and older ones that are still open today.

    Raises:
        Refusal: parameter.missing.
    """
    rows = [
        row
        for row in list_advances(office)
        if period.covers(row.advanced_on) or (row.outstanding and row.advanced_on < period.start)
    ]
    return formless_paper(
        office,
        _NAME,
        period,
        (Table(_COLUMNS, tuple(_rows(rows))),),
        preparer=BOOKKEEPER,
        is_wide=True,
    )


def _rows(found: list[AdvanceRow]) -> Iterator[TableRow]:
    rows = [_row(number, row) for number, row in enumerate(found, start=1)]
    yield from rows
    sums = column_sums(rows, range(4, 8))
    yield TotalRow((None, "Cộng", None, None, *sums, None, ""), Scope.ALL)


def _row(number: int, row: AdvanceRow) -> Row:
    return (
        number,
        row.person,
        row.purpose,
        row.advanced_on,
        row.given,
        row.spent,
        row.returned,
        row.outstanding,
        row.clear_by,
        _state(row),
    )


def _state(row: AdvanceRow) -> str:
    if row.outstanding <= 0:
        return "Chờ ghi sổ" if row.is_waiting else "Đã xong"
    return "Quá hạn" if row.is_overdue else ""
