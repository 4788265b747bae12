"""Danh sách thu đoàn phí của một tháng: by union group, with the rule of the month."""

from collections.abc import Iterator
from itertools import groupby

from unionapp.finance.dues.lists import DuesList, DuesMember, list_dues
from unionapp.finance.dues.owed import FIXED_GROUP
from unionapp.membership.as_of import list_members_on
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    GroupRow,
    Kind,
    Paragraph,
    Row,
    Scope,
    Style,
    Table,
    TableRow,
    TotalRow,
)
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT,
    CHAIR,
    PREPARER,
    accounting_paper,
    period_title,
    signatures,
)
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.amounts import dong, group_digits, percent_text
from unionapp.vietnamese.periods import Period

NO_TEAM = "Chưa xếp tổ"
_NAME = "Danh sách thu đoàn phí công đoàn"
_COLUMNS = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Họ và tên", 2.3),
    Column("Chức vụ, công việc", 1.6),
    Column("Tiền lương làm căn cứ", 1.3, Kind.MONEY),
    Column("Tỷ lệ", 0.7, align=Align.CENTER),
    Column("Đoàn phí phải nộp", 1.2, Kind.MONEY, total=True),
    Column("Đã nộp", 1.2, Kind.MONEY, total=True),
    Column("Ký nộp", 1),
    Column("Ghi chú", 1.5),
)


def dues_list_paper(office: Office, period: Period) -> Document:
    """The dues list of a month, with room to sign.

    Raises:
        Refusal: dues.no_list.
    """
    listed = list_dues(office, period.last)
    positions = {
        member.id: member.position or "" for member in list_members_on(office, period.end)
    }
    return accounting_paper(
        office,
        _NAME,
        period,
        (
            form_heading(office, on=period.end),
            period_title(_NAME, period, *_rule_lines(listed)),
            Table(_COLUMNS, tuple(_rows(listed, positions))),
            Paragraph(f"Tổng số tiền phải nộp bằng chữ: {listed.in_words}.", Style.PLAIN),
            Paragraph(_summary(listed), Style.PLAIN),
            signatures(office, period.end, PREPARER, ACCOUNTANT, CHAIR),
        ),
        is_wide=True,
    )


def _rule_lines(listed: DuesList) -> tuple[str, str]:
    legal = listed.legal
    cap = f"; mức đóng tối đa {dong(legal.cap)}/tháng" if legal.is_capped else ""
    return (f"Lương cơ sở: {dong(legal.base_salary)}{cap}", f"Mức đóng: {legal.words}")


def _rows(listed: DuesList, positions: dict[int, str]) -> Iterator[TableRow]:
    number = 0
    # stable: who has no group comes last, everything else stays in its order
    members_by_team = sorted(listed.rows, key=lambda row: not row.team)
    for team, inside in groupby(members_by_team, key=lambda row: row.team):
        members = list(inside)
        name = team or NO_TEAM
        yield GroupRow(name)
        for member in members:
            number += 1
            yield _row(number, member, positions.get(member.member_id, ""))
        text = f"Cộng {_lower(name)}: {len(members)} đoàn viên"
        yield _total(text, members, Scope.GROUP)
    yield _total(f"Tổng cộng: {len(listed.rows)} đoàn viên", listed.rows, Scope.ALL)


def _total(
    text: str, members: list[DuesMember] | tuple[DuesMember, ...], scope: Scope
) -> TotalRow:
    due, paid = sum(row.due for row in members), sum(row.paid for row in members)
    return TotalRow((None, text, None, None, None, due, paid, None, None), scope)


def _row(number: int, member: DuesMember, position: str) -> Row:
    is_fixed = member.group == FIXED_GROUP
    return (
        number,
        member.full_name,
        position,
        member.base or None,
        "Ấn định" if is_fixed else percent_text(member.rate),
        member.due,
        member.paid,
        None,
        _remark(member),
    )


def _remark(member: DuesMember) -> str:
    remarks = (
        f"Miễn: {member.exempt_reason}" if member.exempt_reason else "",
        member.override_reason or "",
        "Mức tối đa" if member.is_at_cap else "",
        f"Nộp trước {group_digits(member.ahead)}" if member.ahead else "",
        f"Còn nợ {group_digits(member.owed)}" if member.paid and member.owed > 0 else "",
    )
    return "; ".join(filter(None, remarks))


def _summary(listed: DuesList) -> str:
    parts = (
        f"Đã nộp: {dong(listed.paid)}; còn phải nộp: {dong(listed.owed)}",
        f"số người đóng mức tối đa: {listed.at_cap}" if listed.legal.is_capped else "",
        f"số người được miễn: {listed.exempt}" if listed.exempt else "",
    )
    return f"{'; '.join(filter(None, parts))}."


def _lower(name: str) -> str:
    # "Tổ May 1" becomes "Cộng tổ May 1"; names of other kinds stay as they are
    return f"{name[0].lower()}{name[1:]}" if name.startswith(("Tổ ", NO_TEAM)) else name
