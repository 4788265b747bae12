"""Keeps the officer where they were when a list is asked for again: same row, same scroll."""

from PySide6.QtCore import QItemSelectionModel, QObject
from PySide6.QtWidgets import QTableView

from unionapp.desktop.grids.paged import PagedModel


class Place(QObject):
    """Remembers the current row by its id around every refresh."""

    def __init__(self, table: QTableView, model: PagedModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._row_id: int | None = None
        self._at = (0, 0)
        self._scroll = 0
        # Made before the view takes the model: the selection forgets its row when a reset begins.
        model.modelAboutToBeReset.connect(self._remember)
        model.counted.connect(self._return)

    def _remember(self) -> None:
        current = self._table.currentIndex()
        self._row_id = self._model.row_id(current.row()) if current.isValid() else None
        self._at = (current.row(), current.column())
        self._scroll = self._table.verticalScrollBar().value()

    def _return(self) -> None:
        if self._row_id is None or not self._model.rowCount():
            return
        row = self._model.row_of(self._row_id)
        if row is None:  # the row is gone; its neighbour is the best place
            row = min(self._at[0], self._model.rowCount() - 1)
        index = self._model.index(row, max(self._at[1], 0))
        self._table.verticalScrollBar().setValue(self._scroll)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if self._table.selectionBehavior() == QTableView.SelectionBehavior.SelectRows:
            flag |= QItemSelectionModel.SelectionFlag.Rows
        self._table.selectionModel().setCurrentIndex(index, flag)
