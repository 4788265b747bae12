"""Sổ theo dõi kinh phí công đoàn: the employer's 2 % by month, due, paid, when and how late."""

from collections.abc import Iterator, Sequence

from unionapp.finance.contributions.book import ContributionRow, contributions_in
from unionapp.finance.contributions.words import state_words
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    HeaderSpan,
    Kind,
    Row,
    Scope,
    Table,
    TableRow,
    TotalRow,
)
from unionapp.reports.finance.accounting_paper import BOOKKEEPER, formless_paper
from unionapp.reports.finance.column_sums import column_sums
from unionapp.vietnamese.amounts import percent_text
from unionapp.vietnamese.months import month_text
from unionapp.vietnamese.periods import Period

_NAME = "Sổ theo dõi thu kinh phí công đoàn"
_COLUMNS = (
    Column("Tháng", 0.8, align=Align.CENTER),
    Column("Người đóng", 1.5),
    Column("Số lao động", 0.9, Kind.NUMBER),
    Column("Quỹ lương đóng BHXH", 1.4, Kind.MONEY, total=True),
    Column("Mức đóng", 0.6, align=Align.CENTER),
    Column("Phải đóng", 1.2, Kind.MONEY, total=True),
    Column("CĐCS sử dụng", 1.2, Kind.MONEY, total=True),
    Column("Cấp trên", 1.2, Kind.MONEY, total=True, adds=(6, -7)),
    Column("Đã đóng", 1.2, Kind.MONEY, total=True),
    Column("Còn phải đóng", 1.2, Kind.MONEY, total=True, adds=(6, -9)),
    Column("Hạn đóng", 1, Kind.DATE),
    Column("Ngày đóng", 1, Kind.DATE),
    Column("Chậm (tháng)", 0.7, Kind.NUMBER),
    Column("Tình trạng", 1.3),
)


def contribution_book_paper(office: Office, period: Period) -> Document:
    """The contribution of every month and payer, as it stood when the period ended.

    Raises:
        Refusal: parameter.missing.
    """
    rows = contributions_in(office, period, min(period.end, office.today))
    # shorter than a letter calls it: each of twelve months keeps to one line of the page
    employer = show_profile(office).employer_name or "Người SDLĐ"
    return formless_paper(
        office,
        _NAME,
        period,
        (
            Table(
                _COLUMNS,
                tuple(_rows(rows, employer)),
                spans=(HeaderSpan("Trong đó", 6, 7),),
                size=9,
            ),
        ),
        preparer=BOOKKEEPER,
        is_wide=True,
    )


def _rows(rows: Sequence[ContributionRow], employer: str) -> Iterator[TableRow]:
    yield from (_row(row, employer) for row in rows)
    fund, *amounts = column_sums(map(_figures, rows), range(6))
    lead = ("Cộng", None, None, fund, None)
    yield TotalRow((*lead, *amounts, None, None, None, ""), Scope.ALL)


def _row(row: ContributionRow, employer: str) -> Row:
    fund, *amounts = _figures(row)
    return (
        month_text(row.month),
        row.payer or employer,
        row.workers,
        fund,
        percent_text(row.rate),
        *amounts,
        row.deadline,
        row.paid_on,
        row.months_late or None,
        state_words(row),
    )


def _figures(row: ContributionRow) -> tuple[int, int, int, int, int, int]:
    return row.fund, row.due, row.keep, row.up, row.paid, row.remaining
