"""What else is done with vouchers: the chair's answer, papers, lists, copies, what comes back."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from unionapp.desktop.commands import Actions, without_argument
from unionapp.desktop.desk import Desk
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import SideStack
from unionapp.desktop.vouchers.allowances_pane import AllowancesPane
from unionapp.desktop.vouchers.approve_panel import ApprovePanel
from unionapp.desktop.vouchers.attachments_panel import AttachmentsPanel
from unionapp.desktop.vouchers.copy_panel import CopyPanel
from unionapp.desktop.vouchers.recipients_pane import RecipientsPane
from unionapp.desktop.vouchers.recurring_pane import RecurringPane
from unionapp.desktop.vouchers.repeat_panel import RepeatPanel
from unionapp.finance.vouchers.approvals import APPROVER, waiting_for_approval
from unionapp.finance.vouchers.register import VoucherDetail
from unionapp.vietnamese.periods import Period

if TYPE_CHECKING:
    from unionapp.desktop.books.print_pane import PrintPane

# Papers of a voucher beside its own, by their kind.
PAPERS = {"recipients": "Danh sách ký nhận", "visit": "Phiếu thăm hỏi"}
Pane = TypeVar("Pane", RecipientsPane, RecurringPane, AllowancesPane)
ON_MENU = ("recipients", "copy_voucher", "repeat", "reverse", "delete")


class Page(Protocol):
    """What the works ask of the page of vouchers."""

    desk: Desk
    side: SideStack
    actions_: Actions

    def current(self) -> VoucherDetail | None:
        """The voucher the list points to."""

    def lay(self, pane: QWidget) -> None:
        """Lay a pane over the list."""

    def show_listing(self) -> None:
        """Go back to the list."""

    def show_current(self) -> None:
        """Show the current voucher again."""

    def show_done(self, result: object) -> None:
        """A deed was done."""

    def show_waiting(self) -> None:
        """List what waits for the chair."""

    def show_paper(self, kind: str, title: str) -> None:
        """Show a paper of the current voucher."""


class MoreWorks(QObject):
    """Owns the panels and panes of these works; panes are made when they are first asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.approve_panel = ApprovePanel(desk)
        self.copy_panel = CopyPanel(desk)
        self.repeat_panel = RepeatPanel(desk)
        self.attachments = AttachmentsPanel(desk)
        self.panels: tuple[SidePanel, ...] = (
            self.approve_panel,
            self.copy_panel,
            self.repeat_panel,
        )
        self._page: Page

    def join(self, page: Page) -> None:
        """Work for a page."""
        self._page = page
        page.side.addWidget(self.attachments)
        self.attachments.closed.connect(page.side.close_panel)
        self.attachments.changed.connect(page.show_current)

    @cached_property
    def recipients(self) -> RecipientsPane:
        """The list that is signed."""
        return self._adopt(RecipientsPane(self._desk))

    @cached_property
    def recurring(self) -> RecurringPane:
        """What comes back every month."""
        return self._adopt(RecurringPane(self._desk))

    @cached_property
    def allowances(self) -> AllowancesPane:
        """The allowances of a period."""
        return self._adopt(AllowancesPane(self._desk, self._print))

    @cached_property
    def printing(self) -> "PrintPane":
        """The paper of the allowances."""
        from unionapp.desktop.books.print_pane import (  # noqa: PLC0415 - writers are heavy
            PrintPane,
        )

        pane = PrintPane(self._desk)
        pane.closed.connect(self.show_allowances)
        return pane

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """The commands on the current voucher."""
        return {
            "approve": self.approve,
            "attach": self.attach,
            "recipients": self.list_recipients,
            "copy_voucher": self.copy,
            "repeat": self.repeat,
            "more": self.open_menu,
        }

    def refused(self, detail: VoucherDetail) -> tuple[str, ...]:
        """The commands that a voucher does not allow."""
        row = detail.row
        is_draft, is_odd = row.status == "draft", row.pair_id is not None
        may_approve = self._desk.office.officer.role == APPROVER and not row.is_approved
        refused = [] if may_approve and is_draft else ["approve"]
        if is_odd or row.kind in ("TU", "HU"):
            refused += ["repeat", "recipients"]
        return tuple(refused)

    def approve(self) -> None:
        """Let the chair answer the current voucher."""
        if (detail := self._page.current()) is not None:
            self._page.side.open_panel(self.approve_panel)
            self.approve_panel.show_voucher(detail)

    def attach(self) -> None:
        """Show the files of the current voucher."""
        if (detail := self._page.current()) is not None:
            self._page.side.open_panel(self.attachments)
            self.attachments.show_voucher(detail.row)

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

    def list_recipients(self) -> None:
        """Edit the list that is signed for the current voucher."""
        if (detail := self._page.current()) is not None:
            self._page.lay(self.recipients)
            self.recipients.show_voucher(detail)

    def show_recurring(self) -> None:
        """Show what comes back every month."""
        self._page.lay(self.recurring)
        self.recurring.start()

    def show_allowances(self) -> None:
        """Show the allowances of the working period."""
        self._page.lay(self.allowances)
        self.allowances.start()

    def open_menu(self) -> None:
        """Offer what is done more rarely with the current voucher."""
        menu, side = menu_of(self._page), self._page.side
        above = side.height() - menu.sizeHint().height()
        menu.popup(side.mapToGlobal(QPoint(side.width() // 2, max(0, above))))

    def _adopt(self, pane: Pane) -> Pane:
        pane.closed.connect(self._page.show_listing)
        pane.done.connect(self._finish)
        return pane

    def _finish(self, result: object) -> None:
        self._page.show_listing()
        self._page.show_done(result)

    def _print(self, report: str, period: Period) -> None:
        self._page.lay(self.printing)
        self.printing.show_report(report, period)


def menu_of(page: Page) -> QMenu:
    """What is done more rarely with the current voucher, and its lesser papers."""
    menu = QMenu(page.side)
    for name in ON_MENU:
        menu.addAction(page.actions_[name])
    menu.addSeparator()
    for kind, title in PAPERS.items():
        deed = partial(page.show_paper, kind, title)
        words = f"In {title[0].lower()}{title[1:]}"
        menu.addAction(words).triggered.connect(without_argument(deed))
    return menu


def door_button(
    works: MoreWorks, page: Page, doors: Mapping[str, Callable[[], object]]
) -> QPushButton:
    """A button whose menu leads to what is no voucher of its own."""
    button = QPushButton("Công việc khác")
    menu = QMenu(button)
    waiting = menu.addAction("Chờ duyệt")
    waiting.triggered.connect(without_argument(page.show_waiting))
    menu.aboutToShow.connect(lambda: _count_waiting(page.desk, waiting))
    every = {
        "Phiếu định kỳ": works.show_recurring,
        "Phụ cấp cán bộ": works.show_allowances,
        **doors,
    }
    for words, deed in every.items():
        menu.addAction(words).triggered.connect(without_argument(deed))
    button.setMenu(menu)
    return button


def _count_waiting(desk: Desk, action: QAction) -> None:
    action.setText(f"Chờ duyệt ({len(waiting_for_approval(desk.office))})")
