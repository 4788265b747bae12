"""What the employer paid for a month: here, with a voucher, or straight to the level above."""

from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.books.placed_panel import PlacedPanel
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, MoneyField
from unionapp.errors import Refusal
from unionapp.finance.contributions.register import ContributionRow, record_contribution_payment
from unionapp.finance.dues.law import is_enterprise
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.register import delete_draft, save_voucher
from unionapp.finance.vouchers.templates import find_template
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import month_text

WAYS = {
    "upper": "Nộp thẳng cho cấp trên",
    "BC": "Chuyển khoản vào tài khoản đơn vị",
    "PT": "Tiền mặt vào quỹ đơn vị",
}
_TEMPLATE = "kpcd_collected"


class PaymentPanel(PlacedPanel):
    """Records a payment of the month that is shown."""

    amountEdit: MoneyField
    onEdit: DateField
    wayEdit: ChoiceField

    places = MappingProxyType(
        {"V-01": "amountEdit", "period.locked": "onEdit", "account.none": "wayEdit"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "contributions/payment_panel")
        self._row: ContributionRow | None = None
        self._way = "upper"
        self.wayEdit.set_choices(list(WAYS.items()))

    def show_row(self, row: ContributionRow) -> None:
        """Begin with what is still owed."""
        self._row = row
        self.begin(f"Ghi số đã đóng tháng {month_text(row.month)}")
        self.amountEdit.set_value(max(row.remaining, 0) or None)
        self.onEdit.set_value(self.desk.working_day)
        self.wayEdit.set_value(self._way)
        self.amountEdit.setFocus()
        self.amountEdit.line.selectAll()

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on a month only
        self.need("amountEdit", "onEdit", "wayEdit")
        self._way = self.wayEdit.value() or "upper"
        voucher_id = None if self._way == "upper" else self._draft_receipt(self._row)
        try:
            done = record_contribution_payment(
                self.desk.office,
                self._row.month,
                self.amountEdit.value() or 0,
                self.onEdit.value() or self.desk.working_day,
                payer=self._row.payer,
                voucher_id=voucher_id,
            )
        except Refusal:
            if voucher_id is not None:
                delete_draft(self.desk.office, voucher_id)
            raise
        sentence = f"Đã ghi {dong(self.amountEdit.value() or 0)} đóng cho tháng {done.month[5:]}"
        return sentence, (done, voucher_id)

    def _draft_receipt(self, row: ContributionRow) -> int:
        office, template = self.desk.office, find_template(_TEMPLATE)
        item = template.item_for(is_enterprise=is_enterprise(office))
        amount = self.amountEdit.value() or 0
        draft = VoucherDraft(
            kind=self._way,
            voucher_on=self.onEdit.value() or self.desk.working_day,
            counterparty=row.payer or "Đơn vị sử dụng lao động",
            reason=template.reason.format(month=month_label(row.month)),
            amount=amount,
            lines=(LineDraft(item, amount, template.source),),
            template=template.code,
        )
        return save_voucher(office, draft).id
