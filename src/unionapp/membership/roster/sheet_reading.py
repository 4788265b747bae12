"""Reads one sheet: its tables, its people, and everything wrong with them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from types import MappingProxyType

from unionapp.errors import Problem, Severity
from unionapp.membership.roster.cells import (
    UNSAVED_FORMULA,
    WARNINGS,
    Calendar,
    Issue,
    shown,
)
from unionapp.membership.roster.columns import PUBLIC_FIELDS, public_columns, settle
from unionapp.membership.roster.encoding import DecodedSheet, decode_sheet
from unionapp.membership.roster.headers import plain
from unionapp.membership.roster.headings import (
    HEADER,
    Corrections,
    correct_tables,
    headings_of,
)
from unionapp.membership.roster.layout import Grid, Rows, Table, find_tables
from unionapp.membership.roster.people import Person, Reader
from unionapp.membership.roster.pointing import pointed_table, with_unknown_columns
from unionapp.membership.roster.reading import Progress, Record, Repair, SheetReading
from unionapp.membership.roster.rows import UNIT_NAME, Kind, RowJudge
from unionapp.membership.roster.totals import Totals
from unionapp.sheets.workbook import Merge, Sheet, Value, column_letters
from unionapp.vietnamese.dates import looks_swapped

_NUMERAL = re.compile(r"(?:[IVXLC]+|[A-Z]|\d+)(?:\.\d+)*\s*[.)/-]\s+")
_HEADCOUNT = re.compile(
    r"\s*[:(–-]*\s*\d+\s*(?:người|đồng chí|đ/c|đoàn viên|đv|lao động)\b.*", re.IGNORECASE
)
_DITTO_MARKS = frozenset(
    f"{before}{mark}{after}"
    for mark in ('"', "''", "″", "”", "“", "〃", "nt", "NT", "Nt", "n.t", "như trên", "Như trên")
    for before, after in (("", ""), ("-", "-"), ("- ", " -"), ("", "."))
)
_DITTOED = frozenset(
    {"unit", "position", "ethnicity", "religion", "education", "qualification", "politics"}
    | {"hometown", "address", "birth_date", "union_date", "hire_date", "union_position"}
)
_SHOWN_REPAIRS = 3
_TOLD_EVERY = 500
_PLACED = frozenset({"DUP_ID", "DUP_CODE", "DUP_CARD", "DUP_PERSON"})


@dataclass(slots=True)
class SheetPeople:
    """A sheet on its way to a reading: who was found where, before duplicates are known."""

    sheet: Sheet
    decoded: DecodedSheet
    tables: tuple[Table, ...]
    people: list[tuple[int, Table, Person]] = field(default_factory=list)
    nameless: list[tuple[int, Table, Person]] = field(default_factory=list)
    wrong_totals: list[Problem] = field(default_factory=list)
    sections: int = 0
    swapped: bool = False

    @property
    def rows(self) -> Sequence[Sequence[Value]]:
        """The sheet's rows in Unicode."""
        return self.decoded.rows


def read_people(
    sheet: Sheet,
    calendar: Calendar,
    corrections: Corrections = MappingProxyType({}),
    progress: Progress | None = None,
) -> SheetPeople:
    """Everybody in a sheet, some of its columns perhaps set right by hand."""
    decoded = decode_sheet(sheet)
    sheet = replace(sheet, merges=_merges_within(sheet))
    grid = Grid(decoded.rows, sheet.merges)
    right = correct_tables(_settled_tables(grid, corrections), grid, corrections)
    tables = tuple(table for table in right if table.having("full_name", "name_ho_dem"))
    found = SheetPeople(sheet, decoded, tables)
    rows = _filled_rows(sheet, decoded)
    for table in tables:
        _read_table(found, rows, table, calendar, progress)
        found.swapped = found.swapped or _is_swapped(rows, table)
    return found


def _settled_tables(grid: Grid, corrections: Corrections) -> list[Table]:
    if HEADER in corrections:
        pointed = settle(pointed_table(grid, int(corrections[HEADER]) - 1), grid)
        return [with_unknown_columns(pointed, grid)]
    return [table for table in (settle(t, grid) for t in find_tables(grid)) if table.columns]


def _merges_within(sheet: Sheet) -> tuple[Merge, ...]:
    """The merged ranges cut to what is filled, for they may reach far below the last person."""
    bottom, right = len(sheet.rows) - 1, max(map(len, sheet.rows), default=0) - 1
    return tuple(
        Merge(merge.top, merge.left, min(merge.bottom, bottom), min(merge.right, right))
        for merge in sheet.merges
        if merge.top <= bottom and merge.left <= right
    )


def _filled_rows(sheet: Sheet, decoded: DecodedSheet) -> Rows:
    """The rows as they are read: of equal width, errors shown."""
    width = max(map(len, decoded.rows), default=0)
    rows = [
        row if len(row) == width else [*row, *[None] * (width - len(row))] for row in decoded.rows
    ]
    shown_errors = dict(sheet.errors) | dict.fromkeys(sheet.unsaved_formulas, UNSAVED_FORMULA)
    for (row, column), text in shown_errors.items():
        if row < len(rows) and column < width and rows[row][column] is None:
            rows[row] = [*rows[row][:column], text, *rows[row][column + 1 :]]
    return rows


def _read_table(
    found: SheetPeople, rows: Rows, table: Table, calendar: Calendar, progress: Progress | None
) -> None:
    reader, totals = Reader(table, calendar), Totals(table)
    judge = RowJudge(table, _letterhead(found.tables[0], rows))
    inherited = _inherited(found.sheet, rows, table)
    continued = _continued(found.sheet, table)
    unit = _SectionUnit(table)
    for row in range(table.first_row, min(table.end, len(rows))):
        if progress and row % _TOLD_EVERY == 0:
            progress(row, len(rows))
        cells = rows[row]
        if not any(cells):
            continue
        kind = Kind.OTHER if row in continued else judge.judge(cells)
        if kind is Kind.PERSON or kind is Kind.NAMELESS:
            full = _with_inherited(cells, inherited.get(row))
            person = reader.read(full)
            unit.apply(person)
            named = kind is Kind.PERSON and "full_name" in person.fields
            (found.people if named else found.nameless).append((row, table, person))
            totals.add(person if named else None)
        elif kind is Kind.SECTION:
            found.sections += 1
            unit.begin(cells)
            totals.begin_section()
        elif kind is Kind.TOTAL:
            found.wrong_totals += _wrong_totals(found.sheet.name, row, cells, totals)


def _letterhead(first: Table, rows: Rows) -> frozenset[str]:
    above = rows[: max(first.header_rows[0], 0)]
    return frozenset(plain(text) for row in above for text in row if isinstance(text, str))


def _with_inherited(cells: Sequence[Value], extra: dict[int, Value] | None) -> Sequence[Value]:
    if not extra:
        return cells
    full = list(cells)
    for column, value in extra.items():
        full[column] = value
    return full


def _inherited(sheet: Sheet, rows: Rows, table: Table) -> dict[int, dict[int, Value]]:
    """What a cell merged over several people, or written once for a group, says of each."""
    inherited: dict[int, dict[int, Value]] = {}
    columns = {column.index for column in table.columns} - {table.name_index, table.number_index}
    for merge in sheet.merges:
        if merge.bottom > merge.top >= table.first_row and merge.left in columns:
            for row in range(merge.top + 1, merge.bottom + 1):
                inherited.setdefault(row, {})[merge.left] = rows[merge.top][merge.left]
    for row, column, value in (*_units_written_once(rows, table), *_dittos(rows, table)):
        inherited.setdefault(row, {}).setdefault(column, value)
    return inherited


def _dittos(rows: Rows, table: Table) -> Iterator[tuple[int, int, Value]]:
    """Cells that only say "as above" mean the nearest full cell above them."""
    span = range(table.first_row, min(table.end, len(rows)))
    people = rows[table.first_row : table.end]
    for index in (column.index for column in table.columns if _DITTOED & set(column.fields)):
        if _DITTO_MARKS.isdisjoint(map(itemgetter(index), people)):
            continue
        above: Value = None
        for row in span:
            value = rows[row][index]
            if value in _DITTO_MARKS:
                yield row, index, above
            else:
                above = value if value is not None else above


def _units_written_once(rows: Rows, table: Table) -> Iterator[tuple[int, int, Value]]:
    """A unit column filled only where a group begins speaks for the rows below it."""
    for column in (c.index for c in table.having("unit") if c.fields == ("unit",)):
        span = [
            row
            for row in range(table.first_row, min(table.end, len(rows)))
            if rows[row][table.name_index]
        ]
        filled = [row for row in span if rows[row][column] is not None]
        values = [rows[row][column] for row in filled]
        begins_groups = (
            len(values) > 1 and filled[0] == span[0] and len(set(values)) == len(values)
        )
        if not begins_groups or len(filled) * 3 > len(span):
            continue
        value: Value = None
        for row in span:
            value = rows[row][column] if rows[row][column] is not None else value
            yield row, column, value


def _continued(sheet: Sheet, table: Table) -> set[int]:
    """Rows that only carry on the person above, whose name is merged over both."""
    return {
        row
        for merge in sheet.merges
        if merge.left <= table.name_index <= merge.right and merge.top >= table.first_row
        for row in range(merge.top + 1, merge.bottom + 1)
    }


class _SectionUnit:
    """The heading of a section is the unit of its people where no column tells the unit."""

    def __init__(self, table: Table) -> None:
        self._wanted = not table.having("unit")
        self._unit: str | None = None

    def begin(self, cells: Sequence[Value]) -> None:
        """Takes the name of a unit from a section row."""
        texts = [_NUMERAL.sub("", value.strip()) for value in cells if isinstance(value, str)]
        texts = [" ".join(text.split()) for text in texts]
        unit = next((text for text in texts if UNIT_NAME.match(text.lower())), None)
        self._unit = unit and _HEADCOUNT.sub("", unit)

    def apply(self, person: Person) -> None:
        """Gives a person the unit of the section."""
        if self._wanted and self._unit:
            person.fields.setdefault("unit", self._unit)


def _wrong_totals(sheet: str, row: int, cells: Sequence[Value], totals: Totals) -> list[Problem]:
    return [
        Problem(
            "TOTAL_MISMATCH",
            Severity.WARNING,
            field=name,
            sheet=sheet,
            row=row + 1,
            column=None if column is None else column_letters(column),
            value=None if column is None else shown(cells[column]),
            suggestion=right,
        )
        for column, name, right in totals.wrong_at(cells)
    ]


def _is_swapped(rows: Rows, table: Table) -> bool:
    dates = table.having("birth_date", "union_date", "party_date", "hire_date")
    span = range(table.first_row, min(table.end, len(rows)))
    return any(looks_swapped(rows[row][column.index] for row in span) for column in dates)


def finish(found: SheetPeople) -> SheetReading:
    """The reading of a sheet whose duplicates have been marked."""
    records: list[Record] = []
    problems = list(found.wrong_totals)
    for row, table, person in found.people:
        mine = _problems(found, row, table, person)
        problems += mine
        bad = any(problem.severity is Severity.ERROR for problem in mine)
        fields = person.fields
        if not fields.keys() <= _PUBLIC:
            fields = {name: value for name, value in fields.items() if name in _PUBLIC}
        records.append(Record(row + 1, "rejected" if bad else "accepted", fields))
    for row, table, person in found.nameless:
        person.blame(table.name_index, "full_name", "MISSING_NAME")
        problems += _problems(found, row, table, person)
    records.sort(key=lambda record: record.row)
    problems.sort(key=lambda problem: (problem.row or 0, problem.column or ""))
    return _reading(found, records, problems)


_PUBLIC = frozenset(PUBLIC_FIELDS)


def _reading(found: SheetPeople, records: list[Record], problems: list[Problem]) -> SheetReading:
    header = found.tables[0].header_rows
    told = {row for row, _, _ in (*found.people, *found.nameless)}
    return SheetReading(
        sheet=found.sheet.name,
        header_rows=tuple(row + 1 for row in header if row >= 0),
        columns=public_columns(found.tables),
        encoding=found.decoded.encoding if found.decoded.encoding != "utf8" else "unicode",
        read=len(found.people) + len(found.nameless),
        accepted=sum(record.status == "accepted" for record in records),
        ignored=len(found.rows) - header[-1] - 1 - len(told),
        records=tuple(records),
        problems=tuple(problems),
        headings=headings_of(found.tables, Grid(found.rows, found.sheet.merges)),
        repairs=tuple(_repairs(found)),
    )


def _repairs(found: SheetPeople) -> Iterator[Repair]:
    """The first names that were typed in legacy codes, else other texts."""
    if found.decoded.encoding == "unicode":
        return
    name = found.tables[0].name_index
    header = max(found.tables[0].header_rows[0], 0)
    others = [at for at in range(len(found.rows[header])) if at != name]
    told = (
        Repair(column_letters(at), str(before[at]), str(after[at]))
        for at in (name, *others)
        for before, after in zip(
            found.sheet.rows[found.tables[0].first_row :],
            found.rows[found.tables[0].first_row :],
            strict=False,
        )
        if at < len(before) and before[at] != after[at]
    )
    yield from (repair for repair, _ in zip(told, range(_SHOWN_REPAIRS), strict=False))


def _problems(found: SheetPeople, row: int, table: Table, person: Person) -> list[Problem]:
    issues = [(_column_of(column, issue, table), issue) for column, issue in person.issues]
    issues += _lossy(found, row, table)
    return [_problem(found, row, column, issue) for column, issue in issues]


def _column_of(column: int | None, issue: Issue, table: Table) -> int | None:
    if column is None and issue.code in _PLACED:
        held = table.having(issue.field)
        return held[0].index if held else table.name_index
    return column


def _lossy(found: SheetPeople, row: int, table: Table) -> list[tuple[int | None, Issue]]:
    if not found.decoded.lossy:
        return []
    return [
        (column.index, Issue(_text_field(column.fields[0]), "ENCODING_LOSSY"))
        for column in table.columns
        if (row, column.index) in found.decoded.lossy and not column.fields[0].startswith("_")
    ]


def _text_field(name: str) -> str:
    return "full_name" if name.startswith("name_") else re.split("[.=]", name)[0]


def _problem(found: SheetPeople, row: int, column: int | None, issue: Issue) -> Problem:
    value = None
    if column is not None:
        cells = found.rows[row]
        value = found.sheet.errors.get((row, column))
        if value is None and column < len(cells) and cells[column] is not None:
            value = shown(cells[column])
    return Problem(
        issue.code,
        Severity.WARNING if issue.code in WARNINGS else Severity.ERROR,
        field=_text_field(issue.field),
        sheet=found.sheet.name,
        row=row + 1,
        column=None if column is None else column_letters(column),
        value=value,
        suggestion=issue.suggestion,
    )
