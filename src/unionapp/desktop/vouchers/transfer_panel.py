"""Moving money between the till and the bank, or between two accounts."""

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, MoneyField, TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.vietnamese.amounts import dong


class TransferPanel(SidePanel):
    """Drafts both sides of a transfer."""

    fromEdit: ChoiceField
    toEdit: ChoiceField
    amountEdit: MoneyField
    onEdit: DateField
    arrivesOnEdit: DateField
    reasonEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "vouchers/transfer_panel")
        self._accounts: list[str] = []
        self.fromEdit.changed.connect(self._offer_other)

    def show_accounts(self) -> None:
        """Offer the accounts with what lies in them."""
        accounts = open_accounts(self.desk.office)
        self._accounts = [str(row.id) for row in accounts]
        choices = [(str(row.id), f"{row.name} (còn {dong(row.balance)})") for row in accounts]
        self.fromEdit.set_choices(choices)
        self.toEdit.set_choices(choices)
        self.begin("Chuyển quỹ")
        self.onEdit.set_value(self.desk.working_day)
        self.fromEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        named = {
            "from": self.fromEdit.value(),
            "to": self.toEdit.value(),
            "amount": self.amountEdit.value(),
            "on": self.onEdit.value(),
        }
        missing = [name for name, value in named.items() if value is None]
        if missing:
            raise Invalid(tuple(Problem("field.needed", field=name) for name in missing))
        office = self.desk.office
        moved = Transfer(
            from_account_id=int(self.fromEdit.value() or 0),
            to_account_id=int(self.toEdit.value() or 0),
            amount=self.amountEdit.value() or 0,
            on=self.onEdit.value() or self.desk.working_day,
            arrives_on=self.arrivesOnEdit.value(),
            reason=self.reasonEdit.value() or "",
        )
        paying, _ = transfer(office, moved)
        sentence = f"Đã lập hai phiếu chuyển quỹ {dong(moved.amount)}, chưa ghi sổ"
        self.desk.undo_list.add(sentence, lambda: delete_draft(office, paying.id))
        return sentence, paying

    def _offer_other(self) -> None:
        # of two accounts the money can only go to the other
        left = [one for one in self._accounts if one != self.fromEdit.value()]
        if len(left) == 1:
            self.toEdit.set_value(left[0])
