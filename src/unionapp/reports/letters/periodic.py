"""Báo cáo 6 tháng and báo cáo năm: letters in decree form whose numbers fill themselves."""

from collections.abc import Iterator

from unionapp.indicators.figures import figures_of
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.organisation.tiers import consolidates
from unionapp.organisation.units import lower_units, parent_of
from unionapp.paper.document import (
    Block,
    Document,
    Field,
    KeyValueLines,
    LetterClosing,
    Paragraph,
    Style,
    Title,
)
from unionapp.reports.letterhead import state_heading
from unionapp.reports.letters.consolidated import consolidated_results
from unionapp.reports.letters.own_results import own_results
from unionapp.reports.letters.plan_results import grade_results, target_results
from unionapp.reports.letters.sections import read_section
from unionapp.vietnamese.dates import keep_together
from unionapp.vietnamese.periods import Period

HALF_YEAR, YEAR = "half-year", "year"
SECTIONS = {
    "situation": "đặc điểm, tình hình",
    "assessment": "đánh giá chung",
    "plan": "phương hướng, nhiệm vụ",
}
MONTHS_OF_YEAR = 12
_LINES_TO_WRITE = 2


def half_year_letter(office: Office, period: Period) -> Document:
    """The letter of six months to the upper unit; parts nobody wrote yet are dotted lines."""
    return _letter(office, HALF_YEAR, period, own_year=None)


def year_letter(office: Office, period: Period) -> Document:
    """The letter of a year, which also tells how the unit was graded."""
    return _letter(office, YEAR, period, own_year=period.end.year)


def _letter(office: Office, report: str, period: Period, own_year: int | None) -> Document:
    profile = show_profile(office)
    return Document(
        report_id="",
        title=f"Báo cáo {period.label}",
        profile="cong_doan",
        author=office.officer.name,
        blocks=(
            state_heading(office, symbol="BC", on=min(period.end, office.today)),
            Title("Báo cáo", abstract=_abstract(period)),
            Paragraph("I. ĐẶC ĐIỂM, TÌNH HÌNH", Style.HEADING),
            *_written(office, report, period, "situation"),
            Paragraph("II. KẾT QUẢ HOẠT ĐỘNG", Style.HEADING),
            *_results(office, period),
            *target_results(office, min(period.end, office.today)),
            *(grade_results(office, own_year) if own_year else ()),
            Paragraph("III. ĐÁNH GIÁ CHUNG", Style.HEADING),
            *_written(office, report, period, "assessment"),
            Paragraph("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ", Style.HEADING),
            *_written(office, report, period, "plan"),
            Paragraph(f"Trên đây là báo cáo {period.label} của {office.unit.name}./."),
            LetterClosing(_recipients(office), (_signing_for(office), "CHỦ TỊCH"), profile.chair),
        ),
    )


def _abstract(period: Period) -> str:
    year, is_half = period.end.year, len(period.months()) < MONTHS_OF_YEAR
    is_first_half = is_half and period.first.endswith("-01")
    coming = f"6 tháng cuối năm {year}" if is_first_half else f"năm {year + 1}"
    return keep_together(
        f"Kết quả hoạt động công đoàn {period.label} và phương hướng, nhiệm vụ {coming}"
    )


def _written(office: Office, report: str, period: Period, section: str) -> tuple[Block, ...]:
    text = read_section(office, report, period, section).text
    if not text:
        return (KeyValueLines(((Field("", blanks=_LINES_TO_WRITE),),)),)
    return tuple(Paragraph(line) for line in text.splitlines())


def _results(office: Office, period: Period) -> Iterator[Block]:
    """From the unit's own records; where others stand below, from the figures of them all."""
    if lower_units(office, on=period.end):
        figures = {figure.code: figure.numerator for figure in figures_of(office, period)}
        yield from consolidated_results(figures, min(period.end, office.today))
        return
    yield from own_results(office, period)


def _signing_for(office: Office) -> str:
    return "TM. BAN THƯỜNG VỤ" if consolidates(office.unit.tier) else "TM. BAN CHẤP HÀNH"


def _recipients(office: Office) -> tuple[str, ...]:
    parent = parent_of(office)
    above = () if parent is None else (f"- {parent.name} (để b/c);",)
    below = ("- Các đơn vị trực thuộc (để t/h);",) if consolidates(office.unit.tier) else ()
    return (*above, "- Ban Chấp hành (để t/h);", *below, "- Lưu: VT.")
