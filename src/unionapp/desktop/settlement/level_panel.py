"""Money paid to a lower unit, or come from one: drafted as a voucher that names the unit."""

from dataclasses import dataclass
from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, MoneyField, TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.drafts import (
    DUES_IN,
    KPCD_IN,
    PAID_OUT,
    LineDraft,
    VoucherDraft,
)
from unionapp.organisation.units import UnitRow, lower_units
from unionapp.vietnamese.amounts import dong


@dataclass(frozen=True, slots=True)
class _Way:
    """One kind of money between levels: its words, its item, its source, which way it goes."""

    words: str
    item: str
    source: str
    comes_in: bool


_WAYS = {
    "paid": _Way("Cấp kinh phí cho cấp dưới", PAID_OUT, "12", comes_in=False),
    "dues": _Way("Cấp dưới nộp đoàn phí", DUES_IN, "11", comes_in=True),
    "kpcd": _Way("Cấp dưới nộp kinh phí công đoàn", KPCD_IN, "12", comes_in=True),
}
_KINDS = {("cash", True): "PT", ("cash", False): "PC", ("bank", True): "BC", ("bank", False): "BN"}


class LevelPanel(PlacedPanel):
    """Drafts the voucher of one movement."""

    wayEdit: ChoiceField
    unitEdit: ChoiceField
    amountEdit: MoneyField
    onEdit: DateField
    accountEdit: ChoiceField
    reasonEdit: TextField

    places = MappingProxyType(
        {"V-01": "amountEdit", "period.locked": "onEdit", "account.none": "accountEdit"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/level_panel")
        self._units: dict[str, UnitRow] = {}
        self._kinds: dict[str, str] = {}
        self.wayEdit.set_choices([(key, way.words) for key, way in _WAYS.items()])

    def start(self, code: str = "") -> None:
        """Begin with a unit."""
        office = self.desk.office
        self._units = {unit.code: unit for unit in lower_units(office)}
        self.unitEdit.set_choices([(unit.code, unit.name) for unit in self._units.values()])
        accounts = [row for row in open_accounts(office) if row.kind != "advance"]
        self._kinds = {str(row.id): row.kind for row in accounts}
        self.accountEdit.set_choices([(str(row.id), row.name) for row in accounts])
        self.begin("Tiền với cấp dưới")
        self.wayEdit.set_value("paid")
        self.unitEdit.set_value(code)
        banks = (account for account, kind in self._kinds.items() if kind == "bank")
        self.accountEdit.set_value(next(banks, next(iter(self._kinds), None)))
        self.onEdit.set_value(self.desk.working_day)
        self.wayEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        self.need("wayEdit", "unitEdit", "amountEdit", "onEdit", "accountEdit")
        office, way = self.desk.office, _WAYS[self.wayEdit.value() or ""]
        unit, account = self._units[self.unitEdit.value() or ""], self.accountEdit.value() or ""
        amount = self.amountEdit.value() or 0
        draft = VoucherDraft(
            kind=_KINDS[self._kinds[account], way.comes_in],
            voucher_on=self.onEdit.value() or self.desk.working_day,
            counterparty=unit.name,
            reason=self.reasonEdit.value() or way.words,
            amount=amount,
            lines=(LineDraft(way.item, amount, way.source),),
            account_id=int(account),
            attachments=1,
            lower_unit_id=unit.id,
        )
        row = save_voucher(office, draft)
        sentence = f"Đã lập chứng từ nháp {dong(amount)} với {unit.name}"
        self.desk.undo_list.add(sentence, lambda: delete_draft(office, row.id))
        return sentence, row
