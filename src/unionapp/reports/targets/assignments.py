"""Bảng giao chỉ tiêu: the numbers the units below were given, target by target."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from unionapp.indicators.assignments import AssignmentRow, list_assignments
from unionapp.indicators.target_sets import list_targets
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    GroupRow,
    Kind,
    Paragraph,
    Style,
    Table,
    TableRow,
    Title,
)
from unionapp.reports.letterhead import form_heading, list_signatures
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.periods import Period

_COLUMNS = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Mã đơn vị", 1.2),
    Column("Đơn vị", 4),
    Column("Số giao", 1.1, Kind.NUMBER),
    Column("Ghi chú", 2),
)
NOTHING = "Chưa giao chỉ tiêu cho đơn vị nào."


def target_assignments(office: Office, period: Period) -> Document:
    """What stands given to the units below, with the sum where numbers add up."""
    given = list_assignments(office)
    units = {row.id: row.facts.unit for row in list_targets(office)}
    year = period.end.year
    return Document(
        report_id="",
        title=f"Bảng giao chỉ tiêu năm {year}",
        profile="danh_sach",
        author=office.officer.name,
        blocks=(
            form_heading(office, on=period.end),
            Title("Bảng giao chỉ tiêu", lines=(f"Năm {year}",)),
            *_tables(given, units),
            list_signatures(office),
        ),
    )


def _tables(given: tuple[AssignmentRow, ...], units: dict[int, str]) -> Iterator[Block]:
    if not given:
        yield Paragraph(NOTHING, Style.PLAIN)
        return
    yield Table(_COLUMNS, tuple(_rows(given, units)))


def _rows(given: Iterable[AssignmentRow], units: dict[int, str]) -> Iterator[TableRow]:
    for target_id, inside in groupby(given, key=lambda row: row.target_id):
        rows = list(inside)
        unit = units.get(target_id, "")
        total = f": tổng {group_digits(sum(row.value for row in rows))}"
        yield GroupRow(f"{rows[0].target_name} ({unit}){'' if unit == '%' else total}")
        for number, row in enumerate(rows, start=1):
            yield (number, row.unit_code, row.unit_name, row.value, row.note)
