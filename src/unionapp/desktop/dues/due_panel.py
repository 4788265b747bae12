"""What a member owes, set by hand with its reason."""

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import MoneyField, TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.finance.dues.lists import DuesMember, set_due
from unionapp.vietnamese.amounts import dong


class DuePanel(SidePanel):
    """Sets the dues of the member that is shown."""

    amountEdit: MoneyField
    reasonEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "dues/due_panel")
        self._month = ""
        self._row: DuesMember | None = None

    def show_row(self, month: str, row: DuesMember) -> None:
        """Begin with what stands in the list."""
        self._month, self._row = month, row
        self.begin(f"Đặt mức phải nộp: {row.full_name}")
        self.amountEdit.set_value(row.due)
        self.amountEdit.setFocus()
        self.amountEdit.line.selectAll()

    @property
    def member_id(self) -> int:
        """Whose dues are being set; 0 for nobody."""
        return 0 if self._row is None else self._row.member_id

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on a row only
        amount = self.amountEdit.value()
        if amount is None:
            raise Invalid((Problem("field.needed", field="amount"),))
        reason = self.reasonEdit.value() or ""
        done = set_due(self.desk.office, self._month, self._row.member_id, amount, reason)
        return f"{done.full_name} phải nộp {dong(done.due)}", done
