"""What is done with one voucher beside the list: the chair's answer, files, copies."""

from collections.abc import Callable, Mapping
from typing import Protocol

from unionapp.desktop.desk import Desk
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import SideStack
from unionapp.desktop.vouchers.approve_panel import ApprovePanel
from unionapp.desktop.vouchers.attachments_panel import AttachmentsPanel
from unionapp.desktop.vouchers.copy_panel import CopyPanel
from unionapp.desktop.vouchers.repeat_panel import RepeatPanel
from unionapp.finance.vouchers.approvals import (
    APPROVER,
    approve_voucher,
    withdraw_voucher_approval,
)
from unionapp.finance.vouchers.register import VoucherDetail
from unionapp.vietnamese.amounts import dong


class Page(Protocol):
    """What the panels ask of the page of vouchers."""

    side: SideStack

    def current(self) -> VoucherDetail | None:
        """The voucher the list points to."""

    def show_current(self) -> None:
        """Show the current voucher again."""


class VoucherPanels:
    """Owns the panels, and opens each for the current voucher."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.approve_panel = ApprovePanel(desk)
        self.copy_panel = CopyPanel(desk)
        self.repeat_panel = RepeatPanel(desk)
        self.attachments = AttachmentsPanel(desk)
        self.all: tuple[SidePanel, ...] = (
            self.approve_panel,
            self.copy_panel,
            self.repeat_panel,
        )
        self._page: Page

    def join(self, page: Page) -> None:
        """Open beside the list of a page."""
        self._page = page
        page.side.addWidget(self.attachments)
        self.attachments.closed.connect(page.side.close_panel)
        self.attachments.changed.connect(page.show_current)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """The commands on the current voucher."""
        return {
            "approve": self.approve,
            "withdraw_approval": self.withdraw_approval,
            "attach": self.attach_more,
            "copy_voucher": self.copy,
            "repeat": self.repeat,
        }

    def refused(self, detail: VoucherDetail) -> tuple[str, ...]:
        """The commands that a voucher does not allow."""
        row = detail.row
        may_answer = self._desk.office.officer.role == APPROVER and row.status == "draft"
        refused: tuple[str, ...] = ("approve", "withdraw_approval")
        if may_answer:
            refused = ("approve",) if row.is_approved else ("withdraw_approval",)
        is_odd = row.pair_id is not None or row.kind in ("TU", "HU")
        return (*refused, "repeat") if is_odd else refused

    def approve(self) -> None:
        """Let the chair answer the current voucher."""
        if (detail := self._page.current()) is not None:
            self._page.side.open_panel(self.approve_panel)
            self.approve_panel.show_voucher(detail)

    def withdraw_approval(self) -> None:
        """Take the chair's approval of the current voucher back; it can be given again."""
        detail, office = self._page.current(), self._desk.office
        if detail is None:
            return
        voucher_id = detail.row.id

        def approve_again() -> None:
            approve_voucher(office, voucher_id)

        done = withdraw_voucher_approval(office, voucher_id)
        sentence = f"Đã rút duyệt {dong(done.row.amount)} cho {done.row.counterparty}"
        self._desk.tell(sentence)
        self._desk.undo_list.add(sentence, approve_again)
        self._page.show_current()

    def attach(self) -> None:
        """Show the files of the current voucher."""
        if (detail := self._page.current()) is not None:
            self._page.side.open_panel(self.attachments)
            self.attachments.show_voucher(detail.row)

    def attach_more(self) -> None:
        """Show the files; where they are shown already, choose one more."""
        # one command for both: two with the same keys (Ctrl+O) would be ambiguous
        if self._page.side.currentWidget() is self.attachments:
            self.attachments.addButton.click()
        else:
            self.attach()

    def copy(self) -> None:
        """Write the current voucher once more."""
        if (detail := self._page.current()) is not None:
            self._page.side.open_panel(self.copy_panel)
            self.copy_panel.show_voucher(detail.row)

    def repeat(self) -> None:
        """Let the current voucher come back every month."""
        if (detail := self._page.current()) is not None:
            self._page.side.open_panel(self.repeat_panel)
            self.repeat_panel.show_voucher(detail)
