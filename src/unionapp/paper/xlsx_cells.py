"""The cells of a sheet over columns of fixed widths: text put into spans of them, line by line."""

from dataclasses import dataclass

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from unionapp.paper.document import Text
from unionapp.paper.fonts import LINE, face
from unionapp.paper.wrapping import balance, clean
from unionapp.paper.xlsx_columns import share
from unionapp.paper.xlsx_rows import column_letter
from unionapp.paper.xlsx_styles import BOX, FONT

_POINTS_PER_UNIT = 5.25  # a column's width unit, 7 pixels of 96 to the inch
_EMPTY_ROW = 15.0  # points
_AROUND = 4  # points; the letters of other programs stand higher than ours
Span = tuple[int, int]  # first and last column


@dataclass(frozen=True, slots=True)
class Look:
    """How a line of text looks in its cell."""

    size: float = 12
    bold: bool = False
    italic: bool = False
    underline: bool = False
    horizontal: str = "center"
    wrap: bool = False
    indent: int = 0


class SheetCells:
    """Puts text into a sheet; rows count from 1, columns from 0."""

    def __init__(self, sheet: Worksheet, widths: list[float]) -> None:
        self.sheet, self.widths = sheet, widths
        for index, width in enumerate(widths):
            sheet.column_dimensions[column_letter(index)].width = width / _POINTS_PER_UNIT

    @property
    def whole(self) -> Span:
        """All columns."""
        return 0, len(self.widths) - 1

    def put(self, row: int, span: Span, value: Text, look: Look) -> None:
        """Put a text into one row, over the columns of its span."""
        first, last = span
        cell = self.sheet.cell(row, first + 1, _cell_value(value, look))
        if not isinstance(value, str):
            cell.data_type = "s"
        elif value:
            cell.data_type = "s"  # never a formula, whatever the text begins with
            cell.quotePrefix = value[0] in "=+-@"
        cell.font = _font(look)
        cell.alignment = Alignment(
            horizontal=look.horizontal, vertical="center", wrap_text=look.wrap, indent=look.indent
        )
        if last > first:
            self.sheet.merge_cells(
                start_row=row, end_row=row, start_column=first + 1, end_column=last + 1
            )

    def put_lines(self, row: int, span: Span, text: str, look: Look) -> int:
        """Put a text into as many rows as it needs; returns the next row."""
        shape = face(bold=look.bold, italic=look.italic)
        for line in balance(clean(text), shape, look.size, self.room(span)) if text else []:
            self.put(row, span, line, look)
            self.make_high(row, look.size)
            row += 1
        return row

    def make_high(self, row: int, size: float, lines: int = 1) -> None:
        """Make a row high enough for lines of a size."""
        height = LINE * size * lines + _AROUND
        dimension = self.sheet.row_dimensions[row]
        dimension.height = max(dimension.height or 0, height)

    def room(self, span: Span) -> float:
        """How wide a line may be in a span, in points."""
        return sum(self.widths[span[0] : span[1] + 1]) - 4

    def shares(self, count: int) -> list[Span]:
        """All columns in so many spans of about one width."""
        return share(self.widths, count)

    def height_of(self, row: int) -> float:
        """The height of a row, in points."""
        return self.sheet.row_dimensions[row].height or _EMPTY_ROW

    def put_head(self, rows: tuple[int, int], span: Span, title: str, size: float) -> None:
        """Put a title into the head of a table, ruled, over rows and columns."""
        self.put(rows[1], span, "", Look(size))
        for row in range(rows[0], rows[1] + 1):
            for column in range(span[0], span[1] + 1):
                self.sheet.cell(row, column + 1).border = BOX
        cell = self.sheet.cell(rows[0], span[0] + 1, clean(title))
        cell.data_type = "s"
        cell.font = _font(Look(size, bold=True))
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if rows[1] > rows[0]:
            self.sheet.merge_cells(
                start_row=rows[0],
                end_row=rows[1],
                start_column=span[0] + 1,
                end_column=span[1] + 1,
            )
        lines = balance(clean(title), face(bold=True), size, self.room(span))
        self.make_high(rows[1], size, len(lines) - (rows[1] - rows[0]))


def _font(look: Look) -> Font:
    underline = "single" if look.underline else None
    return Font(FONT, look.size, look.bold, look.italic, underline=underline)


def _cell_value(value: Text, look: Look) -> str | CellRichText:
    if isinstance(value, str):
        return clean(value)
    return CellRichText(
        [
            TextBlock(
                InlineFont(
                    rFont=FONT,
                    sz=look.size,
                    b=look.bold or span.bold,
                    i=look.italic or span.italic,
                ),
                clean(span.text),
            )
            for span in value
        ]
    )
