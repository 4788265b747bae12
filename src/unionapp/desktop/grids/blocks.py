"""What a selection of cells says and does: copy, fill down, clear, add up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionRange

from unionapp.desktop.grids.clipboard import write_block
from unionapp.desktop.grids.paged import Edit, PagedModel
from unionapp.vietnamese.amounts import group_digits

MOST_SUMMED = 20_000
Selection = Sequence[QItemSelectionRange]


@dataclass(frozen=True, slots=True)
class Sum:
    """Selected cells, the numbers among them, and their total unless there is too much to read."""

    cells: int
    numbers: int
    total: int | None

    def sentence(self) -> str:
        """What the status line shows; nothing for a single cell."""
        if self.cells < 2:
            return ""
        counted = f"Đã chọn {group_digits(self.cells)} ô"
        if self.total is None or not self.numbers:
            return counted
        return f"{counted} · Tổng {group_digits(self.total)}"


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


def add_up(model: PagedModel, selection: Selection) -> Sum:
    """Count the selected cells and add up their numbers."""
    cells = sum(part.width() * part.height() for part in selection)
    if cells > MOST_SUMMED:
        return Sum(cells, 0, None)
    figures = [
        value
        for part in selection
        for column in range(part.left(), part.right() + 1)
        if model.columns[column].is_number
        for row in range(part.top(), part.bottom() + 1)
        if isinstance(value := model.value(row, column), int)
    ]
    return Sum(cells, len(figures), sum(figures))


def _spread(model: PagedModel, column: int, rows: Sequence[int], new: object) -> list[Edit]:
    name = model.columns[column].name
    return [
        Edit(model.row_id(row), name, old, new)
        for row in rows
        if (old := model.value(row, column)) != new
    ]
