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
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from unionapp.desktop.commands import command, keys_of
from unionapp.desktop.fields import composed
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import DataTable, PagedModel
from unionapp.desktop.notices import Banner
from unionapp.desktop.preferences import Forgetful, Preferences
from unionapp.desktop.undo import UndoList
from unionapp.vietnamese.amounts import group_digits

PAUSE_MS = 150


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
        self._name = name
        self._noun = "dòng"
        self._empty = ("Chưa có gì ở đây.", "")
        self._empty_deed: Callable[[], object] | None = None
        self._primary_deed: Callable[[], object] | None = None
        self._preferences = preferences or Forgetful()
        self._boxes: list[QComboBox] = []
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.titleLabel.setText(title)
        self.setWindowTitle(title)
        self.primaryButton.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.show_list)
        self.filterEdit.textChanged.connect(self._pause.start)
        self.filterEdit.returnPressed.connect(self._go_to_list)
        self.clearButton.clicked.connect(self.clear_filter)
        self.emptyButton.clicked.connect(self._answer_empty)
        self.primaryButton.clicked.connect(self._do_primary)
        self.table.opened.connect(self.opened)
        self.table.pointed.connect(self.pointed)

    def set_up_list(
        self, model: PagedModel, *, noun: str, undo_list: UndoList | None = None
    ) -> None:
        """Show a model; `noun` is what the count counts."""
        self._noun = noun
        model.setParent(self)
        self.table.set_up(model, self._name, preferences=self._preferences, undo_list=undo_list)
        self.table.setAccessibleName(self.titleLabel.text())
        model.counted.connect(self._count)
        self.table.unreadable.connect(self._say_unreadable)

    def set_primary(
        self, name: str, deed: Callable[[], object], *, key_set: str = "default"
    ) -> None:
        """The one action of the page; its keys stand beside it."""
        row, keys = command(name), keys_of(name, key_set)
        self.primaryButton.setText(f"{row.text} ({keys[0]})" if keys else row.text)
        self.primaryButton.setToolTip(row.tip)
        self.primaryButton.show()
        self._primary_deed = deed

    def add_action_button(self, button: QWidget) -> None:
        """Put a lesser action left of the primary one."""
        self.actionRow.insertWidget(self.actionRow.count() - 1, button)

    def add_filter(self, widget: QWidget) -> None:
        """Put another condition into the filter line; what a list box chooses is remembered."""
        self.filterRow.insertWidget(self.filterRow.indexOf(self.clearButton), widget)
        if isinstance(widget, QComboBox):
            self._boxes.append(widget)
            widget.currentIndexChanged.connect(self.show_list)

    def conditions(self) -> dict[str, Any]:
        """Everything the filter line says, to be kept under a name or until tomorrow."""
        boxes = {box.objectName(): box.currentData() for box in self._boxes}
        return {"filter": self.filterEdit.text(), **boxes}

    def set_conditions(self, kept: dict[str, Any]) -> None:
        """Let the filter line say what was kept; what no longer exists is left out."""
        self.filterEdit.setText(str(kept.get("filter", "")))
        for box in self._boxes:
            box.setCurrentIndex(max(0, box.findData(kept.get(box.objectName()))))
        self.show_list()

    def describe_conditions(self) -> str:
        """The filter line in words."""
        words = [box.currentText() for box in self._boxes if box.currentIndex() > 0]
        typed = composed(self.filterEdit.text()).strip()
        return " · ".join([*words, *([f"«{typed}»"] if typed else [])])

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
        self._empty, self._empty_deed = (sentence, answer), deed

    def wanted(self) -> Any:  # noqa: ANN401 - each list has a filter of its own
        """The filter as the list asks for it; None shows everything."""
        return composed(self.filterEdit.text()).strip() or None

    def show_list(self) -> None:
        """Show what the filter line asks for."""
        self._pause.stop()
        self.table.rows.show(self.wanted())

    def refresh(self) -> None:
        """Read the list again; place and selection stay."""
        self.table.rows.refresh()

    def clear_filter(self) -> None:
        """Show everything again."""
        self.set_conditions({})

    def keep_state(self) -> None:
        """Remember filter, row and panel widths."""
        state = {
            **self.conditions(),
            "row": self.table.current_id(),
            "sizes": self.splitter.sizes(),
        }
        self._preferences.write(f"page/{self._name}", json.dumps(state))

    def recall_state(self) -> None:
        """Go back to where the officer left; what is damaged is forgotten."""
        try:
            state = json.loads(self._preferences.read(f"page/{self._name}") or "{}")
        except ValueError:
            state = {}
        self.set_conditions(state)
        if len(sizes := state.get("sizes", [])) == self.splitter.count():
            self.splitter.setSizes(sizes)
        self.point_to(state.get("row") or 0)

    def point_to(self, row_id: int) -> bool:
        """Make a record the current row; False if the list does not show it."""
        row = self.table.rows.row_of(row_id)
        if row is not None:
            self.table.setCurrentIndex(self.table.rows.index(row, 0))
        return row is not None

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.table if self.table.rows.rowCount() else self.filterEdit).setFocus()

    def count_words(self, count: int) -> str:
        """What the filter line says of the number of rows."""
        return f"{group_digits(count)} {self._noun}"

    def _count(self, count: int) -> None:
        is_filtered = self.wanted() is not None
        self.countLabel.setText(self.count_words(count))
        self.bodyStack.setCurrentIndex(0 if count else 1)
        sentence, answer = self._empty
        if is_filtered:
            sentence, answer = f"Không có {self._noun} nào khớp điều kiện lọc.", "Bỏ lọc"
        self.emptyLabel.setText(sentence)
        self.emptyButton.setText(answer)
        self.emptyButton.setVisible(bool(answer))

    def _answer_empty(self) -> None:
        if self.wanted() is not None:
            self.clear_filter()
        elif self._empty_deed is not None:
            self._empty_deed()

    def _do_primary(self) -> None:
        if self._primary_deed is not None:
            self._primary_deed()

    def _go_to_list(self) -> None:
        self.show_list()
        if self.table.rows.rowCount():
            self.table.setFocus()

    def _say_unreadable(self, sentence: str) -> None:
        self.banner.say(sentence, "warning")
