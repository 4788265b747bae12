"""The page of targets: the board with its panels, and the duties of the year."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet
from unionapp.desktop.notices import explaining
from unionapp.desktop.side_stack import SideStack
from unionapp.desktop.tabbed_page import TabbedPage
from unionapp.desktop.targets.board import EMPTY, TargetBoard
from unionapp.desktop.targets.board_panes import BoardPanes
from unionapp.desktop.targets.duty_list import DutyList
from unionapp.desktop.targets.figure_panel import FigurePanel
from unionapp.desktop.targets.target_panel import TargetPanel
from unionapp.desktop.targets.target_sheet import sections_of
from unionapp.indicators.assignments import list_assignments
from unionapp.indicators.target_sets import TargetRow, drop_target

WIDTHS, LEAST = (780, 320), 292  # the names of targets are long, and so are the deeds


class TargetsPage(TabbedPage):
    """Two parts behind tabs; over the board lie the answers to one question each."""

    places = ("targets", "duties")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "targets/targets")
        self.board, self.duties = TargetBoard(desk), DutyList(desk)
        self.sheet = FactSheet("Chọn một chỉ tiêu để xem tiến độ và lý do.")
        self.figure_panel, self.target_panel = FigurePanel(desk), TargetPanel(desk)
        self.side = SideStack(self.board, self.sheet, [self.figure_panel, self.target_panel])
        self.stack = BoardPanes(desk, self.board)
        self._arrange()
        self.actions_ = self._make_actions()
        self.board.pointed.connect(self._show_current)
        self.board.worked_out.connect(self._show_current)
        self.board.opened.connect(lambda _row: self.ask_why())
        self.side.done.connect(self._show_done)
        self.refresh()

    def add(self) -> None:
        """Type a target of the unit's own; without any plan, a plan comes first."""
        if not self.board.plans:
            self.stack.show_plans()
            return
        self.side.open_panel(self.target_panel)
        self.target_panel.take_up(self.board.plans, self.board.lines)

    def change(self) -> None:
        """Change the current target."""
        row = self._current()
        if row is not None:
            self.side.open_panel(self.target_panel)
            self.target_panel.begin_change(row, self.board.plans)

    def type_figure(self) -> None:
        """Type what no record holds."""
        row = self._current()
        if row is not None:
            self.side.open_panel(self.figure_panel)
            self.figure_panel.show_measure(row.facts.measure, row.facts.choices)

    def ask_why(self) -> None:
        """Show the records behind the current number."""
        row = self._current()
        if row is not None:
            self.stack.show_why(row)

    def assign(self) -> None:
        """Give lower units their numbers on the current target."""
        row = self._current()
        if row is not None:
            self.stack.show_assigning(row)

    def print_board(self) -> None:
        """Look at the board of the working period as it prints."""
        self.stack.print("target-board")

    def check_all(self) -> None:
        """Count every target again, and go to the first one that is behind."""
        once = Qt.ConnectionType.SingleShotConnection
        self.board.worked_out.connect(self.board.tell_lights, once)
        self.board.refresh()

    def drop(self) -> None:
        """Take the current target out of its plan, once it was said what goes with it."""
        row = self._current()
        if row is not None:
            self.board.banner.say(
                f"Xóa chỉ tiêu «{row.facts.name}» cùng các số đã giao trên chỉ tiêu này?",
                "warning",
                answer="Xóa",
                deed=lambda: self._drop(row),
            )

    @override
    def go_to(self, place: object) -> None:
        super().go_to(place)
        if place == "plans":
            self.stack.show_plans()
        elif place == "draft":
            self.stack.show_board()
            self.add()
        elif isinstance(place, int):
            self.stack.show_board()
            self.board.point_to(place)

    @override
    def keep_state(self) -> None:
        super().keep_state()
        if self.side.currentWidget() is self.target_panel:
            self.target_panel.entry.draft.put_away()

    def _arrange(self) -> None:
        self.side.setMinimumWidth(LEAST)
        self.board.splitter.setSizes(list(WIDTHS))
        self.stack.typed.connect(self._open_typed)
        self.board.set_primary("add", self.add, key_set=self.desk.key_set)
        self.board.set_empty(EMPTY, "Chọn kế hoạch", self.stack.show_plans)
        for words, deed in (
            ("Chọn kế hoạch", self.stack.show_plans),
            ("Xem in (F7)", self.print_board),
        ):
            button = QPushButton(words)
            button.clicked.connect(deed)
            self.board.add_action_button(button)
        self.add_part(self.board, "Chỉ tiêu", self.stack)
        self.add_part(self.duties, "Nhiệm vụ, thời hạn")

    def _make_actions(self) -> Actions:
        deeds = {
            "add": self.add,
            "why": self.ask_why,
            "type_figure": self.type_figure,
            "edit": self.change,
            "assign": self.assign,
            "delete": self.drop,
            "preview": self.print_board,
            "search": self.board.filterEdit.setFocus,
            "refresh": self.board.refresh,
            "check_all": self.check_all,
        }
        actions = Actions(
            self.board, deeds, key_set=self.desk.key_set, permissions=self.desk.permissions
        )
        for name in ("why", "type_figure", "edit", "assign", "delete"):
            self.sheet.add_deed(actions[name])
        return actions

    def _current(self) -> TargetRow | None:
        return self.board.lines.get(self.board.table.current_id() or 0)

    def _show_current(self, *_: object) -> None:
        row = self._current()
        self.actions_.allow(has_selection=row is not None)
        if row is None:
            self.sheet.clear()
            return
        found = self.board.progress.get(row.id)
        given = list_assignments(self.desk.office, row.id)
        plan = self.board.plans.get(row.set_code)
        under = found.wish if found else row.facts.words
        self.sheet.show_facts(
            row.facts.name, f"Kế hoạch: {under}", sections_of(row, found, plan, given)
        )

    def _open_typed(self) -> None:
        self.stack.show_board()
        self.type_figure()

    def _drop(self, row: TargetRow) -> None:
        with explaining(self.board.banner):
            drop_target(self.desk.office, row.id)
            self.desk.tell(f"Đã xóa chỉ tiêu «{row.facts.name}».")
            self.board.refresh()

    def _show_done(self, result: object) -> None:
        self.board.refresh()
        if isinstance(result, int):
            self.board.point_to(result)
