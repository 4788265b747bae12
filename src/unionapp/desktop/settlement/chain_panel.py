"""How what goes up is shared among the levels above, by the budget guide of a year."""

import re
from decimal import Decimal
from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.errors import Refusal
from unionapp.finance.levels.split_chains import set_split_chain

KINDS = {"dues": "Đoàn phí", "kpcd": "Kinh phí công đoàn"}
_SHARE = re.compile(r"(.+?)\s*=?\s*(\d+(?:[.,]\d+)?)\s*%?", re.ASCII | re.DOTALL)


class ChainPanel(PlacedPanel):
    """Enters the shares of a year."""

    kindEdit: ChoiceField
    sharesEdit: TextField
    basisEdit: TextField

    places = MappingProxyType({"split.not_whole": "sharesEdit", "split.unknown_kind": "kindEdit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/chain_panel")
        self._year = desk.period.end.year
        self.kindEdit.set_choices(list(KINDS.items()))
        self.sharesEdit.set_placeholder("LĐLĐ tỉnh 60; Tổng Liên đoàn 40")

    def show_year(self, year: int) -> None:
        """Begin with the dues."""
        self._year = year
        self.begin(f"Chia tiếp phần nộp lên năm {year}")
        self.kindEdit.set_value("dues")
        self.sharesEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        self.need("kindEdit", "sharesEdit", "basisEdit")
        kind = self.kindEdit.value() or ""
        rates = read_shares(self.sharesEdit.text())
        done = set_split_chain(self.desk.office, self._year, kind, rates, self.basisEdit.text())
        return f"{KINDS[kind]} nộp lên năm {self._year} chia cho {len(rates)} cấp", done


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
