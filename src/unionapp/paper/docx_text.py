"""Words, lines and rules of a word processor's file."""

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from unionapp.paper.document import Align, Span, Text
from unionapp.paper.wrapping import bind, clean

FONT = "Times New Roman"
ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def set_text(
    paragraph: Paragraph, text: Text, size: float, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    """Add words to a paragraph, single-spaced and without gaps."""
    spans = (Span(text),) if isinstance(text, str) else text
    for span in spans:
        run = paragraph.add_run(bind(clean(span.text)))
        run.font.size, run.font.name = Pt(size), FONT
        # Word takes another font for letters it believes to be East Asian
        run._element.rPr.rFonts.set(qn("w:eastAsia"), FONT)  # noqa: SLF001
        run.bold, run.italic = bold or span.bold, italic or span.italic
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    return paragraph


def next_line(cell: _Cell) -> Paragraph:
    """The paragraph to write next in a cell: its empty first one, or a new one."""
    first = cell.paragraphs[0]
    if (
        len(cell.paragraphs) == 1
        and not first.runs
        and first.paragraph_format.line_spacing is None
    ):
        return first
    return cell.add_paragraph()


def add_rule(paragraph: Paragraph, room: float, length: float, above: float) -> None:
    """Make an empty paragraph a centred rule: a border between equal indents."""
    set_text(paragraph, "", 2)
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(max(above, 1))
    form.left_indent = form.right_indent = Pt(max((room - length) / 2, 0))
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "5"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    # the schema wants the border before spacing and indents
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def add_field(paragraph: Paragraph, name: str, size: float) -> None:
    """Add a field such as the page number, centred."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run: Run = paragraph.add_run()
    run.font.size, run.font.name = Pt(size), FONT
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)  # noqa: SLF001
