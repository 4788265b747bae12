"""The page of a subject: its list, and the panes that lie over it; Esc leads back to the list."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from unionapp.desktop.page import ListPage


class SubjectPage(QStackedWidget):
    """A list and its panes; what the window asks of a page, the list answers."""

    def __init__(self, listing: ListPage) -> None:
        super().__init__()
        self.listing = listing
        self.concerns = listing.concerns
        self.setWindowTitle(listing.windowTitle())
        self.addWidget(listing)

    def lay(self, pane: QWidget) -> None:
        """Lay a pane over the list."""
        if self.indexOf(pane) < 0:
            self.addWidget(pane)
        self.setCurrentWidget(pane)

    def show_listing(self) -> None:
        """Go back to the list, to the row it was left at."""
        self.setCurrentWidget(self.listing)
        self.listing.table.setFocus()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if (shown := self.currentWidget()) is not None:
            shown.setFocus()

    def refresh(self) -> None:
        """Read the list again."""
        self.listing.refresh()

    def keep_state(self) -> None:
        """Remember the list as it is."""
        self.listing.keep_state()

    def recall_state(self) -> None:
        """Go back to the list as it was left."""
        self.listing.recall_state()
