"""The page of vouchers: the list, one voucher beside it, and the form over it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QStackedWidget
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.notices import explaining
from unionapp.desktop.subject_page import SubjectPage
from unionapp.desktop.vouchers.account_panel import AccountPanel
from unionapp.desktop.vouchers.reverse_panel import ReversePanel
from unionapp.desktop.vouchers.transfer_panel import TransferPanel
from unionapp.desktop.vouchers.voucher_form import VoucherForm
from unionapp.desktop.vouchers.voucher_list import UNNUMBERED, VoucherList, state_words
from unionapp.errors import Refusal
from unionapp.finance.items import scheme_on
from unionapp.finance.vouchers.drafts import VOUCHER_KINDS, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import (
    VoucherDetail,
    delete_draft,
    save_voucher,
    show_voucher,
)
from unionapp.vietnamese.amounts import dong, group_digits
from unionapp.vietnamese.dates import table_date

if TYPE_CHECKING:
    from unionapp.desktop.vouchers.paper_pane import PaperPane

_NEW = {"PC": "Phiếu chi (Ctrl+N)", "PT": "Phiếu thu", "BN": "Báo nợ", "BC": "Báo có"}


class VouchersPage(SubjectPage):
    """Lists, types, posts and takes back vouchers."""

    def __init__(self, desk: Desk) -> None:
        self.list = VoucherList(desk)
        super().__init__(self.list)
        self.desk = desk
        self.form = VoucherForm(desk)
        self.sheet = FactSheet("Chọn một chứng từ trong danh sách để xem.")
        self.reverse_panel = ReversePanel(desk)
        self.transfer_panel = TransferPanel(desk)
        self.account_panel = AccountPanel(desk)
        self.side = QStackedWidget()
        self._shown: VoucherDetail | None = None
        self._paper: PaperPane | None = None
        self._arrange()
        self.actions_ = self._make_actions()
        self.list.pointed.connect(self._point)
        self.list.opened.connect(self.change)
        self.form.closed.connect(self.show_listing)
        self.form.stored.connect(self.show_stored)
        self.form.posted.connect(self._show_posted)

    def add(self, kind: str = "PC") -> None:
        """Type a new voucher, or go on with the one that was being typed."""
        self.lay(self.form)
        self.form.begin_kind(kind)

    def change(self, voucher_id: int | None = None) -> None:
        """Change the draft of an id, or the current one; a posted voucher is only shown."""
        chosen = voucher_id or self.list.table.current_id()
        if not chosen:
            return
        with explaining(self.list.banner):
            row = show_voucher(self.desk.office, chosen).row
            if row.status == "posted":
                raise Refusal("voucher.posted")
            if row.pair_id is not None:
                raise Refusal("voucher.is_transfer")
            self.form.begin_change(chosen)
            self.lay(self.form)
            self.form.entry.fields.focus_first()

    def post(self) -> None:
        """Post the selected drafts one after the other, up to the first that is refused."""
        for voucher_id in self.list.table.selected_ids():
            with explaining(self.list.banner):
                done = post_voucher(self.desk.office, voucher_id)
                self.desk.tell(f"Đã ghi sổ {done.number}: {dong(done.amount)}")
                self.show_stored(done.id)
                continue
            return

    def reverse(self) -> None:
        """Take the current voucher back by another one."""
        if self._shown is not None:
            self.side.setCurrentWidget(self.reverse_panel)
            self.reverse_panel.show_voucher(self._shown.row)

    def delete(self) -> None:
        """Throw the current draft away; it can be taken back."""
        if self._shown is None:
            return
        detail, office = self._shown, self.desk.office
        with explaining(self.list.banner):
            delete_draft(office, detail.row.id)
            words = f"Đã xóa bản nháp {dong(detail.row.amount)}"
            if detail.row.pair_id is None:
                self.desk.undo_list.add(words, lambda: self._restore(detail.draft))
            self.desk.tell(words)
            self.refresh()

    def transfer(self) -> None:
        """Move money between the till and the bank."""
        self.side.setCurrentWidget(self.transfer_panel)
        self.transfer_panel.show_accounts()

    def show_accounts(self) -> None:
        """Show the till and the accounts."""
        self.side.setCurrentWidget(self.account_panel)
        self.account_panel.show_accounts()

    def preview(self) -> None:
        """Show the current voucher as it is printed."""
        if self._shown is None:
            return
        if self._paper is None:
            from unionapp.desktop.vouchers.paper_pane import (  # noqa: PLC0415 - writers are heavy
                PaperPane,
            )

            self._paper = PaperPane(self.desk)
            self._paper.closed.connect(self.show_listing)
        with explaining(self.list.banner):
            self._paper.show_voucher(self._shown.row)
            self.lay(self._paper)

    def show_stored(self, voucher_id: int) -> None:
        """Read the list again, with the cursor on what was just stored."""
        self.list.refresh()
        if not self.list.point_to(voucher_id):
            self.list.filters.set_conditions({"spanBox": "all"})
            self.list.point_to(voucher_id)
        self.show_current()

    def show_current(self) -> None:
        """Show the voucher the list points to."""
        voucher_id = self.list.table.current_id()
        self._shown = None
        if voucher_id is not None:
            with explaining(self.list.banner):
                self._shown = show_voucher(self.desk.office, voucher_id)
        self._allow()
        if self._shown is None:
            self.sheet.clear()
            return
        row = self._shown.row
        title = f"{VOUCHER_KINDS[row.kind]} {row.number or UNNUMBERED}"
        self.sheet.show_facts(
            title, f"{dong(row.amount)} · {state_words(row)}", sections_of(self._shown)
        )

    def go_to(self, place: object) -> None:
        """Show a voucher by id, a kind to type (`PC`), or what was left unfinished (`draft`)."""
        if place == "draft":
            self.add()
        elif isinstance(place, str):
            self.add(place)
        elif isinstance(place, int):
            self.show_listing()
            self.show_stored(place)

    @override
    def keep_state(self) -> None:
        super().keep_state()
        self.form.keep_state()

    @override
    def refresh(self) -> None:
        super().refresh()
        self.show_current()

    def _arrange(self) -> None:
        panels = (self.reverse_panel, self.transfer_panel, self.account_panel)
        for panel in (self.sheet, *panels):
            self.side.addWidget(panel)
        self.list.set_detail(self.side)
        self.list.splitter.setSizes([760, 320])
        for panel in panels:
            panel.closed.connect(self._leave_side)
            panel.done.connect(self._show_done)
        self.list.set_primary("add", self.add, key_set=self.desk.key_set)
        self.list.primaryButton.setText(_NEW["PC"])
        self.list.set_empty(
            "Kỳ này chưa có chứng từ nào. Bấm Ctrl+N để lập phiếu chi đầu tiên.",
            "Lập phiếu chi",
            self.add,
        )
        deeds = {"Phiếu thu": "PT", "Báo nợ": "BN", "Báo có": "BC"}
        for words, kind in deeds.items():
            self._add_button(words).clicked.connect(lambda _=False, kind=kind: self.add(kind))
        self._add_button("Chuyển quỹ").clicked.connect(self.transfer)
        self._add_button("Quỹ, tài khoản").clicked.connect(self.show_accounts)

    def _add_button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        self.list.add_action_button(button)
        return button

    def _make_actions(self) -> Actions:
        deeds: dict[str, Callable[[], object]] = {
            "add": self.add,
            "edit": self.change,
            "post": self.post,
            "reverse": self.reverse,
            "delete": self.delete,
            "preview": self.preview,
            "transfer": self.transfer,
            "search": self.list.filterEdit.setFocus,
            "refresh": self.refresh,
        }
        actions = Actions(
            self.list, deeds, key_set=self.desk.key_set, permissions=self.desk.permissions
        )
        for name in ("edit", "post", "preview", "reverse", "delete"):
            self.sheet.add_deed(actions[name])
        return actions

    def _allow(self) -> None:
        row = self._shown.row if self._shown is not None else None
        refused = set()
        if row is not None:
            is_draft = row.status == "draft"
            refused |= {"reverse"} if is_draft else {"edit", "post", "delete"}
            if row.is_reversed or row.reverses_id is not None:
                refused.add("reverse")
        self.actions_.allow(has_selection=row is not None, refused=refused)

    def _point(self, _voucher_id: object) -> None:
        self._leave_side()
        self.show_current()

    def _leave_side(self) -> None:
        if self.side.currentWidget() is not self.sheet:
            self.side.setCurrentWidget(self.sheet)
            self.list.table.setFocus()

    def _show_done(self, result: object) -> None:
        self._leave_side()
        self.refresh()
        row_id = getattr(result, "id", None)
        if hasattr(result, "voucher_on") and isinstance(row_id, int):
            self.show_stored(row_id)

    def _show_posted(self, voucher_id: int) -> None:
        self.show_stored(voucher_id)
        self.show_listing()

    def _restore(self, draft: VoucherDraft) -> None:
        self.show_stored(save_voucher(self.desk.office, draft).id)


def sections_of(detail: VoucherDetail) -> Iterator[Section]:
    """What the sheet shows of a voucher."""
    row, draft = detail.row, detail.draft
    posted = f"{detail.posted_by}, {_moment(detail.posted_at)}" if detail.posted_by else ""
    yield Section(
        "Chứng từ",
        (
            ("Ngày", table_date(row.voucher_on)),
            ("Người nộp, nhận", row.counterparty),
            ("Lý do", row.reason),
            ("Bằng chữ", detail.in_words),
            ("Quỹ", row.account),
            ("Chứng từ gốc", str(draft.attachments or "")),
            ("Địa chỉ", draft.address),
        ),
    )
    lines = [(group_digits(line.amount), _item_name(detail, line.item)) for line in draft.lines]
    yield Section("Mục thu, chi", lines)
    yield Section(
        "Lịch sử",
        (("Lập", f"{detail.created_by}, {_moment(detail.created_at)}"), ("Ghi sổ", posted)),
    )


def _item_name(detail: VoucherDetail, item: str) -> str:
    try:
        found = scheme_on(detail.row.voucher_on).find(item)
    except Refusal:
        return item
    return f"{found.code} {found.name}"


def _moment(text: str | None) -> str:
    return table_date((text or "")[:10])
