"""The till and the bank accounts: what lay in them when the books opened, and new accounts."""

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, MoneyField, TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.finance.vouchers.accounts import (
    AccountRow,
    add_bank_account,
    open_accounts,
    set_opening,
)
from unionapp.vietnamese.amounts import dong


class AccountPanel(SidePanel):
    """Adds a bank account, or says what lay in an account at the beginning."""

    accountEdit: ChoiceField
    nameEdit: TextField
    bankEdit: TextField
    numberEdit: TextField
    openingEdit: MoneyField
    openedOnEdit: DateField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "vouchers/account_panel")
        self._accounts: dict[str, AccountRow] = {}
        self.accountEdit.changed.connect(self._fit)

    def show_accounts(self) -> None:
        """Offer the accounts, the till first."""
        self._accounts = {str(row.id): row for row in open_accounts(self.desk.office)}
        self.accountEdit.set_choices([(key, row.name) for key, row in self._accounts.items()])
        self.begin("Quỹ và tài khoản ngân hàng")
        self.accountEdit.set_value(next(iter(self._accounts), None))
        self.accountEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        office, key = self.desk.office, self.accountEdit.value()
        opening, opened = self.openingEdit.value(), self.openedOnEdit.value()
        if key is not None:
            row = self._accounts[key]
            done = set_opening(office, row.id, opening or 0, opened or self.desk.period.start)
            return f"{done.name}: số dư đầu {dong(done.opening)}", done
        name = self.nameEdit.value() or ""
        bank, number = self.bankEdit.value() or "", self.numberEdit.value() or ""
        added = add_bank_account(office, name, bank=bank, number=number)
        if opening is not None:
            added = set_opening(office, added.id, opening, opened or self.desk.period.start)
        return f"Đã thêm tài khoản {added.name}", added

    def _fit(self) -> None:
        row = self._accounts.get(self.accountEdit.value() or "")
        for name in ("nameEdit", "bankEdit", "numberEdit"):
            self.entry.fields[name].setVisible(row is None)
            self.label_of(name).setVisible(row is None)
        self.openingEdit.set_value(row.opening if row else None)
        self.openedOnEdit.set_value(row.opened_on if row else None)
        self.accountEdit.show_hint(f"Đang còn {dong(row.balance)}" if row else "")
