"""A table of any length: the ids of all rows, and the rows themselves only where somebody looks.

230,000 rows open at once this way; sorting and searching are the database's work, never a proxy's.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from typing_extensions import override

from unionapp.desktop.grids.columns import Column, Unreadable
from unionapp.desktop.grids.row_pages import RowPages

AnyIndex = QModelIndex | QPersistentModelIndex
Row = tuple[Any, ...]
NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Sort:
    """The column a list is sorted by."""

    column: str
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell changed: row id, column name, old and new value."""

    row_id: int
    column: str
    old: Any
    new: Any

    def reversed(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.row_id, self.column, self.new, self.old)


Rows = Callable[[Sequence[int]], Sequence[Row]]
Ids = Callable[[Any, Sort | None], "array[int]"]
Change = Callable[[Sequence[Edit]], None]


class PagedModel(QAbstractTableModel):
    """Shows what two callables give: the ids for a filter and a sort, and the rows of some ids.

    A row is a tuple in the order of the columns. `change` writes edits in one go; it may raise,
    and then nothing has changed.
    """

    counted = Signal(int)
    unreadable = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column],
        ids: Ids,
        rows: Rows,
        *,
        change: Change | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._ask_ids = ids
        self._change = change
        self.filter: Any = None
        self.sorting: Sort | None = None
        self._ids: array[int] = array("q")
        self._pages = RowPages(rows)

    def show(self, wanted: Any = None) -> None:  # noqa: ANN401
        """Show the rows of a filter."""
        self.filter = wanted
        self.refresh()

    def refresh(self) -> None:
        """Ask again for everything that is shown."""
        self.beginResetModel()
        self._ids = self._ask_ids(self.filter, self.sorting)
        self._pages.clear()
        self.endResetModel()
        self.counted.emit(len(self._ids))

    def refresh_rows(self) -> None:
        """Read the rows again where the list itself has not changed; selection and place stay."""
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_id(self, row: int) -> int:
        """The id of a row."""
        return self._ids[row]

    def row_of(self, row_id: int) -> int | None:
        """Where an id stands; None if it is not in the list."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def row(self, row: int) -> Row:
        """The values of a row."""
        # a table may be painted before it hears that a record is gone
        return self._pages.row(self._ids, row) or (None,) * len(self.columns)

    def value(self, row: int, column: int) -> Any:  # noqa: ANN401
        """The value of a cell."""
        return self.row(row)[column]

    def edit(self, edits: Sequence[Edit]) -> None:
        """Change cells in one go.

        Raises:
            Refusal: what the use case refuses; nothing was changed.
        """
        if self._change is not None and edits:
            self._change(edits)
            self.refresh_rows()

    def is_total(self, _row_id: int) -> bool:
        """Whether a row sums up others: it stands in bold and is not counted with them."""
        return False

    def is_computed(self, _row_id: int) -> bool:
        """Whether a row follows from others: it stands on grey, and pasting passes it by."""
        return False

    def can_edit(self, column: int) -> bool:
        """Whether cells of a column may be changed here."""
        return self._change is not None and self.columns[column].is_editable

    @override
    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, value = self.columns[index.column()], self.value(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.show(value)
            case Qt.ItemDataRole.EditRole:
                return column.editing(value)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.show(value)}"
            case Qt.ItemDataRole.FontRole | Qt.ItemDataRole.BackgroundRole:
                return _dress_row(self, self.row_id(index.row()), role)
        return _dress(column, value, role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        return None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if self.can_edit(index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        # Typing goes through the table, which can undo; this is for what Qt itself writes.
        if role != Qt.ItemDataRole.EditRole or not self.can_edit(index.column()):
            return False
        edit = edit_of(self, index.row(), index.column(), str(value))
        if edit is None:
            return False
        self.edit([edit])
        return True

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wanted = None
        if column >= 0:
            if not self.columns[column].can_sort:
                return
            is_descending = order == Qt.SortOrder.DescendingOrder
            wanted = Sort(self.columns[column].name, is_descending)
        if wanted != self.sorting:
            self.sorting = wanted
            self.refresh()


def can_fill(model: PagedModel, row: int, column: int) -> bool:
    """Whether a cell takes what is pasted or filled in."""
    return model.can_edit(column) and not model.is_computed(model.row_id(row))


def edit_of(model: PagedModel, row: int, column: int, text: str) -> Edit | None:
    """The edit a text would make; None if it changes nothing or cannot be read."""
    old = model.value(row, column)
    try:
        new = model.columns[column].parse(text)
    except Unreadable as unreadable:
        model.unreadable.emit(unreadable.code)
        return None
    return None if new == old else Edit(model.row_id(row), model.columns[column].name, old, new)


def _dress_row(model: PagedModel, row_id: int, role: int) -> QFont | QColor | None:
    if role == Qt.ItemDataRole.FontRole:
        return _bold() if model.is_total(row_id) else None
    return _grey() if model.is_computed(row_id) else None


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


def _grey() -> QColor:
    return QGuiApplication.palette().color(QPalette.ColorRole.Midlight)


def _dress(column: Column, value: object, role: int) -> object:
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _RIGHT if column.is_number else _LEFT
    is_debt = column.is_number and isinstance(value, int) and value < 0
    if role == Qt.ItemDataRole.ForegroundRole and is_debt:
        return QGuiApplication.palette().color(QPalette.ColorRole.BrightText)
    return None
