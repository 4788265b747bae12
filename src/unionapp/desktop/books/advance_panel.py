"""Handing out an advance: it leaves the till at once and is no spending yet."""

from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, LookupField, MoneyField, TextField
from unionapp.desktop.people import find_people
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.finance.vouchers.advances import AdvanceDraft, give_advance
from unionapp.vietnamese.amounts import dong


class AdvancePanel(PlacedPanel):
    """Gives an advance; its request can be printed before, as far as it is typed."""

    requestButton: QPushButton
    personEdit: LookupField
    purposeEdit: TextField
    amountEdit: MoneyField
    onEdit: DateField
    accountEdit: ChoiceField

    request_wanted = Signal(object)

    places = MappingProxyType(
        {
            "V-01": "amountEdit",
            "V-03": "amountEdit",
            "V-04": "amountEdit",
            "period.locked": "onEdit",
            "voucher.before_books": "onEdit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "books/advance_panel")
        find_people(self.personEdit, desk.office, is_free=True)
        self.requestButton.clicked.connect(lambda: self.request_wanted.emit(self._draft()))

    def start(self) -> None:
        """Begin an empty advance out of the till."""
        accounts = [row for row in open_accounts(self.desk.office) if row.is_active]
        self.accountEdit.set_choices(
            [(str(row.id), f"{row.name} (còn {dong(row.balance)})") for row in accounts]
        )
        self.begin("Tạm ứng")
        self.accountEdit.set_value(next((str(row.id) for row in accounts), None))
        self.onEdit.set_value(self.desk.working_day)
        self.personEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        self.need("personEdit", "purposeEdit", "amountEdit", "onEdit")
        done = give_advance(self.desk.office, self._draft())
        return f"Đã tạm ứng {dong(done.given)} cho {done.person}", done

    def _draft(self) -> AdvanceDraft:
        account, person = self.accountEdit.value(), self.personEdit.choice()
        return AdvanceDraft(
            person=self.personEdit.text(),
            purpose=self.purposeEdit.text(),
            amount=self.amountEdit.value() or 0,
            on=self.onEdit.value() or self.desk.working_day,
            account_id=int(account) if account else None,
            member_id=person.key if person and isinstance(person.key, int) else None,
        )
