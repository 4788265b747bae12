"""Reads .xlsx, .xlsb and .ods: values by calamine, the rest by one scan of the sheet's XML."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine

from unionapp.errors import Refusal
from unionapp.sheets.findings import Findings
from unionapp.sheets.guards import BROKEN_ARCHIVE, check_extent
from unionapp.sheets.stray_cells import without_strays
from unionapp.sheets.workbook import FontFilter, Merge, Sheet, Value, Workbook, without_empty_end
from unionapp.sheets.xml_scan import scan_package

_MIDNIGHT = time()


def read_zipped(path: Path, keep_font: FontFilter) -> Workbook:
    """A zipped workbook.

    Raises:
        Refusal: it is damaged, too large or locked with a password.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            package = scan_package(archive, keep_font)
        source = without_strays(path, package.sheets)
        for found in package.sheets.values():
            check_extent(path, found.last_row + 1, found.last_column + 1)
        with python_calamine.CalamineWorkbook.from_object(source) as workbook:
            sheets = tuple(_sheets(workbook, package.sheets))
    except python_calamine.PasswordError as error:
        raise Refusal("sheets.password_protected", file=path.name) from error
    except (python_calamine.CalamineError, *BROKEN_ARCHIVE) as error:
        raise Refusal("sheets.damaged", file=path.name) from error
    return Workbook(sheets, is_1904=package.is_1904)


def _sheets(
    workbook: python_calamine.CalamineWorkbook, scanned: dict[str, Findings]
) -> list[Sheet]:
    kind, shown = python_calamine.SheetTypeEnum.WorkSheet, python_calamine.SheetVisibleEnum.Visible
    return [
        _sheet(
            workbook.get_sheet_by_name(meta.name),
            scanned.get(meta.name, Findings()),
            visible=meta.visible == shown,
        )
        for meta in workbook.sheets_metadata
        if meta.typ == kind
    ]


def _sheet(sheet: python_calamine.CalamineSheet, found: Findings, *, visible: bool) -> Sheet:
    rows = [_typed_row(row) for row in sheet.to_python(skip_empty_area=False)]
    return Sheet(
        name=sheet.name,
        rows=without_empty_end(rows),
        visible=visible,
        merges=tuple(Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ()),
        hidden_rows=frozenset(found.hidden_rows),
        errors=found.errors,
        unsaved_formulas=frozenset(found.unsaved_formulas),
        fonts=found.fonts,
        strays=found.strays,
    )


def _typed_row(row: list[Any]) -> Sequence[Value]:
    return [
        (None if not value or value.isspace() else value)
        if (kind := type(value)) is str
        else (int(value) if value.is_integer() else value)
        if kind is float
        else _typed(value)
        for value in row
    ]


def _typed(value: object) -> Value:
    match value:
        case datetime() if value.time() == _MIDNIGHT:
            return value.date()
        case bool() | int() | date():
            return value
        case time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return None
