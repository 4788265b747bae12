"""Writes what no figure says of a settlement: part C of B07."""

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import NoteField
from unionapp.desktop.side_panel import SidePanel
from unionapp.reports.finance.settlement import REPORT
from unionapp.reports.letters.sections import read_section, write_section
from unionapp.vietnamese.periods import Period

_LINES = 5


class RemarksPanel(SidePanel):
    """Takes the words of a period; those of the last one are offered again."""

    reasonsEdit: NoteField
    accumulatedEdit: NoteField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/remarks_panel")
        self._period = desk.period
        self._fields = {"reasons": self.reasonsEdit, "accumulated": self.accumulatedEdit}
        for field in self._fields.values():
            field.set_lines(_LINES)

    def show_period(self, period: Period) -> None:
        """Show what is written of a year or of a part of it."""
        self._period = period
        self.begin(f"Thuyết minh quyết toán {period.label}")
        for code, field in self._fields.items():
            field.set_value(read_section(self.desk.office, REPORT, period, code).text)
        self.reasonsEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        for code, field in self._fields.items():
            write_section(self.desk.office, REPORT, self._period, code, field.value() or "")
        return f"Đã cất thuyết minh quyết toán {self._period.label}", self._period
