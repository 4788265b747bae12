"""What a letter says for a unit with others below: the figures that its package carries."""

from collections.abc import Iterator, Mapping
from datetime import date

from unionapp.activities.kinds import list_kinds
from unionapp.indicators.catalogue import KIND_PREFIX
from unionapp.paper.document import Block, Column, Kind, Paragraph, Style, Table
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import text_date

_COLUMNS = (
    Column("TT", 0.5, Kind.ORDINAL),
    Column("Nội dung", 5),
    Column("Số cuộc", 1, Kind.NUMBER),
)


def consolidated_results(figures: Mapping[str, int], on: date) -> Iterator[Block]:
    """Members, activities and money of all units on a day, from figures by their codes."""
    said = {code: group_digits(number) for code, number in figures.items()}
    closing, net = figures.get("member_total", 0), figures.get("member_net_increase", 0)
    yield Paragraph("1. Công tác đoàn viên", Style.HEADING)
    yield Paragraph(
        f"Đầu kỳ có {group_digits(closing - net)} đoàn viên. Trong kỳ phát triển mới "
        f"{said.get('member_new_admitted', '0')} đoàn viên, tăng thuần {group_digits(net)}. "
        f"Cuối kỳ có {group_digits(closing)} đoàn viên, trong đó nữ "
        f"{said.get('member_female', '0')}."
    )
    yield Paragraph("2. Các hoạt động", Style.HEADING)
    yield from _activities(figures)
    yield Paragraph("3. Tài chính công đoàn", Style.HEADING)
    yield Paragraph(
        f"Tổng thu trong kỳ của các cấp {said.get('receipts_total', '0')} đồng; tổng chi "
        f"{said.get('payments_total', '0')} đồng, gồm cả tiền chuyển giữa các cấp. "
        f"Tiền mặt tại quỹ đến ngày {text_date(on)}: {said.get('cash_balance', '0')} đồng."
    )


def _activities(figures: Mapping[str, int]) -> Iterator[Block]:
    held = [
        (kind.name, figures[code])
        for kind in list_kinds()
        if figures.get(code := KIND_PREFIX + kind.code)
    ]
    if not held:
        yield Paragraph("Trong kỳ chưa ghi nhận hoạt động.")
        return
    yield Paragraph(
        f"Trong kỳ các đơn vị đã tổ chức {group_digits(sum(n for _, n in held))} hoạt động:"
    )
    yield Table(_COLUMNS, tuple((i, name, n) for i, (name, n) in enumerate(held, start=1)))
