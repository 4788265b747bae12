"""How what goes up is shared among the levels above, by the budget guide of a year."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from PySide6.QtWidgets import QLabel
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.errors import Refusal
from unionapp.finance.group.chain_accounts import ChainAccount
from unionapp.finance.levels.split_chains import KINDS, set_split_chain
from unionapp.vietnamese.amounts import dong, percent_text

_SHARE = re.compile(r"(.+?)\s*=?\s*(\d+(?:[.,]\d+)?)\s*%?", re.ASCII | re.DOTALL)


class ChainPanel(PlacedPanel):
    """Enters the shares of a year."""

    kindEdit: ChoiceField
    sharesEdit: TextField
    basisEdit: TextField
    accountLabel: QLabel

    places = MappingProxyType({"split.not_whole": "sharesEdit", "split.unknown_kind": "kindEdit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/chain_panel")
        self._year = desk.period.end.year
        self.kindEdit.set_choices(list(KINDS.items()))
        self.sharesEdit.set_placeholder("LĐLĐ tỉnh 60; Tổng Liên đoàn 40")
        self._accounts: Mapping[str, ChainAccount] = {}
        self.kindEdit.changed.connect(self._show_account)

    def show_year(self, year: int) -> None:
        """Begin with the dues."""
        self._year = year
        self.begin(f"Chia tiếp phần nộp lên năm {year}")
        self.kindEdit.set_value("dues")
        self.sharesEdit.setFocus()

    def take(self, accounts: Iterable[ChainAccount]) -> None:
        """Take what is due to each level and what came in for it, as they were worked out."""
        self._accounts = {one.kind: one for one in accounts}
        self._show_account()

    def _show_account(self) -> None:
        account = self._accounts.get(self.kindEdit.value() or "")
        self.accountLabel.setText("" if account is None else "\n".join(account_words(account)))

    @override
    def act(self) -> tuple[str, object]:
        self.need("kindEdit", "sharesEdit", "basisEdit")
        kind = self.kindEdit.value() or ""
        rates = read_shares(self.sharesEdit.text())
        done = set_split_chain(self.desk.office, self._year, kind, rates, self.basisEdit.text())
        return f"{KINDS[kind]} nộp lên năm {self._year} chia cho {len(rates)} cấp", done


def account_words(account: ChainAccount) -> Iterator[str]:
    """What lower units owe and what came in, whole and for each level above."""
    sums = f"phải nộp {dong(account.due)}, đã nộp {dong(account.came)}"
    yield f"{KINDS[account.kind]} cấp dưới {sums}."
    for one in account.levels:
        rate = percent_text(one.rate)
        yield (
            f"{one.level} ({rate}): phải nộp {dong(one.due)}, đã nộp {dong(one.came)}, "
            f"còn {dong(one.left)}."
        )


def read_shares(text: str) -> dict[str, Decimal]:
    """Shares as they are typed: "LĐLĐ tỉnh 60; Tổng Liên đoàn 40".

    Raises:
        Refusal: split.not_whole, where a part has no share.
    """
    rates: dict[str, Decimal] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        found = _SHARE.fullmatch(part)
        if found is None:
            raise Refusal("split.not_whole")
        rates[found[1]] = Decimal(found[2].replace(",", ".")) / 100
    return rates
