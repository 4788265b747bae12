"""What the employer paid for a month: here, with a voucher, or straight to the level above."""

from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, MoneyField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.contributions.book import ContributionRow
from unionapp.finance.contributions.payments import (
    PAID_ABOVE,
    owed_months,
    pay_owed_months,
    take_payment,
)
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
        self.onEdit.changed.connect(self._count_again)

    def show_row(self, row: ContributionRow) -> None:
        """Begin with what is still owed for a month, or for all that its payer owes."""
        self._row = row
        self.begin(f"Ghi số đã đóng tháng {month_text(row.month)}")
        self.onEdit.set_value(self.desk.working_day)
        self._count(row)
        self.monthsEdit.set_value(_ONE)
        self._propose()
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
            payer = self._row.payer
            lump = pay_owed_months(self.desk.office, amount, on, self._way, payer=payer)
            return f"{paid} {len(lump.rows)} tháng", lump
        taken = take_payment(self.desk.office, self._row.id, amount, on, self._way)
        return f"{paid} tháng {month_text(self._row.month)}", taken

    def _count(self, row: ContributionRow) -> None:
        """Ask what is owed by the day of the payment, and offer it."""
        on = self.onEdit.value() or self.desk.working_day
        months = owed_months(self.desk.office, row.payer, on)
        self._owed = {_ONE: row.owed, _ALL: sum(one.amount for one in months)}
        choices = [(_ONE, f"Tháng {month_text(row.month)}")]
        if len(months) > 1:
            since = month_text(months[0].month)
            choices.append((_ALL, f"{len(months)} tháng nợ từ {since}"))
        self.monthsEdit.set_choices(choices)

    def _count_again(self) -> None:
        """Count anew for another day; an amount of the officer's own stays."""
        if self._row is None:
            return
        chosen, amount = self.monthsEdit.value() or _ONE, self.amountEdit.value()
        is_own = amount != self._proposed(chosen)
        self._count(self._row)
        self.monthsEdit.set_value(chosen)
        if self.monthsEdit.is_empty():  # nothing but the month itself is owed by that day
            self.monthsEdit.set_value(_ONE)
        self.amountEdit.set_value(amount if is_own else self._proposed(self.monthsEdit.value()))

    def _propose(self) -> None:
        """Put what is owed for the chosen months into the amount."""
        self.amountEdit.set_value(self._proposed(self.monthsEdit.value()))

    def _proposed(self, months: str | None) -> int | None:
        return self._owed.get(months or _ONE) or None
