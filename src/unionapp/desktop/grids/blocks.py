"""What a selection of cells says and does: copy, fill down, clear, add up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionRange

from unionapp.desktop.grids.clipboard import write_block
from unionapp.desktop.grids.paged import Edit, PagedModel, can_fill
from unionapp.vietnamese.amounts import group_digits

MOST_ROWS = 5_000
SHOWN_COLUMNS = 4
Selection = Sequence[QItemSelectionRange]


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """The numbers selected in one column."""

    title: str
    numbers: int
    total: int

    @property
    def average(self) -> int:
        """The mean, rounded to whole numbers."""
        return (2 * self.total + self.numbers) // (2 * self.numbers)

    def words(self) -> str:
        """What the status line shows when this column is the only one."""
        parts = [f"{self.title}: tổng {group_digits(self.total)}"]
        if self.numbers > 1:
            parts += [f"trung bình {group_digits(self.average)}", f"{self.numbers} số"]
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Sum:
    """What is selected, counted in `noun`, and the sums of its columns of numbers."""

    count: int
    noun: str = "ô"
    columns: tuple[ColumnSum, ...] = ()

    def sentence(self) -> str:
        """What the status line shows; nothing for a single cell or row."""
        if self.count < 2:
            return ""
        return " · ".join([f"Đã chọn {group_digits(self.count)} {self.noun}", *self._words()])

    def details(self) -> str:
        """Everything there is to say, a line for each column."""
        return "\n".join(column.words() for column in self.columns)

    def _words(self) -> list[str]:
        if len(self.columns) == 1:
            return [self.columns[0].words()]
        shown = self.columns[:SHOWN_COLUMNS]
        words = [f"{column.title}: {group_digits(column.total)}" for column in shown]
        return words if len(shown) == len(self.columns) else [*words, "…"]


def rows_of(selection: Selection) -> list[int]:
    """The selected rows, from the top."""
    return sorted({row for part in selection for row in range(part.top(), part.bottom() + 1)})


def columns_of(selection: Selection) -> list[int]:
    """The selected columns, from the left."""
    return sorted({at for part in selection for at in range(part.left(), part.right() + 1)})


def copy_text(model: PagedModel, selection: Selection, shown: Iterable[int]) -> str:
    """The selected rows and columns as other programs paste them; hidden columns stay out."""
    columns = [at for at in columns_of(selection) if at in set(shown)]
    return write_block(
        [
            [model.columns[at].plain(model.value(row, at)) for at in columns]
            for row in rows_of(selection)
        ]
    )


def fill_down(model: PagedModel, selection: Selection) -> list[Edit]:
    """The edits that repeat the top cell of each selected column below."""
    rows = rows_of(selection)
    edits: list[Edit] = []
    for column in columns_of(selection):
        if model.can_edit(column):
            edits += _spread(model, column, rows[1:], model.value(rows[0], column))
    return edits


def clear(model: PagedModel, selection: Selection) -> list[Edit]:
    """The edits that empty the selected cells."""
    rows = rows_of(selection)
    edits: list[Edit] = []
    for column in columns_of(selection):
        if model.can_edit(column):
            edits += _spread(model, column, rows, None)
    return edits


def add_up(model: PagedModel, selection: Selection, *, whole_rows: bool = False) -> Sum:
    """Count what is selected and add its numbers up, each column for itself."""
    rows, columns = rows_of(selection), columns_of(selection)
    cells = sum(part.width() * part.height() for part in selection)
    count, noun = (len(rows), "dòng") if whole_rows else (cells, "ô")
    if count < 2 or len(rows) > MOST_ROWS:
        return Sum(count, noun)
    counted = [row for row in rows if not model.is_total(model.row_id(row))]
    numeric = [at for at in columns if model.columns[at].is_number and model.columns[at].adds_up]
    sums = [_add_column(model, selection, at, counted) for at in numeric]
    return Sum(count, noun, tuple(one for one in sums if one.numbers))


def _add_column(
    model: PagedModel, selection: Selection, column: int, rows: Sequence[int]
) -> ColumnSum:
    parts = [part for part in selection if part.left() <= column <= part.right()]
    figures = [
        value
        for row in rows
        if any(part.top() <= row <= part.bottom() for part in parts)
        if isinstance(value := model.value(row, column), int)
    ]
    return ColumnSum(model.columns[column].title, len(figures), sum(figures))


def _spread(model: PagedModel, column: int, rows: Sequence[int], new: object) -> list[Edit]:
    name = model.columns[column].name
    return [
        Edit(model.row_id(row), name, old, new)
        for row in rows
        if can_fill(model, row, column) and (old := model.value(row, column)) != new
    ]
