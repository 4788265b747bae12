"""Changes to the cells of a table, each one step that can be taken back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from unionapp.desktop.grids import blocks
from unionapp.desktop.grids.clipboard import PastePlan, plan_paste, read_block
from unionapp.desktop.grids.paged import AnyIndex, Edit, PagedModel, edit_of
from unionapp.desktop.grids.paste import confirm_paste
from unionapp.desktop.grids.rows_view import RowsView
from unionapp.desktop.undo import UndoList
from unionapp.errors import Refusal

Confirm = Callable[[PastePlan, PagedModel, QWidget], bool]


class GridEdits(QObject):
    """Copies, pastes, fills and clears cells; what a use case refuses is passed on."""

    refused = Signal(object)
    row_wanted = Signal()

    def __init__(self, table: RowsView) -> None:
        super().__init__(table)
        self.confirm: Confirm = confirm_paste
        self.undo_list = UndoList(self)
        self._table = table

    def copy(self) -> None:
        """Put the selected cells into the clipboard."""
        table = self._table
        shown = [at for at in range(table.rows.columnCount()) if not table.isColumnHidden(at)]
        text = blocks.copy_text(table.rows, table.selected(), shown)
        QGuiApplication.clipboard().setText(text)

    def paste(self) -> None:
        """Paste the clipboard at the current cell, after a look at what would change."""
        index = self._table.currentIndex()
        block = read_block(QGuiApplication.clipboard().text())
        if not index.isValid() or not block:
            return
        row, column = index.row(), index.column()
        for _ in range(row + len(block) - self._table.rows.rowCount()):
            self.row_wanted.emit()
        plan = plan_paste(self._table.rows, row, column, block)
        is_one_cell = len(block) == 1 and len(block[0]) == 1
        if (is_one_cell and plan.edits) or self.confirm(plan, self._table.rows, self._table):
            self.apply(plan.edits, f"Đã dán {len(plan.edits)} ô")

    def fill_down(self) -> None:
        """Repeat the top cell of the selection below it."""
        edits = blocks.fill_down(self._table.rows, self._table.selected())
        self.apply(edits, f"Đã điền {len(edits)} ô")

    def clear(self) -> None:
        """Empty the selected cells."""
        edits = blocks.clear(self._table.rows, self._table.selected())
        self.apply(edits, f"Đã xóa {len(edits)} ô")

    def type(self, index: AnyIndex, text: str) -> None:
        """Write a typed text into a cell."""
        model = self._table.rows
        edit = edit_of(model, index.row(), index.column(), text)
        if edit is not None:
            self.apply([edit], f"Đã sửa {model.columns[index.column()].title}")

    def apply(self, edits: Sequence[Edit], sentence: str) -> None:
        """Change cells in one step that can be taken back."""
        if not edits:
            return
        model = self._table.rows
        try:
            model.edit(edits)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        back = [edit.reversed() for edit in reversed(edits)]
        self.undo_list.add(sentence, lambda: model.edit(back))

    def undo(self) -> None:
        """Take the last change back."""
        try:
            self.undo_list.undo()
        except Refusal as refusal:
            self.refused.emit(refusal)
