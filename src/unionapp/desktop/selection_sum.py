"""What is selected in the table with the cursor, added up in the status line."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from unionapp.desktop.grids import DataTable, Sum
from unionapp.desktop.notices import StatusLine


class SelectionSum(QObject):
    """Follows the cursor from table to table, so that no page has to think of it."""

    def __init__(self, window: QMainWindow, status: StatusLine) -> None:
        super().__init__(window)
        self._window = window
        self._status = status
        self._table: DataTable | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isValid(self._window) or not self._window.isAncestorOf(now):
            return
        table = self._table
        if table is not None and isValid(table) and (now is table or table.isAncestorOf(now)):
            return
        self._leave()
        if isinstance(now, DataTable) and now.model() is not None:
            self._table = now
            now.summed.connect(self._show)
            now.add_up()

    def _leave(self) -> None:
        table, self._table = self._table, None
        if table is not None and isValid(table):
            table.summed.disconnect(self._show)
        self._status.show_selected("")

    def _show(self, summed: Sum) -> None:
        self._status.show_selected(summed.sentence(), summed.details())
