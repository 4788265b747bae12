"""Sổ theo dõi thu đoàn phí: what every member paid in each month of a year."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from unionapp.finance.dues.book import PayerOfYear, list_payers
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    GroupRow,
    HeaderSpan,
    Kind,
    Paragraph,
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
    payers = list_payers(office, period)
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
    number = 0
    for team, inside in groupby(payers, key=lambda payer: payer.team):
        people = list(inside)
        yield GroupRow(team or NO_TEAM)
        for payer in people:
            number += 1
            total = payer.total
            paid = (amount or None for amount in payer.paid)
            yield (number, payer.full_name, *paid, total, payer.due - total or None)
        yield _total(f"Cộng: {len(people)} người", people, months, Scope.GROUP)
    yield _total(f"Tổng cộng: {len(payers)} người", payers, months, Scope.ALL)


def _total(text: str, people: Sequence[PayerOfYear], months: int, scope: Scope) -> TotalRow:
    by_month = column_sums((payer.paid for payer in people), range(months))
    paid, due = sum(by_month), sum(payer.due for payer in people)
    return TotalRow((None, text, *by_month, paid, due - paid), scope)
