"""What stands beside a list: the facts of the current row, or the panel of one deed on it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QStackedWidget, QWidget

from unionapp.desktop.fact_sheet import FactSheet
from unionapp.desktop.in_sight import KeptInSight
from unionapp.desktop.page import ListPage
from unionapp.desktop.side_panel import SidePanel

WIDTHS = (700, 360)


class SideStack(QStackedWidget):
    """Shows the sheet until a panel is opened; done or left, the sheet comes back."""

    done = Signal(object)

    def __init__(
        self, listing: ListPage, sheet: FactSheet, panels: Sequence[SidePanel] = ()
    ) -> None:
        super().__init__()
        self._listing = listing
        self.sheet = sheet
        self.addWidget(sheet)
        for panel in panels:
            self.addWidget(panel)
            fit_beside(panel)
            panel.closed.connect(self.close_panel)
            panel.done.connect(self._finish)
        listing.set_detail(self)
        listing.splitter.setSizes(list(WIDTHS))
        self._record: object = None
        listing.pointed.connect(self._follow)
        listing.table.rows.counted.connect(self._leave_empty)

    def open_panel(self, panel: QWidget) -> None:
        """Lay a panel over the sheet; it stays as long as its record is the current one."""
        self._record = self._listing.table.current_id()
        self.setCurrentWidget(panel)

    def close_panel(self, *_: object) -> None:
        """Go back to the sheet and to the list."""
        if self.currentWidget() is not self.sheet:
            self.setCurrentWidget(self.sheet)
            self._listing.table.setFocus()

    def _follow(self, record: object) -> None:
        # a list that is only read again points to the same row once more
        if record is not None and record != self._record:
            self.close_panel()

    def _leave_empty(self, count: int) -> None:
        # its record is not in the list any more; who types a search keeps the cursor there
        if not count and self._record is not None and self.currentWidget() is not self.sheet:
            place = QApplication.focusWidget()
            is_inside = place is not None and self.isAncestorOf(place)
            self.setCurrentWidget(self.sheet)
            if is_inside:
                self._listing.setFocus()

    def _finish(self, result: object) -> None:
        self.close_panel()
        self.done.emit(result)


def fit_beside(panel: SidePanel) -> None:
    """Keep a panel as narrow and as low as the page; the field with the cursor stays in sight."""
    # the longest answer of a list must not widen the panel at the expense of the table
    for box in panel.findChildren(QComboBox):
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
    for area in panel.findChildren(QScrollArea, "scrollArea"):
        area.viewport().setAutoFillBackground(False)
        if (page := area.widget()) is not None:
            page.setAutoFillBackground(False)
        KeptInSight(area, panel.entry.fields.values())
