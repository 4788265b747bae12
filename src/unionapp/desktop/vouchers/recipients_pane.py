"""The list that recipients sign: filled from the members, and held to the sum of its voucher."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields.box_entries import fill_box
from unionapp.desktop.notices import explaining
from unionapp.desktop.table_pane import TablePane
from unionapp.desktop.vouchers.recipient_table import RecipientTable
from unionapp.errors import Refusal
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.recipients import Recipient, list_recipients, set_recipients
from unionapp.finance.vouchers.register import VoucherDetail, show_voucher
from unionapp.membership.lists import MemberRow, find_members, list_members, member_rows
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import amount_in_words, dong, group_digits

_HINT = (
    "Gõ tên hoặc chữ cái đầu rồi Enter; Ctrl+D chép ô trên xuống, Del bỏ dòng, F6 ra các nút. "
    "Tổng danh sách phải bằng số tiền của phiếu."
)
_POSTED = (
    "Chứng từ đã ghi sổ: danh sách là căn cứ của số tiền đã chi nên chỉ để xem. Sai thì hủy chứng "
    "từ rồi lập lại; bản đã ký thì quét vào Tệp kèm."
)


class RecipientsPane(TablePane):
    """Edits the list of a draft."""

    done = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._detail: VoucherDetail | None = None
        self._everybody: tuple[MemberRow, ...] = ()
        self._kept: tuple[Recipient, ...] = ()
        self._unkept: dict[int, tuple[Recipient, ...]] = {}
        self.list = RecipientTable(self.table, self._find)
        self.list.changed.connect(self._add_up)
        self.table.unreadable.connect(lambda words: self.banner.say(words, "warning"))
        self.teamBox = QComboBox()
        self.teamBox.setAccessibleName("Thêm những ai")
        self.deedRow.addWidget(self.teamBox)
        self.membersButton = self.add_deed("&Thêm vào danh sách", self.add_members)
        self.amountButton = self.add_deed("Sửa số tiền &phiếu", self.take_total)
        self.saveButton = self.add_deed("Cất (Ctrl+S)", self.save, is_primary=True)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.saveButton.click)
        self.closed.connect(self._keep)
        drop = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        drop.setContext(Qt.ShortcutContext.WidgetShortcut)
        drop.activated.connect(self._drop)

    @property
    def may_change(self) -> bool:
        """Whether the list belongs to a draft."""
        return self._detail is not None and self._detail.row.status == "draft"

    def show_voucher(self, detail: VoucherDetail) -> None:
        """Begin with the list as it is kept."""
        self._detail = detail
        row = detail.row
        self.say("Danh sách ký nhận", f"{row.reason}. {_HINT if self.may_change else _POSTED}")
        self._everybody = list_members(self.desk.office)
        teams = sorted({one.group_name for one in self._everybody if one.group_name})
        everybody = f"Mọi đoàn viên ({group_digits(len(self._everybody))})"
        fill_box(self.teamBox, [(everybody, ""), *((team, team) for team in teams)])
        self._kept = list_recipients(self.desk.office, row.id).rows
        self.list.show_rows(self._unkept.pop(row.id, self._kept))
        if not self.list.rows() and self.may_change:
            self.list.add_row()
        for widget in (self.teamBox, self.membersButton, self.saveButton):
            widget.setEnabled(self.may_change and self.may("write"))
        self._add_up()
        self.table.setFocus()

    def add_members(self) -> None:
        """Add a team or everybody, sharing the sum of the voucher if it can be shared."""
        if self._detail is None:
            return
        team = self.teamBox.currentData()
        members = [one for one in self._everybody if not team or one.group_name == team]
        named = [row for row in self.list.rows() if row.name]
        amount, people = self._detail.row.amount, len(members)
        each = named[0].each if named else amount // people if people else 0
        self.list.add_members(members, each)
        self.table.setFocus()

    def save(self) -> bool:
        """Keep the list; an approval the voucher had falls."""
        if self._detail is None:
            return False
        with explaining(self.banner):
            kept = set_recipients(self.desk.office, self._detail.row.id, self.list.rows())
            self._kept = kept.rows
            agrees = "bằng số tiền phiếu" if kept.adds_up else "chưa bằng số tiền phiếu"
            self.desk.tell(
                f"Đã cất danh sách {len(kept.rows)} người, {dong(kept.total)}, {agrees}"
            )
            if kept.adds_up:
                self.done.emit(self._detail.row)
            return True
        return False

    def take_total(self) -> None:
        """Make the sum of the list the amount of the voucher."""
        if self._detail is None or not self.save():
            return
        draft, total, office = self._detail.draft, self.list.total(), self.desk.office
        lines = tuple(replace(line, amount=total) for line in draft.lines[:1])
        with explaining(self.banner):
            row = save_voucher(
                office, replace(draft, amount=total, lines=lines), self._detail.row.id
            )
            self._detail = show_voucher(office, row.id)
            self._add_up()
            self.desk.tell(f"Số tiền của phiếu nay là {dong(total)}")
            self.done.emit(row)

    def _add_up(self) -> None:
        if self._detail is None:
            return
        total, amount = self.list.total(), self._detail.row.amount
        people = sum(bool(row.name) for row in self.list.rows())
        words = f"{people} người, {dong(total)} – {amount_in_words(total)}"
        if total != amount:
            more = "nhiều hơn" if total > amount else "ít hơn"
            words += f" · {more} phiếu {dong(abs(total - amount))}"
        self.sumLabel.setText(words)
        can_follow = self.may_change and total != amount and len(self._detail.draft.lines) <= 1
        self.amountButton.setEnabled(can_follow and total > 0)

    def _keep(self) -> None:
        """Esc asks nothing: what was typed is kept, and what cannot be kept waits here."""
        rows = self.list.rows()
        if self._detail is None or not self.may_change or rows == self._kept:
            return
        try:
            self._kept = set_recipients(self.desk.office, self._detail.row.id, rows).rows
            self.desk.tell(f"Đã cất danh sách {len(rows)} người")
        except Refusal as refusal:
            self._unkept[self._detail.row.id] = rows
            self.desk.tell(f"Danh sách chưa cất được, mở lại để sửa: {sentence_for(refusal)}")

    def _drop(self) -> None:
        if self.may_change:
            self.list.drop_selected()

    def _find(self, text: str) -> MemberRow | None:
        office = self.desk.office
        ids = find_members(office, text, limit=2) if text.strip() else ()
        rows = member_rows(office, ids)
        return rows[0] if len(rows) == 1 else None
