"""A list page whose rows are few enough to be read whole: filtered and sorted right here."""

from array import array
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, PagedModel, Sort
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.grids.sorting import sorted_ids
from unionapp.desktop.page import ListPage
from unionapp.vietnamese.names import matches


class ShortPage(ListPage):
    """Asks `read_rows` for everything and shows what the filter line lets through."""

    pageColumn: QVBoxLayout

    def __init__(
        self,
        desk: Desk,
        name: str,
        title: str,
        columns: Sequence[Column],
        *,
        noun: str,
        model: type[PagedModel] = PagedModel,
    ) -> None:
        super().__init__(name, title, preferences=desk.preferences)
        self.desk = desk
        self._columns = tuple(columns)
        self._read: dict[int, Row] = {}
        self.set_up_list(model(columns, self._ids, self._rows), noun=noun)

    def read_rows(self) -> Mapping[int, Row]:
        """Every row by its id, in its own order."""
        raise NotImplementedError

    def add_box(self, name: str, words: str, entries: Sequence[tuple[str, object]]) -> QComboBox:
        """Put a list of answers into the filter line; the first lets everything through."""
        return self.filters.add_box(name, words, entries)

    def live_in_tab(self) -> QWidget:
        """Leave the title to the tab; the actions come back, to stand beside the page's own."""
        self.titleLabel.hide()
        self.pageColumn.setContentsMargins(0, 8, 0, 0)
        actions = QWidget()
        row = QHBoxLayout(actions)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.actionRow.spacing())
        row.addStretch(1)
        while self.actionRow.count() > 1:
            item = self.actionRow.takeAt(1)
            if item is not None and (widget := item.widget()) is not None:
                row.addWidget(widget)
        return actions

    @override
    def wanted(self) -> str | None:
        chosen = "".join(str(box.currentData()) for box in self.filters.chosen())
        return f"{self.filters.text()}{chosen}" or None

    def _ids(self, _wanted: object, sort: Sort | None) -> "array[int]":
        self._read = dict(self.read_rows())
        typed = self.filters.text()
        found = {
            it: row for it, row in self._read.items() if not typed or matches(typed, _words(row))
        }
        return array("q", sorted_ids(found, self._columns, sort))

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        return [self._read[it] for it in ids]


def _words(row: Row) -> str:
    return " ".join(cell for cell in row if isinstance(cell, str))
