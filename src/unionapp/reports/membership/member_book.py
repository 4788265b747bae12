"""Sổ đoàn viên: who is or was a member in a period, when they came and when they left."""

from collections.abc import Iterable, Iterator
from datetime import date

from unionapp.membership.as_of import list_members_on
from unionapp.membership.life_cycle import EventKind
from unionapp.membership.lists import ChangeRow, MemberRow, list_changes, member_rows
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    HeaderSpan,
    Kind,
    Orientation,
    Paragraph,
    Row,
    Style,
    Table,
    Title,
)
from unionapp.reports.letterhead import form_heading, list_signatures
from unionapp.reports.membership.rolls import split_birth
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.names import sort_key
from unionapp.vietnamese.periods import Period

_SINCE_EVER = "1900-01"
_FIRST_TIMES = frozenset({EventKind.KET_NAP, EventKind.CONG_NHAN})
_COLUMNS = (
    Column("STT", 0.45, Kind.ORDINAL, Align.CENTER),
    Column("Họ và tên", 2.1),
    Column("Nam", 1.05, align=Align.CENTER),
    Column("Nữ", 1.05, align=Align.CENTER),
    Column("Dân tộc", 0.7, align=Align.CENTER),
    Column("Trình độ chuyên môn", 1.1),
    Column("Chức vụ, nghề nghiệp", 1.4),
    Column("Ngày vào CĐ", 1.05, align=Align.CENTER),
    Column("Số thẻ", 1.0, align=Align.CENTER),
    Column("Tổ, CĐ bộ phận", 1.3),
    Column("Đến", 1.05, Kind.DATE),
    Column("Đi", 1.05, Kind.DATE),
    Column("Ghi chú", 1.3),
)
_SPANS = (HeaderSpan("Ngày, năm sinh", 2, 3), HeaderSpan("Ngày chuyển", 10, 11))


def member_book_paper(office: Office, period: Period) -> Document:
    """The book of a period: members at its end, and who left during it."""
    staying = list_members_on(office, period.end)
    stories = _stories(list_changes(office, Period(_SINCE_EVER, period.last)))
    left = _who_left(stories, period, {member.id for member in staying})
    people = sorted((*staying, *member_rows(office, left)), key=lambda it: sort_key(it.full_name))
    women = sum(member.gender == "female" for member in staying)
    return Document(
        report_id="",
        title=f"Sổ đoàn viên {period.label}",
        profile="danh_sach",
        orientation=Orientation.LANDSCAPE,
        author=office.officer.name,
        blocks=(
            form_heading(office, on=period.end),
            Title("Sổ đoàn viên", lines=(f"{period.label[0].upper()}{period.label[1:]}",)),
            Table(_COLUMNS, tuple(_rows(people, stories)), spans=_SPANS),
            Paragraph(
                f"Cuối kỳ: {len(staying)} đoàn viên, trong đó nữ: {women}. "
                f"Ra khỏi đơn vị trong kỳ: {len(left)} người.",
                Style.PLAIN,
            ),
            list_signatures(office),
        ),
    )


Stories = dict[int, list[ChangeRow]]


def _stories(changes: Iterable[ChangeRow]) -> Stories:
    stories: Stories = {}
    for change in changes:
        if change.effect:
            stories.setdefault(change.member_id, []).append(change)
    return stories


def _who_left(stories: Stories, period: Period, staying: set[int]) -> list[int]:
    return [
        member_id
        for member_id, story in stories.items()
        if member_id not in staying and story[-1].counted_on >= period.start
    ]


def _rows(people: Iterable[MemberRow], stories: Stories) -> Iterator[Row]:
    for number, member in enumerate(people, start=1):
        story = stories.get(member.id, [])
        yield (
            number,
            member.full_name,
            *split_birth(member),
            member.ethnicity,
            member.qualification,
            member.position,
            table_date(member.joined_on),
            member.union_card,
            member.group_name,
            _came(story),
            story[-1].effective_on if story and story[-1].effect < 0 else None,
            _remark(member, story),
        )


def _came(story: list[ChangeRow]) -> date | None:
    """The day somebody came from elsewhere; who was admitted here has a day of joining instead."""
    coming = [change for change in story if change.effect > 0]
    return coming[-1].effective_on if coming and coming[-1].kind not in _FIRST_TIMES else None


def _remark(member: MemberRow, story: list[ChangeRow]) -> str:
    parts = [member.note or ""]
    if story and story[-1].effect < 0:
        parts.append(story[-1].kind_name)
    if story and story[-1].other_unit:
        parts.append(story[-1].other_unit)
    return "; ".join(filter(None, parts))
