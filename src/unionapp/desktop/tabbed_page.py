"""A page of several parts behind tabs: one title line, on which the actions of the part stand."""

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.desktop.short_page import ShortPage


class TabbedPage(QWidget):
    """Shows short pages behind tabs; `places` are the names that lead to them, in their order."""

    tabs: QTabWidget
    actionStack: QStackedWidget

    places: tuple[str, ...] = ()

    def __init__(self, desk: Desk, form: str) -> None:
        super().__init__()
        load_form(form, self)
        self.desk = desk
        self.parts: list[ShortPage] = []
        self.concerns: frozenset[str] = frozenset()
        self.tabs.currentChanged.connect(self.actionStack.setCurrentIndex)

    def add_part(self, part: ShortPage, title: str, shown: QWidget | None = None) -> None:
        """Put a list behind a tab; `shown` is what holds it, if it is not the list itself."""
        self.parts.append(part)
        self.concerns |= part.concerns
        self.actionStack.addWidget(part.live_in_tab())
        self.tabs.addTab(shown or part, title)

    def go_to(self, place: object) -> None:
        """Show a part by its name."""
        if place in self.places:
            at = self.places.index(str(place))
            self.tabs.setCurrentIndex(at)
            self.parts[at].table.setFocus()

    def refresh(self) -> None:
        """Read every part again."""
        for part in self.parts:
            part.refresh()

    def keep_state(self) -> None:
        """Remember the lists as they are."""
        for part in self.parts:
            part.keep_state()

    def recall_state(self) -> None:
        """Go back to the lists as they were left."""
        for part in self.parts:
            part.recall_state()
