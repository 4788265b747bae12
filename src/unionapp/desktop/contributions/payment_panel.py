"""What the employer paid for a month: here, with a voucher, or straight to the level above."""

from collections.abc import Sequence
from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, MoneyField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.contributions.lump_payments import pay_owed_months
from unionapp.finance.contributions.register import PAID_ABOVE, ContributionRow, take_payment
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import month_text

WAYS = {
    PAID_ABOVE: "Nộp thẳng cho cấp trên",
    "BC": "Chuyển khoản vào tài khoản đơn vị",
    "PT": "Tiền mặt vào quỹ đơn vị",
}


_ONE, _ALL = "month", "owed"


class PaymentPanel(PlacedPanel):
    """Records a payment of the month that is shown."""

    amountEdit: MoneyField
    onEdit: DateField
    wayEdit: ChoiceField
    monthsEdit: ChoiceField

    places = MappingProxyType(
        {
            "V-01": "amountEdit",
            "contribution.too_much": "amountEdit",
            "contribution.more_than_all": "amountEdit",
            "period.locked": "onEdit",
            "account.none": "wayEdit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "contributions/payment_panel")
        self._row: ContributionRow | None = None
        self._way = PAID_ABOVE
        self._owed: dict[str, int] = {}
        self.wayEdit.set_choices(list(WAYS.items()))
        self.monthsEdit.changed.connect(self._propose)

    def show_row(self, row: ContributionRow, noted: Sequence[ContributionRow] = ()) -> None:
        """Begin with what is still owed for a month, or for all that were noted."""
        self._row = row
        owing = [one for one in noted if one.payer == row.payer and _left(one)]
        self._owed = {_ONE: _left(row), _ALL: sum(map(_left, owing))}
        words = f"{len(owing)} tháng còn nợ, {dong(self._owed[_ALL])}"
        choices = [(_ONE, f"Tháng {month_text(row.month)}"), (_ALL, words)]
        self.begin(f"Ghi số đã đóng tháng {month_text(row.month)}")
        self.monthsEdit.set_choices(choices if len(owing) > 1 else choices[:1])
        self.monthsEdit.set_value(_ONE)
        self.onEdit.set_value(self.desk.working_day)
        self.wayEdit.set_value(self._way)
        self.amountEdit.setFocus()
        self.amountEdit.line.selectAll()

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on a month only
        self.need("amountEdit", "onEdit", "wayEdit", "monthsEdit")
        self._way = self.wayEdit.value() or PAID_ABOVE
        amount = self.amountEdit.value() or 0
        on = self.onEdit.value() or self.desk.working_day
        paid = f"Đã ghi {dong(amount)} đóng cho"
        if self.monthsEdit.value() == _ALL:
            lump = pay_owed_months(
                self.desk.office,
                amount,
                on,
                self._way,
                payer=self._row.payer,
                since=f"{self._row.month[:4]}-01",
            )
            return f"{paid} {len(lump.rows)} tháng", lump
        taken = take_payment(self.desk.office, self._row.id, amount, on, self._way)
        return f"{paid} tháng {month_text(self._row.month)}", taken

    def _propose(self) -> None:
        """Put what is owed for the chosen months into the amount."""
        self.amountEdit.set_value(self._owed.get(self.monthsEdit.value() or _ONE, 0) or None)


def _left(row: ContributionRow) -> int:
    return max(row.remaining - row.waiting, 0)
