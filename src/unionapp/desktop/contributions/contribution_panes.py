"""What is laid over the months: the funds of a whole year, the decisions of relief."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from unionapp.desktop.contributions.reliefs_pane import ReliefsPane
from unionapp.desktop.contributions.year_pane import YearPane
from unionapp.desktop.printing.print_pane import PrintingPage

Pane = TypeVar("Pane", YearPane, ReliefsPane)


class ContributionPanes(QObject):
    """Owns the panes; each is made when it is first asked for."""

    left = Signal()
    relief_asked = Signal()

    def __init__(self, page: PrintingPage) -> None:
        super().__init__(page)
        self._page = page

    @cached_property
    def year(self) -> YearPane:
        """The funds of a whole year."""
        pane = YearPane(self._page.desk)
        pane.done.connect(self._leave)
        return self._adopt(pane)

    @cached_property
    def reliefs(self) -> ReliefsPane:
        """The decisions of relief."""
        pane = ReliefsPane(self._page.desk)
        pane.new_asked.connect(self._leave)
        pane.new_asked.connect(self.relief_asked)
        return self._adopt(pane)

    def declare_year(self, year: int, payer: str) -> None:
        """Declare the funds of a year at once."""
        self._page.lay(self.year)
        self.year.start(year, payer)

    def show_reliefs(self) -> None:
        """Show every decision of relief."""
        self._page.lay(self.reliefs)
        self.reliefs.start()

    def took_add(self) -> bool:
        """Whether Ctrl+N was meant for what is laid over the months."""
        shown, is_covered = self._page.currentWidget(), self._page.currentIndex() > 0
        if isinstance(shown, ReliefsPane):
            shown.newButton.click()
        return is_covered

    def _adopt(self, pane: Pane) -> Pane:
        self._page.addWidget(pane)
        pane.closed.connect(self._leave)
        return pane

    def _leave(self, _result: object = None) -> None:
        self._page.come_back()
        self.left.emit()
