"""Tables: any number of rows, typed into like Excel."""

from unionapp.desktop.grids.blocks import ColumnSum, Sum
from unionapp.desktop.grids.columns import Column, Kind
from unionapp.desktop.grids.paged import Edit, PagedModel, Sort
from unionapp.desktop.grids.table import DataTable

__all__ = ["Column", "ColumnSum", "DataTable", "Edit", "Kind", "PagedModel", "Sort", "Sum"]
