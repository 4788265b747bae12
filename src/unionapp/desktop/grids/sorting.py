"""Sorting by keys: a menu of the columns, each with its figure; chosen again it turns round."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from unionapp.desktop.grids.columns import Column
from unionapp.desktop.grids.paged import Row, Sort
from unionapp.desktop.grids.rows_view import RowsView
from unionapp.vietnamese.names import text_sort_key

_ARROWS = {Qt.SortOrder.AscendingOrder: "↑", Qt.SortOrder.DescendingOrder: "↓"}
_AS_IT_WAS = -1


def sorted_ids(rows: Mapping[int, Row], columns: Sequence[Column], sort: Sort | None) -> list[int]:
    """The ids of rows by one of their cells; empty cells come last, whichever way it is turned."""
    if sort is None:
        return list(rows)
    place = next(at for at, one in enumerate(columns) if one.name == sort.column)
    filled = [it for it, row in rows.items() if row[place] not in (None, "")]
    filled.sort(key=lambda it: _size(rows[it][place]), reverse=sort.is_descending)
    return filled + [it for it, row in rows.items() if row[place] in (None, "")]


def sorting_menu(table: RowsView) -> QMenu:
    """The columns a list can be sorted by; empty where it keeps an order of its own."""
    menu = QMenu(table)
    header = table.horizontalHeader()
    columns = [(at, one) for at, one in enumerate(table.rows.columns) if one.can_sort]
    for number, (at, column) in enumerate(columns, start=1):
        is_current = at == header.sortIndicatorSection()
        arrow = f" {_ARROWS[header.sortIndicatorOrder()]}" if is_current else ""
        action = menu.addAction(f"&{number}  {column.title}{arrow}")
        action.triggered.connect(partial(sort_by, table, at))
    if columns:
        menu.addAction("&0  Thứ tự ban đầu").triggered.connect(partial(sort_by, table, _AS_IT_WAS))
    return menu


def offer_sorting(table: RowsView) -> bool:
    """Open the menu under the headings; whether there is anything to choose."""
    menu = sorting_menu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if menu.isEmpty():
        menu.deleteLater()
        return False
    menu.setActiveAction(menu.actions()[0])
    header = table.horizontalHeader()
    menu.popup(header.mapToGlobal(QPoint(0, header.height())))
    return True


def sort_by(table: RowsView, column: int, _checked: object = None) -> None:
    """Sort a list by a column, smallest first; by the same column again, largest first."""
    header = table.horizontalHeader()
    up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    is_again = header.sortIndicatorSection() == column and header.sortIndicatorOrder() == up
    table.sortByColumn(column, down if is_again else up)


def _size(value: object) -> tuple[int, Any]:
    # words in Vietnamese order, everything else by itself
    return (1, text_sort_key(value)) if isinstance(value, str) else (2, value)
