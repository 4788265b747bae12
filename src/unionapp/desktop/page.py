"""The pattern of a page: title and one primary action · filter line · table · detail panel.

A list page of a subject is a short class on top of this one:

    class MembersPage(ListPage):
        def __init__(self, office, preferences):
            super().__init__("members", "Đoàn viên", preferences=preferences)
            self.concerns = frozenset({"members"})
            self.set_up_list(PagedModel(COLUMNS, ids, rows), noun="đoàn viên")
            self.set_primary("add", self.add)
            self.set_empty("Chưa có đoàn viên nào.", "Nhập từ Excel", self.import_roster)
"""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from unionapp.desktop.commands import command, say_keys, without_argument
from unionapp.desktop.empty_state import EmptyState
from unionapp.desktop.filter_line import FilterLine
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import DataTable, PagedModel
from unionapp.desktop.notices import Banner
from unionapp.desktop.preferences import Forgetful, Preferences
from unionapp.desktop.saved_filters import SavedFilters
from unionapp.desktop.undo import UndoList
from unionapp.vietnamese.amounts import group_digits


class ListPage(QWidget):
    """A list with its filter, its detail and its empty state; all is so again tomorrow."""

    titleLabel: QLabel
    primaryButton: QPushButton
    actionRow: QHBoxLayout
    filterRow: QHBoxLayout
    noticeColumn: QVBoxLayout
    filterEdit: QLineEdit
    clearButton: QToolButton
    countLabel: QLabel
    splitter: QSplitter
    bodyStack: QStackedWidget
    table: DataTable
    emptyLabel: QLabel
    emptyButton: QPushButton

    concerns: frozenset[str] = frozenset()
    opened = Signal(int)
    pointed = Signal(object)

    def __init__(
        self,
        name: str,
        title: str,
        *,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form("list_page", self)
        self.name = name
        self._noun = "dòng"
        self._preferences = preferences or Forgetful()
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.titleLabel.setText(title)
        self.setWindowTitle(title)
        self.primaryButton.hide()
        self.filters = FilterLine(self.filterEdit, self.filterRow, self.clearButton)
        self.filters.asked.connect(self.show_list)
        self.savedFilters = SavedFilters(self.filters, name, self._preferences)
        end = self.filterRow.indexOf(self.clearButton) + 1
        self.filterRow.insertWidget(end, self.savedFilters)
        self._empty = EmptyState(self.emptyLabel, self.emptyButton)
        self.filterEdit.returnPressed.connect(self._go_to_list)
        self.clearButton.clicked.connect(self.clear_filter)
        self.table.opened.connect(self.opened)
        self.table.pointed.connect(self.pointed)
        self.table.unreadable.connect(partial(self.banner.say, severity="warning"))

    def set_up_list(
        self, model: PagedModel, *, noun: str, undo_list: UndoList | None = None
    ) -> None:
        """Show a model; `noun` is what the count counts."""
        self._noun = noun
        model.setParent(self)
        self.table.set_up(model, self.name, preferences=self._preferences, undo_list=undo_list)
        self.table.setAccessibleName(self.titleLabel.text())
        model.counted.connect(self._count)

    def set_primary(
        self, name: str, deed: Callable[[], object], *, key_set: str = "default"
    ) -> None:
        """The one action of the page; its keys stand beside it."""
        row = command(name)
        self.primaryButton.setProperty("command", name)
        self.primaryButton.setText(say_keys(row.text, name, key_set))
        self.primaryButton.setToolTip(row.tip)
        self.primaryButton.show()
        self.primaryButton.clicked.connect(without_argument(deed))

    def add_action_button(self, button: QWidget) -> None:
        """Put a lesser action left of the primary one."""
        self.actionRow.insertWidget(self.actionRow.count() - 1, button)

    def add_filter(self, widget: QWidget) -> None:
        """Put another condition into the filter line; what a list box chooses is remembered."""
        self.filters.add(widget)

    def set_detail(self, panel: QWidget) -> None:
        """Put a panel at the right of the list."""
        self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setCollapsible(0, False)

    def set_empty(
        self, sentence: str, answer: str = "", deed: Callable[[], object] | None = None
    ) -> None:
        """What an empty list says to do first."""
        self._empty.set_first(sentence, answer, deed)

    def wanted(self) -> Any:  # noqa: ANN401 - each list has a filter of its own
        """The filter as the list asks for it; None shows everything."""
        return self.filters.text() or None

    def show_list(self) -> None:
        """Show what the filter line asks for."""
        self.filters.pause.stop()
        self.table.rows.show(self.wanted())

    def refresh(self) -> None:
        """Read the list again; place and selection stay."""
        self.table.rows.refresh()

    def clear_filter(self) -> None:
        """Show everything again."""
        self.filters.set_conditions({})

    def keep_state(self) -> None:
        """Remember filter, row and panel widths."""
        state = {
            **self.filters.conditions(),
            "row": self.table.current_id(),
            "sizes": self.splitter.sizes(),
        }
        self._preferences.write(f"page/{self.name}", json.dumps(state))

    def recall_state(self) -> None:
        """Go back to where the officer left; what is damaged is forgotten."""
        try:
            state = json.loads(self._preferences.read(f"page/{self.name}") or "{}")
        except ValueError:
            state = {}
        self.filters.set_conditions(state)
        if len(sizes := state.get("sizes", [])) == self.splitter.count():
            self.splitter.setSizes(sizes)
        self.point_to(state.get("row") or 0)

    def point_to(self, row_id: int) -> bool:
        """Make a record the current row; False if the list does not show it."""
        row = self.table.rows.row_of(row_id)
        if row is not None:
            # the view itself would extend the selection while Ctrl is held, as in Ctrl+G
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            if self.table.selectionBehavior() == QTableView.SelectionBehavior.SelectRows:
                flags |= QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.table.rows.index(row, 0), flags)
        return row is not None

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.table if self.table.rows.rowCount() else self.filterEdit).setFocus()

    def count_words(self, count: int) -> str:
        """What the filter line says of the number of rows."""
        return f"{group_digits(count)} {self._noun}"

    def _count(self, count: int) -> None:
        self.countLabel.setText(self.count_words(count))
        self.bodyStack.setCurrentIndex(0 if count else 1)
        if self.wanted() is None:
            self._empty.say_first()
        else:
            self._empty.say_nothing_fits(self._noun, self.clear_filter)

    def _go_to_list(self) -> None:
        self.show_list()
        if self.table.rows.rowCount():
            self.table.setFocus()
