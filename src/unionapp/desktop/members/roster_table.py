"""The rows of a roster as they are shown before they are taken in: values and problems."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from typing_extensions import override

from unionapp.desktop.grids import Column, Kind, PagedModel
from unionapp.desktop.grids.paged import AnyIndex, Edit, Row
from unionapp.desktop.look import Theme, read_theme
from unionapp.errors import Problem, Severity
from unionapp.membership.import_plan import ImportPlan, PlanLine
from unionapp.membership.roster.reading import Record, RosterReading, SheetReading
from unionapp.sentences import problem_sentence, sentence
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.months import month_text

GENDERS = {"male": "Nam", "female": "Nữ"}
FIELDS = (
    ("full_name", "Họ và tên", 22, Kind.TEXT),
    ("birth_date", "Ngày sinh", 11, Kind.DATE),
    ("gender", "Nam/Nữ", 7, Kind.TEXT),
    ("id_number", "Số CCCD", 13, Kind.TEXT),
    ("phone", "Điện thoại", 12, Kind.TEXT),
    ("unit", "Tổ, bộ phận", 14, Kind.TEXT),
    ("position", "Công việc", 14, Kind.TEXT),
    ("union_date", "Vào CĐ", 11, Kind.DATE),
    ("salary", "Lương", 16, Kind.MONEY),
)
FIELD_TITLES = {name: title for name, title, *_ in FIELDS}
ACTIONS = {"new": "Thêm mới", "change": "Cập nhật", "same": "Không đổi", "skip": "Để lại"}
_FIRST_FIELD = 3
_SIGNS = {"Lỗi": "error", "Cần xem": "warning", "Hợp lệ": "success"}
_HALF = 128


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of a sheet with what is wrong and what would be done."""

    sheet: SheetReading
    row: int
    fields: dict[str, Any]
    problems: tuple[Problem, ...]
    line: PlanLine | None

    @property
    def has_error(self) -> bool:
        """Whether the row stays out."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def status(self) -> str:
        """The state of the row in words."""
        if self.has_error:
            return "Lỗi"
        return "Cần xem" if self.problems else "Hợp lệ"

    @property
    def remark(self) -> str:
        """Everything that can be said of the row: its problems, else how it was recognised."""
        if self.problems:
            worst_first = sorted(self.problems, key=lambda one: one.severity is Severity.WARNING)
            return " ".join(map(problem_sentence, worst_first))
        if self.line is None:
            return ""
        code = self.line.member.code if self.line.member else ""
        return sentence(f"match.{self.line.reason}", code=code)

    def cell_of(self, field: str) -> tuple[str, int, str] | None:
        """The cell of the file a field stands in: where its problem is, else its first column."""
        blamed = [one.column for one in self.problems if one.field == field and one.column]
        letters = (*blamed, *self.sheet.columns.get(field, ()))
        return (self.sheet.sheet, self.row, letters[0]) if letters else None


def rows_of(reading: RosterReading, plan: ImportPlan) -> list[RosterRow]:
    """Every person of a reading, those without a name included, in the order of the file."""
    lines = {(line.sheet, line.row): line for line in plan.lines}
    found = []
    for sheet in reading.sheets:
        problems = defaultdict(list)
        for problem in sheet.problems:
            problems[problem.row or 0].append(problem)
        records = {record.row: record for record in sheet.records}
        for row in sorted({*records, *(at for at in problems if at)}):
            record = records.get(row) or Record(row, "rejected", {})
            line = lines.get((sheet.sheet, row))
            shown = {**_as_written(problems[row]), **record.fields}
            found.append(RosterRow(sheet, row, shown, tuple(problems[row]), line))
    return found


class RosterModel(PagedModel):
    """The rows of a roster in memory; a changed cell is handed on to be mended."""

    def __init__(self, mend: Callable[[Sequence[Edit]], None]) -> None:
        self.people: list[RosterRow] = []
        self.pay_month = ""
        columns = [
            Column("row", "Dòng", 5, Kind.COUNT, can_sort=False, adds_up=False),
            Column("status", "Trạng thái", 10, can_sort=False),
            Column("action", "Sẽ làm", 10, can_sort=False),
            *(_column(*field) for field in FIELDS),
            Column("remark", "Ghi chú", 60, can_sort=False),
        ]
        super().__init__(columns, self._all, self._cells, change=mend)

    def show_people(self, people: list[RosterRow], pay_month: str) -> None:
        """Show other rows, and from when their pay counts; the place is kept."""
        self.pay_month = pay_month
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        is_same_length = len(people) == len(self.people)
        self.people = people
        if is_same_length:
            self.refresh_rows()
        else:
            self.refresh()

    def next_problem(self, after: int) -> int | None:
        """The next row with an error, else with anything, from a row on, round and round."""
        order = [*range(after + 1, len(self.people)), *range(after + 1)]
        bad = [at for at in order if self.people[at].has_error]
        return next(iter(bad or (at for at in order if self.people[at].problems)), None)

    def column_of(self, row: int) -> int:
        """The column of the first problem of a row."""
        names = [column.name for column in self.columns]
        blamed = [one.field for one in self.people[row].problems if one.field in names]
        return names.index(blamed[0]) if blamed else _FIRST_FIELD

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        person = self.people[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return person.remark
        if role == Qt.ItemDataRole.ForegroundRole:
            sign = _sign(person, self.columns[index.column()].name)
            if sign:
                return sign_colour(sign)
        return super().data(index, role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = super().headerData(section, orientation, role)
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        if is_title and self.pay_month and self.columns[section].name == "salary":
            return f"{shown} từ {month_text(self.pay_month)}"
        return shown

    def _all(self, _wanted: object, _sort: object) -> "array[int]":
        return array("q", range(len(self.people)))

    def _cells(self, ids: Sequence[int]) -> list[Row]:
        return [_show(self.people[at]) for at in ids]


def _sign(person: RosterRow, column: str) -> str:
    """The sign a cell wears: of its own problems, or of the whole row."""
    if column == "status":
        return _SIGNS[person.status]
    blamed = [one.severity for one in person.problems if one.field == column]
    if Severity.ERROR in blamed or (column == "remark" and person.has_error):
        return "error"
    return "warning" if blamed else ""


def sign_colour(sign: str) -> QColor:
    """The colour of a sign in the theme in use."""
    palette = QGuiApplication.palette()
    if sign == "error":
        return palette.color(QPalette.ColorRole.BrightText)
    is_dark = palette.color(QPalette.ColorRole.Base).lightness() < _HALF
    return QColor(_theme("dark" if is_dark else "light").colour(sign))


@cache
def _theme(name: str) -> Theme:
    return read_theme(name)


def _show(person: RosterRow) -> Row:
    action = "" if person.line is None else ACTIONS[person.line.action]
    values = (person.fields.get(name) for name in FIELD_TITLES)
    return (person.row, person.status, action, *values, person.remark)


def _as_written(problems: Sequence[Problem]) -> dict[str, Any]:
    return {one.field: one.value for one in problems if one.field and one.value}


def _column(name: str, title: str, width: int, kind: Kind) -> Column:
    # What is typed is read by the roster's own readers, in the cell of the file.
    write = _write_gender if name == "gender" else _plain if kind is Kind.TEXT else None
    if kind is Kind.DATE:
        write = _write_date
    return Column(
        name, title, width, kind, is_editable=True, can_sort=False, write=write, read=str.strip
    )


def _write_gender(value: object) -> str:
    return GENDERS.get(str(value), _plain(value))


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _write_date(value: object) -> str:
    return table_date(_plain(value))
