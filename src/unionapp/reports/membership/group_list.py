"""Danh sách đoàn viên theo tổ: one page for each group, signed by its leader."""

from collections.abc import Iterator, Sequence

from unionapp.membership.as_of import list_members_on
from unionapp.membership.cadres import CadreRow, list_cadres
from unionapp.membership.lists import MemberRow
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    HeaderSpan,
    Kind,
    PageBreak,
    Paragraph,
    Row,
    SignatureRow,
    Signer,
    Style,
    Table,
    Title,
)
from unionapp.reports.letterhead import day_to_write, form_heading
from unionapp.reports.membership.rolls import NO_GROUP, by_group, split_birth
from unionapp.vietnamese.dates import long_date, table_date
from unionapp.vietnamese.periods import Period

_COLUMNS = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Họ và tên", 2.3),
    Column("Nam", 1.1, align=Align.CENTER),
    Column("Nữ", 1.1, align=Align.CENTER),
    Column("Chức vụ, nghề nghiệp", 1.6),
    Column("Chức vụ công đoàn", 1.3),
    Column("Ngày vào CĐ", 1.1, align=Align.CENTER),
    Column("Ghi chú", 1.1),
)


def group_list_paper(office: Office, period: Period) -> Document:
    """The groups as they stand at the last day of the period, each on a page of its own."""
    leaders = list_cadres(office, on=period.end, body="TO")
    blocks: list[Block] = []
    for name, people in by_group(list_members_on(office, period.end)):
        blocks += [PageBreak(restart=True)] if blocks else []
        blocks += _group(office, period, name, people, leaders)
    if not blocks:
        nothing = Paragraph(f"Không có đoàn viên nào đến {period.label}.", Style.CENTERED)
        blocks = [
            form_heading(office, on=period.end),
            Title("Danh sách đoàn viên theo tổ"),
            nothing,
        ]
    return Document(
        report_id="",
        title="Danh sách đoàn viên theo tổ",
        profile="danh_sach",
        author=office.officer.name,
        blocks=tuple(blocks),
    )


def _group(
    office: Office,
    period: Period,
    name: str,
    people: Sequence[MemberRow],
    leaders: Sequence[CadreRow],
) -> Iterator[Block]:
    women = sum(member.gender == "female" for member in people)
    where = "chưa xếp tổ" if name == NO_GROUP else f"- {name}"
    yield form_heading(office, on=period.end)
    yield Title(f"Danh sách đoàn viên {where}", lines=(f"(Đến {long_date(period.end)})",))
    yield Table(
        _COLUMNS,
        tuple(_row(number, member) for number, member in enumerate(people, start=1)),
        spans=(HeaderSpan("Ngày, năm sinh", 2, 3),),
    )
    yield Paragraph(f"Tổng số: {len(people)} đoàn viên, trong đó nữ: {women}.", Style.PLAIN)
    yield _signatures(office, _leader(leaders, name))


def _row(number: int, member: MemberRow) -> Row:
    return (
        number,
        member.full_name,
        *split_birth(member),
        member.position,
        member.union_position,
        table_date(member.joined_on),
        member.note,
    )


def _leader(leaders: Sequence[CadreRow], group: str) -> str:
    found = (it.full_name for it in leaders if it.group_name == group and it.post == "TO_TRUONG")
    return next(found, "")


def _signatures(office: Office, leader: str) -> SignatureRow:
    return SignatureRow(
        (
            Signer("TỔ TRƯỞNG", "(Ký, họ tên)", leader),
            Signer(
                "TM. BAN CHẤP HÀNH\nCHỦ TỊCH", "(Ký, họ tên, đóng dấu)", show_profile(office).chair
            ),
        ),
        day_to_write(office),
    )
