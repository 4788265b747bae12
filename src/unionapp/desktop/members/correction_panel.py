"""What was entered by mistake: the last event is taken back, or the person struck out."""

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.membership.corrections import remove_member, withdraw_event
from unionapp.membership.events import EventRow
from unionapp.membership.members import MemberDetail
from unionapp.vietnamese.dates import table_date


class CorrectionPanel(SidePanel):
    """Takes back the last event; who has no history but the first event is struck out."""

    reasonEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "members/correction_panel")
        self._member_id = 0
        self._name = ""
        self._mistaken: EventRow | None = None

    def show_member(self, detail: MemberDetail) -> None:
        """Say what would be taken back of a member, and ask why."""
        self._member_id, self._name = detail.id, detail.draft.full_name
        self._mistaken = detail.events[-1] if len(detail.events) > 1 else None
        if self._mistaken is None:
            self.begin(f"Xóa người nhập nhầm: {self._name}", _REMOVED)
        else:
            self.begin(f"Rút biến động ghi nhầm: {self._name}", _withdrawn(self._mistaken))
        self.saveButton.setText("Xóa (Ctrl+S)" if self._mistaken is None else "Rút (Ctrl+S)")
        self.reasonEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        office, reason = self.desk.office, self.reasonEdit.value() or ""
        if self._mistaken is None:
            remove_member(office, self._member_id, reason)
            return f"Đã xóa {self._name} khỏi danh sách", None
        withdraw_event(office, self._mistaken.id, reason)
        return f"Đã rút «{self._mistaken.kind_name}» của {self._name}", self._member_id


_REMOVED = (
    "Người này chưa có biến động nào sau khi vào danh sách. Xóa rồi thì hồ sơ không còn; "
    "nhật ký giữ lại việc xóa và lý do."
)


def _withdrawn(event: EventRow) -> str:
    return (
        f"Rút «{event.kind_name}» ngày {table_date(event.effective_on)}. "
        "Tình trạng và tổ trở lại như trước; nhật ký giữ lại biến động đã rút và lý do."
    )
