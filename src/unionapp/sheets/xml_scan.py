"""One streaming scan of a package's sheet XML for what the value reader does not tell.

That is: error cells, hidden rows, formulas without a saved result, the far corner of the sheet,
and the fonts of the text cells somebody asked for.
"""

import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from unionapp.sheets.findings import Findings, Package, parse_xml
from unionapp.sheets.ods_scan import scan_ods
from unionapp.sheets.workbook import FontFilter, Position, column_index

_CHUNK = 1 << 20
_PREFIX = rb"<(?:\w+:)?"
_ROW = re.compile(_PREFIX + rb'row\b[^>]*?\br="(\d+)"')
_HIDDEN = re.compile(_PREFIX + rb'row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_ERROR = re.compile(
    _PREFIX + rb'c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>(?:<(?:\w+:)?f\b.*?)?'
    rb"<(?:\w+:)?v>([^<]*)",
    re.DOTALL,
)
_UNSAVED = re.compile(
    _PREFIX + rb'c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*><(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_FAR_COLUMN = re.compile(rb'r="([A-Z]{3})\d')


def scan_package(archive: zipfile.ZipFile, keep_font: FontFilter) -> Package:
    """Scans every sheet of an .xlsx; other packages give no findings."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        return Package(scan_ods(archive, keep_font) if "content.xml" in names else {})
    workbook = parse_xml(archive.read("xl/workbook.xml"))
    styles = _wanted_styles(archive, keep_font)
    sheets = {
        name: _scan_sheet(archive, path, styles)
        for name, path in _sheet_paths(archive, workbook)
        if path in names
    }
    properties = workbook.find("{*}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return Package(sheets, is_1904)


def _sheet_paths(archive: zipfile.ZipFile, workbook: ET.Element) -> Iterator[tuple[str, str]]:
    relations = parse_xml(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        target = targets.get(key, "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        yield sheet.get("name", ""), path


def _wanted_styles(archive: zipfile.ZipFile, keep_font: FontFilter) -> dict[bytes, str]:
    """The style ids whose font is wanted, with its name."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    styles = parse_xml(archive.read("xl/styles.xml"))
    names = [_font_name(font) for font in styles.iterfind("{*}fonts/{*}font")]
    formats = styles.iterfind("{*}cellXfs/{*}xf")
    used = {number: names[int(form.get("fontId", 0))] for number, form in enumerate(formats)}
    return {str(number).encode(): name for number, name in used.items() if keep_font(name)}


def _font_name(font: ET.Element) -> str:
    name = font.find("{*}name")
    return "" if name is None else name.get("val", "")


def _scan_sheet(archive: zipfile.ZipFile, path: str, styles: dict[bytes, str]) -> Findings:
    found = Findings(part=path)
    columns: set[bytes] = set()
    places = _Places()
    for part in _whole_rows(archive, path):
        _note_extent(part, found, columns)
        if b"hidden=" in part:
            found.hidden_rows.update(int(row) - 1 for row in _HIDDEN.findall(part))
        if b't="e"' in part:
            found.errors.update(
                (_position(*cell[:2]), cell[2].decode()) for cell in _ERROR.findall(part)
            )
        if b"<f" in part or b":f" in part:
            found.unsaved_formulas.update(_position(*cell) for cell in _UNSAVED.findall(part))
        if styles:
            found.fonts.update(_fonts_in(part, styles, places))
    found.last_column = max((column_index(letters.decode()) for letters in columns), default=25)
    return found


class _Places(dict[bytes, int]):
    """The places of columns by their letters, each worked out once."""

    def __missing__(self, letters: bytes) -> int:
        self[letters] = place = column_index(letters.decode())
        return place


def _fonts_in(
    part: bytes, styles: dict[bytes, str], places: _Places
) -> Iterator[tuple[Position, str]]:
    """The text cells of a piece that have one of the styles."""
    wanted = b"|".join(styles)
    usual = rb'<c r="([A-Z]+)([0-9]+)" s="(' + wanted + rb')" t="(?:s|str|inlineStr)"'
    cells = re.findall(usual, part)
    if not cells:
        any_order = (
            _PREFIX + rb'c\b(?=[^>]*\bs="(' + wanted + rb')")(?=[^>]*\bt="(?:s|str|inlineStr)")'
            rb'[^>]*?\br="([A-Z]+)([0-9]+)"'
        )
        cells = [(letters, row, style) for style, letters, row in re.findall(any_order, part)]
    for letters, row, style in cells:
        yield (int(row) - 1, places[letters]), styles[style]


def _whole_rows(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """The sheet's XML in pieces that end with a row."""
    rest = b""
    with archive.open(path) as file:
        while chunk := file.read(_CHUNK):
            rest += chunk
            end = rest.rfind(b"row>") + 4
            if end > 4:
                yield rest[:end]
                rest = rest[end:]
    yield rest


def _note_extent(part: bytes, found: Findings, columns: set[bytes]) -> None:
    columns.update(_FAR_COLUMN.findall(part))
    last_value = max(part.rfind(b"<v>"), part.rfind(b"<is>"))
    start = part.rfind(b"<row", 0, last_value) if last_value > 0 else -1
    if start >= 0 and (row := _ROW.match(part, start)):
        found.last_row = max(found.last_row, int(row[1]) - 1)


def _position(letters: bytes, row: bytes) -> Position:
    return int(row) - 1, column_index(letters.decode())
