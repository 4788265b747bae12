"""What a year begins with, where the books of the year before are elsewhere."""

from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import MoneyField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.year.opening import set_opening_fund
from unionapp.vietnamese.amounts import dong


class OpeningPanel(PlacedPanel):
    """States the opening fund and what was still owed upwards."""

    accumulatedEdit: MoneyField
    payableEdit: MoneyField

    places = MappingProxyType(
        dict.fromkeys(
            (
                "opening.approved",
                "opening.negative",
                "money.too_large",
                "year.submitted",
                "period.locked",
            ),
            "accumulatedEdit",
        )
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/opening_panel")
        self._year = desk.period.end.year

    def show_year(self, year: int, accumulated: int, payable: int) -> None:
        """Begin with what the books say."""
        self._year = year
        self.begin(f"Số dư đầu năm {year}")
        self.accumulatedEdit.set_value(accumulated)
        self.payableEdit.set_value(payable)
        self.accumulatedEdit.setFocus()
        self.accumulatedEdit.line.selectAll()

    @override
    def act(self) -> tuple[str, object]:
        self.need("accumulatedEdit", "payableEdit")
        done = set_opening_fund(
            self.desk.office,
            self._year,
            self.accumulatedEdit.value() or 0,
            self.payableEdit.value() or 0,
        )
        return f"Tích lũy đầu năm {done.year}: {dong(done.accumulated)}", done
