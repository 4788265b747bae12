"""A part of the settlement page: it shows the year chosen above all parts."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.desktop.notices import Banner
from unionapp.vietnamese.periods import Period, whole_year

Print = Callable[[str, Period], None]
Explain = Callable[[str, Period, str], None]


class YearPart(QWidget):
    """A part that shows one year."""

    noticeColumn: QVBoxLayout

    def __init__(self, desk: Desk, form: str) -> None:
        super().__init__()
        load_form(form, self)
        self.desk = desk
        self.year = desk.period.end.year
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)

    @property
    def period(self) -> Period:
        """The year as a period."""
        return whole_year(self.year)

    def show_year(self, year: int) -> None:
        """Show another year, or the same one anew."""
        self.year = year
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError
