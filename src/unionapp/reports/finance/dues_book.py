"""Sổ theo dõi thu đoàn phí: what every member paid in each month of a year."""

from collections.abc import Iterator, Sequence
from itertools import count, groupby

from unionapp.finance.dues.book import PayerOfYear, dues_book
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    GroupRow,
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
from unionapp.reports.finance.accounting_paper import BOOKKEEPER, formless_paper
from unionapp.reports.finance.column_sums import column_sums
from unionapp.reports.finance.dues_list import NO_TEAM
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.periods import Period

_NAME = "Sổ theo dõi thu đoàn phí công đoàn"
_SIZE = 8  # points: sixteen columns on one sheet


def dues_book_paper(office: Office, period: Period) -> Document:
    """The book of a year: members by group, their payments by month, what is still owed."""
    payers = dues_book(office, period)
    total, due = sum(payer.total for payer in payers), sum(payer.due for payer in payers)
    return formless_paper(
        office,
        _NAME,
        period,
        (
            Table(
                _columns(period),
                tuple(_rows(payers, len(period.months()))),
                spans=(HeaderSpan("Đã nộp trong tháng", 2, 1 + len(period.months())),),
                size=_SIZE,
            ),
            Paragraph(
                f"Phải nộp {dong(due)}; đã nộp {dong(total)}; còn phải nộp {dong(due - total)}.",
                Style.PLAIN,
            ),
        ),
        preparer=BOOKKEEPER,
        is_wide=True,
    )


def _columns(period: Period) -> tuple[Column, ...]:
    paid = tuple(range(3, 3 + len(period.months())))
    months = (Column(f"T{int(month[5:])}", 1, Kind.MONEY, total=True) for month in period.months())
    return (
        Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
        Column("Họ và tên", 2.6),
        *months,
        Column("Cộng đã nộp", 1.2, Kind.MONEY, total=True, adds=paid),
        Column("Còn phải nộp", 1.1, Kind.MONEY, total=True),
    )


def _rows(payers: Sequence[PayerOfYear], months: int) -> Iterator[TableRow]:
    number, sums = count(1), []
    for team, inside in groupby(payers, key=lambda payer: payer.team):
        lines = [_line(next(number), payer) for payer in inside]
        sums.append(column_sums(lines, range(2, 4 + months)))
        yield GroupRow(team or NO_TEAM)
        yield from lines
        yield TotalRow((None, f"Cộng: {len(lines)} người", *sums[-1]), Scope.GROUP)
    everybody = column_sums(sums, range(2 + months))
    yield TotalRow((None, f"Tổng cộng: {len(payers)} người", *everybody), Scope.ALL)


def _line(number: int, payer: PayerOfYear) -> Row:
    paid, total = (amount or None for amount in payer.paid), payer.total
    return (number, payer.full_name, *paid, total, payer.due - total or None)
