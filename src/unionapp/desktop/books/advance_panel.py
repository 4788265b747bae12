"""Handing out an advance: it leaves the till at once and is no spending yet."""

from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, LookupField, MoneyField, TextField
from unionapp.desktop.people import find_people
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.finance.vouchers.advances import AdvanceDraft, give_advance
from unionapp.vietnamese.amounts import dong


class AdvancePanel(PlacedPanel):
    """Gives an advance."""

    personEdit: LookupField
    purposeEdit: TextField
    amountEdit: MoneyField
    onEdit: DateField
    accountEdit: ChoiceField

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
        account, person = self.accountEdit.value(), self.personEdit.choice()
        draft = AdvanceDraft(
            person=self.personEdit.text(),
            purpose=self.purposeEdit.text(),
            amount=self.amountEdit.value() or 0,
            on=self.onEdit.value() or self.desk.working_day,
            account_id=int(account) if account else None,
            member_id=person.key if person and isinstance(person.key, int) else None,
        )
        done = give_advance(self.desk.office, draft)
        return f"Đã tạm ứng {dong(done.given)} cho {done.person}", done
