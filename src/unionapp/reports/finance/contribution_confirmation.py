"""C17-TLĐ, bản xác nhận về việc đóng kinh phí công đoàn: what an employer paid, month by month.

Who books the contribution gross signs it (HD 47/HD-TLĐ of 30/12/2021, annex 1).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from unionapp.finance.contributions.book import ContributionRow, contributions_in
from unionapp.finance.contributions.payers import paying_months
from unionapp.finance.contributions.words import NOT_NOTED, state_words
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
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
    Row,
    Scope,
    Style,
    Table,
    Title,
    TotalRow,
)
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT,
    CHAIR,
    IN_DONG,
    PREPARER,
    accounting_paper,
    dated_heading,
    signatures,
)
from unionapp.reports.finance.column_sums import column_sums
from unionapp.vietnamese.amounts import amount_in_words
from unionapp.vietnamese.dates import keep_together, long_date
from unionapp.vietnamese.months import month_of, month_text
from unionapp.vietnamese.names import text_sort_key
from unionapp.vietnamese.periods import Period

_NAME = "Bản xác nhận"
_ABOUT = "về việc đóng kinh phí công đoàn"
_COLUMNS = (
    Column("Tháng", 0.8, align=Align.CENTER),
    Column("Số lao động", 0.9, Kind.NUMBER),
    Column("Quỹ lương đóng BHXH", 1.4, Kind.MONEY, total=True),
    Column("Phải đóng", 1.2, Kind.MONEY, total=True),
    Column("Đã đóng", 1.2, Kind.MONEY, total=True),
    Column("Ngày đóng", 1, Kind.DATE),
    Column("Còn phải đóng", 1.2, Kind.MONEY, total=True),
    Column("Ghi chú", 2.1),
)
_PAID, _LEFT = 4, 6


def contribution_confirmation(office: Office, period: Period) -> Document:
    """What each employer paid for the months of a period by today; one page each.

    Where no wage fund is noted, one page is left to be written by hand.

    Raises:
        Refusal: parameter.missing, no form is known for today.
    """
    rows = sorted(
        contributions_in(office, period),
        key=lambda row: (text_sort_key(row.payer), row.payer, row.month),
    )
    by_payer = {payer: list(own) for payer, own in groupby(rows, key=lambda row: row.payer)}
    blocks: list[Block] = []
    for payer, own in (by_payer or {"": []}).items():
        blocks += [PageBreak()] if blocks else []
        blocks += _page(office, period, payer, own)
    return accounting_paper(office, f"{_NAME} {_ABOUT}", period, tuple(blocks))


def _page(
    office: Office, period: Period, payer: str, rows: Sequence[ContributionRow]
) -> Iterator[Block]:
    yield dated_heading(office, "C17-TLĐ", office.today)
    about = f"{_ABOUT[0].upper()}{_ABOUT[1:]}, {keep_together(period.label)}"
    yield Title(_NAME, lines=(about, IN_DONG))
    employer = payer or show_profile(office).employer_name
    yield KeyValueLines(
        (
            (Field("Đơn vị xác nhận:", office.unit.name, bold=True),),
            (Field("Đơn vị đóng kinh phí:", employer or None, bold=True),),
            (Field("Địa chỉ:"),),
            (Field("Mã số thuế:"),),
        )
    )
    today = long_date(office.today)
    yield Paragraph(f"Tính đến {today}, đơn vị đã đóng kinh phí công đoàn như sau:", Style.PLAIN)
    lines = tuple(_lines(office, period, payer, rows))
    sums = column_sums(lines, range(len(_COLUMNS))) if rows else None
    yield Table(_COLUMNS, (*lines, _total(sums)), size=10)
    yield KeyValueLines(tuple(_in_words(sums)))
    yield signatures(office, office.today, PREPARER, ACCOUNTANT, CHAIR)


def _lines(
    office: Office, period: Period, payer: str, rows: Sequence[ContributionRow]
) -> Iterator[Row]:
    """Every month that was noted, and those without a wage fund that should have been."""
    noted, expected = {row.month: row for row in rows}, _expected(office, period, payer)
    note = NOT_NOTED if rows else None
    for month in period.months():
        if (row := noted.get(month)) is not None:
            yield _line(row)
        elif month in expected:
            yield (month_text(month), None, None, None, None, None, None, note)


def _expected(office: Office, period: Period, payer: str) -> frozenset[str]:
    """The months that have begun, but for those in which the own employer owes nothing."""
    months = {month for month in period.months() if month <= month_of(office.today)}
    return frozenset(months if payer else months & {*paying_months(office, period)})


def _line(row: ContributionRow) -> Row:
    return (
        month_text(row.month),
        row.workers,
        row.fund,
        row.due,
        row.paid,
        row.paid_on,
        row.remaining,
        state_words(row),
    )


def _total(sums: Sequence[int] | None) -> TotalRow:
    """What each column adds up to; nothing where all is written by hand."""
    figures = (
        sums[at] if sums and column.total else None for at, column in enumerate(_COLUMNS[1:], 1)
    )
    return TotalRow(("Cộng", *figures), Scope.ALL)


def _in_words(sums: Sequence[int] | None) -> Iterator[tuple[Field, ...]]:
    paid = None if sums is None else f"{amount_in_words(sums[_PAID])}."
    yield (Field("Số tiền đã đóng bằng chữ:", paid),)
    if sums is None or sums[_LEFT] > 0:
        left = None if sums is None else f"{amount_in_words(sums[_LEFT])}."
        yield (Field("Số tiền còn phải đóng bằng chữ:", left),)
