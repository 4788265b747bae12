"""Requests about personal data: each with the day its answer is due."""

from collections.abc import Callable, Mapping

from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.fields import ChoiceField, DateField, LookupField, TextField
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.look.lights import LightModel, done_words, due_words
from unionapp.desktop.notices import explaining
from unionapp.desktop.people import find_people
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import SideStack
from unionapp.errors import Invalid, Problem
from unionapp.membership.data_rights import (
    REQUEST_KINDS,
    RequestRow,
    close_request,
    extend_request,
    list_requests,
    receive_request,
)
from unionapp.vietnamese.dates import table_date

COLUMNS = (
    Column("name", "Người yêu cầu", 18),
    Column("kind", "Yêu cầu", 26),
    Column("due_on", "Hạn trả lời", 10, Kind.DATE),
    Column("state", "Tình trạng", 24),
)
SOON_DAYS = 5


class RequestPanel(SidePanel):
    """Registers a request."""

    memberEdit: LookupField
    kindEdit: ChoiceField
    receivedOnEdit: DateField
    noteEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "privacy/request_panel")
        find_people(self.memberEdit, desk.office)
        self.kindEdit.set_choices([(code, it.name) for code, it in REQUEST_KINDS.items()])
        self.kindEdit.changed.connect(self._show_days)

    def show_new(self) -> None:
        """Begin an empty request of today."""
        self.begin("Nhận yêu cầu", "Xác nhận đã nhận trong 2 ngày làm việc.")
        self.receivedOnEdit.set_value(self.desk.office.today)
        self.memberEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        member, kind, on = (
            self.memberEdit.value(),
            self.kindEdit.value(),
            self.receivedOnEdit.value(),
        )
        needed = {"member": member, "kind": kind, "received_on": on}
        missing = [Problem("field.needed", field=it) for it, value in needed.items() if not value]
        if missing or not isinstance(member, int) or kind is None or on is None:
            raise Invalid(tuple(missing))
        row = receive_request(self.desk.office, member, kind, on, note=self.noteEdit.value())
        return f"Đã nhận yêu cầu, trả lời chậm nhất {table_date(row.due_on)}.", row.id

    def _show_days(self) -> None:
        kind = REQUEST_KINDS.get(self.kindEdit.value() or "")
        self.kindEdit.show_hint(f"Trả lời trong {kind.days} ngày" if kind else "")


class AnswerPanel(SidePanel):
    """Notes what came of a request."""

    outcomeEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "privacy/answer_panel")
        self._request_id = 0

    def show_request(self, row: RequestRow) -> None:
        """Ask for the answer."""
        self._request_id = row.id
        self.begin("Trả lời yêu cầu", f"{row.full_name}: {row.kind_name.lower()}")
        self.outcomeEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        row = close_request(self.desk.office, self._request_id, self.outcomeEdit.value() or "")
        return f"Đã trả lời yêu cầu của {row.full_name}.", row.id


class RequestList(ShortPage):
    """The register of requests."""

    concerns = frozenset({"data_request", "member"})

    def __init__(self, desk: Desk, show_data: Callable[[int], None]) -> None:
        super().__init__(
            desk, "data_requests", "Yêu cầu", COLUMNS, noun="yêu cầu", model=LightModel
        )
        self._requests: dict[int, RequestRow] = {}
        self._show_data = show_data
        self.openBox = self.add_box(
            "openBox", "Tình trạng", [("Mọi yêu cầu", None), ("Chưa trả lời", "open")]
        )
        self.sheet = FactSheet("Chọn một yêu cầu để xem hạn và trả lời.")
        self.request_panel, self.answer_panel = RequestPanel(desk), AnswerPanel(desk)
        self.side = SideStack(self, self.sheet, [self.request_panel, self.answer_panel])
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.set_empty(
            "Chưa có yêu cầu nào. Đoàn viên có quyền xem, sửa, xóa dữ liệu của mình; khi có người "
            "yêu cầu, ghi vào đây để không lỡ hạn.",
            "Nhận yêu cầu",
            self.add,
        )
        self.actions_ = self._make_actions()
        self.pointed.connect(self._show_current)
        self.side.done.connect(self._show_done)

    def add(self) -> None:
        """Register a request."""
        self.side.open_panel(self.request_panel)
        self.request_panel.show_new()

    def answer(self) -> None:
        """Answer the current request."""
        row = self._current()
        if row is not None:
            self.side.open_panel(self.answer_panel)
            self.answer_panel.show_request(row)

    def extend(self) -> None:
        """Give the answer as many days again."""
        row = self._current()
        if row is not None:
            with explaining(self.banner):
                extended = extend_request(self.desk.office, row.id)
                self.desk.tell(f"Đã gia hạn đến {table_date(extended.due_on)}.")
                self.refresh()
                self._show_current()

    def look(self) -> None:
        """Show everything kept about who asks."""
        row = self._current()
        if row is not None:
            self._show_data(row.member_id)

    @override
    def read_rows(self) -> Mapping[int, Row]:
        is_open = self.openBox.currentData() == "open"
        found = list_requests(self.desk.office, open_only=is_open)
        self._requests = {row.id: row for row in found}
        return {
            row.id: (row.full_name, row.kind_name, row.due_on, self._state(row)) for row in found
        }

    def _make_actions(self) -> Actions:
        deeds = {
            "add": self.add,
            "answer": self.answer,
            "extend": self.extend,
            "show_data": self.look,
            "refresh": self.refresh,
            "search": self.filterEdit.setFocus,
        }
        actions = Actions(
            self, deeds, key_set=self.desk.key_set, permissions=self.desk.permissions
        )
        for name in ("answer", "extend", "show_data"):
            self.sheet.add_deed(actions[name])
        return actions

    def _state(self, row: RequestRow) -> str:
        if row.closed_on is not None:
            return done_words(row.closed_on)
        return due_words(row.due_on, self.desk.office.today, SOON_DAYS)

    def _current(self) -> RequestRow | None:
        return self._requests.get(self.table.current_id() or 0)

    def _show_current(self, *_: object) -> None:
        row = self._current()
        refused = set()
        if row is not None and row.closed_on is not None:
            refused = {"answer", "extend"}
        elif row is not None and row.is_extended:
            refused = {"extend"}
        self.actions_.allow(has_selection=row is not None, refused=refused)
        if row is None:
            self.sheet.clear()
            return
        facts = (
            ("Nhận ngày", table_date(row.received_on)),
            ("Xác nhận trước", table_date(row.acknowledge_by)),
            ("Trả lời trước", table_date(row.due_on)),
            ("Gia hạn", "đã gia hạn một lần" if row.is_extended else ""),
            ("Kết quả", row.outcome or ""),
            ("Ghi chú", row.note or ""),
            ("Căn cứ", "Nghị định 356/2025/NĐ-CP, Điều 5"),
        )
        self.sheet.show_facts(row.full_name, row.kind_name, [Section("Yêu cầu", facts)])

    def _show_done(self, result: object) -> None:
        self.refresh()
        if isinstance(result, int):
            self.point_to(result)
        self._show_current()
