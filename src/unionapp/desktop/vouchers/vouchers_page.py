"""The page of vouchers: the list, one voucher beside it, and the form over it."""

from collections.abc import Callable, Iterable
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from unionapp.desktop.commands import without_argument
from unionapp.desktop.desk import Desk
from unionapp.desktop.notices import explaining
from unionapp.desktop.subject_page import RecordsPage
from unionapp.desktop.vouchers.account_panel import AccountPanel
from unionapp.desktop.vouchers.posting_round import PostingRound
from unionapp.desktop.vouchers.reverse_panel import ReversePanel
from unionapp.desktop.vouchers.transfer_panel import TransferPanel
from unionapp.desktop.vouchers.voucher_form import VoucherForm
from unionapp.desktop.vouchers.voucher_list import (
    WAITING,
    VoucherList,
    state_words,
)
from unionapp.desktop.vouchers.voucher_menus import door_button, open_menu
from unionapp.desktop.vouchers.voucher_panels import VoucherPanels
from unionapp.desktop.vouchers.voucher_panes import VoucherPanes
from unionapp.desktop.vouchers.voucher_sheet import sections_of
from unionapp.errors import Refusal
from unionapp.finance.vouchers.copies import stands_alone
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.drafts import VOUCHER_KINDS
from unionapp.finance.vouchers.refusals import refused_ids
from unionapp.finance.vouchers.register import VoucherDetail, VoucherRow, show_voucher
from unionapp.vietnamese.amounts import dong

if TYPE_CHECKING:
    from unionapp.desktop.printing.paper_pane import PaperPane

_FIRST = "Phiếu chi (Ctrl+N)"
_OTHERS = {"Phiếu thu": "PT", "Báo nợ": "BN", "Báo có": "BC"}


class VouchersPage(RecordsPage[VoucherDetail]):
    """Lists, types, posts and takes back vouchers."""

    everything = MappingProxyType({"spanBox": "all"})
    keeps_filter = True
    form: VoucherForm

    def __init__(self, desk: Desk) -> None:
        self.list = VoucherList(desk)
        self.reverse_panel = ReversePanel(desk)
        self.transfer_panel = TransferPanel(desk)
        self.account_panel = AccountPanel(desk)
        self.beside, self.over = VoucherPanels(desk), VoucherPanes(desk)
        self.posting = PostingRound(self)
        self._paper: PaperPane | None = None
        super().__init__(
            desk,
            self.list,
            VoucherForm(desk),
            hint="Chọn một chứng từ trong danh sách để xem.",
            panels=(
                *(self.reverse_panel, self.transfer_panel, self.account_panel),
                *self.beside.all,
            ),
        )
        self.beside.join(self)
        self.over.join(self)
        self.list.splitter.setSizes([760, 320])
        self.take_actions(
            {
                "post": self.posting.post,
                "reverse": self.reverse,
                "delete": self.delete,
                "preview": self.preview,
                "transfer": self.transfer,
                **self.beside.deeds(),
                **self.over.deeds(),
                "more": partial(open_menu, self),
            },
            on_sheet=("edit", "post", "approve", "preview", "attach", "more"),
        )
        self._offer_kinds()
        self.form.posted.connect(self._show_posted)

    @override
    def add(self, kind: str = "PC") -> None:
        """Type a new voucher, or go on with the one that was being typed."""
        self.lay(self.form)
        self.form.begin_kind(kind)

    def reverse(self) -> None:
        """Take the current voucher back by another one."""
        detail = self.current()
        if detail is not None:
            self.side.open_panel(self.reverse_panel)
            self.reverse_panel.show_voucher(detail.row)

    def delete(self) -> None:
        """Throw the current draft away; one that nothing hangs on can be taken back."""
        detail, office = self.current(), self.desk.office
        if detail is None:
            return
        with explaining(self.list.banner):
            # what hung on other records, or had papers, would come back without them
            is_alone = stands_alone(office, detail.row.id)
            delete_draft(office, detail.row.id)
            words = f"Đã xóa bản nháp {dong(detail.row.amount)}"
            if is_alone:
                again = detail.draft
                self.desk.undo_list.add(
                    words, lambda: self.show_stored(save_voucher(office, again).id)
                )
            self.desk.tell(words)
            self.refresh()

    def transfer(self) -> None:
        """Move money between the till and the bank."""
        self.show_listing()
        self.side.open_panel(self.transfer_panel)
        self.transfer_panel.show_accounts()

    def show_accounts(self) -> None:
        """Show the till and the accounts."""
        self.show_listing()
        self.side.open_panel(self.account_panel)
        self.account_panel.show_accounts()

    def preview(self) -> None:
        """Show the current voucher as it is printed."""
        if (detail := self.current()) is not None:
            self._show_paper(lambda pane: pane.show_voucher(detail.row))

    def show_paper(self, kind: str, title: str) -> None:
        """Show another paper of the current voucher, such as its list of recipients."""
        if (detail := self.current()) is not None:
            row = detail.row
            name = f"{kind}_{row.number or 'ban_nhap'}"
            self._show_paper(lambda pane: pane.show_record(kind, row.id, title, name))

    def _show_paper(self, show: Callable[["PaperPane"], None]) -> None:
        if self._paper is None:
            from unionapp.desktop.printing.paper_pane import (  # noqa: PLC0415 - writers are heavy
                PaperPane,
            )

            self._paper = PaperPane(self.desk)
            self._paper.closed.connect(self.show_listing)
        with explaining(self.list.banner):
            show(self._paper)
            self.lay(self._paper)
            self._paper.preview.setFocus()  # the arrows scroll, PgDn turns the page

    def show_waiting(self) -> None:
        """List what waits for the chair, of any year."""
        self.show_listing()
        self.list.filters.set_conditions({"spanBox": "all", "stateBox": WAITING})
        self.list.table.setCurrentIndex(self.list.table.rows.index(0, 0))
        self.show_current()

    @override
    def show_done(self, result: object) -> None:
        self.refresh()
        if self.list.stateBox.currentData() == WAITING:
            self.list.table.setFocus()  # the chair goes on with the next one
        elif isinstance(result, VoucherRow):
            self.show_stored(result.id)

    @override
    def go_through(self, door: str) -> None:
        """A kind to type (`PC`), what was left unfinished, or a list or panel."""
        doors: dict[str, Callable[[], object]] = {
            WAITING: self.show_waiting,
            "recurring": self.over.show_recurring,
            "allowances": self.over.show_allowances,
            "accounts": self.show_accounts,
            "transfer": self.transfer,
        }
        doors.get(door, lambda: self.add(door if door in VOUCHER_KINDS else "PC"))()

    @override
    def read(self, record_id: int) -> VoucherDetail:
        return show_voucher(self.desk.office, record_id)

    @override
    def show_record(self, record: VoucherDetail) -> None:
        row = record.row
        title = f"{VOUCHER_KINDS[row.kind]} {row.number or '(chưa có số)'}"
        is_refused = row.id in refused_ids(self.desk.office)
        under = f"{dong(row.amount)} · {state_words(row, is_refused=is_refused)}"
        self.sheet.show_facts(title, under, sections_of(self.desk.office, record))

    @override
    def refused(self) -> Iterable[str]:
        if self.shown is None:
            return ("preview",)
        row = self.shown.row
        refused = (*self.beside.refused(self.shown), *self.over.refused(self.shown))
        if row.status == "draft":
            return ("reverse", *refused)
        is_over = row.is_reversed or row.reverses_id is not None
        return ("edit", "post", "delete", *(("reverse",) if is_over else ()), *refused)

    @override
    def require_changeable(self, record_id: int) -> None:
        row = self.read(record_id).row
        if row.status == "posted":
            raise Refusal("voucher.posted")
        if row.pair_id is not None:
            raise Refusal("voucher.is_transfer")

    def _offer_kinds(self) -> None:
        self.list.primaryButton.setText(_FIRST)
        self.list.set_empty(
            "Kỳ này chưa có chứng từ nào. Lập phiếu chi đầu tiên?", "Lập phiếu chi", self.add
        )
        for words, kind in _OTHERS.items():
            button = QPushButton(words)
            button.clicked.connect(without_argument(partial(self.add, kind)))
            self.list.add_action_button(button)
        doors = {
            "Phiếu định kỳ": self.over.show_recurring,
            "Phụ cấp cán bộ": self.over.show_allowances,
            "Chuyển quỹ": self.transfer,
            "Quỹ, tài khoản": self.show_accounts,
        }
        self.list.add_action_button(door_button(self, doors))

    def _show_posted(self, voucher_id: int) -> None:
        self.show_typed(voucher_id)
        self.show_listing()
