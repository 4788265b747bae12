"""Danh sách đoàn viên: everybody who is a member at the end of the period, by group."""

from collections.abc import Iterable, Iterator

from unionapp.membership.as_of import list_members_on
from unionapp.membership.lists import MemberRow
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    GroupRow,
    HeaderSpan,
    Kind,
    Orientation,
    Paragraph,
    Style,
    Table,
    TableRow,
    Title,
)
from unionapp.reports.letterhead import form_heading, list_signatures
from unionapp.reports.membership.rolls import by_group, split_birth
from unionapp.vietnamese.dates import long_date, table_date
from unionapp.vietnamese.periods import Period

_COLUMNS = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Họ và tên", 2.3),
    Column("Nam", 1.05, align=Align.CENTER),
    Column("Nữ", 1.05, align=Align.CENTER),
    Column("Số CCCD", 1.35, align=Align.CENTER),
    Column("Chức vụ, công việc", 1.6),
    Column("Chức vụ công đoàn", 1.3),
    Column("Ngày vào CĐ", 1.1, align=Align.CENTER),
    Column("Số thẻ ĐV", 1.1, align=Align.CENTER),
    Column("Ghi chú", 1.3),
)


def member_list_paper(office: Office, period: Period) -> Document:
    """The list at the last day of the period; identity numbers are masked."""
    members = list_members_on(office, period.end)
    women = sum(member.gender == "female" for member in members)
    rows = tuple(_rows(members))
    return Document(
        report_id="",
        title="Danh sách đoàn viên",
        profile="danh_sach",
        orientation=Orientation.LANDSCAPE,
        author=office.officer.name,
        blocks=(
            form_heading(office, on=period.end),
            Title("Danh sách đoàn viên", lines=(f"(Đến {long_date(period.end)})",)),
            Table(_COLUMNS, rows, spans=(HeaderSpan("Ngày, năm sinh", 2, 3),)),
            Paragraph(f"Tổng số: {len(members)} đoàn viên, trong đó nữ: {women}.", Style.PLAIN),
            list_signatures(office),
        ),
    )


def _rows(members: Iterable[MemberRow]) -> Iterator[TableRow]:
    number = 0
    for group, people in by_group(members):
        yield GroupRow(f"{group} ({len(people)} đoàn viên)")
        for member in people:
            number += 1
            yield _row(number, member)


def _row(number: int, member: MemberRow) -> tuple[str | int | None, ...]:
    return (
        number,
        member.full_name,
        *split_birth(member),
        member.id_number,
        member.position,
        member.union_position,
        table_date(member.joined_on),
        member.union_card,
        member.note,
    )
