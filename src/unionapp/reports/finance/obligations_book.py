"""Sổ theo dõi nghĩa vụ nộp cấp trên: collected, due upwards, paid, still owed."""

from collections.abc import Iterator
from dataclasses import dataclass

from unionapp.finance.levels.obligations import (
    Obligations,
    list_obligations,
    list_obligations_by_month,
)
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
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
    BOOKKEEPER,
    CHAIR,
    IN_DONG,
    accounting_paper,
    period_title,
    signatures,
)
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.amounts import amount_in_words, dong, percent_text
from unionapp.vietnamese.months import last_day, month_of, month_text
from unionapp.vietnamese.periods import Period

_NAME = "Sổ theo dõi nghĩa vụ nộp cấp trên"
_DUE, _PAID = 3, 4
_COLUMNS = (
    Column("Tháng", 1.8, align=Align.CENTER),
    Column("Đoàn phí đã thu", 1.3, Kind.MONEY, total=True),
    Column("Kinh phí đã thu", 1.3, Kind.MONEY, total=True),
    Column("Phải nộp", 1.2, Kind.MONEY, total=True),
    Column("Đã nộp", 1.2, Kind.MONEY, total=True),
    Column("Còn phải nộp", 1.3, Kind.MONEY, running=(_DUE, _PAID)),
)


@dataclass(frozen=True, slots=True)
class _Month:
    """What a month began with, moved and ended with."""

    month: str
    opening: int
    figures: tuple[int, ...]
    owed: int


def obligations_paper(office: Office, period: Period) -> Document:
    """The account with the level above, month by month as far as the year has gone.

    Shares are rounded on the year's sum.

    Raises:
        Refusal: item.no_scheme.
    """
    until = min(period.end, max(office.today, period.start))
    closing = list_obligations(office, period.end.year, until)
    return accounting_paper(
        office,
        _NAME,
        period,
        (
            form_heading(office, on=period.end),
            period_title(_NAME, period, _rates(closing), IN_DONG),
            Table(
                _COLUMNS,
                tuple(_rows(_months(office, period))),
                spans=(HeaderSpan("Nghĩa vụ với cấp trên", 3, 5),),
            ),
            Paragraph(
                f"Còn phải nộp cấp trên đến ngày {until:%d/%m/%Y}: {dong(closing.owed)} "
                f"({amount_in_words(closing.owed)}).",
                Style.PLAIN,
            ),
            signatures(office, period.end, BOOKKEEPER, ACCOUNTANT, CHAIR),
        ),
    )


def _rates(owed: Obligations) -> str:
    dues, kpcd = (percent_text(line.rate) for line in owed.lines)
    return f"Tỷ lệ nộp: đoàn phí {dues}, kinh phí {kpcd} số thu tại đơn vị"


def _months(office: Office, period: Period) -> Iterator[_Month]:
    end = min(period.end, max(last_day(month_of(office.today)), last_day(period.first)))
    for year in range(period.start.year, end.year + 1):
        last = end.month if year == end.year else 12
        ends = list_obligations_by_month(office, year, last)
        # the account begins anew each January
        for before, now in zip((None, *ends), ends, strict=False):
            if now.until >= period.start:
                yield _Month(
                    month_of(now.until),
                    now.opening if before is None else before.owed,
                    tuple(
                        after - earlier
                        for after, earlier in zip(_sums(now), _sums(before), strict=True)
                    ),
                    now.owed,
                )


def _sums(owed: Obligations | None) -> tuple[int, int, int, int]:
    """What was collected of both kinds, due and paid since January."""
    if owed is None:
        return 0, 0, 0, 0
    dues, kpcd = owed.lines
    return dues.collected, kpcd.collected, owed.due, owed.paid


def _rows(found: Iterator[_Month]) -> Iterator[TableRow]:
    months = list(found)
    yield ("Còn nợ đầu kỳ", None, None, None, None, months[0].opening)
    for month in months:
        yield (month_text(month.month), *month.figures, month.owed)
    sums = (sum(figures) for figures in zip(*(month.figures for month in months), strict=True))
    yield TotalRow(("Cộng trong kỳ", *sums, None), Scope.ALL)
    yield TotalRow(("Còn nợ cuối kỳ", None, None, None, None, months[-1].owed))
