"""What a list shows, as a sheet: its rows as filtered and sorted, its columns as they are seen."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.file_choice import ask_file
from unionapp.desktop.file_names import file_stem
from unionapp.desktop.grids import DataTable
from unionapp.desktop.grids import Kind as Shown
from unionapp.membership.privacy import note_export
from unionapp.paper.document import (
    Column,
    Document,
    Kind,
    Orientation,
    Paragraph,
    Style,
    Table,
    TableRow,
    Title,
    TotalRow,
)
from unionapp.vietnamese.dates import text_date

_PURPOSE = "Xuất danh sách đang xem"
_NUMBERS = {Shown.MONEY: Kind.MONEY, Shown.COUNT: Kind.NUMBER}


def table_in_sight(page: QWidget) -> DataTable | None:
    """The list that has the cursor, else the first that shows something."""
    tables = [it for it in page.findChildren(DataTable) if it.isVisible()]
    filled = [it for it in tables if it.rows.rowCount()]
    return next((it for it in tables if it.hasFocus()), next(iter(filled), None))


def export_list(desk: Desk, table: DataTable, page: str) -> Path | None:
    """Ask where to, and write; None where the officer thought better of it.

    Raises:
        Trouble: the disk is full or the folder cannot be written.
    """
    title = table.accessibleName() or page
    stem = file_stem(desk.office.unit.code, title, f"{desk.office.today:%Y-%m-%d}")
    file = ask_file(table.window(), "Xuất Excel", f"{stem}.xlsx", "Excel (*.xlsx)")
    return None if file is None else write_list(desk, table, title, file)


def write_list(desk: Desk, table: DataTable, title: str, output: Path) -> Path:
    """Write the list; who took names out is noted in the log of exports.

    Raises:
        Trouble: the disk is full or the folder cannot be written.
    """
    from unionapp.paper.xlsx import write_xlsx  # noqa: PLC0415 - the writer is heavy

    written = write_xlsx(list_document(desk, table, title), output)
    note_export(desk.office, title, table.rows.rowCount(), _PURPOSE)
    return written


def list_document(desk: Desk, table: DataTable, title: str) -> Document:
    """The list as a paper without a number: it freezes nothing."""
    shown = _columns_in_sight(table)
    columns = [table.rows.columns[at] for at in shown]
    office = desk.office
    return Document(
        report_id="",
        title=title,
        profile="cong_doan",
        author=office.officer.name,
        orientation=Orientation.LANDSCAPE,
        blocks=(
            Title(title),
            Paragraph(
                f"{office.unit.name} · {desk.period.label} · xuất ngày {text_date(office.today)}",
                Style.NOTE,
            ),
            Table(
                tuple(
                    Column(one.title, one.width, _NUMBERS.get(one.kind, Kind.TEXT))
                    for one in columns
                ),
                tuple(_rows(table, shown)),
                live=False,
            ),
        ),
    )


def _columns_in_sight(table: DataTable) -> list[int]:
    header = table.horizontalHeader()
    order = [header.logicalIndex(at) for at in range(table.rows.columnCount())]
    return [at for at in order if not table.isColumnHidden(at)]


def _rows(table: DataTable, shown: Sequence[int]) -> Iterator[TableRow]:
    rows = table.rows
    for at in range(rows.rowCount()):
        cells = tuple(_cell(table, at, column) for column in shown)
        yield TotalRow(cells) if rows.is_total(rows.row_id(at)) else cells


def _cell(table: DataTable, row: int, column: int) -> str | int | None:
    value, one = table.rows.value(row, column), table.rows.columns[column]
    if one.kind in _NUMBERS and (value is None or isinstance(value, int)):
        return value
    return one.show(value)


def title_of(page: QWidget) -> str:
    """What a page calls itself."""
    label = page.findChild(QLabel, "titleLabel")
    return label.text() if isinstance(label, QLabel) else page.windowTitle()
