"""The two menus of the page of vouchers: of one voucher, and of what is no voucher of its own."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from unionapp.desktop.commands import Actions, without_argument
from unionapp.desktop.desk import Desk
from unionapp.desktop.side_stack import SideStack
from unionapp.finance.vouchers.approvals import waiting_for_approval

# Papers of a voucher beside its own, by their kind.
PAPERS = {
    "voucher-blank": "Phiếu để trống ngày và số",
    "voucher-a4": "Phiếu khổ A4",
    "voucher-a4-blank": "Phiếu khổ A4, để trống ngày và số",
    "receipt": "Biên lai thu tiền",
    "payment-request": "Giấy đề nghị thanh toán",
    "recipients": "Danh sách ký nhận",
    "visit": "Phiếu thăm hỏi",
}
ON_MENU = ("recipients", "copy_voucher", "repeat", "withdraw_approval", "reverse", "delete")


class Page(Protocol):
    """What the menus ask of the page of vouchers."""

    desk: Desk
    side: SideStack
    actions_: Actions

    def show_waiting(self) -> None:
        """List what waits for the chair."""

    def show_paper(self, kind: str, title: str) -> None:
        """Show a paper of the current voucher."""


def open_menu(page: Page) -> None:
    """Offer what is done more rarely with the current voucher."""
    menu, side = menu_of(page), page.side
    above = side.height() - menu.sizeHint().height()
    menu.popup(side.mapToGlobal(QPoint(side.width() // 2, max(0, above))))
    if first := next((action for action in menu.actions() if action.isEnabled()), None):
        menu.setActiveAction(first)  # whoever came by keys goes on with Enter


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


def door_button(page: Page, doors: Mapping[str, Callable[[], object]]) -> QPushButton:
    """A button whose menu leads to what is no voucher of its own."""
    button = QPushButton("Công việc khác")
    menu = QMenu(button)
    waiting = menu.addAction("Chờ duyệt")
    waiting.triggered.connect(without_argument(page.show_waiting))
    menu.aboutToShow.connect(lambda: _count_waiting(page.desk, waiting))
    for words, deed in doors.items():
        menu.addAction(words).triggered.connect(without_argument(deed))
    button.setMenu(menu)
    return button


def _count_waiting(desk: Desk, action: QAction) -> None:
    action.setText(f"Chờ duyệt ({len(waiting_for_approval(desk.office))})")
