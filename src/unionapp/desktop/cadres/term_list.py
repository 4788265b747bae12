"""The terms of office, and the courses everybody attended."""

from collections.abc import Mapping

from typing_extensions import override

from unionapp.desktop.cadres.training_panel import TrainingPanel
from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.fields import ChoiceField, DateField
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import SideStack
from unionapp.errors import Invalid, Problem
from unionapp.membership.cadres import TermRow, add_term, list_cadres, list_terms
from unionapp.membership.codes import code_list
from unionapp.membership.trainings import TrainingRow, list_trainings
from unionapp.vietnamese.dates import table_date

TERMS = (
    Column("name", "Nhiệm kỳ", 22),
    Column("first_on", "Từ ngày", 10, Kind.DATE),
    Column("last_on", "Đến ngày", 10, Kind.DATE),
    Column("congress_on", "Đại hội", 10, Kind.DATE),
    Column("election", "Bầu chủ tịch", 28),
)
TRAININGS = (
    Column("name", "Họ và tên", 20),
    Column("course", "Khóa học", 40),
    Column("last_on", "Xong ngày", 10, Kind.DATE),
    Column("days", "Số ngày", 7, Kind.COUNT),
)


class TermPanel(SidePanel):
    """Opens a term."""

    firstOnEdit: DateField
    lastOnEdit: DateField
    congressOnEdit: DateField
    electionEdit: ChoiceField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "cadres/term_panel")
        self.electionEdit.set_choices([(it.code, it.name) for it in code_list("cadre_how").codes])

    @override
    def act(self) -> tuple[str, object]:
        first, last = self.firstOnEdit.value(), self.lastOnEdit.value()
        missing = [
            Problem("field.needed", field=it)
            for it, value in (("first_on", first), ("last_on", last))
            if value is None
        ]
        if missing or first is None or last is None:
            raise Invalid(tuple(missing))
        term = add_term(
            self.desk.office,
            first,
            last,
            congress_on=self.congressOnEdit.value(),
            chair_election=self.electionEdit.value(),
        )
        return f"Đã mở {term.name.lower()}.", term.id


class TermList(ShortPage):
    """The list of terms."""

    concerns = frozenset({"term"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "terms", "Nhiệm kỳ", TERMS, noun="nhiệm kỳ")
        self.panel = TermPanel(desk)
        self._terms: dict[int, TermRow] = {}
        self.sheet = FactSheet("Mỗi nhiệm kỳ ghi ngày đại hội và cách bầu chủ tịch.")
        self.side = _beside(self, self.sheet, self.panel)
        self.pointed.connect(self._show_current)
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.set_empty("Chưa có nhiệm kỳ nào.", "Mở nhiệm kỳ", self.add)
        self.actions_ = _actions(self)

    def add(self) -> None:
        """Open a term."""
        self.side.open_panel(self.panel)
        self.panel.begin("Nhiệm kỳ mới", "Nhiệm kỳ theo nhiệm kỳ của công đoàn cấp trên.")

    @override
    def read_rows(self) -> Mapping[int, Row]:
        self._terms = {it.id: it for it in list_terms(self.desk.office)}
        return {
            it.id: (it.name, it.first_on, it.last_on, it.congress_on, it.chair_election)
            for it in self._terms.values()
        }

    def _show_current(self, *_: object) -> None:
        row = self._terms.get(self.table.current_id() or 0)
        if row is None:
            self.sheet.clear()
            return
        span = f"{table_date(row.first_on)} – {table_date(row.last_on)}"
        held = list_cadres(self.desk.office, former=True)
        posts = [it for it in held if it.term_name == row.name]
        facts = (
            ("Đại hội", table_date(row.congress_on)),
            ("Bầu chủ tịch", row.chair_election or ""),
            ("Cán bộ", f"{len({it.member_id for it in posts})} người" if posts else "chưa ghi"),
        )
        people = [(it.post_name, it.full_name) for it in posts if it.ended_on is None]
        self.sheet.show_facts(
            row.name, span, [Section("Nhiệm kỳ", facts), Section("Đang giữ chức", people)]
        )


class TrainingList(ShortPage):
    """The list of courses, a line for everybody who attended."""

    concerns = frozenset({"training", "member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "trainings", "Bồi dưỡng", TRAININGS, noun="lượt học")
        self.panel = TrainingPanel(desk)
        self._trainings: dict[int, TrainingRow] = {}
        self.sheet = FactSheet("Nhiều người cùng học: chọn họ ở thẻ Chức vụ rồi «Ghi bồi dưỡng».")
        self.side = _beside(self, self.sheet, self.panel)
        self.pointed.connect(self._show_current)
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.set_empty("Chưa ghi khóa bồi dưỡng nào.", "Ghi bồi dưỡng", self.add)
        self.actions_ = _actions(self)

    def add(self) -> None:
        """Note a course of one person."""
        self.side.open_panel(self.panel)
        self.panel.show_people({})

    @override
    def read_rows(self) -> Mapping[int, Row]:
        self._trainings = {it.id: it for it in list_trainings(self.desk.office)}
        return {
            it.id: (it.full_name, it.course, it.last_on, it.days)
            for it in self._trainings.values()
        }

    def _show_current(self, *_: object) -> None:
        row = self._trainings.get(self.table.current_id() or 0)
        if row is None:
            self.sheet.clear()
            return
        facts = (
            ("Nội dung", row.topic_name),
            ("Từ ngày", table_date(row.first_on)),
            ("Đến ngày", table_date(row.last_on)),
            ("Hình thức", "trực tuyến" if row.is_online else "trực tiếp"),
            ("Đơn vị mở", row.organiser or ""),
            ("Chứng chỉ", row.certificate or ""),
        )
        self.sheet.show_facts(row.full_name, row.course, [Section("Khóa học", facts)])


def _beside(page: ShortPage, sheet: FactSheet, panel: SidePanel) -> SideStack:
    side = SideStack(page, sheet, [panel])
    side.done.connect(lambda _done: page.refresh())
    return side


def _actions(page: TermList | TrainingList) -> Actions:
    deeds = {"add": page.add, "refresh": page.refresh, "search": page.filterEdit.setFocus}
    return Actions(page, deeds, key_set=page.desk.key_set, permissions=page.desk.permissions)
