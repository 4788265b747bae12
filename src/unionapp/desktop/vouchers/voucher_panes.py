"""What is laid over the list of vouchers: who signs, what comes back monthly, allowances."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.vouchers.allowances_pane import AllowancesPane
from unionapp.desktop.vouchers.recipients_pane import RecipientsPane
from unionapp.desktop.vouchers.recurring_pane import RecurringPane
from unionapp.finance.vouchers.register import VoucherDetail
from unionapp.vietnamese.periods import Period

if TYPE_CHECKING:
    from unionapp.desktop.printing.print_pane import PrintPane

Pane = TypeVar("Pane", RecipientsPane, RecurringPane, AllowancesPane)


class Page(Protocol):
    """What the panes ask of the page of vouchers."""

    def current(self) -> VoucherDetail | None:
        """The voucher the list points to."""

    def lay(self, pane: QWidget) -> None:
        """Lay a pane over the list."""

    def show_listing(self) -> None:
        """Go back to the list."""

    def show_done(self, result: object) -> None:
        """A deed was done."""


class VoucherPanes(QObject):
    """Owns the panes; each is made when it is first asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._page: Page

    def join(self, page: Page) -> None:
        """Lay them over the list of a page."""
        self._page = page

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
        from unionapp.desktop.printing.print_pane import (  # noqa: PLC0415 - writers are heavy
            PrintPane,
        )

        pane = PrintPane(self._desk)
        pane.closed.connect(self.show_allowances)
        return pane

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """The commands on the current voucher."""
        return {"recipients": self.list_recipients}

    def refused(self, detail: VoucherDetail) -> tuple[str, ...]:
        """The commands that a voucher does not allow."""
        row = detail.row
        return ("recipients",) if row.pair_id is not None or row.kind in ("TU", "HU") else ()

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
