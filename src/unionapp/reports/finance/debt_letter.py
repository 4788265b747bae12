"""Công văn đề nghị đóng kinh phí công đoàn: what the employer still owes, month by month.

Each month is asked for on the law of that month (`letter.basis`, segment kpcd).
"""

import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from unionapp.errors import Refusal
from unionapp.finance.contributions.amounts_and_deadlines import ContributionState
from unionapp.finance.contributions.book import ContributionRow, contributions_in
from unionapp.finance.contributions.payers import payer_name
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.paper.document import (
    Addressees,
    Align,
    Block,
    Column,
    Document,
    Kind,
    PageBreak,
    Paragraph,
    Row,
    Scope,
    Table,
    TotalRow,
)
from unionapp.reports.letter import closing, executive, letter
from unionapp.reports.letterhead import state_heading
from unionapp.vietnamese.amounts import amount_in_words, dong, percent_text
from unionapp.vietnamese.dates import long_date
from unionapp.vietnamese.months import last_day, month_text
from unionapp.vietnamese.periods import Period

_TITLE = "Đề nghị đóng kinh phí công đoàn"
_COLUMNS = (
    Column("Tháng", 0.8, align=Align.CENTER),
    Column("Quỹ lương đóng BHXH", 1.5, Kind.MONEY),
    Column("Phải đóng", 1.2, Kind.MONEY, total=True),
    Column("Đã đóng", 1.2, Kind.MONEY, total=True),
    Column("Còn phải đóng", 1.3, Kind.MONEY, total=True),
    Column("Hạn đóng", 1, Kind.DATE),
)


def debt_letter(office: Office, period: Period) -> Document:
    """A letter to each employer that owes for months of the period; one page each.

    Raises:
        Refusal: contribution.nothing_owed.
    """
    owing = [row for row in contributions_in(office, period) if row.is_overdue]
    if not owing:
        raise Refusal("contribution.nothing_owed", period=period.label)
    owing.sort(key=lambda row: row.payer)
    blocks: list[Block] = []
    for payer, rows in groupby(owing, key=lambda row: row.payer):
        blocks += [PageBreak()] if blocks else []
        blocks += _letter_to(office, payer, list(rows))
    return letter(office, f"{_TITLE} {period.label}", blocks)


def _letter_to(office: Office, payer: str, rows: list[ContributionRow]) -> Iterator[Block]:
    owed, today = sum(row.remaining for row in rows), office.today
    with office.read() as session:
        days = legal_value(session, office.unit.id, "kpcd.letter_days", today).amount
        addressee = payer_name(session, office.unit.id, payer)
    heading = state_heading(office, symbol="CV", on=today)
    yield dataclasses.replace(heading, subject=f"V/v {_TITLE[0].lower()}{_TITLE[1:]}")
    yield Addressees((addressee,))
    yield from _grounds(office, rows)
    yield Paragraph(
        f"Theo sổ theo dõi của {executive(office)}, đến {long_date(today)} đơn vị còn phải đóng "
        f"{len(rows)} tháng đã quá hạn như sau (đơn vị tính: đồng):"
    )
    yield Table(_COLUMNS, (*(_row(row) for row in rows), _total(rows)))
    yield Paragraph(f"Tổng số còn phải đóng: {dong(owed)} ({amount_in_words(owed)}).")
    yield from _unpaid(office, rows)
    yield Paragraph(
        f"{executive(office)} trân trọng đề nghị đơn vị đóng đủ số kinh phí trên trong "
        f"{days} ngày kể từ ngày nhận công văn, hoặc trao đổi lại nếu số liệu chưa khớp."
    )
    yield closing(office, "- Như trên;")


def _grounds(office: Office, rows: list[ContributionRow]) -> Iterator[Paragraph]:
    """What law the months rest on; a letter that reaches over a change names both."""
    grounds: dict[tuple[str, Decimal], list[str]] = {}
    with office.read() as session:
        for row in rows:
            on = last_day(row.month)
            law = legal_value(session, office.unit.id, "letter.basis", on, "kpcd").value
            grounds.setdefault((law, row.rate), []).append(month_text(row.month))
    for (law, rate), months in grounds.items():
        which = f" của tháng {', '.join(months)}" if len(grounds) > 1 else ""
        yield Paragraph(
            f"Căn cứ {law.replace('; ', ' và ')}, kinh phí công đoàn{which} do người sử dụng lao "
            f"động đóng bằng {percent_text(rate)} quỹ tiền lương làm căn cứ đóng bảo hiểm xã hội "
            "của người lao động."
        )


def _unpaid(office: Office, rows: list[ContributionRow]) -> Iterator[Paragraph]:
    """The months that count as not paid at all, where the law names the days of grace."""
    months: dict[tuple[int, str], list[str]] = {}
    with office.read() as session:
        for row in (row for row in rows if row.state is ContributionState.UNPAID):
            on = last_day(row.month)
            grace = legal_value(session, office.unit.id, "kpcd.grace_days", on)
            if not grace.needs_check:
                found = months.setdefault((grace.amount, grace.legal_basis), [])
                found.append(month_text(row.month))
    for (days, basis), late in months.items():
        law = basis.replace("NĐ ", "Nghị định số ")
        yield Paragraph(
            f"Trong đó tháng {', '.join(late)} đã quá hạn trên {days} ngày, thuộc trường hợp "
            f"không đóng kinh phí công đoàn theo {law}."
        )


def _row(row: ContributionRow) -> Row:
    month = month_text(row.month)
    return (month, row.fund, row.due, row.paid, row.remaining, row.deadline)


def _total(rows: list[ContributionRow]) -> TotalRow:
    due, paid, left = (
        sum(getattr(row, name) for row in rows) for name in ("due", "paid", "remaining")
    )
    return TotalRow(("Cộng", None, due, paid, left, None), Scope.ALL)
