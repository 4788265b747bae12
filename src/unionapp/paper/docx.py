"""Writes a document as a letter for a word processor, to be worked on further."""

from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from unionapp.paper.destination import write_safely
from unionapp.paper.document import Document, NationalHeading, Orientation, PhotoGrid, QrCode
from unionapp.paper.docx_blocks import LetterWriter
from unionapp.paper.docx_text import FONT, add_field, set_text
from unionapp.paper.plain_blocks import simplify
from unionapp.paper.profiles import Profile, load_profile
from unionapp.paper.report_id import mark
from unionapp.paper.sheet import sheet_of
from unionapp.paper.wrapping import clean

_DRAWN = (NationalHeading, PhotoGrid, QrCode)


def write_docx(document: Document, path: Path) -> Path:
    """Write the document; returns the path really written.

    Raises:
        Trouble: the disk is full or the folder cannot be written.
    """
    return write_safely(path, lambda draft: _save(document, draft))


def _save(document: Document, path: Path) -> None:
    profile = load_profile(document.profile)
    word = docx.Document()
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(profile.body.size)
    _set_page(word.sections[0], document, profile)
    writer = LetterWriter(word, profile, sheet_of(document, profile))
    for block in document.blocks:
        for simple in (block,) if isinstance(block, _DRAWN) else simplify(block, profile):
            writer.write(simple)
    properties = word.core_properties
    properties.title, properties.author = clean(document.title), clean(document.author)
    properties.identifier, properties.comments = mark(clean(document.report_id)), ""
    word.save(str(path))


def _set_page(section: docx.section.Section, document: Document, profile: Profile) -> None:
    sheet = sheet_of(document, profile)
    wide = document.orientation is Orientation.LANDSCAPE
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(sheet.width), Pt(sheet.height)
    margins = (Mm(margin) for margin in profile.margins)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = margins
    section.header_distance = section.footer_distance = Mm(8)
    section.different_first_page_header_footer = True
    if profile.page_number == "top":
        add_field(section.header.paragraphs[0], "PAGE", profile.page_number_size)
    if document.report_id:
        for footer in (section.footer, section.first_page_footer):
            set_text(footer.paragraphs[0], f"Mã báo cáo: {document.report_id}", 8)
