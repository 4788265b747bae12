"""A list short enough to be read whole and sorted here; long ones ask the database by the page."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from unionapp.desktop.grids import Column, DataTable, PagedModel, Sort
from unionapp.desktop.grids.sorting import sorted_ids
from unionapp.desktop.preferences import Preferences

Row = tuple[Any, ...]


class ShortList:
    """Shows rows by their id in a table; sorting knows the Vietnamese order."""

    def __init__(
        self,
        table: DataTable,
        columns: Sequence[Column],
        name: str,
        preferences: Preferences | None = None,
    ) -> None:
        self._rows: Mapping[int, Row] = {}
        self._columns = tuple(columns)
        self.table = table
        self.model = PagedModel(columns, self._ids, self._read, parent=table)
        table.set_up(self.model, name, preferences=preferences)

    def show(self, rows: Mapping[int, Row]) -> None:
        """Show these rows, in their own order until a heading is clicked."""
        self._rows = rows
        self.model.refresh()

    def point_to(self, row_id: int | None) -> None:
        """Go to a row; without one, to the first."""
        row = self.model.row_of(row_id) if row_id is not None else 0
        if row is not None and row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _ids(self, _wanted: object, sort: Sort | None) -> "array[int]":
        return array("q", sorted_ids(self._rows, self._columns, sort))

    def _read(self, ids: Sequence[int]) -> list[Row]:
        return [self._rows[it] for it in ids]
