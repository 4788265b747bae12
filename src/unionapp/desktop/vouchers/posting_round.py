"""Posting from the list: one draft after the other, with a look at what the rules warn of."""

from collections.abc import Sequence
from typing import Protocol

from unionapp.desktop.commands import say_keys
from unionapp.desktop.desk import Desk
from unionapp.desktop.notices import explaining
from unionapp.desktop.vouchers.voucher_list import VoucherList
from unionapp.finance.findings import Finding
from unionapp.finance.voucher_checks import check_stored
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import VoucherRow, voucher_rows
from unionapp.vietnamese.amounts import dong


class Page(Protocol):
    """What posting asks of the page of vouchers."""

    desk: Desk
    list: VoucherList

    def show_stored(self, record_id: int) -> None:
        """Read the list again, with the cursor on a voucher."""


class PostingRound:
    """Posts what is chosen; a warning stops it once, the same key goes on."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._left: tuple[int, ...] = ()
        self._warned = ""

    def post(self) -> None:
        """Post the selected drafts, or go on where a warning stopped."""
        if self._is_warned():
            self._go_on()
        else:
            self._post_all(self._chosen())

    def _is_warned(self) -> bool:
        """Whether the current voucher is the one whose warnings are in sight."""
        listing = self._page.list
        is_said = self._warned != "" and listing.banner.text() == self._warned
        return is_said and self._left[:1] == (listing.table.current_id(),)

    def _go_on(self) -> None:
        self._post_all(self._left, is_warned=True)

    def _chosen(self) -> tuple[int, ...]:
        # Tab into a list sets its cursor and selects nothing
        table = self._page.list.table
        current = table.current_id()
        return tuple(table.selected_ids() or ([] if current is None else [current]))

    def _post_all(self, chosen: Sequence[int], *, is_warned: bool = False) -> None:
        self._left, self._warned = (), ""
        drafts = {row.id for row in self._rows(chosen) if row.status == "draft"}
        for at, voucher_id in enumerate(chosen):
            # one that was a draft a moment ago was posted along with another of the chosen
            is_done = voucher_id in drafts and self._rows([voucher_id])[0].status == "posted"
            if not is_done and not self._post(chosen[at:], is_warned=is_warned and at == 0):
                return

    def _post(self, left: Sequence[int], *, is_warned: bool) -> bool:
        """Post the first of those left; whether that was done."""
        page = self._page
        with explaining(page.list.banner):
            if not is_warned and (warnings := self._warnings(left[0])):
                self._warn(left, warnings)
                return False
            done = post_voucher(page.desk.office, left[0])
            page.desk.tell(f"Đã ghi sổ {done.number}: {dong(done.amount)}")
            page.show_stored(done.id)
            return True
        return False

    def _warnings(self, voucher_id: int) -> Sequence[Finding]:
        """What asks for a look; nothing where an error will stop the posting anyway."""
        office = self._page.desk.office
        if self._rows([voucher_id])[0].status == "posted":
            return ()
        findings = check_stored(office, voucher_id)
        return () if any(finding.is_error for finding in findings) else findings

    def _warn(self, left: Sequence[int], warnings: Sequence[Finding]) -> None:
        page, row = self._page, self._rows(left[:1])[0]
        page.show_stored(row.id)
        words = list(dict.fromkeys(warning.words for warning in warnings))
        if left[1:]:
            words.insert(0, f"{row.counterparty}, {dong(row.amount)}:")
            words.append(f"Còn {len(left) - 1} chứng từ đang chọn chờ sau phiếu này.")
        self._left, self._warned = tuple(left), "\n".join(words)
        page.list.banner.say(
            self._warned,
            "warning",
            answer=say_keys("Vẫn ghi sổ", "post", page.desk.key_set),
            deed=self._go_on,
        )

    def _rows(self, ids: Sequence[int]) -> tuple[VoucherRow, ...]:
        return voucher_rows(self._page.desk.office, ids)
