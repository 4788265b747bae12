"""Báo cáo biến động đoàn viên: opening, what came and went by kind, closing, and who.

The shape follows the quarterly organisation figures of QĐ 1454/QĐ-TLĐ; it is a reference form.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from unionapp.membership.life_cycle import KINDS, EventKind, Figure, Movement
from unionapp.membership.lists import ChangeRow, list_changes, movement_of
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    GroupRow,
    Kind,
    Paragraph,
    Row,
    Style,
    Table,
    TableRow,
    Title,
    TotalRow,
)
from unionapp.reports.letterhead import form_heading, list_signatures
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

# a spreadsheet has one set of columns: both tables are cut alike, or it prints much smaller
_FIGURES = (
    Column("TT", 0.5, align=Align.CENTER),
    Column("Nội dung", 3.4),
    Column("Tổng số", 1.1, Kind.NUMBER),
    Column("Trong đó nữ", 1.6, Kind.NUMBER),
    Column("Ghi chú", 1.9),
)
_CHANGES = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Họ và tên", 2.3),
    Column("Ngày sinh", 1.1, align=Align.CENTER),
    Column("Biến động", 1.6),
    Column("Ngày hiệu lực", 1.1, Kind.DATE),
    Column("Quyết định, lý do", 1.9),
)


def member_change_paper(office: Office, period: Period) -> Document:
    """The figures of the period with the list of people behind them."""
    movement = movement_of(office, period)
    changes = [change for change in list_changes(office, period) if change.effect != 0]
    return Document(
        report_id="",
        title=f"Báo cáo biến động đoàn viên {period.label}",
        profile="danh_sach",
        author=office.officer.name,
        blocks=(
            form_heading(office, on=period.end),
            Title(
                "Báo cáo biến động đoàn viên",
                lines=(f"{period.label[0].upper()}{period.label[1:]}",),
            ),
            Paragraph("I. Số liệu", Style.HEADING),
            Table(_FIGURES, tuple(_figures(movement))),
            Paragraph("II. Danh sách biến động", Style.HEADING),
            *_people(changes),
            list_signatures(office),
        ),
    )


def member_figures_paper(office: Office, period: Period) -> Document:
    """The figures alone, as they leave the unit: nobody is named."""
    whole = member_change_paper(office, period)
    figures = [block for block in whole.blocks if not _names_people(block)]
    title = f"Số liệu biến động đoàn viên {period.label}"
    return replace(whole, title=title, blocks=tuple(figures))


def _names_people(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return True  # the headings of the two parts, and the words for an empty list
    return isinstance(block, Table) and block.columns is _CHANGES


def _figures(movement: Movement) -> Iterator[TableRow]:
    yield _total("A", "Đoàn viên đầu kỳ", movement.opening)
    yield _total("B", "Tăng trong kỳ", movement.increase)
    yield from _kinds(movement.increases)
    yield ("", "Trong đó: phát triển mới", *_both(movement.gross_new), "")
    yield _total("C", "Giảm trong kỳ", movement.decrease)
    yield from _kinds(movement.decreases)
    yield _total("D", "Điều chỉnh", movement.adjustment)
    yield _total("E", "Đoàn viên cuối kỳ (A + B − C + D)", movement.closing)


def _kinds(figures: dict[EventKind, Figure]) -> Iterator[TableRow]:
    for number, (kind, figure) in enumerate(figures.items(), start=1):
        yield (str(number), KINDS[kind].name, *_both(figure), "")


def _total(mark: str, text: str, figure: Figure) -> TotalRow:
    return TotalRow((mark, text, *_both(figure), ""))


def _both(figure: Figure) -> tuple[int, int]:
    return figure.total, figure.female


def _people(changes: Iterable[ChangeRow]) -> tuple[Table | Paragraph, ...]:
    rows: list[TableRow] = []
    for title, sign in (("Tăng", 1), ("Giảm", -1)):
        people = [change for change in changes if change.effect == sign]
        if people:
            rows.append(GroupRow(f"{title}: {len(people)} người"))
            rows += [_row(number, change) for number, change in enumerate(people, start=1)]
    if not rows:
        return (Paragraph("Trong kỳ không có biến động.", Style.PLAIN),)
    return (Table(_CHANGES, tuple(rows)),)


def _row(number: int, change: ChangeRow) -> Row:
    decision = f"QĐ {change.decision_no}" if change.decision_no else ""
    return (
        number,
        change.full_name,
        table_date(change.birth_date),
        change.kind_name,
        change.effective_on,
        "; ".join(filter(None, (decision, change.reason, change.other_unit))),
    )
