"""What an activity cost becomes a draft payment for the accountant."""

from typing_extensions import override

from unionapp.activities.costs import draft_voucher
from unionapp.activities.rows import ActivityRow
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.vietnamese.amounts import dong

_WAYS = (("PC", "Tiền mặt (phiếu chi)"), ("BN", "Chuyển khoản (báo nợ)"))


class PayPanel(SidePanel):
    """Makes the draft payment of the activity that is shown."""

    counterpartyEdit: TextField
    wayEdit: ChoiceField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "activities/pay_panel")
        self._row: ActivityRow | None = None
        self.wayEdit.set_choices(_WAYS)

    def show_activity(self, row: ActivityRow) -> None:
        """Begin with cash; the amount is the cost of the activity."""
        self._row = row
        self.begin(f"Lập phiếu chi {dong(row.amount or 0)}: {row.title}")
        self.wayEdit.set_value(_WAYS[0][0])
        self.counterpartyEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on an activity only
        voucher = draft_voucher(
            self.desk.office,
            self._row.id,
            self.counterpartyEdit.value() or "",
            kind=self.wayEdit.value() or _WAYS[0][0],
        )
        return f"Đã lập bản nháp {dong(voucher.amount)} ở trang Thu, chi", voucher
