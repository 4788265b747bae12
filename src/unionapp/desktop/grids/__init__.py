"""Tables: any number of rows, typed into like Excel."""

from PySide6.QtWidgets import QWidget

from unionapp.desktop.grids.blocks import Sum
from unionapp.desktop.grids.columns import Column, Kind
from unionapp.desktop.grids.paged import Edit, PagedModel, Sort
from unionapp.desktop.grids.table import DataTable

GRIDS: tuple[type[QWidget], ...] = (DataTable,)

__all__ = ["GRIDS", "Column", "DataTable", "Edit", "Kind", "PagedModel", "Sort", "Sum"]
