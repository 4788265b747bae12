"""Takes a settlement back that the level above returned, with a reason."""

from types import MappingProxyType

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.year.handing_in import take_back_settlement


class TakeBackPanel(PlacedPanel):
    """Asks why; the version that was handed in is kept."""

    reasonEdit: QLineEdit

    places = MappingProxyType({"period.reason_needed": "reasonEdit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/take_back_panel")
        self._year = desk.period.end.year

    def show_year(self, year: int) -> None:
        """Begin without a reason."""
        self._year = year
        self.begin(f"Rút quyết toán năm {year}")
        self.reasonEdit.clear()
        self.reasonEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        take_back_settlement(self.desk.office, self._year, self.reasonEdit.text())
        return f"Đã rút quyết toán năm {self._year}", self._year
