"""A voucher once more: today, on its old day, or a month later."""

from datetime import date
from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.vouchers.copies import copy_voucher
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.register import VoucherRow
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import last_day, month_of, next_month

WHENS = {"today": "Hôm nay", "same": "Ngày của phiếu cũ", "next": "Cùng ngày tháng sau"}


class CopyPanel(PlacedPanel):
    """Chooses the day of the copy; it is a draft and can be taken back."""

    whenEdit: ChoiceField
    onEdit: DateField

    places = MappingProxyType({"period.locked": "onEdit", "voucher.before_books": "onEdit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "vouchers/copy_panel")
        self._row: VoucherRow | None = None
        self.whenEdit.set_choices(list(WHENS.items()))
        self.whenEdit.changed.connect(self._fit_day)

    def show_voucher(self, row: VoucherRow) -> None:
        """Begin with today."""
        self._row = row
        self.begin(f"Nhân bản {row.number or 'bản nháp'}: {row.reason}")
        self.whenEdit.set_value("today")
        self._fit_day()
        self.whenEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on a voucher only
        self.need("onEdit")
        office = self.desk.office
        done = copy_voucher(office, self._row.id, self.onEdit.value())
        sentence = f"Đã nhân bản thành bản nháp {dong(done.amount)}"
        self.desk.undo_list.add(sentence, lambda: delete_draft(office, done.id))
        return sentence, done

    def _fit_day(self) -> None:
        if self._row is not None and (when := self.whenEdit.value()):
            self.onEdit.set_value(day_of(when, self._row.voucher_on, self.desk.office.today))


def day_of(when: str, was: date, today: date) -> date:
    """The day a copy falls on; a day that the next month lacks means its last one."""
    if when == "today":
        return today
    if when == "same":
        return was
    end = last_day(next_month(month_of(was)))
    return end.replace(day=min(was.day, end.day))
