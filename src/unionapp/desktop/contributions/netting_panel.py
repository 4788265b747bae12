"""The level above keeps back what it is owed; both sides are booked whole."""

from types import MappingProxyType

from PySide6.QtWidgets import QLabel
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, MoneyField, TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.levels.netting import Netting, book_netting
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.organisation.units import parent_of
from unionapp.vietnamese.amounts import dong


class NettingPanel(PlacedPanel):
    """Books a netting as two posted vouchers."""

    grantedEdit: MoneyField
    keptBackEdit: MoneyField
    onEdit: DateField
    referenceEdit: TextField
    counterpartyEdit: TextField
    accountEdit: ChoiceField
    netLabel: QLabel

    places = MappingProxyType(
        {
            "netting.too_much": "keptBackEdit",
            "V-01": "keptBackEdit",
            "V-04": "grantedEdit",
            "account.none": "accountEdit",
            "period.locked": "onEdit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "contributions/netting_panel")
        for field in (self.grantedEdit, self.keptBackEdit):
            field.changed.connect(self._add_up)

    def start(self) -> None:
        """Begin with the dues that are owed upwards."""
        office, day = self.desk.office, self.desk.working_day
        banks = [row for row in open_accounts(office) if row.kind == "bank" and row.is_active]
        self.accountEdit.set_choices([(str(row.id), row.name) for row in banks])
        self.begin("Bù trừ với cấp trên")
        self.accountEdit.set_value(next((str(row.id) for row in banks), None))
        self.onEdit.set_value(day)
        above = parent_of(office, on=day)
        self.counterpartyEdit.set_value(None if above is None else above.name)
        owed = list_obligations(office, day.year, day).owed
        self.keptBackEdit.set_value(owed if owed > 0 else None)
        self._add_up()
        self.grantedEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        self.need(*(name for name in self.entry.fields if name != "accountEdit"))
        account = self.accountEdit.value()
        netting = Netting(
            granted=self.grantedEdit.value() or 0,
            kept_back=self.keptBackEdit.value() or 0,
            on=self.onEdit.value() or self.desk.working_day,
            reference=self.referenceEdit.text(),
            counterparty=self.counterpartyEdit.text(),
            account_id=int(account) if account else None,
        )
        received, remitted = book_netting(self.desk.office, netting)
        return f"Đã ghi sổ bù trừ: {received.number} và {remitted.number}", received

    def _add_up(self) -> None:
        granted, kept = self.grantedEdit.value(), self.keptBackEdit.value()
        both = granted is not None and kept is not None
        self.netLabel.setText(f"Thực nhận {dong((granted or 0) - (kept or 0))}" if both else "")
