"""Một người nộp: arrears, a part, or months ahead; what the money covers is shown beforehand."""

from collections.abc import Iterator
from functools import partial
from types import MappingProxyType

from PySide6.QtWidgets import QLabel
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.dues.collect_panel import WAYS, choices_of
from unionapp.desktop.fields import (
    Choice,
    ChoiceField,
    CountField,
    DateField,
    LookupField,
    MoneyField,
    find_in,
)
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.dues.book import MonthOfDues
from unionapp.finance.dues.lists import DuesList
from unionapp.finance.dues.payments import months_owed, pay_dues, spread
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.sentences import sentence
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import month_text

SHOWN_MONTHS = 6


class PaymentPanel(PlacedPanel):
    """Takes the money of one member and drafts the receipt."""

    memberEdit: LookupField
    onEdit: DateField
    wayEdit: ChoiceField
    aheadEdit: CountField
    amountEdit: MoneyField
    monthsLabel: QLabel

    places = MappingProxyType(
        {
            "V-01": "amountEdit",
            "dues.too_much": "amountEdit",
            "dues.ahead": "aheadEdit",
            "parameter.missing": "aheadEdit",
            "period.locked": "onEdit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "dues/payment_panel")
        self._owed: tuple[MonthOfDues, ...] = ()
        self.wayEdit.set_choices(list(WAYS.items()))
        self.memberEdit.chosen.connect(self._take)
        self.aheadEdit.set_placeholder("số tháng chưa lập danh sách")
        self.aheadEdit.changed.connect(self._count_owed)
        self.amountEdit.line.textChanged.connect(self._show_months)

    def show_list(self, listed: DuesList, member_id: int | None) -> None:
        """Begin with the member of the current row, and all that is owed."""
        people = choices_of(listed.rows)
        self.memberEdit.set_source(find_in(people))
        self.begin("Một người nộp")
        self.onEdit.set_value(self.desk.working_day)
        self.wayEdit.set_value("cash")
        chosen = next((person for person in people if person.key == member_id), None)
        self.memberEdit.choose(chosen)
        self._take(chosen)
        (self.memberEdit if chosen is None else self.amountEdit).setFocus()
        self.amountEdit.line.selectAll()

    @override
    def act(self) -> tuple[str, object]:
        self.need("memberEdit", "amountEdit", "onEdit")
        office, person = self.desk.office, self.memberEdit.choice()
        assert person is not None  # noqa: S101  # asked for above
        done = pay_dues(
            office,
            int(person.key),
            self.amountEdit.value() or 0,
            self.onEdit.value(),
            by_bank=self.wayEdit.value() == "bank",
            ahead=self.aheadEdit.value() or 0,
        )
        words = f"{person.text} đã nộp {dong(done.voucher.amount)}"
        self.desk.undo_list.add(words, lambda: delete_draft(office, done.voucher.id))
        return words, done

    def _take(self, _person: Choice | None) -> None:
        self.aheadEdit.set_value(None)
        self._count_owed()

    def _count_owed(self) -> None:
        self._owed = ()
        self.explain(partial(self.place, self._read_owed))
        self._show_months()

    def _read_owed(self) -> None:
        person, ahead = self.memberEdit.choice(), self.aheadEdit.value() or 0
        if person is not None:
            self._owed = months_owed(self.desk.office, int(person.key), ahead)
        owed = sum(month.owed for month in self._owed)
        self.amountEdit.set_value(owed or None)

    def _show_months(self) -> None:
        if self.memberEdit.choice() is None:
            self.monthsLabel.clear()
            return
        self.monthsLabel.setText("\n".join(_covered(self.amountEdit.value() or 0, self._owed)))


def _covered(amount: int, owed: tuple[MonthOfDues, ...]) -> Iterator[str]:
    total = sum(month.owed for month in owed)
    if not owed:
        yield "Không còn nợ tháng nào. Muốn nộp trước, hãy ghi số tháng nộp trước."
    elif amount > total:
        yield sentence("dues.too_much", owed=dong(total))
    else:
        yield "Nộp cho:" if amount else f"Còn nợ {dong(total)}"
        wanted = {month.month: month.owed for month in owed}
        parts = list(spread(amount, owed))
        for part in parts[:SHOWN_MONTHS]:
            left = wanted[part.month] - part.amount
            short = f", còn thiếu {dong(left)}" if left else ""
            yield f"  tháng {month_text(part.month)}: {dong(part.amount)}{short}"
        if parts[SHOWN_MONTHS:]:
            more = sum(part.amount for part in parts[SHOWN_MONTHS:])
            yield f"  và đến tháng {month_text(parts[-1].month)}: {dong(more)}"
        if amount:
            yield f"Sau đó còn nợ {dong(total - amount)}" if total > amount else "Nộp hết nợ."
