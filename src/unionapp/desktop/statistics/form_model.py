"""The lines of a statistics form in a grid: typed lines stand out, headings are bold."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from typing_extensions import override

from unionapp.desktop.grids import Column, Edit, Kind, PagedModel, Sort
from unionapp.desktop.grids.paged import AnyIndex, Row
from unionapp.indicators.statistics import FilledForm, FilledRow
from unionapp.vietnamese.amounts import group_digits

TYPED, COUNTED = "gõ tay", "tính từ sổ"
NUMBER, PEOPLE = 3, 4
GROUND = 36


def _shown(value: int | str | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else group_digits(value)


COLUMNS = (
    Column("code", "TT", 5, can_sort=False),
    Column("label", "Nội dung", 36, can_sort=False),
    Column("unit", "ĐVT", 7, can_sort=False),
    Column("number", "Số lượng", 12, Kind.COUNT, is_editable=True, can_sort=False, write=_shown),
    Column("people", "Số người tính", 11, Kind.COUNT, is_editable=True, can_sort=False),
    Column("source", "Nguồn", 10, can_sort=False),
)


class FormModel(PagedModel):
    """Shows a filled form; the row id is the place of the line."""

    def __init__(self, change: Callable[[Sequence[Edit]], None], parent: QObject) -> None:
        self.lines: tuple[FilledRow, ...] = ()
        super().__init__(COLUMNS, self._places, self._read, change=change, parent=parent)

    def show_form(self, form: FilledForm) -> None:
        """Show the lines of a form; the lines of words stand elsewhere."""
        places = len(self.lines)
        self.lines = tuple(row for row in form.rows if row.kind != "text")
        if len(self.lines) == places:
            self.refresh_rows()
        else:
            self.refresh()

    def place_of(self, code: str | None) -> int | None:
        """Where a line stands."""
        return next((at for at, row in enumerate(self.lines) if row.code == code), None)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid():
            line = self.lines[index.row()]
            if role == Qt.ItemDataRole.FontRole and line.kind == "header":
                font = QFont(QGuiApplication.font())
                font.setBold(True)
                return font
            is_cell = index.column() == NUMBER or (
                index.column() == PEOPLE and line.kind == "average"
            )
            if role == Qt.ItemDataRole.BackgroundRole and line.is_typed and is_cell:
                ground = QGuiApplication.palette().color(QPalette.ColorRole.Accent)
                ground.setAlpha(GROUND)
                return ground
        return super().data(index, role)

    def _places(self, _wanted: object, _sort: Sort | None) -> "array[int]":
        return array("q", range(len(self.lines)))

    def _read(self, ids: Sequence[int]) -> list[Row]:
        parents = {row.code: row.parent for row in self.lines}
        return [_cells(self.lines[it], parents) for it in ids]


def _cells(row: FilledRow, parents: dict[str, str]) -> Row:
    code = "" if row.kind == "header" or row.label.startswith(f"{row.code}.") else row.code
    label = f"{'    ' * _depth(row.parent, parents)}{row.label}"
    source = "" if row.kind == "header" else TYPED if row.is_typed else COUNTED
    people = row.denominator if row.kind == "average" else None
    return (code, label, row.unit, number_of(row), people, source)


def number_of(row: FilledRow) -> int | str | None:
    """The number of a line: an average as it is typed, a ratio as it is printed."""
    if row.kind == "ratio":
        return row.shown
    if row.kind != "average" or row.number is None or not row.denominator:
        return row.number
    return (2 * row.number + row.denominator) // (2 * row.denominator)


def _depth(parent: str, parents: dict[str, str]) -> int:
    depth = 0
    while parent:
        depth, parent = depth + 1, parents.get(parent, "")
    return depth
