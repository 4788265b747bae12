"""The table of every page: moves like Excel, remembers widths, never loses one's place."""

from collections.abc import Container
from typing import cast

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget
from typing_extensions import override

from unionapp.desktop.grids import blocks
from unionapp.desktop.grids.cells import DOWN, LEFT, RIGHT, UP, CellEditing
from unionapp.desktop.grids.editing import GridEdits
from unionapp.desktop.grids.frozen import FrozenColumn
from unionapp.desktop.grids.paged import AnyIndex, PagedModel
from unionapp.desktop.grids.place import Place
from unionapp.desktop.grids.rows_view import RowsView
from unionapp.desktop.grids.widths import Widths
from unionapp.desktop.preferences import Forgetful, Preferences
from unionapp.desktop.undo import UndoList
from unionapp.desktop.walk import next_stop, stops


class DataTable(RowsView):
    """Rows of a paged model; a list opens a row on Enter, an editable grid is typed into."""

    opened = Signal(int)
    pointed = Signal(object)
    summed = Signal(object)
    row_wanted = Signal()
    refused = Signal(object)
    unreadable = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits = GridEdits(self)
        self.edits.row_wanted.connect(self.row_wanted)
        self.edits.refused.connect(self.refused)
        self._widths: Widths | None = None
        self._run_start = 0
        self._walk: tuple[int, ...] = ()
        self._cells = CellEditing(self)
        self._cells.typed.connect(self.edits.type)
        self._cells.stepped.connect(self.step)
        self._cells.unreadable.connect(self.unreadable)
        self.setItemDelegate(self._cells)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.doubleClicked.connect(self._open)
        self._frozen = FrozenColumn(self)
        self._fit_rows()

    def set_up(
        self,
        model: PagedModel,
        name: str,
        *,
        preferences: Preferences | None = None,
        undo_list: UndoList | None = None,
    ) -> None:
        """Show a model; `name` is what its widths are remembered under."""
        self.edits.undo_list = undo_list or self.edits.undo_list
        Place(self, model)
        self.setModel(model)
        model.dataChanged.connect(self.add_up)
        is_grid = any(model.can_edit(at) for at in range(model.columnCount()))
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if is_grid else behaviour.SelectRows)
        self.setTabKeyNavigation(is_grid)  # in a list, Tab must lead out again
        self.setShowGrid(is_grid)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._widths = Widths(self, name, model.columns, preferences or Forgetful())
        self._frozen.take_over()

    def show_columns(self, names: Container[str]) -> None:
        """Show these columns and hide the others, which keep their place and width."""
        for at, column in enumerate(self.rows.columns):
            self.setColumnHidden(at, column.name not in names)
        if self._widths is not None:
            self._widths.apply()

    def walk_by_enter(self, *columns: str) -> None:
        """Let Enter go through these columns of a row before it goes down."""
        self._walk = tuple(at for at, it in enumerate(self.rows.columns) if it.name in columns)

    def step(self, way: int) -> None:
        """Move one cell; down goes back to the column where the row was begun."""
        index = self.currentIndex()
        row, column, start = index.row(), index.column(), self._run_start
        if way == DOWN and column in self._walk:
            start = self._walk[0]
            after = [at for at in self._walk if at > column]
            if after:
                self.setCurrentIndex(self.rows.index(row, after[0]))
                return
        if way == DOWN and row + 1 >= self.rows.rowCount():
            self.row_wanted.emit()
        places = {RIGHT: (row, column + 1), LEFT: (row, column - 1), DOWN: (row + 1, start)}
        target = self.rows.index(*places.get(way, (row - 1, column)))
        if target.isValid():
            self.setCurrentIndex(target)
            # setCurrentIndex took the new cell for the beginning of a run
            self._run_start = start

    def add_up(self) -> None:
        """Announce what the selection adds up to."""
        in_rows = self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        self.summed.emit(blocks.add_up(self.rows, self.selected(), whole_rows=in_rows))

    def leave(self, *, is_back: bool = False) -> None:
        """Go on to what stands after the grid, where Tab alone walks through its cells."""
        pane = self.parentWidget()
        stop: QWidget | None = None
        while pane is not None and stop is None:
            stop = next_stop(pane, self, is_back=is_back)
            pane = pane.parentWidget()
        if stop is None:  # nothing stands after the last grid of a window: round again
            stop = stops(self.window())[-1 if is_back else 0]
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        # F6 and Ctrl+Tab mean the next pane and the next part, but first they lead out of a grid.
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and self._leads_out(cast("QKeyEvent", event)):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._leads_out(event):
            self.leave(is_back=event.key() == Qt.Key.Key_Backtab)
            event.accept()
            return
        if self._command(event) or self._move(event):
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.add_up()

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self._run_start = current.column()
        self.pointed.emit(self.rows.row_id(current.row()) if current.isValid() else None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()
            if self._widths is not None:
                self._widths.apply()

    def _leads_out(self, event: QKeyEvent) -> bool:
        if not self.tabKeyNavigation():
            return False
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        is_f6 = event.key() == Qt.Key.Key_F6 and not event.modifiers()
        return is_f6 or (is_ctrl and is_tab)

    def _command(self, event: QKeyEvent) -> bool:
        for keys, act in (
            (QKeySequence.StandardKey.Copy, self.edits.copy),
            (QKeySequence.StandardKey.Paste, self.edits.paste),
            (QKeySequence.StandardKey.Undo, self.edits.undo),
        ):
            if event.matches(keys):
                act()
                return True
        is_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_ctrl and event.key() == Qt.Key.Key_D:
            self.edits.fill_down()
            return True
        return False

    def _move(self, event: QKeyEvent) -> bool:
        key, is_plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_F2 and is_plain:
            self._edit_in_place()
        elif key == Qt.Key.Key_Delete and is_plain:
            self.edits.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(is_plain=is_plain)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self.tabKeyNavigation():
            self.step(RIGHT if key == Qt.Key.Key_Tab else LEFT)
        else:
            return False
        return True

    def _enter(self, *, is_plain: bool) -> None:
        if self.tabKeyNavigation():
            self.step(DOWN if is_plain else UP)
        else:
            self._open(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not self.rows.can_edit(index.column()):
            self.opened.emit(self.rows.row_id(index.row()))

    def _edit_in_place(self) -> None:
        self.edit(self.currentIndex())
        line = QGuiApplication.focusObject()
        if isinstance(line, QLineEdit):
            line.end(False)

    def _fit_rows(self) -> None:
        # Capitals carry two marks in Vietnamese; less than this clips the upper one.
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.verticalHeader().setMinimumSectionSize(self.fontMetrics().height() + 4)
