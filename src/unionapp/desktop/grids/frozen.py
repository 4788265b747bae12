"""Keeps the first column in sight while the rest of a wide table scrolls sideways."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView
from typing_extensions import override


class FrozenColumn(QTableView):
    """A second view over the first column; it shares model, selection and scrolling."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.setProperty("role", "frozen")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(table)
        self.doubleClicked.connect(table.doubleClicked)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(table.verticalScrollMode())
        self.setAlternatingRowColors(table.alternatingRowColors())
        self.setShowGrid(table.showGrid())
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(True)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalHeader().sectionResized.connect(self._follow)
        table.horizontalScrollBar().valueChanged.connect(self._follow)
        table.horizontalScrollBar().rangeChanged.connect(self._follow)
        table.horizontalHeader().sortIndicatorChanged.connect(self._show_sorting)
        self.horizontalHeader().sectionClicked.connect(self._pass_on_click)
        table.viewport().installEventFilter(self)
        self.hide()

    def take_over(self) -> None:
        """Show the model the table has now."""
        self.setModel(self._table.model())
        self.setSelectionModel(self._table.selectionModel())
        self.setSelectionBehavior(self._table.selectionBehavior())
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, True)
        self._follow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._follow()
        return False

    def _follow(self, *_: int) -> None:
        table = self._table
        if self.model() is None:
            return
        self.setVisible(table.horizontalScrollBar().value() > 0)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.setColumnWidth(0, table.columnWidth(0))
        header = table.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(header)
        edge = table.frameWidth()
        side = table.verticalHeader().width() if table.verticalHeader().isVisible() else 0
        height = header + table.viewport().height()
        self.setGeometry(edge + side, edge, table.columnWidth(0) + 1, height)

    def _show_sorting(self, column: int, order: Qt.SortOrder) -> None:
        self.horizontalHeader().setSortIndicatorShown(column == 0)
        self.horizontalHeader().setSortIndicator(column, order)

    def _pass_on_click(self, column: int) -> None:
        header = self._table.horizontalHeader()
        is_up = header.sortIndicatorSection() == column and (
            header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        )
        order = Qt.SortOrder.DescendingOrder if is_up else Qt.SortOrder.AscendingOrder
        self._table.sortByColumn(column, order)
