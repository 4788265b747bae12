"""The page of activities: the register, one activity beside it, and the form over it."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from typing_extensions import override

from unionapp.activities.details import show_detail
from unionapp.activities.kinds import find_kind
from unionapp.activities.lists import show_activity
from unionapp.activities.records import cancel_activity
from unionapp.activities.rows import ActivityRow
from unionapp.desktop.activities.activity_form import ActivityForm
from unionapp.desktop.activities.activity_list import STATES, ActivityList
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import Section
from unionapp.desktop.fields import TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.subject_page import RecordsPage
from unionapp.errors import Refusal
from unionapp.sentences import problem_sentence
from unionapp.vietnamese.amounts import dong, group_digits, percent
from unionapp.vietnamese.dates import table_date


class CallOffPanel(SidePanel):
    """Calls the activity that is shown off."""

    reasonEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "activities/call_off_panel")
        self._row: ActivityRow | None = None

    def show_activity(self, row: ActivityRow) -> None:
        """Begin with an empty reason."""
        self._row = row
        self.begin(f"Hủy hoạt động: {row.title}")
        self.reasonEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        assert self._row is not None  # noqa: S101  # the panel opens on an activity only
        done = cancel_activity(self.desk.office, self._row.id, self.reasonEdit.value() or "")
        return f"Đã hủy «{done.title}»", done


class ActivitiesPage(RecordsPage[ActivityRow]):
    """Finds, shows, adds, changes and calls off activities."""

    everything = MappingProxyType({"spanBox": "all"})

    def __init__(self, desk: Desk) -> None:
        self.list = ActivityList(desk)
        self.call_off_panel = CallOffPanel(desk)
        super().__init__(
            desk,
            self.list,
            ActivityForm(desk),
            hint="Chọn một hoạt động trong sổ để xem.",
            panels=[self.call_off_panel],
        )
        self.take_actions({"call_off": self.call_off}, on_sheet=("edit", "call_off"))
        self.list.set_empty(
            "Chưa ghi hoạt động nào trong năm.", "Thêm hoạt động đầu tiên", self.add
        )

    def call_off(self) -> None:
        """Call the current activity off, with a reason."""
        row = self.current()
        if row is not None:
            self.side.open_panel(self.call_off_panel)
            self.call_off_panel.show_activity(row)

    @override
    def read(self, record_id: int) -> ActivityRow:
        return show_activity(self.desk.office, record_id)

    @override
    def show_record(self, record: ActivityRow) -> None:
        under = f"{record.kind_name} · {STATES.get(record.status, record.status)}"
        self.sheet.show_facts(record.title, under, sections_of(record))

    @override
    def refused(self) -> Iterable[str]:
        is_over = self.shown is not None and self.shown.status == "cancelled"
        return ("edit", "call_off") if is_over else ()

    @override
    def require_changeable(self, record_id: int) -> None:
        row = self.read(record_id)
        if row.status == "cancelled":
            raise Refusal("activity.cancelled", title=row.title)


def sections_of(row: ActivityRow) -> Iterator[Section]:
    """What the sheet shows of an activity."""
    kind = find_kind(row.kind)
    rate = percent(row.attended or 0, row.invited) if row.invited else ""
    yield Section(
        "Hoạt động",
        (
            (kind.day_label, table_date(row.held_on)),
            (kind.end_label, table_date(row.ended_on)),
            ("Địa điểm", row.place),
            ("Người mời", _count(row.invited)),
            ("Người dự", _count(row.attended)),
            ("Tỷ lệ dự", rate),
            ("Trong đó nữ", _count(row.attended_female)),
            ("Người hưởng", _count(row.beneficiaries)),
            ("Kinh phí", dong(row.amount) if row.amount else ""),
            ("Kết quả", row.result),
            ("Ghi chú", row.note),
            ("Lý do hủy", row.cancel_reason or ""),
        ),
    )
    known = [field for field in kind.fields if field.name in row.details]
    own = [(field.label, show_detail(field, row.details[field.name])) for field in known]
    yield Section("Riêng của loại này", own)
    yield Section("Căn cứ", (("", kind.legal_basis),))
    yield Section("Cần xem", [("", problem_sentence(one)) for one in row.warnings])


def _count(number: int | None) -> str:
    return "" if number is None else group_digits(number)
