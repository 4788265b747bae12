"""The skeleton of a sheet: everything but the rows of its tables, which are spooled beside it."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

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
    Title,
)
from unionapp.paper.fonts import face
from unionapp.paper.profiles import Profile
from unionapp.paper.row_heights import RowHeights
from unionapp.paper.sheet import MM
from unionapp.paper.wrapping import fill_lines, words_of
from unionapp.paper.xlsx_cells import Look, SheetCells
from unionapp.paper.xlsx_columns import column_widths
from unionapp.paper.xlsx_rows import RowWriter, column_letter
from unionapp.paper.xlsx_styles import row_styles

_BATCH = 500
_SPOOL_IN_MEMORY = 1 << 26
_FILTER_FROM = 20  # rows; a short form looks better without arrows


@dataclass(frozen=True, slots=True)
class Streamed:
    """The rows of one table, waiting to be put into the sheet where `first_row` is."""

    first_row: int
    rows: IO[bytes]


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
        self._cells = SheetCells(sheet, column_widths(document, profile))

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
        self.part_heights[-1] += sum(map(self._cells.height_of, range(first_row, self.row)))

    @property
    def width(self) -> float:
        """The width of all columns, in points."""
        return sum(self._cells.widths)

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

    def _state_heading(self, block: StateHeading) -> None:
        cells = self._cells
        measures = self.profile.state
        left, right = cells.shares(2)
        row = self.row
        for parent in block.parents:
            row = cells.put_lines(row, left, parent, Look(measures.parent_size))
        row = cells.put_lines(
            row, left, block.organisation, Look(measures.organisation_size, bold=True)
        )
        right_row = cells.put_lines(
            self.row, right, measures.name, Look(measures.name_size, bold=True)
        )
        motto = Look(measures.motto_size, bold=True, underline=True)
        right_row = cells.put_lines(right_row, right, measures.motto, motto)
        row = max(row, right_row)
        cells.put_lines(row, right, block.place_date, Look(measures.place_date_size, italic=True))
        row = cells.put_lines(row, left, block.number, Look(measures.number_size))
        self.row = cells.put_lines(row, left, block.subject, Look(measures.subject_size)) + 1

    def _form_heading(self, block: FormHeading) -> None:
        cells = self._cells
        left, right = cells.shares(2)
        row = self.row
        for parent in block.parents:
            row = cells.put_lines(row, left, parent, Look(horizontal="left"))
        row = cells.put_lines(row, left, block.unit, Look(bold=True, horizontal="left"))
        for line in block.under:
            look = Look(self.profile.body.small_size, horizontal="left")
            row = cells.put_lines(row, left, line, look)
        right_row = cells.put_lines(self.row, right, block.form_code, Look(bold=True))
        right_row = cells.put_lines(right_row, right, block.legal, Look(10, italic=True))
        self.row = max(row, right_row) + 1

    def _title(self, block: Title) -> None:
        cells = self._cells
        measures = self.profile.title
        middle, row = cells.whole, self.row
        if block.side:
            _, second, third, side = cells.shares(4)
            middle = second[0], third[1]
        row = cells.put_lines(row, middle, block.name.upper(), Look(measures.size, bold=True))
        row = cells.put_lines(row, middle, block.abstract, Look(measures.abstract_size, bold=True))
        for line in block.lines:
            row = cells.put_lines(row, middle, line, Look(measures.line_size, italic=True))
        side_row = self.row
        for line in block.side:
            look = Look(measures.side_size, horizontal="left")
            side_row = cells.put_lines(side_row, side, line, look)
        self.row = max(row, side_row) + 1

    def _paragraph(self, block: Paragraph) -> None:
        cells = self._cells
        body, style = self.profile.body, block.style
        look = Look(
            size=body.small_size if style is Style.NOTE else body.size,
            bold=style in {Style.PART, Style.HEADING},
            italic=style in {Style.BASIS, Style.NOTE},
            horizontal="center" if style in {Style.PART, Style.CENTERED} else "left",
            wrap=True,
            indent=2 if style in {Style.BODY, Style.BASIS, Style.HEADING} else 0,
        )
        words = words_of(block.text, bold=look.bold, italic=look.italic)
        lines = fill_lines(words, look.size, cells.room(cells.whole) * 0.97 - look.indent * 9)
        cells.put(self.row, cells.whole, block.text, look)
        cells.make_high(self.row, look.size, len(lines))
        self.row += 1

    def _addressees(self, block: Addressees) -> None:
        cells = self._cells
        size = self.profile.body.size
        if len(block.names) == 1:
            text = f"{block.label} {block.names[0]}"
            self.row = cells.put_lines(self.row, cells.whole, text, Look(size))
            return
        left = Look(size, horizontal="left")
        self.row = cells.put_lines(self.row, cells.whole, block.label, left)
        for name in block.names:
            end = "." if name is block.names[-1] else ";"
            self.row = cells.put_lines(self.row, cells.whole, f"- {name}{end}", left)

    def _key_values(self, block: KeyValueLines) -> None:
        cells = self._cells
        size = self.profile.body.size
        for line in block.lines:
            below = self.row + 1
            for item, span in zip(line, cells.shares(len(line)), strict=True):
                look = Look(size, bold=item.bold, horizontal="left")
                text = _field_text(item, cells.room(span), size)
                below = max(below, cells.put_lines(self.row, span, text, look))
            self.row = below

    def _signatures(self, block: SignatureRow) -> None:
        cells = self._cells
        measures = self.profile.signature
        shares = cells.shares(len(block.signers))
        self.row += 1
        if block.place_date:
            place = Look(measures.title_size, italic=True, horizontal="right")
            self.row = cells.put_lines(self.row, cells.shares(2)[-1], block.place_date, place)
        title, note = Look(measures.title_size, bold=True), Look(measures.note_size, italic=True)
        rows = [
            cells.put_lines(self.row, span, signer.title, title)
            for signer, span in zip(block.signers, shares, strict=True)
        ]
        for signer, span in zip(block.signers, shares, strict=True):
            cells.put_lines(max(rows), span, signer.note, note)
            cells.put_lines(max(rows) + 5, span, signer.name, title)
        self.row = max(rows) + 7

    def _closing(self, block: LetterClosing) -> None:
        cells = self._cells
        left, right = cells.shares(2)
        size = self.profile.signature.title_size
        self.row += 1
        row = self.row
        for line in block.signing:
            row = cells.put_lines(row, right, line, Look(size, bold=True))
        row = cells.put_lines(row + 4, right, block.name, Look(size, bold=True))
        label = Look(self.profile.recipients_label_size, bold=True, italic=True, horizontal="left")
        left_row = cells.put_lines(self.row, left, block.label, label)
        for item in block.recipients:
            look = Look(self.profile.recipients_size, horizontal="left")
            left_row = cells.put_lines(left_row, left, item, look)
        self.row = max(row, left_row) + 1

    def _table(self, block: Table) -> int:
        """Write a table; returns the row below it, whose height is still to be counted."""
        size = block.size or self.profile.table_size
        head_row = self.row
        self._table_head(block, size)
        first_row = self.row
        styles = row_styles(self.sheet, block.columns, size)
        writer = RowWriter(block, first_row, styles, RowHeights(block, self._cells.widths, size))
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
            map(self._cells.height_of, range(head_row, first_row))
        )
        self.row = writer.row + 1
        return writer.row

    def _table_head(self, block: Table, size: float) -> None:
        cells = self._cells
        spanned = {i for span in block.spans for i in range(span.first, span.last + 1)}
        bottom = self.row + (1 if spanned else 0)
        for span in block.spans:
            cells.put_head((self.row, self.row), (span.first, span.last), span.title, size)
        for i, column in enumerate(block.columns):
            rows = (bottom if i in spanned else self.row, bottom)
            cells.put_head(rows, (i, i), column.title, size)
        self.row = bottom + 1
        if any(column.mark for column in block.columns):
            for i, column in enumerate(block.columns):
                cells.put_head((self.row, self.row), (i, i), column.mark, size)
            self.row += 1


def _field_text(item: Field, room: float, size: float) -> str:
    if item.value is not None:
        return f"{item.label} {item.value}"
    dots = max(int((room - face().width(item.label, size)) / face().width("…", size)) - 1, 3)
    return f"{item.label} {'…' * dots}"


def _fill(spool: IO[bytes], rows: Iterable[str]) -> None:
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        spool.write("".join(batch).encode())
