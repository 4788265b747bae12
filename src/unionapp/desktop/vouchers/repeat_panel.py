"""A voucher that comes back every month: on which day, from when, until when."""

from dataclasses import replace
from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import CountField, TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.vouchers.recurring import Recurrence, drop_recurring, save_recurring
from unionapp.finance.vouchers.register import VoucherDetail
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import month_of, month_text, next_month


class RepeatPanel(PlacedPanel):
    """Keeps the voucher that is shown as one that is proposed again every month."""

    dayEdit: CountField
    firstEdit: TextField
    lastEdit: TextField

    places = MappingProxyType({"recurring.day": "dayEdit", "recurring.months": "lastEdit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "vouchers/repeat_panel")
        self._detail: VoucherDetail | None = None
        self.firstEdit.set_placeholder("tháng/năm, ví dụ 3/2026")
        self.lastEdit.set_placeholder("để trống: đến khi thôi")

    def show_voucher(self, detail: VoucherDetail) -> None:
        """Begin with the day of the voucher, from the month after it."""
        self._detail = detail
        on = detail.row.voucher_on
        self.begin(f"Lặp hằng tháng: {detail.row.reason}")
        self.dayEdit.set_value(on.day)
        self.firstEdit.set_value(month_text(next_month(month_of(on))))
        self.dayEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        assert self._detail is not None  # noqa: S101  # the panel opens on a voucher only
        self.need("dayEdit", "firstEdit")
        first = self.month_in("firstEdit")
        last = self.month_in("lastEdit") if not self.lastEdit.is_empty() else None
        draft = self._detail.draft
        # "tháng 3 năm 2026" in the reason becomes the month it comes back in
        own = month_label(month_of(draft.voucher_on))
        repeated = replace(draft, reason=draft.reason.replace(own, "{month}"))
        recurrence = Recurrence(repeated, self.dayEdit.value() or 0, first, last)
        office = self.desk.office
        kept = save_recurring(office, recurrence)
        sentence = f"Từ {month_label(first)}, ngày {recurrence.day} mỗi tháng sẽ đề nghị lập lại"
        self.desk.undo_list.add(sentence, lambda: drop_recurring(office, kept.id))
        return sentence, kept
