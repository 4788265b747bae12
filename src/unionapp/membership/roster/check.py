"""Checks a foreign roster: every sheet that lists people is read, nothing changed."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType

from unionapp.errors import Refusal
from unionapp.membership.roster.cells import Calendar
from unionapp.membership.roster.duplicates import Place, mark_duplicates
from unionapp.membership.roster.encoding import is_legacy_font
from unionapp.membership.roster.headings import Corrections
from unionapp.membership.roster.pay_month import find_pay_month
from unionapp.membership.roster.reading import FileWarning, Progress, RosterReading
from unionapp.membership.roster.rows import UNIT_NAME
from unionapp.membership.roster.sheet_reading import SheetPeople, finish, read_people
from unionapp.sheets.reading import read_workbook
from unionapp.sheets.workbook import Sheet, Workbook


def check_roster(path: Path, *, today: date, sheet: str | None = None) -> RosterReading:
    """What a roster file holds, person by person, with every problem named.

    Without `sheet` every visible sheet that lists people is read; with it only that one,
    hidden or not.

    Raises:
        Refusal: the file is no readable spreadsheet, lacks the sheet, or nowhere lists people.
        Trouble: the file cannot be read from the disk.
    """
    with _collector_at_rest():
        return check_workbook(open_roster(path), path.name, today=today, sheet=sheet)


def open_roster(path: Path) -> Workbook:
    """The cells of a roster file, with the fonts that tell how its letters are written.

    Raises:
        Refusal: the file is no readable spreadsheet.
        Trouble: the file cannot be read from the disk.
    """
    return read_workbook(path, keep_font=is_legacy_font)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keeps the garbage collector from searching millions of cells that all stay alive."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_workbook(
    workbook: Workbook,
    file: str,
    *,
    today: date,
    sheet: str | None = None,
    corrections: Mapping[str, Corrections] = MappingProxyType({}),
    progress: Progress | None = None,
) -> RosterReading:
    """What the cells of a roster hold, as `check_roster` tells it.

    `corrections` sets columns right, sheet by sheet.

    Raises:
        Refusal: the workbook lacks the sheet, or nowhere lists people.
    """
    calendar = Calendar(today, workbook.is_1904)
    wanted = _wanted(workbook, sheet, file)
    found = [
        read_people(each, calendar, corrections.get(each.name, {}), progress) for each in wanted
    ]
    rosters = [people for people in found if _lists_people(people)]
    if not rosters:
        raise Refusal("roster.no_header", file=file)
    _mark_duplicates(rosters)
    readings = tuple(finish(people) for people in rosters)
    warnings = (*_skipped(workbook, found, rosters, sheet), *_noticed(rosters))
    return RosterReading(file, readings, warnings, find_pay_month(file, rosters))


def _wanted(workbook: Workbook, name: str | None, file: str) -> list[Sheet]:
    if name is None:
        return [sheet for sheet in workbook.sheets if sheet.visible and sheet.rows]
    wanted = [sheet for sheet in workbook.sheets if sheet.name == name]
    if not wanted:
        names = ", ".join(sheet.name for sheet in workbook.sheets)
        raise Refusal("sheets.no_such_sheet", file=file, sheet=name, sheets=names)
    return wanted


def _lists_people(found: SheetPeople) -> bool:
    """Whether a sheet lists people rather than units."""
    if not found.tables:
        return False
    names = [person.fields["full_name"].lower() for _, _, person in found.people]
    units = sum(bool(UNIT_NAME.match(name)) for name in names)
    if not names and not found.nameless:
        return not found.sections
    return units * 2 <= len(names)


def _mark_duplicates(rosters: list[SheetPeople]) -> None:
    places = [
        Place(number, row, person)
        for number, people in enumerate(rosters)
        for row, _, person in sorted(people.people, key=lambda each: each[0])
    ]
    mark_duplicates(places, [people.sheet.name for people in rosters])


def _skipped(
    workbook: Workbook, found: list[SheetPeople], rosters: list[SheetPeople], sheet: str | None
) -> Iterator[FileWarning]:
    """The sheets that were left aside."""
    if sheet is None:
        for each in workbook.sheets:
            if not each.visible:
                yield FileWarning("HIDDEN_SHEETS", each.name)
    for people in found:
        if people not in rosters:
            yield FileWarning("SUMMARY_SHEETS", people.sheet.name)


def _noticed(rosters: list[SheetPeople]) -> Iterator[FileWarning]:
    """What deserves a look in the sheets that were read."""
    for people in rosters:
        name, encoding = people.sheet.name, people.decoded.encoding
        if encoding != "unicode":
            yield FileWarning("ENCODING_CONVERTED", name, _ENCODINGS[encoding])
        told = {row for row, _, _ in (*people.people, *people.nameless)}
        if hidden := sorted(people.sheet.hidden_rows & told):
            yield FileWarning("HIDDEN_ROWS", name, ", ".join(str(row + 1) for row in hidden[:20]))
        if strays := people.sheet.strays:
            yield FileWarning("STRAY_CELLS", name, _told(strays))
        if people.swapped:
            yield FileWarning("DATE_SWAP_SUSPECT", name)


def _told(cells: tuple[str, ...]) -> str:
    more = f" và {len(cells) - _SHOWN_STRAYS} ô khác" if len(cells) > _SHOWN_STRAYS else ""
    return ", ".join(cells[:_SHOWN_STRAYS]) + more


_SHOWN_STRAYS = 3
_ENCODINGS = {
    "tcvn3": "TCVN3 (ABC, phông .VnTime)",
    "vni": "VNI (phông VNI-Times)",
    "viscii": "VISCII",
    "cp1258": "Windows-1258",
    "viqr": "VIQR",
    "utf8": "UTF-8 bị đọc sai",
    "decomposed": "Unicode tổ hợp",
}
