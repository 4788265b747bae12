"""B14-TLĐ, báo cáo dự toán thu, chi tài chính công đoàn, with the block of the level above."""

from datetime import timedelta

from unionapp.finance.forms import form_on
from unionapp.finance.year.budget import FORM, Estimate, show_estimate
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    Kind,
    Paragraph,
    Row,
    Spacer,
    Style,
    Table,
)
from unionapp.reports.finance.accounting_paper import (
    CHAIR,
    SIGNED_ABOVE,
    accounting_paper,
    period_title,
    signatures_of_any_day,
)
from unionapp.reports.finance.basics_and_proof import basic_rows
from unionapp.reports.finance.year_form import year_table
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.periods import Period

_NAME = "Báo cáo dự toán thu, chi tài chính công đoàn"
_ACCOUNTANT = ("Kế toán công đoàn cơ sở", "accountant")


def estimate_paper(office: Office, period: Period) -> Document:
    """The estimate of a year beside what the year before comes to.

    Raises:
        Refusal: form.no_edition.
    """
    estimate = show_estimate(office, period.end.year)
    amounts = [(row, (row.last_year, row.amount, row.approved)) for row in estimate.rows]
    return accounting_paper(
        office,
        _NAME,
        period,
        (
            form_heading(
                office, on=period.end, form_code="Mẫu số: B14-TLĐ", legal=estimate.heading
            ),
            period_title(estimate.title, period),
            Paragraph("A. CÁC CHỈ TIÊU CƠ BẢN", Style.HEADING),
            Table(_basic_columns(estimate.columns), tuple(_basics(estimate))),
            Paragraph("B. CÁC CHỈ TIÊU THU, CHI TÀI CHÍNH CÔNG ĐOÀN (đồng)", Style.HEADING),
            year_table(estimate.columns, amounts, form_on(FORM, period.start)),
            signatures_of_any_day(office, _ACCOUNTANT, CHAIR, on=period.start - timedelta(days=1)),
            Spacer(8),
            Paragraph("PHẦN DUYỆT CỦA CÔNG ĐOÀN CẤP TRÊN", Style.PART),
            SIGNED_ABOVE,
        ),
    )


def _basic_columns(titles: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column("TT", 0.55, align=Align.CENTER),
        Column("Chỉ tiêu", 3.6),
        Column("ĐVT", 0.75, align=Align.CENTER),
        *(Column(title, 1.5, Kind.NUMBER) for title in titles),
    )


def _basics(estimate: Estimate) -> list[Row]:
    """Section A of this year beside the next; what is not known is written by hand."""
    now, planned = tuple(basic_rows(estimate.basics)), basic_rows(estimate.planned)
    is_known = any(figure for *_, figure, _ in now)
    return [
        (number, label, unit, figure if is_known else None, plan or None, None)
        for (number, label, unit, figure, _), (_, _, _, plan, _) in zip(now, planned, strict=True)
    ]
