"""Mending cells of a roster before it is taken in; the file itself stays as it was sent."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from unionapp.errors import Refusal
from unionapp.membership.roster.check import check_workbook, open_roster
from unionapp.membership.roster.encoding import spell_out
from unionapp.membership.roster.headings import Corrections, layout_key
from unionapp.membership.roster.pointing import HeaderPlace, recognise_headers
from unionapp.membership.roster.reading import Progress, RosterReading
from unionapp.sheets.workbook import Sheet, Value, column_index

Cell = tuple[str, int, str]


class MendableRoster:
    """A roster file that was read once; after each mended cell the whole is checked anew.

    A cell is its sheet, its row from 1 and its column letters, as problems name it.
    """

    def __init__(
        self,
        path: Path,
        *,
        today: date,
        remembered: Mapping[str, Corrections] = MappingProxyType({}),
        header: HeaderPlace | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Read and check a file, its header where somebody says it is.

        `remembered` are the columns set right before, and the headers pointed out, by layout.

        Raises:
            Refusal: the file is no readable spreadsheet, or nowhere lists people.
            Trouble: the file cannot be read from the disk.
        """
        self.path = path
        self._today = today
        self._workbook = open_roster(path)
        self._mended: dict[Cell, str] = {}
        self._corrections = recognise_headers(self._workbook, remembered)
        if header is not None:
            self._corrections[header.sheet] = header.corrections
        self._encodings: dict[str, str] = {}
        self.reading = self._check(progress)
        self.layouts = {each.sheet: layout_key(each.headings) for each in self.reading.sheets}
        known = {
            name: remembered[key]
            for name, key in self.layouts.items()
            if key in remembered and name not in self._corrections
        }
        with suppress(Refusal):  # what was remembered of another file may leave nobody in this one
            if known:
                self._try({**self._corrections, **known})

    @property
    def mended(self) -> Mapping[Cell, str]:
        """What was typed over which cell."""
        return dict(self._mended)

    def mend(self, cells: Mapping[Cell, str | None]) -> RosterReading:
        """Read cells as if these texts stood there; None gives back what the sender wrote."""
        typed = {cell: text for cell, text in cells.items() if text is not None}
        kept = {cell: text for cell, text in self._mended.items() if cell not in cells}
        self._mended = kept | typed
        self.reading = self._check()
        return self.reading

    def corrections(self, sheet: str) -> Corrections:
        """The columns of a sheet that were set right, with the field each is read as."""
        return dict(self._corrections.get(sheet, {}))

    def correct(self, sheet: str, column: str, field: str | None) -> RosterReading:
        """Read a column as another field, not at all if it is empty, or as found again (None).

        Raises:
            Refusal: nobody would be left in the file; everything stays as it was.
        """
        mine = self.corrections(sheet)
        others = {at: each for at, each in mine.items() if at != column and each != field}
        changed = others if field is None else {**others, column: field}
        return self._try({**self._corrections, sheet: changed})

    def encoding(self, sheet: str) -> str | None:
        """The encoding somebody chose for a sheet; None where it is found out."""
        return self._encodings.get(sheet)

    def spell(self, sheet: str, encoding: str | None) -> RosterReading:
        """Read a sheet as typed in an encoding, or as it looks (None).

        Raises:
            Refusal: nobody would be left in the file; everything stays as it was.
        """
        before = dict(self._encodings)
        self._encodings.pop(sheet, None)
        if encoding is not None:
            self._encodings[sheet] = encoding
        try:
            return self._try(self._corrections)
        except Refusal:
            self._encodings = before
            raise

    def _try(self, corrections: Mapping[str, Corrections]) -> RosterReading:
        before, self._corrections = self._corrections, dict(corrections)
        try:
            self.reading = self._check()
        except Refusal:
            self._corrections = before
            raise
        return self.reading

    def _check(self, progress: Progress | None = None) -> RosterReading:
        sheets = tuple(map(self._overlaid, self._workbook.sheets))
        workbook = replace(self._workbook, sheets=sheets)
        return check_workbook(
            workbook,
            self.path.name,
            today=self._today,
            corrections=self._corrections,
            progress=progress,
        )

    def _overlaid(self, sheet: Sheet) -> Sheet:
        if encoding := self._encodings.get(sheet.name):
            sheet = spell_out(sheet, encoding)
        mine = {
            (row - 1, column_index(column)): text
            for (name, row, column), text in self._mended.items()
            if name == sheet.name
        }
        if not mine:
            return sheet
        rows = [list(row) for row in sheet.rows]
        for (row, column), text in mine.items():
            cells: list[Value] = rows[row]
            cells += [None] * (column + 1 - len(cells))
            cells[column] = text or None
        return replace(
            sheet,
            rows=rows,
            errors={place: code for place, code in sheet.errors.items() if place not in mine},
            unsaved_formulas=sheet.unsaved_formulas - mine.keys(),
            # what is typed here is Unicode, whatever font the cell had
            fonts={place: font for place, font in sheet.fonts.items() if place not in mine},
        )
