"""A sheet as it stands on paper: rows in their own order, sums in bold."""

from array import array
from collections.abc import Collection, Mapping, Sequence

from typing_extensions import override

from unionapp.desktop.grids import Column, PagedModel
from unionapp.desktop.grids.paged import Change, Row


class SheetModel(PagedModel):
    """Rows in memory by their id; openings and sums are named, and stand in bold."""

    def __init__(self, columns: Sequence[Column], *, change: Change | None = None) -> None:
        super().__init__(columns, self._every_id, self._some_rows, change=change)
        self._sheet: Mapping[int, Row] = {}
        self._bold: Collection[int] = ()
        self._computed: Collection[int] = ()

    def put(
        self,
        rows: Mapping[int, Row],
        bold: Collection[int] = (),
        computed: Collection[int] = (),
    ) -> None:
        """Show these rows, some of which take nothing that is typed."""
        self._sheet, self._bold, self._computed = rows, bold, computed
        self.refresh()

    def put_again(self, rows: Mapping[int, Row]) -> None:
        """Show new values of the same rows; place and selection stay."""
        self._sheet = rows
        self.refresh_rows()

    @override
    def is_total(self, row_id: int) -> bool:
        return row_id in self._bold

    @override
    def is_computed(self, row_id: int) -> bool:
        return row_id in self._computed

    def _every_id(self, _wanted: object, _sort: object) -> "array[int]":
        return array("q", self._sheet)

    def _some_rows(self, ids: Sequence[int]) -> list[Row]:
        return [self._sheet[row_id] for row_id in ids]
