"""The skeleton of a sheet: everything but the rows of its tables, which are spooled beside it."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from unionapp.paper.document import (
    Addressees,
    Block,
    Document,
    Field,
    FormHeading,
    KeyValueLines,
    LetterClosing,
    PageBreak,
    Paragraph,
    SignatureRow,
    Spacer,
    StateHeading,
    Style,
    Table,
    Text,
    Title,
)
from unionapp.paper.fonts import LINE, face
from unionapp.paper.profiles import Profile
from unionapp.paper.sheet import MM
from unionapp.paper.wrapping import balance, clean, fill_lines, words_of
from unionapp.paper.xlsx_columns import column_widths, share
from unionapp.paper.xlsx_rows import RowHeights, RowWriter, column_letter
from unionapp.paper.xlsx_styles import BOX, FONT, row_styles

_POINTS_PER_UNIT = 5.25  # a column's width unit, 7 pixels of 96 to the inch
_BATCH = 500
_SPOOL_IN_MEMORY = 1 << 26
_EMPTY_ROW = 15.0  # points
_AROUND = 4  # points; the letters of other programs stand higher than ours
_FILTER_FROM = 20  # rows; a short form looks better without arrows


@dataclass(frozen=True, slots=True)
class Streamed:
    """The rows of one table, waiting to be put into the sheet where `first_row` is."""

    first_row: int
    rows: IO[bytes]


@dataclass(frozen=True, slots=True)
class _Look:
    """How a line of text looks in its cell."""

    size: float = 12
    bold: bool = False
    italic: bool = False
    underline: bool = False
    horizontal: str = "center"
    wrap: bool = False
    indent: int = 0


class SheetWriter:
    """Sets the blocks of one document under each other."""

    def __init__(
        self, sheet: Worksheet, document: Document, profile: Profile, spools: ExitStack
    ) -> None:
        self.sheet, self.profile = sheet, profile
        self.row = 1
        self._spools = spools  # closes the files behind the streamed tables
        self.tables: list[Streamed] = []
        self.part_heights = [0.0]  # of what stands between page breaks, in points
        self._has_one_table = sum(isinstance(block, Table) for block in document.blocks) == 1
        self._widths = column_widths(document, profile)
        for index, width in enumerate(self._widths):
            sheet.column_dimensions[column_letter(index)].width = width / _POINTS_PER_UNIT

    def write(self, block: Block) -> None:
        """Write one block below the last."""
        first_row = self.row
        if isinstance(block, Table):
            first_row = self._table(block)
        elif isinstance(block, PageBreak):
            self.sheet.row_breaks.append(Break(id=self.row - 1))
            self.part_heights.append(0.0)
        else:
            self._write_words(block)
        self.part_heights[-1] += sum(map(self._height_of, range(first_row, self.row)))

    @property
    def width(self) -> float:
        """The width of all columns, in points."""
        return sum(self._widths)

    def _height_of(self, row: int) -> float:
        return self.sheet.row_dimensions[row].height or _EMPTY_ROW

    def _write_words(self, block: Block) -> None:  # noqa: C901  # one line per block
        match block:
            case StateHeading():
                self._state_heading(block)
            case FormHeading():
                self._form_heading(block)
            case Title():
                self._title(block)
            case Paragraph():
                self._paragraph(block)
            case Addressees():
                self._addressees(block)
            case KeyValueLines():
                self._key_values(block)
            case SignatureRow():
                self._signatures(block)
            case LetterClosing():
                self._closing(block)
            case Spacer():
                self.sheet.row_dimensions[self.row].height = max(block.millimetres * MM, 1)
                self.row += 1

    def _put(self, row: int, span: tuple[int, int], value: Text, look: _Look) -> None:
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

    def _put_lines(self, row: int, span: tuple[int, int], text: str, look: _Look) -> int:
        """Put a text into as many rows as it needs; returns the next row."""
        shape = face(bold=look.bold, italic=look.italic)
        for line in balance(clean(text), shape, look.size, self._room(span)) if text else []:
            self._put(row, span, line, look)
            self._make_high(row, look.size)
            row += 1
        return row

    def _make_high(self, row: int, size: float, lines: int = 1) -> None:
        height = LINE * size * lines + _AROUND
        dimension = self.sheet.row_dimensions[row]
        dimension.height = max(dimension.height or 0, height)

    def _room(self, span: tuple[int, int]) -> float:
        return sum(self._widths[span[0] : span[1] + 1]) - 4

    def _shares(self, count: int) -> list[tuple[int, int]]:
        return share(self._widths, count)

    @property
    def _whole(self) -> tuple[int, int]:
        return 0, len(self._widths) - 1

    def _state_heading(self, block: StateHeading) -> None:
        measures = self.profile.state
        left, right = self._shares(2)
        row = self.row
        for parent in block.parents:
            row = self._put_lines(row, left, parent, _Look(measures.parent_size))
        row = self._put_lines(
            row, left, block.organisation, _Look(measures.organisation_size, bold=True)
        )
        right_row = self._put_lines(
            self.row, right, measures.name, _Look(measures.name_size, bold=True)
        )
        motto = _Look(measures.motto_size, bold=True, underline=True)
        right_row = self._put_lines(right_row, right, measures.motto, motto)
        row = max(row, right_row)
        self._put_lines(row, right, block.place_date, _Look(measures.place_date_size, italic=True))
        row = self._put_lines(row, left, block.number, _Look(measures.number_size))
        self.row = self._put_lines(row, left, block.subject, _Look(measures.subject_size)) + 1

    def _form_heading(self, block: FormHeading) -> None:
        left, right = self._shares(2)
        row = self.row
        for parent in block.parents:
            row = self._put_lines(row, left, parent, _Look(horizontal="left"))
        row = self._put_lines(row, left, block.unit, _Look(bold=True, horizontal="left"))
        for line in block.under:
            look = _Look(self.profile.body.small_size, horizontal="left")
            row = self._put_lines(row, left, line, look)
        right_row = self._put_lines(self.row, right, block.form_code, _Look(bold=True))
        right_row = self._put_lines(right_row, right, block.legal, _Look(10, italic=True))
        self.row = max(row, right_row) + 1

    def _title(self, block: Title) -> None:
        measures = self.profile.title
        middle, row = self._whole, self.row
        if block.side:
            _, second, third, side = self._shares(4)
            middle = second[0], third[1]
        row = self._put_lines(row, middle, block.name.upper(), _Look(measures.size, bold=True))
        row = self._put_lines(
            row, middle, block.abstract, _Look(measures.abstract_size, bold=True)
        )
        for line in block.lines:
            row = self._put_lines(row, middle, line, _Look(measures.line_size, italic=True))
        side_row = self.row
        for line in block.side:
            look = _Look(measures.side_size, horizontal="left")
            side_row = self._put_lines(side_row, side, line, look)
        self.row = max(row, side_row) + 1

    def _paragraph(self, block: Paragraph) -> None:
        body, style = self.profile.body, block.style
        look = _Look(
            size=body.small_size if style is Style.NOTE else body.size,
            bold=style in {Style.PART, Style.HEADING},
            italic=style in {Style.BASIS, Style.NOTE},
            horizontal="center" if style in {Style.PART, Style.CENTERED} else "left",
            wrap=True,
            indent=2 if style in {Style.BODY, Style.BASIS, Style.HEADING} else 0,
        )
        words = words_of(block.text, bold=look.bold, italic=look.italic)
        lines = fill_lines(words, look.size, self._room(self._whole) * 0.97 - look.indent * 9)
        self._put(self.row, self._whole, block.text, look)
        self._make_high(self.row, look.size, len(lines))
        self.row += 1

    def _addressees(self, block: Addressees) -> None:
        size = self.profile.body.size
        if len(block.names) == 1:
            text = f"{block.label} {block.names[0]}"
            self.row = self._put_lines(self.row, self._whole, text, _Look(size))
            return
        left = _Look(size, horizontal="left")
        self.row = self._put_lines(self.row, self._whole, block.label, left)
        for name in block.names:
            end = "." if name is block.names[-1] else ";"
            self.row = self._put_lines(self.row, self._whole, f"- {name}{end}", left)

    def _key_values(self, block: KeyValueLines) -> None:
        size = self.profile.body.size
        for line in block.lines:
            below = self.row + 1
            for item, span in zip(line, self._shares(len(line)), strict=True):
                look = _Look(size, bold=item.bold, horizontal="left")
                text = _field_text(item, self._room(span), size)
                below = max(below, self._put_lines(self.row, span, text, look))
            self.row = below

    def _signatures(self, block: SignatureRow) -> None:
        measures = self.profile.signature
        shares = self._shares(len(block.signers))
        self.row += 1
        if block.place_date:
            place = _Look(measures.title_size, italic=True, horizontal="right")
            self.row = self._put_lines(self.row, self._shares(2)[-1], block.place_date, place)
        title, note = _Look(measures.title_size, bold=True), _Look(measures.note_size, italic=True)
        rows = [
            self._put_lines(self.row, span, signer.title, title)
            for signer, span in zip(block.signers, shares, strict=True)
        ]
        for signer, span in zip(block.signers, shares, strict=True):
            self._put_lines(max(rows), span, signer.note, note)
            self._put_lines(max(rows) + 5, span, signer.name, title)
        self.row = max(rows) + 7

    def _closing(self, block: LetterClosing) -> None:
        left, right = self._shares(2)
        size = self.profile.signature.title_size
        self.row += 1
        row = self.row
        for line in block.signing:
            row = self._put_lines(row, right, line, _Look(size, bold=True))
        row = self._put_lines(row + 4, right, block.name, _Look(size, bold=True))
        label = _Look(
            self.profile.recipients_label_size, bold=True, italic=True, horizontal="left"
        )
        left_row = self._put_lines(self.row, left, block.label, label)
        for item in block.recipients:
            look = _Look(self.profile.recipients_size, horizontal="left")
            left_row = self._put_lines(left_row, left, item, look)
        self.row = max(row, left_row) + 1

    def _table(self, block: Table) -> int:
        """Write a table; returns the row below it, whose height is still to be counted."""
        size = block.size or self.profile.table_size
        head_row = self.row
        self._table_head(block, size)
        first_row = self.row
        styles = row_styles(self.sheet, block.columns, size)
        writer = RowWriter(block, first_row, styles, RowHeights(block, self._widths, size))
        spool = self._spools.enter_context(SpooledTemporaryFile(_SPOOL_IN_MEMORY))  # noqa: SIM115
        _fill(spool, writer.write())
        if writer.row > first_row:
            self.tables.append(Streamed(first_row, spool))
            self.sheet.cell(first_row, 1, 0)  # the marker that the rows replace
        for area in writer.merged:
            self.sheet.merge_cells(area)
        if self.sheet.freeze_panes is None:
            self.sheet.freeze_panes = f"A{first_row}"
            if self._has_one_table:  # the head of one table must not stand over another
                self.sheet.print_title_rows = f"{head_row}:{first_row - 1}"
            if writer.row - first_row >= _FILTER_FROM:
                last = column_letter(len(block.columns) - 1)
                area = f"A{first_row - 1}:{last}{writer.last_plain_row}"
                self.sheet.auto_filter.ref = area
        self.part_heights[-1] += writer.height + sum(
            map(self._height_of, range(head_row, first_row))
        )
        self.row = writer.row + 1
        return writer.row

    def _table_head(self, block: Table, size: float) -> None:
        spanned = {i for span in block.spans for i in range(span.first, span.last + 1)}
        bottom = self.row + (1 if spanned else 0)
        for span in block.spans:
            self._head_cell((self.row, self.row), (span.first, span.last), span.title, size)
        for i, column in enumerate(block.columns):
            rows = (bottom if i in spanned else self.row, bottom)
            self._head_cell(rows, (i, i), column.title, size)
        self.row = bottom + 1
        if any(column.mark for column in block.columns):
            for i, column in enumerate(block.columns):
                self._head_cell((self.row, self.row), (i, i), column.mark, size)
            self.row += 1

    def _head_cell(
        self, rows: tuple[int, int], span: tuple[int, int], title: str, size: float
    ) -> None:
        self._put(rows[1], span, "", _Look(size))
        for row in range(rows[0], rows[1] + 1):
            for column in range(span[0], span[1] + 1):
                self.sheet.cell(row, column + 1).border = BOX
        cell = self.sheet.cell(rows[0], span[0] + 1, clean(title))
        cell.data_type = "s"
        cell.font = _font(_Look(size, bold=True))
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if rows[1] > rows[0]:
            self.sheet.merge_cells(
                start_row=rows[0],
                end_row=rows[1],
                start_column=span[0] + 1,
                end_column=span[1] + 1,
            )
        lines = balance(clean(title), face(bold=True), size, self._room(span))
        self._make_high(rows[1], size, len(lines) - (rows[1] - rows[0]))


def _font(look: _Look) -> Font:
    underline = "single" if look.underline else None
    return Font(FONT, look.size, look.bold, look.italic, underline=underline)


def _cell_value(value: Text, look: _Look) -> str | CellRichText:
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


def _field_text(item: Field, room: float, size: float) -> str:
    if item.value is not None:
        return f"{item.label} {item.value}"
    dots = max(int((room - face().width(item.label, size)) / face().width("…", size)) - 1, 3)
    return f"{item.label} {'…' * dots}"


def _fill(spool: IO[bytes], rows: Iterable[str]) -> None:
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        spool.write("".join(batch).encode())
