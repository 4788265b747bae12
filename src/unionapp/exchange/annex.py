"""The annex to a consolidation: a row for every unit, the totals, and who is missing.

It stands here, not among the reports, because it shows what only this room knows.
"""

from collections.abc import Iterator
from pathlib import Path

from unionapp.exchange.consolidation import Consolidated, MissingUnit, UnitFigures
from unionapp.indicators.catalogue import list_measures
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Kind,
    Orientation,
    Paragraph,
    Scope,
    Style,
    Table,
    TableRow,
    Title,
    TotalRow,
)
from unionapp.paper.pdf import write_pdf
from unionapp.paper.xlsx import write_xlsx
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.amounts import percent

_SHOWN = ("members", "female", "dues", "receipts_total", "payments_total")
_UNITS = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Mã đơn vị", 1.1),
    Column("Đơn vị", 3),
    Column("Bản", 0.5, align=Align.CENTER),
    Column("Đoàn viên", 1, Kind.NUMBER, total=True),
    Column("Trong đó nữ", 1, Kind.NUMBER, total=True),
    Column("Đoàn phí đã thu", 1.4, Kind.NUMBER, total=True),
    Column("Tổng thu", 1.4, Kind.NUMBER, total=True),
    Column("Tổng chi", 1.4, Kind.NUMBER, total=True),
)
_FIGURES = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Chỉ tiêu", 4),
    Column("Đơn vị tính", 1, align=Align.CENTER),
    Column("Số liệu", 1.4, Kind.NUMBER),
    Column("Trên tổng số", 1.4, Kind.NUMBER),
    Column("Tỷ lệ", 0.9, align=Align.RIGHT),
)
_MISSING = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Mã đơn vị", 1.2),
    Column("Đơn vị chưa có số liệu", 4),
    Column("Tình trạng", 2),
)


def write_annex(office: Office, total: Consolidated, folder: Path) -> tuple[Path, ...]:
    """Write the annex as a sheet and as a PDF; nothing is overwritten.

    Raises:
        Trouble: a file could not be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    document = annex_paper(office, total)
    stem = f"tong-hop_{office.unit.code}_{total.period.text}".replace("/", "-")
    return (
        write_xlsx(document, folder / f"{stem}.xlsx"),
        write_pdf(document, folder / f"{stem}.pdf"),
    )


def annex_paper(office: Office, total: Consolidated) -> Document:
    """The annex; until every unit has reported it says that it is provisional."""
    label = total.period.label
    counted = f"{total.counted}/{total.expected} đơn vị"
    state = f"TẠM TÍNH {counted}" if total.missing else f"Đủ {counted}"
    missing = [_missing_row(*pair) for pair in enumerate(total.missing_units, start=1)]
    blocks: tuple[Block, ...] = (
        form_heading(office, on=total.period.end),
        Title("Tổng hợp số liệu đơn vị cấp dưới", lines=(f"{label[0].upper()}{label[1:]}", state)),
        Table(_UNITS, tuple(_unit_rows(total))),
        Paragraph("Các chỉ tiêu tổng hợp", Style.HEADING),
        Table(_FIGURES, tuple(_figure_rows(total))),
    )
    if missing:
        heading = Paragraph("Các đơn vị chưa có trong tổng hợp", Style.HEADING)
        blocks = (*blocks, heading, Table(_MISSING, tuple(missing)))
    return Document(
        report_id="",
        title=f"Tổng hợp {label}",
        profile="danh_sach",
        orientation=Orientation.LANDSCAPE,
        author=office.officer.name,
        blocks=blocks,
    )


def _unit_rows(total: Consolidated) -> Iterator[TableRow]:
    for number, unit in enumerate(total.units, start=1):
        yield _unit_row(number, unit)
    sums = (total.totals.get(code, 0) for code in _SHOWN)
    yield TotalRow((None, None, "Tổng cộng", None, *sums), Scope.ALL)


def _unit_row(number: int, unit: UnitFigures) -> tuple[str | int | None, ...]:
    figures = (unit.totals.get(code) for code in _SHOWN)
    return (number, unit.code, unit.name, unit.version, *figures)


def _figure_rows(total: Consolidated) -> Iterator[TableRow]:
    known = [it for it in list_measures() if it.code in total.sums]
    for number, found in enumerate(known, start=1):
        quantity = total.sums[found.code]
        whole = quantity.denominator
        ratio = percent(quantity.numerator, whole) if whole and found.unit == "%" else ""
        yield (number, found.name, found.unit, quantity.numerator, whole, ratio)


def _missing_row(number: int, unit: MissingUnit) -> tuple[str | int | None, ...]:
    return (number, unit.code, unit.name, unit.state_name)
