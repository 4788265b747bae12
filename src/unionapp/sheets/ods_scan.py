"""Scans an .ods for hidden rows, error cells and the fonts of text cells."""

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from unionapp.sheets.findings import Findings, parse_xml
from unionapp.sheets.workbook import FontFilter

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
ODS_CONTENT = "content.xml"
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "Err:")
_MAX_REPEAT = 10_000


def scan_ods(archive: zipfile.ZipFile, keep_font: FontFilter) -> dict[str, Findings]:
    """What only the XML of an .ods tells, by sheet name."""
    root = parse_xml(archive.read(ODS_CONTENT))
    fonts = {name: font for name, font in _cell_fonts(root) if keep_font(font)}
    return {
        table.get(f"{_TABLE}name", ""): _scan_table(table, fonts)
        for table in root.iter(f"{_TABLE}table")
    }


def _cell_fonts(root: ET.Element) -> Iterator[tuple[str, str]]:
    for style in root.iter(f"{_STYLE}style"):
        properties = style.find(f"{_STYLE}text-properties")
        if properties is not None and style.get(f"{_STYLE}family") == "table-cell":
            font = (
                properties.get(f"{_STYLE}font-name") or properties.get(f"{_FO}font-family") or ""
            )
            yield style.get(f"{_STYLE}name", ""), font.strip("'")


def _scan_table(table: ET.Element, fonts: dict[str, str]) -> Findings:
    found = Findings(part=ODS_CONTENT)
    at = 0
    for row in table.iter(f"{_TABLE}table-row"):
        repeat = int(row.get(f"{_TABLE}number-rows-repeated", 1))
        if row.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            found.hidden_rows.update(range(at, at + min(repeat, _MAX_REPEAT)))
        _scan_row(row, range(at, at + repeat), fonts, found)
        at += repeat
    return found


def _scan_row(row: ET.Element, span: range, fonts: dict[str, str], found: Findings) -> None:
    at, column = span.start, 0
    for cell in row:
        text = "".join(cell.itertext()) if cell.find(f"{_TEXT}p") is not None else ""
        if text.startswith(_ERRORS):
            found.errors[at, column] = text
        font = fonts.get(cell.get(f"{_TABLE}style-name", ""))
        if font and text:
            found.fonts[at, column] = font
        column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        if cell.get(f"{_OFFICE}value-type"):
            found.last_row = span.stop - 1
            found.last_column = max(found.last_column, column - 1)
