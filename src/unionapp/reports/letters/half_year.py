"""Báo cáo 6 tháng: a letter in decree form whose numbers fill themselves."""

from collections.abc import Iterator

from unionapp.activities.kinds import find_kind
from unionapp.activities.lists import list_activities
from unionapp.activities.rows import ActivityRow
from unionapp.finance.books.fund_totals import total_funds
from unionapp.indicators.figures import figures_of
from unionapp.membership.life_cycle import Movement
from unionapp.membership.lists import movement_of
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.organisation.units import lower_units, parent_of
from unionapp.paper.document import (
    Block,
    Column,
    Document,
    Field,
    KeyValueLines,
    Kind,
    LetterClosing,
    Paragraph,
    Style,
    Table,
    Title,
)
from unionapp.reports.letterhead import state_heading
from unionapp.reports.letters.consolidated import consolidated_results
from unionapp.reports.letters.sections import read_section
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import keep_together, text_date
from unionapp.vietnamese.periods import Period

REPORT = "half-year"
SECTIONS = {
    "situation": "đặc điểm, tình hình",
    "assessment": "đánh giá chung",
    "plan": "phương hướng, nhiệm vụ",
}
_LINES_TO_WRITE = 2
_ACTIVITY_COLUMNS = (
    Column("TT", 0.5, Kind.ORDINAL),
    Column("Nội dung", 4),
    Column("Số cuộc", 1, Kind.NUMBER),
    Column("Lượt người", 1.1, Kind.NUMBER),
    Column("Kinh phí (đồng)", 1.5, Kind.NUMBER),
)


def half_year_letter(office: Office, period: Period) -> Document:
    """The letter to the upper unit; the parts nobody wrote yet are dotted lines."""
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
            *_written(office, period, "situation"),
            Paragraph("II. KẾT QUẢ HOẠT ĐỘNG", Style.HEADING),
            *_results(office, period),
            Paragraph("III. ĐÁNH GIÁ CHUNG", Style.HEADING),
            *_written(office, period, "assessment"),
            Paragraph("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ", Style.HEADING),
            *_written(office, period, "plan"),
            Paragraph(f"Trên đây là báo cáo {period.label} của {office.unit.name}./."),
            LetterClosing(_recipients(office), ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH"), profile.chair),
        ),
    )


def _abstract(period: Period) -> str:
    is_first_half = period.first.endswith("-01")
    year = period.first[:4]
    coming = f"6 tháng cuối năm {year}" if is_first_half else f"năm {int(year) + 1}"
    return keep_together(
        f"Kết quả hoạt động công đoàn {period.label} và phương hướng, nhiệm vụ {coming}"
    )


def _written(office: Office, period: Period, section: str) -> tuple[Block, ...]:
    text = read_section(office, REPORT, period, section).text
    if not text:
        return (KeyValueLines(((Field("", blanks=_LINES_TO_WRITE),),)),)
    return tuple(Paragraph(line) for line in text.splitlines())


def _results(office: Office, period: Period) -> Iterator[Block]:
    """From the unit's own records; where others stand below, from the figures of them all."""
    if lower_units(office, on=period.end):
        figures = {figure.code: figure.numerator for figure in figures_of(office, period)}
        yield from consolidated_results(figures, period)
        return
    yield from _members(movement_of(office, period))
    yield from _activities(list_activities(office, period=period))
    yield from _money(office, period)


def _members(movement: Movement) -> Iterator[Block]:
    opening, closing, new = movement.opening, movement.closing, movement.gross_new
    yield Paragraph("1. Công tác đoàn viên", Style.HEADING)
    yield Paragraph(
        f"Đầu kỳ có {group_digits(opening.total)} đoàn viên, trong đó nữ "
        f"{group_digits(opening.female)}. Trong kỳ tăng {group_digits(movement.increase.total)} "
        f"đoàn viên, trong đó phát triển mới {group_digits(new.total)}; giảm "
        f"{group_digits(movement.decrease.total)}. Cuối kỳ có {group_digits(closing.total)} "
        f"đoàn viên, trong đó nữ {group_digits(closing.female)}."
    )


def _activities(activities: tuple[ActivityRow, ...]) -> Iterator[Block]:
    done = [activity for activity in activities if activity.status == "done"]
    yield Paragraph("2. Các hoạt động", Style.HEADING)
    if not done:
        yield Paragraph("Trong kỳ chưa ghi nhận hoạt động.")
        return
    yield Paragraph(f"Trong kỳ đã tổ chức {group_digits(len(done))} hoạt động, cụ thể:")
    yield Table(_ACTIVITY_COLUMNS, tuple(_by_kind(done)))


def _by_kind(activities: list[ActivityRow]) -> Iterator[tuple[str | int, ...]]:
    kinds = sorted({activity.kind for activity in activities})
    for number, kind in enumerate(kinds, start=1):
        same = [activity for activity in activities if activity.kind == kind]
        yield (
            number,
            find_kind(kind).name,
            len(same),
            sum(activity.attended or activity.beneficiaries or 0 for activity in same),
            sum(activity.amount or 0 for activity in same),
        )


def _money(office: Office, period: Period) -> Iterator[Block]:
    totals = total_funds(office, period)
    yield Paragraph("3. Tài chính công đoàn", Style.HEADING)
    yield Paragraph(
        f"Tổng thu trong kỳ {group_digits(totals.received)} đồng; tổng chi "
        f"{group_digits(totals.paid)} đồng. Số dư quỹ đến ngày {text_date(period.end)}: "
        f"{group_digits(totals.closing)} đồng."
    )


def _recipients(office: Office) -> tuple[str, ...]:
    parent = parent_of(office)
    above = () if parent is None else (f"- {parent.name} (để b/c);",)
    return (*above, "- Ban Chấp hành (để t/h);", "- Lưu: VT.")
