"""Bảng theo dõi chỉ tiêu: every plan followed, by milestone, with what is missing in words."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from unionapp.indicators.progress import TargetProgress, target_progress
from unionapp.indicators.target_sets import list_sets
from unionapp.indicators.verdicts import LIGHT_WORDS
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    GroupRow,
    Kind,
    Orientation,
    Paragraph,
    Style,
    Table,
    TableRow,
    Title,
)
from unionapp.reports.letterhead import form_heading, list_signatures
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

_COLUMNS = (
    Column("STT", 0.45, Kind.ORDINAL, Align.CENTER),
    Column("Chỉ tiêu", 3.4),
    Column("Kế hoạch", 1.2),
    Column("Đã đạt", 1.4),
    Column("Tình trạng", 0.9),
    Column("Nhận xét", 3.6),
)
NOTHING = "Đơn vị chưa theo kế hoạch nào."


def target_board(office: Office, period: Period) -> Document:
    """Where every target stands on the last day of the period, or today within it."""
    day = min(period.end, office.today)
    progress = target_progress(office, as_of=day)
    names = {row.code: f"{row.name} ({row.issuer})" for row in list_sets(office)}
    lines = ("Tính đến ngày " + table_date(day),)
    return Document(
        report_id="",
        title=f"Bảng theo dõi chỉ tiêu đến {table_date(day)}",
        profile="danh_sach",
        author=office.officer.name,
        orientation=Orientation.LANDSCAPE,
        blocks=(
            form_heading(office, on=day),
            Title("Bảng theo dõi thực hiện chỉ tiêu", lines=lines),
            *_plans(progress, names),
            list_signatures(office),
        ),
    )


def _plans(progress: tuple[TargetProgress, ...], names: dict[str, str]) -> Iterator[Block]:
    if not progress:
        yield Paragraph(NOTHING, Style.PLAIN)
    for plan, inside in groupby(progress, key=lambda row: row.set_code):
        yield Paragraph(names[plan], Style.HEADING)
        yield Table(_COLUMNS, tuple(_rows(list(inside))))


def _rows(rows: Iterable[TargetProgress]) -> Iterator[TableRow]:
    number = 0
    for milestone, inside in groupby(rows, key=_milestone):
        yield GroupRow(milestone)
        for row in inside:
            number += 1
            is_known = row.missing is not None
            reached = row.figure.text if is_known or row.figure.numerator else ""
            light = LIGHT_WORDS[row.light]
            yield (number, row.name, row.wish, reached, light, row.words + _split(row))


def _milestone(row: TargetProgress) -> str:
    return f"Đến năm {row.due_on.year}" if row.due_on else "Hằng năm"


def _split(row: TargetProgress) -> str:
    parts = (f"{it.name}: {it.figure.text}" for it in row.sectors)
    return "".join(f" {part}." for part in parts)
