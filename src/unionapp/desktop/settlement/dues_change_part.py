"""Dues law that takes effect backwards: what changes for each member, then offset or paid back."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import TextField
from unionapp.desktop.fields.box_entries import fill_box, month_entries
from unionapp.desktop.grids import Column, DataTable, Kind
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import explaining
from unionapp.desktop.settlement.part import YearPart
from unionapp.errors import Refusal
from unionapp.finance.dues.credits import Refund, credits_of, offset_credits, refund_credits
from unionapp.finance.dues.retroactive import (
    DuesChange,
    apply_dues_change,
    preview_dues_change,
)
from unionapp.finance.vouchers.accounts import open_accounts
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import month_of, month_text, next_month

_COLUMNS = (
    Column("full_name", "Họ và tên", 30),
    Column("before", "Mức đã lập", 14, Kind.MONEY),
    Column("after", "Mức tính lại", 14, Kind.MONEY),
    Column("change", "Thay đổi", 14, Kind.MONEY),
    Column("paid", "Đã nộp", 14, Kind.MONEY),
)
_REASONS = ("dues.reason_needed",)


class DuesChangePart(YearPart):
    """Previews a month by the law of today, books the change, settles what was paid too much."""

    monthBox: QComboBox
    sumLabel: QLabel
    table: DataTable
    reasonEdit: TextField
    applyButton: QPushButton
    creditLabel: QLabel
    toBox: QComboBox
    offsetButton: QPushButton
    fromBox: QComboBox
    refundButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/dues_change")
        self._seen: DuesChange | None = None
        self._model = SheetModel(_COLUMNS)
        self._model.setParent(self)
        self.table.set_up(self._model, "dues_change", preferences=desk.preferences)
        self.table.opened.connect(lambda member_id: desk.open("members", member_id))
        self.monthBox.currentIndexChanged.connect(self._change_month)
        self.applyButton.clicked.connect(self.apply)
        self.offsetButton.clicked.connect(self.offset)
        self.refundButton.clicked.connect(self.refund)

    @property
    def month(self) -> str:
        """The month that is worked out again."""
        return str(self.monthBox.currentData())

    def refresh(self) -> None:
        """Offer the months of the year and work the chosen one out again."""
        months = self.period.months()
        kept = self.monthBox.currentData()
        wanted = kept if kept in months else month_of(self.desk.working_day)
        fill_box(self.monthBox, month_entries(months), wanted)
        self._offer_targets()
        self._offer_accounts()
        self.show_month()

    def show_month(self) -> None:
        """Show what would change, and who has paid too much."""
        self.reasonEdit.clear_problem()
        try:
            self._seen = preview_dues_change(self.desk.office, self.month)
            self._show(self._seen)
        except Refusal as refusal:
            self._model.put({})
            self.sumLabel.setText(sentence_for(refusal))
            self.creditLabel.clear()
            for button in (self.applyButton, self.offsetButton, self.refundButton):
                button.setEnabled(False)

    def apply(self) -> None:
        """Book the change member by member."""
        office, month = self.desk.office, self.month
        seen = self._seen
        self._do(
            lambda: self._applied(apply_dues_change(office, month, self._reason(), seen=seen))
        )

    def offset(self) -> None:
        """Count what was paid too much towards another month."""
        target = str(self.toBox.currentData())
        self._do(
            lambda: self.desk.tell(
                f"Đã bù trừ {dong(offset_credits(self.desk.office, self.month, target))} "
                f"sang tháng {month_text(target)}"
            )
        )

    def refund(self) -> None:
        """Pay back what was collected too much, the way each paid it."""
        done: list[Refund] = []
        office, month, account = self.desk.office, self.month, self.fromBox.currentData()
        self._do(
            lambda: done.append(
                refund_credits(office, month, self._reason(), account_id=account or None)
            )
        )
        if done:
            self._tell_refund(done[0])

    def _tell_refund(self, refund: Refund) -> None:
        first = refund.vouchers[0]
        named = " và ".join(f"{row.number} ({dong(-row.amount)})" for row in refund.vouchers)
        self.banner.say(
            f"Đã trả lại {dong(refund.refunded)} cho {refund.people} người bằng phiếu ghi số âm "
            f"{named}, kèm danh sách ký nhận.",
            "success",
            answer=f"Mở {first.number}",
            deed=lambda: self.desk.open("vouchers", first.id),
        )

    def _do(self, deed: Callable[[], object]) -> None:
        with explaining(self.banner):
            try:
                deed()
            except Refusal as refusal:
                if refusal.code not in _REASONS:
                    raise
                self.reasonEdit.show_problem(sentence_for(refusal))
                self.reasonEdit.setFocus()
                return
            self.reasonEdit.restore("")
            self.show_month()

    def _applied(self, change: DuesChange) -> None:
        self.desk.tell(f"Đã ghi thay đổi của {len(change.rows)} người, tháng {self.month[5:]}")

    def _show(self, change: DuesChange) -> None:
        self._model.put(
            {
                row.member_id: (row.full_name, row.before, row.after, row.change, row.paid)
                for row in change.rows
            }
        )
        check = " (cần kiểm tra)" if change.legal.needs_check else ""
        words = "Mức đóng không có gì thay đổi"
        if change.rows:
            difference = change.after - change.before
            verb = "giảm" if difference < 0 else "tăng"
            words = f"{len(change.rows)} người thay đổi, cộng lại {verb} {dong(abs(difference))}"
        self.sumLabel.setText(f"{words}. {change.legal.words}{check}")
        may_write = "write" in self.desk.permissions
        self.applyButton.setEnabled(may_write and bool(change.rows))
        self._show_credits(change, may_write=may_write)

    def _show_credits(self, change: DuesChange, *, may_write: bool) -> None:
        over = credits_of(self.desk.office, self.month)
        if over and not change.rows:
            # booked already: who is still to be offset or paid back
            rows = {it.member_id: (it.full_name, it.due, it.due, 0, it.paid) for it in over}
            self._model.put(rows)
        total = -sum(row.owed for row in over)
        words = f"{len(over)} người đã nộp thừa {dong(total)}" if over else "Không ai nộp thừa."
        self.creditLabel.setText(words)
        for button in (self.offsetButton, self.refundButton):
            button.setEnabled(may_write and bool(over))

    def _offer_targets(self) -> None:
        months = list(self.period.months())
        if self.month == months[-1]:
            months.append(next_month(self.month))
        wanted = next_month(self.month)
        fill_box(self.toBox, month_entries([one for one in months if one != self.month]), wanted)

    def _offer_accounts(self) -> None:
        accounts = [one for one in open_accounts(self.desk.office) if one.kind in ("cash", "bank")]
        fill_box(self.fromBox, [("Như đã nộp", 0), *((one.name, one.id) for one in accounts)])

    def _change_month(self) -> None:
        self.banner.hide()
        self._offer_targets()
        self.show_month()

    def _reason(self) -> str:
        return self.reasonEdit.value() or ""
