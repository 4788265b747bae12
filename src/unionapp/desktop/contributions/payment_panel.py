"""What the employer paid for a month: here, with a voucher, or straight to the level above."""

from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, MoneyField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.contributions.register import PAID_ABOVE, ContributionRow, take_payment
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import month_text

WAYS = {
    PAID_ABOVE: "Nộp thẳng cho cấp trên",
    "BC": "Chuyển khoản vào tài khoản đơn vị",
    "PT": "Tiền mặt vào quỹ đơn vị",
}


class PaymentPanel(PlacedPanel):
    """Records a payment of the month that is shown."""

    amountEdit: MoneyField
    onEdit: DateField
    wayEdit: ChoiceField

    places = MappingProxyType(
        {
            "V-01": "amountEdit",
            "contribution.too_much": "amountEdit",
            "period.locked": "onEdit",
            "account.none": "wayEdit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "contributions/payment_panel")
        self._row: ContributionRow | None = None
        self._way = PAID_ABOVE
        self.wayEdit.set_choices(list(WAYS.items()))

    def show_row(self, row: ContributionRow) -> None:
        """Begin with what is still owed."""
        self._row = row
        self.begin(f"Ghi số đã đóng tháng {month_text(row.month)}")
        self.amountEdit.set_value(max(row.remaining - row.waiting, 0) or None)
        self.onEdit.set_value(self.desk.working_day)
        self.wayEdit.set_value(self._way)
        self.amountEdit.setFocus()
        self.amountEdit.line.selectAll()

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on a month only
        self.need("amountEdit", "onEdit", "wayEdit")
        self._way = self.wayEdit.value() or PAID_ABOVE
        amount = self.amountEdit.value() or 0
        taken = take_payment(
            self.desk.office,
            self._row.id,
            amount,
            self.onEdit.value() or self.desk.working_day,
            self._way,
        )
        return f"Đã ghi {dong(amount)} đóng cho tháng {month_text(self._row.month)}", taken
