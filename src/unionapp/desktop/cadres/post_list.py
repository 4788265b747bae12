"""Who holds which post: the list, one person's posts beside it, taking up and giving up."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from unionapp.desktop.cadres.post_panels import EndPanel, PostPanel
from unionapp.desktop.cadres.training_panel import TrainingPanel
from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_stack import SideStack
from unionapp.membership.cadres import CadreRow, list_cadres
from unionapp.membership.posts import bodies
from unionapp.membership.trainings import TrainingRow, list_trainings
from unionapp.vietnamese.dates import table_date

COLUMNS = (
    Column("name", "Họ và tên", 20),
    Column("post", "Chức vụ", 36),
    Column("started_on", "Từ ngày", 10, Kind.DATE),
    Column("ended_on", "Đến ngày", 10, Kind.DATE),
    Column("group", "Tổ", 14),
)


class PostList(ShortPage):
    """The list of posts."""

    concerns = frozenset({"cadre", "member", "term"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "cadres", "Chức vụ", COLUMNS, noun="chức vụ")
        self._rows_by_id: dict[int, CadreRow] = {}
        self._trainings: tuple[TrainingRow, ...] = ()
        self.bodyBox = self.add_box(
            "bodyBox", "Ban", [("Mọi ban", None), *((it, code) for code, it in bodies().items())]
        )
        self.formerCheck = QCheckBox("Cả người đã thôi")
        self.formerCheck.toggled.connect(self.show_list)
        self.add_filter(self.formerCheck)
        self.sheet = FactSheet("Chọn một người để xem chức vụ và các khóa bồi dưỡng.")
        self.post_panel, self.end_panel = PostPanel(desk), EndPanel(desk)
        self.training_panel = TrainingPanel(desk)
        self.side = SideStack(
            self, self.sheet, [self.post_panel, self.end_panel, self.training_panel]
        )
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.set_empty(
            "Chưa có cán bộ công đoàn nào. Ghi Ban chấp hành trước, bắt đầu từ chủ tịch.",
            "Ghi chức vụ",
            self.add,
        )
        self.actions_ = self._make_actions()
        self.pointed.connect(self._show_current)
        self.side.done.connect(self._show_done)

    def add(self) -> None:
        """Put a member in a post."""
        self.side.open_panel(self.post_panel)
        self.post_panel.show_new()

    def end(self) -> None:
        """End the current post."""
        row = self._current()
        if row is not None:
            self.side.open_panel(self.end_panel)
            self.end_panel.show_post(row)

    def train(self) -> None:
        """Note a course of everybody who is selected."""
        chosen = [self._rows_by_id[it] for it in self.table.selected_ids()]
        if chosen:
            self.side.open_panel(self.training_panel)
            self.training_panel.show_people({it.member_id: it.full_name for it in chosen})

    @override
    def read_rows(self) -> Mapping[int, Row]:
        office = self.desk.office
        found = list_cadres(
            office, body=self.bodyBox.currentData(), former=self.formerCheck.isChecked()
        )
        self._rows_by_id = {row.id: row for row in found}
        self._trainings = list_trainings(office)
        return {row.id: _cells(row) for row in found}

    @override
    def wanted(self) -> str | None:
        return super().wanted() or ("former" if self.formerCheck.isChecked() else None)

    @override
    def clear_filter(self) -> None:
        self.formerCheck.setChecked(False)
        super().clear_filter()

    def _make_actions(self) -> Actions:
        deeds = {
            "add": self.add,
            "end_post": self.end,
            "train": self.train,
            "refresh": self.refresh,
            "search": self.filterEdit.setFocus,
        }
        actions = Actions(
            self, deeds, key_set=self.desk.key_set, permissions=self.desk.permissions
        )
        for name in ("end_post", "train"):
            self.sheet.add_deed(actions[name])
        return actions

    def _current(self) -> CadreRow | None:
        return self._rows_by_id.get(self.table.current_id() or 0)

    def _show_current(self, *_: object) -> None:
        row = self._current()
        is_over = row is not None and row.ended_on is not None
        self.actions_.allow(has_selection=row is not None, refused=["end_post"] if is_over else [])
        if row is None:
            self.sheet.clear()
            return
        courses = [it for it in self._trainings if it.member_id == row.member_id]
        self.sheet.show_facts(row.full_name, row.post_name, _sections(row, courses))

    def _show_done(self, result: object) -> None:
        self.refresh()
        if isinstance(result, int):
            self.point_to(result)


def _cells(row: CadreRow) -> Row:
    return row.full_name, row.post_name, row.started_on, row.ended_on, row.group_name


def _sections(row: CadreRow, courses: Iterable[TrainingRow]) -> tuple[Section, ...]:
    number = row.decision_no or ""
    decided = f"{number} ngày {table_date(row.decision_on)}" if row.decision_on else number
    kind = "chuyên trách" if row.is_full_time else "không chuyên trách"
    return (
        Section(
            "Chức vụ",
            (
                ("Ban", row.body_name),
                ("Tổ", row.group_name or ""),
                ("Nhiệm kỳ", row.term_name or ""),
                ("Hình thức", row.how or ""),
                ("Quyết định", decided),
                ("Loại cán bộ", kind),
                ("Lần đầu", "giữ chức lần đầu" if row.is_first_time else ""),
                ("Giờ công đoàn", f"{row.hours} giờ mỗi tháng" if row.hours else ""),
                ("Thôi vì", row.end_reason or ""),
            ),
        ),
        Section(
            "Bồi dưỡng",
            tuple((table_date(it.last_on), f"{it.course} ({it.days} ngày)") for it in courses)
            or (("", "Chưa ghi khóa nào."),),
        ),
    )
