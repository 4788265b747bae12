"""Taking a posted voucher back: by another one with a negative amount, with a reason."""

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import DateField, TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.finance.vouchers.posting import reverse_voucher
from unionapp.finance.vouchers.register import VoucherRow


class ReversePanel(SidePanel):
    """Reverses the voucher that is shown."""

    onEdit: DateField
    reasonEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "vouchers/reverse_panel")
        self._row: VoucherRow | None = None

    def show_voucher(self, row: VoucherRow) -> None:
        """Begin with today and an empty reason."""
        self._row = row
        self.begin(f"Hủy chứng từ {row.number}")
        self.onEdit.set_value(self.desk.office.today)
        self.reasonEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on a voucher only
        reason = self.reasonEdit.value() or ""
        done = reverse_voucher(self.desk.office, self._row.id, reason, self.onEdit.value())
        return f"Đã hủy {self._row.number} bằng {done.number}", done
