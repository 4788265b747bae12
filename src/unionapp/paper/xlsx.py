"""Writes a document as a spreadsheet: openpyxl makes the skeleton, rows are streamed into it."""

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO

from unionapp.paper.destination import write_safely
from unionapp.paper.document import Document
from unionapp.paper.xlsx_sheet import Streamed, build_workbook

_SHEET = "xl/worksheets/sheet1.xml"
_CORE = "docProps/core.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_xlsx(document: Document, path: Path) -> Path:
    """Write the document; returns the path really written.

    Raises:
        Trouble: the disk is full or the folder cannot be written.
    """
    return write_safely(path, lambda draft: _save(document, draft))


def _save(document: Document, path: Path) -> None:
    workbook, tables = build_workbook(document)
    skeleton = BytesIO()
    workbook.save(skeleton)
    with zipfile.ZipFile(skeleton) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            with target.open(info, "w", force_zip64=name == _SHEET) as part:
                _copy_part(name, source.read(name), tables, part)


def _copy_part(name: str, content: bytes, tables: list[Streamed], part: IO[bytes]) -> None:
    if name == _CORE:
        content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
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
