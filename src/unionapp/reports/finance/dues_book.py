"""Sổ theo dõi thu đoàn phí: what every member paid in each month of a year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from unionapp.finance.dues_lists import DuesMember
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
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT,
    CHAIR,
    accounting_paper,
    period_title,
    signatures,
)
from unionapp.reports.finance.dues_list import NO_TEAM
from unionapp.reports.finance.shares import list_or_none
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.names import text_sort_key
from unionapp.vietnamese.periods import Period

_NAME = "Sổ theo dõi thu đoàn phí công đoàn"
_PREPARER = ("Người lập sổ", "accountant")
_SIZE = 8  # points: sixteen columns on one sheet


@dataclass(slots=True)
class _Payer:
    """A member with what was paid and due by month; the team is the last one known."""

    name: str
    team: str
    paid: dict[str, int] = field(default_factory=dict)
    due: int = 0

    @property
    def total(self) -> int:
        return sum(self.paid.values())


def dues_book_paper(office: Office, period: Period) -> Document:
    """The book of a year: members by group, their payments by month, what is still owed."""
    payers = _payers(office, period)
    total, due = sum(payer.total for payer in payers), sum(payer.due for payer in payers)
    return accounting_paper(
        office,
        _NAME,
        period,
        (
            form_heading(office, on=period.end),
            period_title(_NAME, period, "Đơn vị tính: đồng"),
            Table(
                _columns(period),
                tuple(_rows(payers, period)),
                spans=(HeaderSpan("Đã nộp trong tháng", 2, 1 + len(period.months())),),
                size=_SIZE,
            ),
            Paragraph(
                f"Phải nộp {dong(due)}; đã nộp {dong(total)}; còn phải nộp {dong(due - total)}.",
                Style.PLAIN,
            ),
            signatures(office, period.end, _PREPARER, ACCOUNTANT, CHAIR),
        ),
        is_wide=True,
    )


def _payers(office: Office, period: Period) -> list[_Payer]:
    payers: dict[int, _Payer] = {}
    for month in period.months():
        listed = list_or_none(office, month)
        for row in listed.rows if listed else ():
            _note(payers, month, row)
    return sorted(payers.values(), key=lambda payer: (not payer.team, text_sort_key(payer.team)))


def _note(payers: dict[int, _Payer], month: str, row: DuesMember) -> None:
    payer = payers.setdefault(row.member_id, _Payer(row.full_name, row.team))
    payer.team = row.team
    payer.paid[month] = row.paid
    payer.due += row.due


def _columns(period: Period) -> tuple[Column, ...]:
    months = (
        Column(f"T{int(month[5:])}", 1, Kind.NUMBER, total=True) for month in period.months()
    )
    return (
        Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
        Column("Họ và tên", 2.6),
        *months,
        Column("Cộng đã nộp", 1.2, Kind.NUMBER, total=True),
        Column("Còn phải nộp", 1.1, Kind.NUMBER, total=True),
    )


def _rows(payers: list[_Payer], period: Period) -> Iterator[TableRow]:
    months = period.months()
    number = 0
    for team, inside in groupby(payers, key=lambda payer: payer.team):
        people = list(inside)
        yield GroupRow(team or NO_TEAM)
        for payer in people:
            number += 1
            paid = (payer.paid.get(month) or None for month in months)
            yield (number, payer.name, *paid, payer.total, payer.due - payer.total or None)
        yield _total(f"Cộng: {len(people)} người", people, months, Scope.GROUP)
    yield _total(f"Tổng cộng: {len(payers)} người", payers, months, Scope.ALL)


def _total(text: str, payers: Iterable[_Payer], months: tuple[str, ...], scope: Scope) -> TotalRow:
    people = list(payers)
    by_month = (sum(payer.paid.get(month, 0) for payer in people) for month in months)
    paid, due = sum(payer.total for payer in people), sum(payer.due for payer in people)
    return TotalRow((None, text, *by_month, paid, due - paid), scope)
