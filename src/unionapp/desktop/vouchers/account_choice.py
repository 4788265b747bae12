"""The till or the bank account a voucher moves, with what is left in it."""

from datetime import date

from PySide6.QtCore import QObject

from unionapp.desktop.fields import ChoiceField
from unionapp.finance.vouchers.accounts import AccountRow, open_accounts
from unionapp.finance.vouchers.drafts import account_kind_of
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import table_date


class AccountChoice(QObject):
    """Offers the accounts that fit to a kind of voucher; the first unless another was chosen."""

    def __init__(self, office: Office, field: ChoiceField) -> None:
        super().__init__(field)
        self._office = office
        self._field = field
        self._balances: dict[str, int] = {}
        self._kind, self._on = "PC", office.today
        field.changed.connect(self._show_balance)

    def offer(self, kind: str, on: date) -> None:
        """Offer the accounts of a kind of voucher, with what is left on a day."""
        self._kind = kind
        accounts = self._read(on)
        kept = self._field.value()
        self._field.set_choices([(str(row.id), row.name) for row in accounts])
        first = next(iter(self._balances), "")
        self._field.set_value(kept if kept in self._balances else first)
        self._show_balance()

    def show_day(self, on: date) -> None:
        """Show what is left on another day."""
        self._read(on)
        self._show_balance()

    def chosen(self) -> int | None:
        """The id of the chosen account."""
        key = self._field.value()
        return int(key) if key else None

    def _read(self, on: date) -> list[AccountRow]:
        wanted = account_kind_of(self._kind)
        accounts = [row for row in open_accounts(self._office, on) if row.kind == wanted]
        self._balances = {str(row.id): row.balance for row in accounts}
        self._on = on
        return accounts

    def _show_balance(self) -> None:
        balance = self._balances.get(self._field.value() or "")
        words = "" if balance is None else f"Còn {dong(balance)} ngày {table_date(self._on)}"
        self._field.show_hint(words)
