"""What a letter says for a unit that stands alone: its own members, activities and money."""

from collections.abc import Iterator

from unionapp.activities.kinds import kind_of
from unionapp.activities.lists import list_activities
from unionapp.activities.rows import ActivityRow
from unionapp.finance.books.fund_totals import total_funds
from unionapp.membership.life_cycle import Movement
from unionapp.membership.lists import movement_of
from unionapp.organisation.office import Office
from unionapp.paper.document import Block, Column, Kind, Paragraph, Style, Table
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import text_date
from unionapp.vietnamese.periods import Period

_COLUMNS = (
    Column("TT", 0.5, Kind.ORDINAL),
    Column("Nội dung", 4),
    Column("Số cuộc", 1, Kind.NUMBER),
    Column("Lượt người", 1.1, Kind.NUMBER),
    Column("Kinh phí (đồng)", 1.5, Kind.NUMBER),
)


def own_results(office: Office, period: Period) -> Iterator[Block]:
    """Members, activities and money of this unit, from its records."""
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
    yield Table(_COLUMNS, tuple(_by_kind(done)))


def _by_kind(activities: list[ActivityRow]) -> Iterator[tuple[str | int, ...]]:
    kinds = sorted({activity.kind for activity in activities})
    for number, kind in enumerate(kinds, start=1):
        same = [activity for activity in activities if activity.kind == kind]
        yield (
            number,
            kind_of(kind).name,
            len(same),
            sum(activity.attended or activity.beneficiaries or 0 for activity in same),
            sum(activity.amount or 0 for activity in same),
        )


def _money(office: Office, period: Period) -> Iterator[Block]:
    totals = total_funds(office, period)
    until = text_date(min(period.end, office.today))
    yield Paragraph("3. Tài chính công đoàn", Style.HEADING)
    yield Paragraph(
        f"Tổng thu trong kỳ {group_digits(totals.received)} đồng; tổng chi "
        f"{group_digits(totals.paid)} đồng. Số dư quỹ đến ngày {until}: "
        f"{group_digits(totals.closing)} đồng."
    )
