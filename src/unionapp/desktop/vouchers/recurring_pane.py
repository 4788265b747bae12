"""Vouchers that come back every month: what this month still asks for is drafted in one go."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.grids.sheet_model import SheetModel
from unionapp.desktop.notices import explaining
from unionapp.desktop.table_pane import TablePane
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.drafts import VOUCHER_KINDS
from unionapp.finance.vouchers.recurring import (
    RecurringRow,
    draft_recurring,
    drop_recurring,
    due_recurring,
    end_recurring,
    list_recurring,
    save_recurring,
)
from unionapp.finance.vouchers.register import VoucherRow
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import month_of, month_text, previous_month

_COLUMNS = (
    Column("state", "Tháng này", 10, can_sort=False),
    Column("day", "Ngày", 5, Kind.COUNT, can_sort=False, adds_up=False),
    Column("amount", "Số tiền", 11, Kind.MONEY, can_sort=False),
    Column("who", "Người nộp, nhận", 20, can_sort=False),
    Column("reason", "Lý do", 34, can_sort=False),
    Column("kind", "Loại", 12, can_sort=False),
    Column("months", "Từ – đến tháng", 18, can_sort=False),
)
_NONE = (
    "Chưa có phiếu định kỳ nào. Mở một phiếu chi lặp lại hằng tháng (phụ cấp, phí ngân hàng…), "
    "bấm «Khác…», chọn «Lặp hằng tháng»."
)


class RecurringPane(TablePane):
    """Lists them, drafts what is due, ends one."""

    done = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: dict[int, RecurringRow] = {}
        self._model = SheetModel(_COLUMNS)
        self._model.setParent(self)
        self.table.set_up(self._model, "recurring", preferences=desk.preferences)
        self.endButton = self.add_deed("Thôi lặp (Del)", self.end)
        self.draftButton = self.add_deed("Lập nháp", self.draft_all, is_primary=True)
        self.table.opened.connect(self._draft_one)

    @property
    def month(self) -> str:
        """The month that is drafted: that of the working day."""
        return month_of(self.desk.working_day)

    def start(self) -> None:
        """Show every recurring voucher and what the month still asks for."""
        with explaining(self.banner):
            due = {one.recurring_id for one in due_recurring(self.desk.office, self.month)}
            self._rows = {row.id: row for row in list_recurring(self.desk.office)}
            label = month_label(self.month)
            self.say(f"Phiếu định kỳ {label}", _hint(len(self._rows), len(due)))
            self._model.put({row.id: _cells(row, self.month, due) for row in self._rows.values()})
            self.table.setCurrentIndex(self._model.index(0, 0))
            words = f"Lập nháp {len(due)} phiếu" if due else "Lập nháp"
            self.draftButton.setText(words)
            self.draftButton.setEnabled(bool(due) and self.may("write"))
            self.endButton.setEnabled(bool(self._rows) and self.may("write"))
            self.sumLabel.setText("")
            (self.draftButton if due else self.table).setFocus()

    def draft_all(self) -> None:
        """Draft everything that the month still asks for; it can be taken back."""
        self._draft(None)

    def end(self) -> None:
        """Let the current one come no more; it can be taken back."""
        row = self._rows.get(self.table.current_id() or 0)
        if row is None:
            return
        office, before = self.desk.office, previous_month(self.month)
        with explaining(self.banner):
            if row.recurrence.first_month > before:
                drop_recurring(office, row.id)
                back: int | None = None
            else:
                end_recurring(office, row.id, before)
                back = row.id
            sentence = f"Từ {month_label(self.month)} thôi lặp: {row.recurrence.draft.reason}"
            self.desk.undo_list.add(sentence, lambda: self._take_back(row, back))
            self.desk.tell(sentence)
            self.start()

    def _draft_one(self, row_id: int) -> None:
        if self.may("write"):
            self._draft([row_id])

    def _draft(self, only: list[int] | None) -> None:
        office = self.desk.office
        with explaining(self.banner):
            rows = draft_recurring(office, self.month, only)
            if not rows:
                self.banner.say(f"{month_label(self.month).capitalize()} đã lập phiếu này rồi.")
                return
            total = sum(row.amount for row in rows)
            sentence = f"Đã lập {len(rows)} phiếu nháp {month_label(self.month)}, {dong(total)}"
            self.desk.undo_list.add(sentence, lambda: self._throw_away(rows))
            self.desk.tell(sentence)
            self.done.emit(rows[0])

    def _throw_away(self, rows: Sequence[VoucherRow]) -> None:
        for row in rows:
            delete_draft(self.desk.office, row.id)

    def _take_back(self, row: RecurringRow, kept: int | None) -> None:
        save_recurring(self.desk.office, row.recurrence, kept)
        if self.isVisible():
            self.start()


def _cells(row: RecurringRow, month: str, due: set[int]) -> Row:
    once = row.recurrence
    last = month_text(once.last_month) if once.last_month else "…"
    is_over = once.last_month is not None and once.last_month < month
    state = "chưa lập" if row.id in due else "đã lập"
    if is_over or once.first_month > month:
        state = "đã thôi" if is_over else "chưa đến"
    return (
        state,
        once.day,
        once.draft.amount,
        once.draft.counterparty,
        once.draft.reason.replace("{month}", "tháng …"),
        VOUCHER_KINDS[once.draft.kind],
        f"{month_text(once.first_month)} – {last}",
    )


def _hint(count: int, due: int) -> str:
    if not count:
        return _NONE
    if not due:
        return "Tháng này không còn phiếu định kỳ nào phải lập."
    return f"Tháng này còn {due} phiếu chưa lập; Enter lập riêng một phiếu. Phiếu lập ra là nháp."
