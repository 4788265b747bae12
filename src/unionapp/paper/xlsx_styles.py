"""The cell styles of a sheet."""

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from unionapp.paper.document import Align, Column, Kind
from unionapp.paper.xlsx_rows import RowStyles

FONT = "Times New Roman"  # Tinos has its measures; spreadsheets look for this name
_FORMATS = {
    Kind.TEXT: "@",
    Kind.NUMBER: "#,##0",
    Kind.MONEY: '#,##0;(#,##0);"-"',
    Kind.ORDINAL: "0",
    Kind.DECIMAL: "#,##0.00",
    Kind.DATE: "dd/mm/yyyy",
}
_THIN = Side(style="thin")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def row_styles(sheet: Worksheet, columns: tuple[Column, ...], size: float) -> RowStyles:
    """The style numbers a table's rows need, entered into the workbook."""
    return RowStyles(
        plain=[_number(sheet, c.kind, c.alignment, size) for c in columns],
        text=[_number(sheet, Kind.TEXT, c.alignment, size) for c in columns],
        total=[_number(sheet, c.kind, c.alignment, size, bold=True) for c in columns],
        group=[_number(sheet, Kind.TEXT, Align.LEFT, size, bold=True) for _ in columns],
    )


def _number(sheet: Worksheet, kind: Kind, align: Align, size: float, *, bold: bool = False) -> int:
    # a far cell is dressed and forgotten: openpyxl keeps the style under its number
    cell = sheet.cell(1_000_000, 1)
    cell.font = Font(name=FONT, size=size, bold=bold)
    cell.border = BOX
    cell.number_format = _FORMATS[kind]
    cell.alignment = Alignment(
        horizontal=align.value, vertical="center", wrap_text=kind is Kind.TEXT
    )
    number = int(cell.style_id)
    del sheet._cells[1_000_000, 1]  # noqa: SLF001  # openpyxl has no way to drop a cell
    return number
