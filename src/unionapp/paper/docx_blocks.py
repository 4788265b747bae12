"""The blocks of a document as paragraphs and tables of a word processor."""

from io import BytesIO
from itertools import chain

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from unionapp.paper.column_edges import column_edges
from unionapp.paper.document import (
    Addressees,
    Block,
    FormHeading,
    GroupRow,
    KeyValueLines,
    LetterClosing,
    NationalHeading,
    PageBreak,
    Paragraph,
    PhotoGrid,
    QrCode,
    SignatureRow,
    Spacer,
    Span,
    StateHeading,
    Style,
    Table,
    TableRow,
    Title,
    TotalRow,
)
from unionapp.paper.docx_text import ALIGN, add_rule, next_line, set_text
from unionapp.paper.fonts import Face, face
from unionapp.paper.photographs import size_of
from unionapp.paper.profiles import Profile
from unionapp.paper.qr_square import picture
from unionapp.paper.sheet import MM, Sheet, heading_columns
from unionapp.paper.values import write_value
from unionapp.paper.wrapping import balance, clean

_CENTER = WD_ALIGN_PARAGRAPH.CENTER
_PHOTO_GAP, _PHOTO_HIGH = 8, 212  # points
_RULE_GAP = 2.5  # points between a line of text and the rule under it


class LetterWriter:
    """Adds one block after the other to a word processor's document."""

    def __init__(self, word: WordDocument, profile: Profile, sheet: Sheet) -> None:
        self._word, self._profile, self._sheet = word, profile, sheet

    def write(self, block: Block) -> None:  # noqa: C901, PLR0912  # one line per block
        """Add one block."""
        match block:
            case StateHeading():
                self._state_heading(block)
            case NationalHeading():
                self._national_heading(block)
            case QrCode():
                self._square(block)
            case PhotoGrid():
                self._photos(block)
            case FormHeading():
                self._form_heading(block)
            case Title():
                self._title(block)
            case Addressees():
                self._addressees(block)
            case Paragraph():
                self._paragraph(block)
            case KeyValueLines():
                self._key_values(block)
            case Table():
                self._table(block)
            case SignatureRow():
                self._signatures(block)
            case LetterClosing():
                self._closing(block)
            case Spacer():
                self._word.add_paragraph().paragraph_format.space_after = Mm(block.millimetres)
            case PageBreak(restart=True):
                self._new_letter()
            case PageBreak():
                self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _new_letter(self) -> None:
        section = self._word.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = True
        count = OxmlElement("w:pgNumType")
        count.set(qn("w:start"), "1")
        section._sectPr.append(count)  # noqa: SLF001  # python-docx has no page numbers

    def _columns(self, *widths: float) -> list[_Cell]:
        return self._grid(1, *widths)[0]

    def _grid(self, rows: int, *widths: float) -> list[list[_Cell]]:
        """The rows of a table without lines, its columns as wide as given."""
        self._part_tables()
        table = self._word.add_table(rows, len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Pt(width)
                _set_padding(cell)
            _never_split(row)
        return [list(row.cells) for row in table.rows]

    def _part_tables(self) -> None:
        """Word joins tables that touch: put an empty line between."""
        body = self._word.element.body
        if len(body) > 1 and body[-2].tag == qn("w:tbl"):
            set_text(self._word.add_paragraph(), "", 6)

    def _state_heading(self, block: StateHeading) -> None:
        state = self._profile.state
        left_width, right_width = heading_columns(self._sheet, self._profile)
        middle = max(self._sheet.text_width - left_width - right_width, 0)
        (left, _, right), below = self._grid(2, left_width, middle, right_width)
        bold, plain = face(bold=True), face()
        for parent in block.parents:
            _center(left, parent, plain, state.parent_size, left_width)
        last = _center(left, block.organisation, bold, state.organisation_size, left_width)
        if state.star:
            _center(left, "*", bold, state.organisation_size, left_width)
        else:
            add_rule(left.add_paragraph(), left_width, last * state.organisation_rule, _RULE_GAP)
        last = _center(right, state.name, bold, state.name_size, right_width)
        if state.motto:
            last = _center(right, state.motto, bold, state.motto_size, right_width)
        add_rule(right.add_paragraph(), right_width, last, _RULE_GAP)
        left, _, right = below
        for cell in (left, right):
            set_text(next_line(cell), "", state.number_gap)
        _center(left, block.number, plain, state.number_size, left_width)
        italic = face(italic=True)
        _center(right, block.place_date, italic, state.place_date_size, right_width)
        if block.subject:
            _center(left, block.subject, plain, state.subject_size, left_width)

    def _national_heading(self, block: NationalHeading) -> None:
        state, width = self._profile.state, self._sheet.text_width
        if block.form_code:
            size = self._profile.body.small_size
            code = set_text(self._word.add_paragraph(), block.form_code, size, italic=True)
            code.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for text, size in ((state.name, state.name_size), (state.motto, state.motto_size)):
            line = set_text(self._word.add_paragraph(), text, size, bold=True)
            line.alignment = _CENTER
        length = face(bold=True).width(state.motto, state.motto_size)
        add_rule(self._word.add_paragraph(), width, length, _RULE_GAP)

    def _square(self, block: QrCode) -> None:
        side = block.millimetres * MM
        left, right = self._columns(side + 10, self._sheet.text_width - side - 10)
        next_line(left).add_run().add_picture(picture(block.text), Pt(side))
        for line in block.caption:
            set_text(next_line(right), line, self._profile.body.small_size)

    def _photos(self, block: PhotoGrid) -> None:
        count, size = block.columns, self._profile.body.small_size
        width = self._sheet.text_width / count
        rows = self._grid(-(-len(block.photos) // count), *[width] * count)
        for cell, photo in zip(chain.from_iterable(rows), block.photos, strict=False):
            line = next_line(cell)
            line.alignment = _CENTER
            wide, high = size_of(photo.jpeg)
            shown = min(width - _PHOTO_GAP, _PHOTO_HIGH * wide / high)
            line.add_run().add_picture(BytesIO(photo.jpeg), Pt(shown))
            if photo.caption:
                set_text(
                    cell.add_paragraph(), photo.caption, size, italic=True
                ).alignment = _CENTER

    def _form_heading(self, block: FormHeading) -> None:
        half = self._sheet.text_width / 2
        left, right = self._columns(half, half)
        for parent in block.parents:
            set_text(next_line(left), parent, 12)
        set_text(next_line(left), block.unit, 12, bold=True)
        for line in block.under:
            set_text(next_line(left), line, self._profile.body.small_size)
        if block.form_code:
            _center(right, block.form_code, face(bold=True), 12, half)
        if block.legal:
            _center(right, block.legal, face(italic=True), 10, half)

    def _title(self, block: Title) -> None:
        measures, width = self._profile.title, self._sheet.text_width
        name = set_text(self._word.add_paragraph(), block.name.upper(), measures.size, bold=True)
        name.alignment, name.paragraph_format.space_before = _CENTER, Mm(measures.gap_above)
        lines = balance(
            clean(block.abstract), face(bold=True), measures.abstract_size, width * 0.9
        )
        for line in lines if block.abstract else ():
            shown = set_text(self._word.add_paragraph(), line, measures.abstract_size, bold=True)
            shown.alignment = _CENTER
        if block.abstract and measures.rule:
            length = face(bold=True).width(lines[-1], measures.abstract_size) * measures.rule
            add_rule(self._word.add_paragraph(), width, length, _RULE_GAP)
        for line in block.lines:
            shown = set_text(self._word.add_paragraph(), line, measures.line_size, italic=True)
            shown.alignment = _CENTER
        for line in block.side:
            shown = set_text(self._word.add_paragraph(), line, measures.side_size)
            shown.paragraph_format.left_indent = Pt(width * 0.75)
        self._word.paragraphs[-1].paragraph_format.space_after = Mm(measures.gap_below)

    def _addressees(self, block: Addressees) -> None:
        size = self._profile.body.size
        if len(block.names) == 1:
            self._paragraph(Paragraph(f"{block.label} {block.names[0]}", Style.CENTERED))
            return
        label = set_text(self._word.add_paragraph(), block.label, size)
        label.paragraph_format.left_indent = Mm(30)
        for index, name in enumerate(block.names):
            end = "." if index == len(block.names) - 1 else ";"
            line = set_text(self._word.add_paragraph(), f"- {name}{end}", size)
            line.paragraph_format.left_indent = Pt(30 * MM + face().width(block.label, size))

    def _paragraph(self, block: Paragraph) -> None:
        body, style = self._profile.body, block.style
        strong = style in {Style.PART, Style.HEADING}
        paragraph = set_text(
            self._word.add_paragraph(),
            block.text,
            body.small_size if style is Style.NOTE else body.size,
            bold=strong,
            italic=style in {Style.BASIS, Style.NOTE},
        )
        form = paragraph.paragraph_format
        form.space_before, form.line_spacing = Pt(body.paragraph_gap), body.line_spacing
        form.keep_with_next = strong
        if style in {Style.PART, Style.CENTERED}:
            paragraph.alignment = _CENTER
        elif style in {Style.BODY, Style.BASIS}:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if style in {Style.BODY, Style.BASIS, Style.HEADING}:
            form.first_line_indent = Mm(body.indent)

    def _key_values(self, block: KeyValueLines) -> None:
        size, width = self._profile.body.size, self._sheet.text_width
        for line in block.lines:
            paragraph = self._word.add_paragraph()
            for index, item in enumerate(line):
                value = Span(item.value, bold=item.bold) if item.value is not None else Span("\t")
                after = Span("\t" if item.value is not None and index < len(line) - 1 else "")
                set_text(paragraph, (Span(item.label + " "),), size)
                paragraph.add_run("\t") if value.text == "\t" else set_text(
                    paragraph, (value,), size
                )
                if after.text:
                    paragraph.add_run("\t")
                leader = WD_TAB_LEADER.DOTS if item.value is None else WD_TAB_LEADER.SPACES
                stop = Pt(width * (index + 1) / len(line))
                align = WD_TAB_ALIGNMENT.RIGHT if item.value is None else WD_TAB_ALIGNMENT.LEFT
                paragraph.paragraph_format.tab_stops.add_tab_stop(stop, align, leader)
            paragraph.paragraph_format.space_before = Pt(block.gap)

    def _signatures(self, block: SignatureRow) -> None:
        measures, width = self._profile.signature, self._sheet.text_width
        if block.place_date:
            place = set_text(
                self._word.add_paragraph(), block.place_date, measures.title_size, italic=True
            )
            place.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            place.paragraph_format.space_before = Mm(measures.gap_above)
            place.paragraph_format.keep_with_next = True
        share = width / len(block.signers)
        bold, italic = face(bold=True), face(italic=True)
        for cell, signer in zip(
            self._columns(*[share] * len(block.signers)), block.signers, strict=True
        ):
            _center(cell, signer.title, bold, measures.title_size, share)
            _center(cell, signer.note, italic, measures.note_size, share)
            name = set_text(cell.add_paragraph(), signer.name, measures.title_size, bold=True)
            name.alignment, name.paragraph_format.space_before = _CENTER, Mm(measures.name_gap)

    def _closing(self, block: LetterClosing) -> None:
        profile = self._profile
        gap = self._word.add_paragraph()
        set_text(gap, "", 8)
        gap.paragraph_format.keep_with_next = True
        _, right_width = heading_columns(self._sheet, profile)
        left_width = self._sheet.text_width - right_width
        left, right = self._columns(left_width, right_width)
        set_text(
            next_line(left), block.label, profile.recipients_label_size, bold=True, italic=True
        )
        for item in block.recipients:
            set_text(next_line(left), item, profile.recipients_size)
        size, bold = profile.signature.title_size, face(bold=True)
        for line in block.signing:
            _center(right, line, bold, size, right_width)
        name = set_text(right.add_paragraph(), block.name, size, bold=True)
        name.alignment = _CENTER
        name.paragraph_format.space_before = Mm(profile.signature.name_gap - 5)

    def _table(self, block: Table) -> None:
        size = block.size or self._profile.table_size
        edges = column_edges(block.columns, 0, self._sheet.text_width, size)
        self._part_tables()
        table = self._word.add_table(0, len(block.columns), style="Table Grid")
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
        for index, column in enumerate(table.columns):
            column.width = Pt(edges[index + 1] - edges[index])
        self._table_head(table, block, size)
        for row in block.rows:
            _add_row(table, row, block, size)

    def _table_head(self, table: WordTable, block: Table, size: float) -> None:
        levels = [table.add_row() for _ in range(2 if block.spans else 1)]
        spanned = {i for span in block.spans for i in range(span.first, span.last + 1)}
        for span in block.spans:
            cell = levels[0].cells[span.first].merge(levels[0].cells[span.last])
            _set_cell(cell, span.title, size, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
        for i, column in enumerate(block.columns):
            cell = levels[-1].cells[i]
            if block.spans and i not in spanned:
                cell = levels[0].cells[i].merge(cell)
            _set_cell(cell, column.title, size, _CENTER, bold=True)
        if any(column.mark for column in block.columns):
            levels.append(table.add_row())
            for i, column in enumerate(block.columns):
                _set_cell(levels[-1].cells[i], column.mark, size, _CENTER, bold=True)
        for level in levels:
            _repeat(level)


def _add_row(table: WordTable, row: TableRow, block: Table, size: float) -> None:
    cells = table.add_row().cells
    if isinstance(row, GroupRow):
        _set_cell(cells[0].merge(cells[-1]), row.text, size, WD_ALIGN_PARAGRAPH.LEFT, bold=True)
        return
    strong = isinstance(row, TotalRow)
    values = row.cells if isinstance(row, TotalRow) else row
    for cell, value, column in zip(cells, values, block.columns, strict=True):
        _set_cell(
            cell, write_value(value, column.kind), size, ALIGN[column.alignment], bold=strong
        )


def _set_cell(
    cell: _Cell, text: str, size: float, align: WD_ALIGN_PARAGRAPH, *, bold: bool
) -> None:
    set_text(cell.paragraphs[0], text, size, bold=bold).alignment = align


def _center(cell: _Cell, text: str, face: Face, size: float, width: float) -> float:
    """Add a text in balanced lines; returns the width of the last one."""
    line = ""
    for line in balance(clean(text), face, size, width):
        bold, italic = "Bold" in face.name, "Italic" in face.name
        set_text(next_line(cell), line, size, bold=bold, italic=italic).alignment = _CENTER
    return face.width(line, size)


def _set_padding(cell: _Cell) -> None:
    margins = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    cell._tc.get_or_add_tcPr().append(margins)  # noqa: SLF001  # python-docx has no cell margins


def _never_split(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001


def _repeat(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
