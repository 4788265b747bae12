"""The terms of office, and the courses everybody attended."""

from collections.abc import Mapping

from typing_extensions import override

from unionapp.desktop.cadres.training_panel import TrainingPanel
from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet
from unionapp.desktop.fields import ChoiceField, DateField
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import SideStack
from unionapp.errors import Invalid, Problem
from unionapp.membership.cadres import add_term, list_terms
from unionapp.membership.codes import code_list
from unionapp.membership.trainings import list_trainings

TERMS = (
    Column("name", "Nhiệm kỳ", 24),
    Column("first_on", "Từ ngày", 11, Kind.DATE),
    Column("last_on", "Đến ngày", 11, Kind.DATE),
    Column("congress_on", "Đại hội", 11, Kind.DATE),
    Column("election", "Bầu chủ tịch", 30),
)
TRAININGS = (
    Column("name", "Họ và tên", 24),
    Column("course", "Khóa học", 30),
    Column("topic", "Nội dung", 24),
    Column("last_on", "Xong ngày", 11, Kind.DATE),
    Column("days", "Số ngày", 8, Kind.COUNT),
    Column("form", "Hình thức", 11),
    Column("certificate", "Chứng chỉ", 16),
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
        self.side = _beside(
            self, self.panel, "Mỗi nhiệm kỳ ghi ngày đại hội và cách bầu chủ tịch."
        )
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.set_empty("Chưa có nhiệm kỳ nào.", "Mở nhiệm kỳ", self.add)
        self.actions_ = _actions(self)

    def add(self) -> None:
        """Open a term."""
        self.side.open_panel(self.panel)
        self.panel.begin("Nhiệm kỳ mới", "Nhiệm kỳ theo nhiệm kỳ của công đoàn cấp trên.")

    @override
    def read_rows(self) -> Mapping[int, Row]:
        return {
            it.id: (it.name, it.first_on, it.last_on, it.congress_on, it.chair_election)
            for it in list_terms(self.desk.office)
        }


class TrainingList(ShortPage):
    """The list of courses, a line for everybody who attended."""

    concerns = frozenset({"training", "member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "trainings", "Bồi dưỡng", TRAININGS, noun="lượt học")
        self.panel = TrainingPanel(desk)
        self.side = _beside(
            self, self.panel, "Nhiều người cùng học: chọn họ ở thẻ Chức vụ rồi «Ghi bồi dưỡng»."
        )
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.set_empty("Chưa ghi khóa bồi dưỡng nào.", "Ghi bồi dưỡng", self.add)
        self.actions_ = _actions(self)

    def add(self) -> None:
        """Note a course of one person."""
        self.side.open_panel(self.panel)
        self.panel.show_people({})

    @override
    def read_rows(self) -> Mapping[int, Row]:
        return {
            it.id: (
                it.full_name, it.course, it.topic_name, it.last_on, it.days,
                "trực tuyến" if it.is_online else "trực tiếp", it.certificate,
            )
            for it in list_trainings(self.desk.office)
        }  # fmt: skip


def _beside(page: ShortPage, panel: SidePanel, hint: str) -> SideStack:
    side = SideStack(page, FactSheet(hint), [panel])
    side.done.connect(lambda _done: page.refresh())
    return side


def _actions(page: TermList | TrainingList) -> Actions:
    deeds = {"add": page.add, "refresh": page.refresh, "search": page.filterEdit.setFocus}
    return Actions(page, deeds, key_set=page.desk.key_set, permissions=page.desk.permissions)
