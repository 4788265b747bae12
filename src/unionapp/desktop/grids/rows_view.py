"""A view over a paged model: which rows it shows, and which of them are chosen."""

from PySide6.QtCore import QItemSelectionRange
from PySide6.QtWidgets import QTableView

from unionapp.desktop.grids import blocks
from unionapp.desktop.grids.paged import PagedModel


class RowsView(QTableView):
    """What everything that works on a table needs to know of it."""

    @property
    def rows(self) -> PagedModel:
        """The model in use.

        Raises:
            TypeError: there is none yet.
        """
        model = self.model()
        if not isinstance(model, PagedModel):
            raise TypeError("set_up() comes first")
        return model

    def selected(self) -> list[QItemSelectionRange]:
        """The selected blocks of cells."""
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def current_id(self) -> int | None:
        """The id of the current row."""
        index = self.currentIndex()
        return self.rows.row_id(index.row()) if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """The ids of all selected rows, from the top."""
        chosen = blocks.rows_of(self.selected())
        return [self.rows.row_id(row) for row in chosen]
