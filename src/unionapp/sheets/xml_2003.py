"""Reads the XML spreadsheets of Excel 2003, which some systems still hand out as .xls."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time
from math import isfinite
from pathlib import Path
from xml.etree import ElementTree as ET

from unionapp.errors import Refusal
from unionapp.sheets.delimited import decode_bytes
from unionapp.sheets.findings import parse_xml
from unionapp.sheets.guards import BROKEN_ARCHIVE, check_extent
from unionapp.sheets.workbook import (
    FontFilter,
    Merge,
    Position,
    Sheet,
    Value,
    Workbook,
    without_empty_end,
)

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_MIDNIGHT = time()


@dataclass(slots=True)
class _Cells:
    """What one sheet holds, by place."""

    values: dict[Position, Value] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    fonts: dict[Position, str] = field(default_factory=dict)


def read_xml_2003(path: Path, keep_font: FontFilter) -> Workbook:
    """An XML spreadsheet.

    Raises:
        Refusal: it is damaged, declares entities, or is too large.
    """
    try:
        text = decode_bytes(path.read_bytes()).lstrip("\ufeff \r\n")
        # what was decoded must not be decoded again as its first line says
        body = text.partition("?>")[2] if text.startswith("<?xml") else text
        root = parse_xml(body.encode())
        fonts = {name: font for name, font in _fonts(root) if keep_font(font)}
        sheets = tuple(_sheet(path, each, fonts) for each in root.iter(f"{_SS}Worksheet"))
    except BROKEN_ARCHIVE as error:
        raise Refusal("sheets.damaged", file=path.name) from error
    return Workbook(sheets, is_1904=root.find(f".//{_EXCEL}Date1904") is not None)


def _fonts(root: ET.Element) -> Iterator[tuple[str, str]]:
    for style in root.iter(f"{_SS}Style"):
        font = style.find(f"{_SS}Font")
        if font is not None:
            yield style.get(f"{_SS}ID", ""), font.get(f"{_SS}FontName", "")


def _sheet(path: Path, sheet: ET.Element, fonts: Mapping[str, str]) -> Sheet:
    cells, at = _Cells(), 0
    for row in sheet.iter(f"{_SS}Row"):
        at = _next_place(row, at)
        if row.get(f"{_SS}Hidden") == "1":
            cells.hidden.add(at - 1)
        _read_row(row, at - 1, fonts, cells)
    height = max((row for row, _ in cells.values), default=-1) + 1
    width = max((column for _, column in cells.values), default=-1) + 1
    check_extent(path, height, width)
    rows: list[list[Value]] = [[None] * width for _ in range(height)]
    for (row_at, column), value in cells.values.items():
        rows[row_at][column] = value
    shown = sheet.findtext(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible", "")
    return Sheet(
        name=sheet.get(f"{_SS}Name", ""),
        rows=without_empty_end(rows),
        visible=not shown.startswith("SheetHidden"),
        merges=tuple(cells.merges),
        hidden_rows=frozenset(cells.hidden),
        errors=cells.errors,
        fonts=cells.fonts,
    )


def _read_row(row: ET.Element, at: int, fonts: Mapping[str, str], cells: _Cells) -> None:
    column = 0
    for cell in row.iter(f"{_SS}Cell"):
        column = _next_place(cell, column)
        place = at, column - 1
        across, down = (int(cell.get(f"{_SS}Merge{way}", 0)) for way in ("Across", "Down"))
        if across or down:
            cells.merges.append(Merge(at, column - 1, at + down, column - 1 + across))
        data = cell.find(f"{_SS}Data")
        if data is not None and (text := "".join(data.itertext())).strip():
            _put(cells, place, data.get(f"{_SS}Type", "String"), text)
            if font := fonts.get(cell.get(f"{_SS}StyleID", "")):
                cells.fonts[place] = font
        column += across


def _next_place(element: ET.Element, before: int) -> int:
    """The place of a row or cell, from 1: the next one, or the one it names."""
    return max(int(element.get(f"{_SS}Index", before + 1)), before + 1)


def _put(cells: _Cells, place: Position, kind: str, text: str) -> None:
    if kind == "Error":
        cells.errors[place] = text
    cells.values[place] = None if kind == "Error" else _typed(kind, text)


def _typed(kind: str, text: str) -> Value:
    with suppress(ValueError):
        if kind == "Number":
            number = float(text)
            return int(number) if number.is_integer() else number if isfinite(number) else text
        if kind == "DateTime":
            moment = datetime.fromisoformat(text)
            return moment.date() if moment.time() == _MIDNIGHT else moment
    return text == "1" if kind == "Boolean" else text
