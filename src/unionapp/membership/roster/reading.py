"""What reading a roster gives, and its JSON form, which scripts rely on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from unionapp.errors import Problem
from unionapp.sentences import problem_sentence, sentence

Progress = Callable[[int, int], None]
FieldValue = str | int | bool | dict[str, int]
Status = Literal["accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Record:
    """One person: the sheet's row (from 1) and every field that could be read."""

    row: int
    status: Status
    fields: Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class FileWarning:
    """Something about a whole sheet that the officer should know."""

    code: str
    sheet: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as its header tells it: letters, title, public fields, its first values."""

    column: str
    title: str
    fields: tuple[str, ...]
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A text that was typed in legacy codes, before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What one sheet gave; rows count from 1, `columns` tells which letters hold a field."""

    sheet: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, tuple[str, ...]]
    encoding: str
    read: int
    accepted: int
    ignored: int
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    headings: tuple[Heading, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def rejected(self) -> int:
        """Persons that stay out until their row is mended."""
        return self.read - self.accepted


@dataclass(frozen=True, slots=True)
class RosterReading:
    """What a whole file gave; `pay_month` is the month it names, if it names one."""

    file: str
    sheets: tuple[SheetReading, ...]
    warnings: tuple[FileWarning, ...] = ()
    pay_month: str | None = None

    @property
    def has_salaries(self) -> bool:
        """Whether a column of the file tells pay."""
        return any("salary" in sheet.columns for sheet in self.sheets)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all sheets."""
        return tuple(problem for sheet in self.sheets for problem in sheet.problems)


def as_json(reading: RosterReading) -> dict[str, Any]:
    """The document of `roster check --json`."""
    return {
        "file": reading.file,
        "sheets": [_sheet_as_json(sheet) for sheet in reading.sheets],
        "warnings": [
            {
                "code": warning.code,
                "sheet": warning.sheet,
                "message": sentence(warning.code, sheet=warning.sheet, detail=warning.detail),
            }
            for warning in reading.warnings
        ],
    }


def _sheet_as_json(sheet: SheetReading) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "header_rows": list(sheet.header_rows),
        "columns": {field: list(letters) for field, letters in sheet.columns.items()},
        "encoding": sheet.encoding,
        "read": sheet.read,
        "accepted": sheet.accepted,
        "rejected": sheet.rejected,
        "ignored": sheet.ignored,
        "records": [
            {"row": record.row, "status": record.status, "fields": dict(record.fields)}
            for record in sheet.records
        ],
        "problems": [_problem_as_json(problem) for problem in sheet.problems],
    }


def _problem_as_json(problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "field": problem.field,
        "value": problem.value,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem_sentence(problem),
        "suggestion": problem.suggestion,
    }
