"""Bảng trích nộp kinh phí, đoàn phí: what stays and what goes up, by member or by month.

Shares are rounded once on the sum; the rows are cut from it so that they add up to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from unionapp.errors import Refusal
from unionapp.finance.contributions.book import contributions_in
from unionapp.finance.dues.lists import DuesList, DuesMember, list_dues
from unionapp.finance.dues.owed import statutory_part
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.splits import Split, round_half_up, split
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.paper.document import (
    Align,
    Column,
    Document,
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
from unionapp.reports.finance.accounting_paper import formless_paper
from unionapp.reports.finance.column_sums import column_sums
from unionapp.vietnamese.amounts import dong, percent_text
from unionapp.vietnamese.months import last_day, month_of, month_text
from unionapp.vietnamese.periods import Period

_NAME = "Bảng trích nộp kinh phí và đoàn phí công đoàn"
_INSURED = frozenset({"G1", "G3"})  # the groups whose dues are taken from the insured pay


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a month."""

    kpcd: Decimal
    kpcd_up: Decimal
    dues_up: Decimal


def shares_paper(office: Office, period: Period) -> Document:
    """By member for a month, by month for anything longer.

    Raises:
        Refusal: parameter.missing.
    """
    is_month = period.first == period.last
    table = _by_member(office, period.last) if is_month else _by_month(office, period)
    return formless_paper(
        office,
        _NAME,
        period,
        (
            table,
            Paragraph(_declared_line(office, period), Style.PLAIN),
            Paragraph(_owed_line(office, period), Style.PLAIN),
        ),
        is_wide=True,
    )


def share_out(amounts: Sequence[int], rate: Decimal) -> list[Split]:
    """Each amount in two parts, so that the upper parts add up to the rounded share of the sum."""
    shares, total, given = [], 0, 0
    for amount in amounts:
        total += amount
        up = split(total, rate).up - given
        given += up
        shares.append(Split(amount - up, up))
    return shares


def _rates(office: Office, month: str) -> Rates:
    on, unit_id = last_day(month), office.unit.id
    with office.read() as session:
        return Rates(
            legal_value(session, unit_id, "kpcd.rate", on).rate,
            legal_value(session, unit_id, "split.kpcd.up", on).rate,
            legal_value(session, unit_id, "split.dues.up", on).rate,
        )


def _columns(rates: Rates, *first: Column) -> tuple[Column, ...]:
    shares = (rates.kpcd_up, rates.dues_up)
    titles = [
        title
        for up in shares
        for title in (f"Giữ lại {percent_text(1 - up)}", f"Nộp {percent_text(up)}")
    ]
    amounts = (Column(title, 1.2, Kind.MONEY, total=True) for title in titles)
    parts = tuple(range(len(first) + 1, len(first) + 1 + len(titles)))
    return (
        *first,
        *amounts,
        Column("Tổng cộng", 1.3, Kind.MONEY, total=True, adds=parts),
        Column("Ghi chú", 1),
    )


def _by_member(office: Office, month: str) -> Table:
    listed = list_or_none(office, month)
    # stable, as on the dues list: who has no group comes last
    members = sorted(listed.rows if listed else (), key=lambda member: not member.team)
    rates = _rates(office, month)
    columns = _columns(
        rates,
        Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
        Column("Họ và tên", 2.4),
        Column("Lương đóng BHXH", 1.3, Kind.MONEY, total=True),
    )
    kpcd = share_out([_contribution(member, rates.kpcd) for member in members], rates.kpcd_up)
    dues = _share_dues(members, rates.dues_up)
    rows: list[TableRow] = [
        (number, member.full_name, member.base, *_four(*parts), _exempt(member))
        for number, (member, *parts) in enumerate(zip(members, kpcd, dues, strict=True), start=1)
    ]
    rows.append(_total(rows, 1, "Tổng cộng"))
    return Table(columns, tuple(rows), spans=_spans(rates, 3))


def _by_month(office: Office, period: Period) -> Table:
    rates = _rates(office, period.last)
    columns = _columns(
        rates,
        Column("Tháng", 0.9, align=Align.CENTER),
        Column("Số lao động", 0.9, Kind.NUMBER),
        Column("Quỹ lương", 1.5, Kind.MONEY, total=True),
        Column(f"KPCĐ {percent_text(rates.kpcd)}", 1.3, Kind.MONEY, total=True),
    )
    rows: list[TableRow] = list(_month_rows(office, period))
    rows.append(_total(rows, 0, "Cộng"))
    return Table(columns, tuple(rows), spans=_spans(rates, 4))


def _month_rows(office: Office, period: Period) -> Iterator[Row]:
    declared = contributions_in(office, period)
    for month in period.months():
        rows = [row for row in declared if row.month == month]
        if not rows and month > month_of(office.today):
            continue
        kpcd = Split(sum(row.keep for row in rows), sum(row.up for row in rows))
        listed = list_or_none(office, month)
        parts = _share_dues(listed.rows if listed else (), _rates(office, month).dues_up)
        dues = Split(sum(part.keep for part in parts), sum(part.up for part in parts))
        yield (
            month_text(month),
            sum(row.workers for row in rows) or None,
            sum(row.fund for row in rows),
            kpcd.total,
            *_four(kpcd, dues),
            "",
        )


def _share_dues(members: Sequence[DuesMember], rate: Decimal) -> list[Split]:
    shared = share_out([statutory_part(row.due, row.statutory) for row in members], rate)
    return [
        Split(member.due - part.up, part.up) for member, part in zip(members, shared, strict=True)
    ]


def _contribution(member: DuesMember, rate: Decimal) -> int:
    return round_half_up(member.base * rate) if member.group in _INSURED else 0


def list_or_none(office: Office, month: str) -> DuesList | None:
    """The dues list of a month, if one was made."""
    try:
        return list_dues(office, month)
    except Refusal as refused:
        if refused.code != "dues.no_list":
            raise
        return None


def _four(kpcd: Split, dues: Split) -> tuple[int, int, int, int, int]:
    parts = (kpcd.keep, kpcd.up, dues.keep, dues.up)
    return (*parts, sum(parts))


def _total(rows: Sequence[TableRow], label: int, text: str) -> TotalRow:
    """The sums of every column between the label and the remark; people are never added up."""
    plain = (row for row in rows if isinstance(row, tuple))
    width = 9 + (label == 0)
    sums = column_sums(plain, range(2, width - 1))
    lead: Row = (text, None) if label == 0 else (None, text)
    return TotalRow((*lead, *sums, ""), Scope.ALL)


def _exempt(member: DuesMember) -> str:
    return "Miễn đóng" if member.exempt_reason else ""


def _spans(rates: Rates, first: int) -> tuple[HeaderSpan, ...]:
    return (
        HeaderSpan(f"Kinh phí công đoàn {percent_text(rates.kpcd)}", first, first + 1),
        HeaderSpan("Đoàn phí công đoàn", first + 2, first + 3),
    )


def _declared_line(office: Office, period: Period) -> str:
    rows = contributions_in(office, period)
    due, keep = sum(row.due for row in rows), sum(row.keep for row in rows)
    return (
        f"Quỹ lương đóng kinh phí do người sử dụng lao động khai: "
        f"{dong(sum(row.fund for row in rows))}; kinh phí phải đóng {dong(due)}, trong đó "
        f"công đoàn cơ sở được sử dụng {dong(keep)}, cấp trên {dong(due - keep)}."
    )


def _owed_line(office: Office, period: Period) -> str:
    until = min(period.end, office.today)
    owed = list_obligations(office, period.end.year, period.end)
    return (
        f"Theo số đã thu từ đầu năm đến {until:%d/%m/%Y}: phải nộp cấp trên "
        f"{dong(owed.opening + owed.due)}, đã nộp {dong(owed.paid)}, "
        f"còn phải nộp {dong(owed.owed)}."
    )
