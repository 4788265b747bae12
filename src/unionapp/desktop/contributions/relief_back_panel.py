"""Taking a decision of relief back, with a reason."""

from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.contributions.reliefs import ReliefRow, take_back_relief
from unionapp.finance.contributions.words import RELIEFS
from unionapp.vietnamese.months import month_text


class ReliefBackPanel(PlacedPanel):
    """Asks why; the journal keeps the decision and the reason."""

    reasonEdit: TextField

    places = MappingProxyType({"relief.reason_needed": "reasonEdit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "contributions/relief_back_panel")
        self._row: ReliefRow | None = None

    def show_relief(self, row: ReliefRow) -> None:
        """Begin without a reason."""
        self._row = row
        months = f"{month_text(row.first_month)} – {month_text(row.last_month)}"
        self.begin(f"Bỏ quyết định {row.decision_no}", f"{RELIEFS[row.kind]}, tháng {months}.")
        self.reasonEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on a decision only
        rows = take_back_relief(self.desk.office, self._row.id, self.reasonEdit.text())
        return f"Đã bỏ quyết định {self._row.decision_no}: tính lại {len(rows)} tháng", rows
