"""Biểu công khai dự toán, quyết toán (Luật Công đoàn 50/2024/QH15 art. 34)."""

from collections.abc import Iterator, Sequence

from unionapp.finance.forms import SETTLEMENT_FORM, form_on
from unionapp.finance.year.budget import show_estimate
from unionapp.finance.year.disclosures import SECOND_WAYS, DisclosureRow, list_disclosures
from unionapp.finance.year.settlement import show_settlement
from unionapp.organisation.office import Office
from unionapp.paper.document import Block, Document, Field, KeyValueLines, Paragraph, Style
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT,
    CHAIR,
    IN_DONG,
    accounting_paper,
    period_title,
    signatures_of_any_day,
)
from unionapp.reports.finance.year_form import year_table
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.periods import Period

_BASIS = "(Công khai theo Điều 34 Luật Công đoàn số 50/2024/QH15)"


def settlement_disclosure(office: Office, period: Period) -> Document:
    """The settlement of a year as it is made public: approved figures before reported ones.

    Raises:
        Refusal: form.no_edition.
    """
    form = show_settlement(office, period.end.year)
    amounts = [
        (row, (row.budget, row.reported if row.approved is None else row.approved))
        for row in form.rows
    ]
    table = year_table(("Dự toán", "Quyết toán"), amounts, form_on(SETTLEMENT_FORM, period.end))
    return _disclosure(office, period, "quyết toán", table, "settlement")


def estimate_disclosure(office: Office, period: Period) -> Document:
    """The estimate of a year as it is made public: approved figures before the unit's own.

    Raises:
        Refusal: form.no_edition.
    """
    estimate = show_estimate(office, period.end.year)
    amounts = [(row, (row.last_year, row.in_force)) for row in estimate.rows]
    table = year_table(estimate.columns[:2], amounts, form_on("B14-TLĐ", period.start))
    return _disclosure(office, period, "dự toán", table, "budget")


def _disclosure(office: Office, period: Period, what: str, table: Block, subject: str) -> Document:
    name = f"Biểu công khai {what} thu, chi tài chính công đoàn"
    done = [row for row in list_disclosures(office, period.end.year) if row.subject == subject]
    on = done[0].committee_on if done else None
    return accounting_paper(
        office,
        name,
        period,
        (
            form_heading(office, on=period.end),
            period_title(name, period, _BASIS, IN_DONG),
            table,
            *_how(done),
            signatures_of_any_day(office, ACCOUNTANT, CHAIR, on=on),
        ),
    )


def _how(done: Sequence[DisclosureRow]) -> Iterator[Block]:
    """When and how it was made public; before that, lines to write it on."""
    yield Paragraph("Hình thức công khai:", Style.PLAIN)
    if not done:
        yield KeyValueLines(
            (
                (Field("1. Tại hội nghị Ban Chấp hành ngày:"),),
                (Field("2. Hình thức khác, ngày:"),),
            )
        )
    for row in done:
        yield Paragraph(
            f"1. Tại hội nghị Ban Chấp hành ngày {row.committee_on:%d/%m/%Y}.", Style.PLAIN
        )
        way = SECOND_WAYS[row.second_way]
        yield Paragraph(f"2. {way}, ngày {row.second_on:%d/%m/%Y}.", Style.PLAIN)
