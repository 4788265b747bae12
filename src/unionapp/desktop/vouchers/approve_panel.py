"""The chair's answer to a voucher: approved, or sent back with a reason."""

from collections.abc import Iterator
from types import MappingProxyType

from PySide6.QtWidgets import QLabel, QPushButton
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.voucher_checks import check_stored
from unionapp.finance.vouchers.approvals import approve_voucher, approved_along, refuse_voucher
from unionapp.finance.vouchers.attachments import list_attachments
from unionapp.finance.vouchers.drafts import TYPED_KINDS, VOUCHER_KINDS
from unionapp.finance.vouchers.recipients import list_recipients
from unionapp.finance.vouchers.register import VoucherDetail
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import table_date

_UNAPPROVED = "V-09.approver"


class ApprovePanel(PlacedPanel):
    """Shows what the chair has to know, and takes the answer."""

    factsLabel: QLabel
    reasonEdit: TextField
    refuseButton: QPushButton

    places = MappingProxyType({"approval.reason_needed": "reasonEdit"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "vouchers/approve_panel")
        self._detail: VoucherDetail | None = None
        self.refuseButton.clicked.connect(self.refuse)

    def show_voucher(self, detail: VoucherDetail) -> None:
        """Begin with a voucher that waits."""
        self._detail = detail
        row = detail.row
        self.begin(f"Duyệt {VOUCHER_KINDS[row.kind].lower()} {dong(row.amount)}?")
        self.factsLabel.setText("\n".join(self._facts(detail)))
        self.saveButton.setFocus()

    def refuse(self) -> None:
        """Send the draft back with the reason that was typed."""
        self.entry.settle()
        self.explain(lambda: self.place(self._refuse))

    @override
    def act(self) -> tuple[str, object]:
        assert self._detail is not None  # noqa: S101  # the panel opens on a voucher only
        done = approve_voucher(self.desk.office, self._detail.row.id)
        return f"Đã duyệt {dong(done.row.amount)} cho {done.row.counterparty}", done.row

    def _refuse(self) -> None:
        assert self._detail is not None  # noqa: S101  # the panel opens on a voucher only
        reason = self.reasonEdit.value() or ""
        done = refuse_voucher(self.desk.office, self._detail.row.id, reason)
        self.desk.tell(f"Đã trả lại {dong(done.row.amount)}: {reason}")
        self.done.emit(done.row)

    def _facts(self, detail: VoucherDetail) -> Iterator[str]:
        row, office = detail.row, self.desk.office
        yield f"{detail.in_words}."
        yield f"Cho: {row.counterparty}"
        yield f"Lý do: {row.reason}"
        yield f"Ngày {table_date(row.voucher_on)}, {row.account}, {detail.created_by} lập"
        for one in approved_along(office, row.id):
            if one.kind in TYPED_KINDS:
                yield f"Duyệt cùng: {TYPED_KINDS[one.kind]} {dong(one.amount)}, {one.reason}"
        listed = list_recipients(office, row.id)
        if listed.rows:
            agrees = "bằng số tiền" if listed.adds_up else f"LỆCH, cộng {dong(listed.total)}"
            yield f"Danh sách ký nhận {len(listed.rows)} người, {agrees}"
        files = len(list_attachments(office, row.id))
        yield f"{files} tệp kèm" if files else "Chưa có tệp kèm"
        if row.status == "draft":
            yield from (f"Cần xem: {words}" for words in _doubts(office, row.id))


def _doubts(office: Office, voucher_id: int) -> list[str]:
    """What the rules say of a draft, but that it lacks the very approval."""
    findings = check_stored(office, voucher_id)
    return [finding.words for finding in findings if finding.code != _UNAPPROVED]
