"""Writes a document as PDF: the same document gives the same bytes."""

from collections import deque
from collections.abc import Iterator
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from unionapp.paper.card_strips import card_strips, square_strip
from unionapp.paper.destination import write_safely
from unionapp.paper.document import (
    Addressees,
    Block,
    CardGrid,
    Document,
    FormHeading,
    KeyValueLines,
    LetterClosing,
    NationalHeading,
    PageBreak,
    Paragraph,
    PhotoGrid,
    QrCode,
    SignatureRow,
    Spacer,
    StateHeading,
    Table,
    Title,
)
from unionapp.paper.fonts import face
from unionapp.paper.letter_strips import DrawnStrip, Setter
from unionapp.paper.photo_strips import photo_strips
from unionapp.paper.profiles import Profile, load_profile
from unionapp.paper.report_id import CREATOR
from unionapp.paper.sheet import MM, BreakStrip, Ink, Page, Sheet, Strip, fill_pages, sheet_of
from unionapp.paper.table_strips import table_strips
from unionapp.paper.wrapping import clean

_FOOT_SIZE = 8


def write_pdf(document: Document, path: Path) -> Path:
    """Write the document; returns the path really written.

    Raises:
        Trouble: the disk is full or the folder cannot be written.
    """
    return write_safely(path, lambda draft: _draw(document, draft))


def _draw(document: Document, path: Path) -> None:
    profile = load_profile(document.profile)
    sheet = sheet_of(document, profile)
    canvas = Canvas(
        str(path),
        pagesize=(sheet.width, sheet.height),
        pageCompression=1,
        invariant=1,
        initialFontName=face().name,
        lang="vi-VN",
    )
    canvas.setTitle(clean(document.title))
    canvas.setAuthor(clean(document.author))
    canvas.setSubject(clean(document.report_id))
    canvas.setCreator(CREATOR)
    ink = Ink(canvas._doc)  # noqa: SLF001  # the spellers need the font tables of this file
    pages = fill_pages(_strips(document, Setter(sheet, profile)), sheet, ink)
    for number, page in zip(_numbers(pages), pages, strict=True):
        _furnish(page, document, number, sheet, profile)
        for shown in page.pictures:
            reader = ImageReader(BytesIO(shown.jpeg))
            canvas.drawImage(reader, shown.x, shown.y, shown.width, shown.height)
        canvas._code += page.operators()  # noqa: SLF001  # drawText would cost as much as the list
        canvas.showPage()
    canvas.save()


def _numbers(pages: list[Page]) -> Iterator[tuple[int, int]]:
    """The number of each page in its letter, and how many pages that letter has."""
    starts = [i for i, page in enumerate(pages) if page.restarts or not i]
    for start, end in pairwise([*starts, len(pages)]):
        yield from ((number, end - start) for number in range(1, end - start + 1))


def _furnish(
    page: Page, document: Document, number: tuple[int, int], sheet: Sheet, profile: Profile
) -> None:
    """Draw the page number where the profile wants it and the report's id at the foot."""
    baseline = sheet.height - profile.page_number_baseline * MM * 0.6
    if document.report_id:
        page.text(
            sheet.left, baseline, f"Mã báo cáo: {clean(document.report_id)}", face(), _FOOT_SIZE
        )
    size = profile.page_number_size
    if profile.page_number == "foot" and number[1] > 1:
        text = f"Trang {number[0]}/{number[1]}"
        page.text(sheet.right - face().width(text, size), baseline, text, face(), size)
    elif profile.page_number == "top" and number[0] > 1:
        text = str(number[0])
        middle = (sheet.left + sheet.right) / 2
        x = middle - face().width(text, size) / 2
        page.text(x, profile.page_number_baseline * MM, text, face(), size)


def _strips(document: Document, setter: Setter) -> Iterator[Strip]:
    """All strips in order, the last two before a signature tied to it."""
    waiting: deque[Strip] = deque()
    for block in document.blocks:
        if isinstance(block, SignatureRow | LetterClosing):
            for strip in waiting:
                strip.keep = True
        for strip in _block_strips(block, setter):
            waiting.append(strip)
            if strip.height and sum(1 for held in waiting if held.height) > 2:
                yield waiting.popleft()
    yield from waiting


def _block_strips(block: Block, setter: Setter) -> Iterator[Strip]:  # noqa: C901, PLR0911, PLR0912  # one line per block
    match block:
        case Paragraph():
            return setter.paragraph(block)
        case Table():
            sheet, size = setter.sheet, block.size or setter.profile.table_size
            return chain([_gap(4)], table_strips(block, sheet.left, sheet.text_width, size))
        case StateHeading():
            return setter.state_heading(block)
        case NationalHeading():
            return setter.national_heading(block)
        case FormHeading():
            return setter.form_heading(block)
        case Title():
            return setter.title(block)
        case Addressees():
            return setter.addressees(block)
        case KeyValueLines():
            return setter.key_values(block)
        case SignatureRow():
            return setter.signatures(block)
        case LetterClosing():
            return setter.closing(block)
        case QrCode():
            return iter([square_strip(block, setter.sheet, setter.profile.body.small_size)])
        case PhotoGrid():
            return photo_strips(block, setter.sheet, setter.profile.body.small_size)
        case CardGrid():
            return card_strips(block, setter.sheet)
        case Spacer():
            return iter([_gap(block.millimetres * MM)])
        case PageBreak():
            return iter([BreakStrip(block.restart)])


def _gap(height: float) -> Strip:
    return DrawnStrip(0, lambda _page, _top: None, gap=height, keep=True)
