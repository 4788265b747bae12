"""A sheet as it stands on paper: rows in their own order, sums in bold."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from unionapp.desktop.grids import Column, PagedModel
from unionapp.desktop.grids.paged import AnyIndex, Change, Row


class SheetModel(PagedModel):
    """Rows in memory by their id; openings and sums are named, and stand in bold."""

    def __init__(self, columns: Sequence[Column], *, change: Change | None = None) -> None:
        super().__init__(columns, self._every_id, self._some_rows, change=change)
        self._sheet: Mapping[int, Row] = {}
        self._bold: Collection[int] = ()

    def put(self, rows: Mapping[int, Row], bold: Collection[int] = ()) -> None:
        """Show these rows."""
        self._sheet, self._bold = rows, bold
        self.refresh()

    def put_again(self, rows: Mapping[int, Row]) -> None:
        """Show new values of the same rows; place and selection stay."""
        self._sheet = rows
        self.refresh_rows()

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.FontRole and index.isValid():
            font = QFont()
            font.setBold(self.row_id(index.row()) in self._bold)
            return font
        return super().data(index, role)

    def _every_id(self, _wanted: object, _sort: object) -> "array[int]":
        return array("q", self._sheet)

    def _some_rows(self, ids: Sequence[int]) -> list[Row]:
        return [self._sheet[row_id] for row_id in ids]
