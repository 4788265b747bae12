"""Writes a document as a spreadsheet: openpyxl makes the skeleton, rows are streamed into it."""

import re
import shutil
import zipfile
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from unionapp.paper.destination import write_safely
from unionapp.paper.document import Document, Orientation
from unionapp.paper.plain_blocks import simplified
from unionapp.paper.profiles import Profile, load_profile
from unionapp.paper.report_id import mark
from unionapp.paper.sheet import Sheet, sheet_of
from unionapp.paper.wrapping import clean
from unionapp.paper.xlsx_sheet import SheetWriter, Streamed
from unionapp.paper.xlsx_styles import FONT

_SHEET = "xl/worksheets/sheet1.xml"
_CORE = "docProps/core.xml"
_PAPERS = {"A3": 8, "A4": 9, "A5": 11}
_LEAST_SCALE = 0.7  # smaller is not read any more
_IN_SIGHT = 0.94  # of a page's height: programs keep room for the foot
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_xlsx(document: Document, path: Path) -> Path:
    """Write the document; returns the path really written.

    Raises:
        Trouble: the disk is full or the folder cannot be written.
    """
    return write_safely(path, lambda draft: _save(document, draft))


def _save(document: Document, path: Path) -> None:
    with ExitStack() as spools:
        workbook, tables = _build(document, spools)
        skeleton = BytesIO()
        workbook.save(skeleton)
        with zipfile.ZipFile(skeleton) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                _copy_part(name, source.read(name), tables, target)


def _build(document: Document, spools: ExitStack) -> tuple[Workbook, list[Streamed]]:
    """The workbook with a marker row for each table, and the tables' rows."""
    workbook = Workbook()
    # columns are measured in digits of this font, which every office has
    workbook._fonts = IndexedList([Font(FONT, 11)])  # noqa: SLF001
    workbook._named_styles["Normal"].font = Font(FONT, 11)  # noqa: SLF001
    sheet = workbook.active
    sheet.title = _sheet_name(document.title)
    profile = load_profile(document.profile)
    document = simplified(document, profile)
    writer = SheetWriter(sheet, document, profile, spools)
    for block in document.blocks:
        writer.write(block)
    _set_page(sheet, document, profile)
    _keep_on_pages(sheet, writer, sheet_of(document, profile))
    properties = workbook.properties
    properties.title, properties.creator = clean(document.title), clean(document.author) or None
    properties.identifier = mark(clean(document.report_id))
    return workbook, writer.tables


def _sheet_name(title: str) -> str:
    name = "".join(" " if letter in "[]:*?/\\'" else letter for letter in clean(title))
    return " ".join(name.split())[:31].strip() or "Báo cáo"


def _set_page(sheet: Worksheet, document: Document, profile: Profile) -> None:
    wide = document.orientation is Orientation.LANDSCAPE
    sheet.page_setup.paperSize = _PAPERS[document.page_size]
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.top, margins.bottom, margins.left, margins.right = (m / 25.4 for m in profile.margins)
    margins.header, margins.footer = margins.top / 2, margins.bottom / 2
    code = clean(document.report_id).replace("&", "&&")
    for footer in (sheet.oddFooter, sheet.firstFooter):
        footer.left.text = f"Mã báo cáo: {code}" if code else None
        footer.right.text = "Trang &P/&N" if profile.page_number == "foot" else None
    if profile.page_number == "top":
        sheet.oddHeader.center.text = "&P"
    sheet.HeaderFooter.differentFirst = True


def _keep_on_pages(sheet: Worksheet, writer: SheetWriter, page: Sheet) -> None:
    """Print a form a little smaller rather than its signatures on a page of their own."""
    by_width = min(page.text_width / writer.width, 1)
    room = (page.bottom - page.top) * _IN_SIGHT
    by_height = room / (max(writer.part_heights) * by_width)
    if by_height >= 1 or by_width * by_height < _LEAST_SCALE:
        return
    if len(writer.part_heights) == 1:
        sheet.page_setup.fitToHeight = 1
    else:  # every part has a page of its own, which fitting would not keep
        sheet.sheet_properties.pageSetUpPr.fitToPage = False
        sheet.page_setup.scale = int(100 * by_width * by_height)


def _copy_part(name: str, content: bytes, tables: list[Streamed], target: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    # a quarter more bytes, a third of the time of the usual 6; only this name works in 3.11
    info._compresslevel = 3  # type: ignore[attr-defined]  # noqa: SLF001
    if name == _CORE:
        content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
    with target.open(info, "w", force_zip64=name == _SHEET) as part:
        if name == _SHEET:
            content = _insert_tables(content, tables, part)
        part.write(content)


def _insert_tables(content: bytes, tables: list[Streamed], part: IO[bytes]) -> bytes:
    """Write the sheet up to the end of its last table; returns what is left to write."""
    content = re.sub(rb'<dimension ref="[^"]*" ?/>', b"", content)
    for table in tables:
        place = re.search(rb'<row r="%d".*?</row>' % table.first_row, content, re.DOTALL)
        if place is None:
            raise AssertionError
        part.write(content[: place.start()])
        table.rows.seek(0)
        shutil.copyfileobj(table.rows, part, 1 << 20)
        content = content[place.end() :]
    return content
