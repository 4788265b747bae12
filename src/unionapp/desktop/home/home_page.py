"""The first page: lines of work, each opening its exact place; three figures; the charts."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from unionapp.desktop.charts import BarChart, Series, Target, TargetChart, TrendChart
from unionapp.desktop.charts.printing import write_charts
from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.file_choice import ask_file
from unionapp.desktop.forms import load_form
from unionapp.desktop.home.first_steps import first_steps
from unionapp.desktop.home.today import (
    LINES,
    MONTHS,
    Below,
    HomeFacts,
    MonthDues,
    Todo,
    read_home,
)
from unionapp.desktop.home.todo_line import TodoLine
from unionapp.desktop.notices import Banner, explaining
from unionapp.desktop.preferences import read_taste
from unionapp.errors import CodedError
from unionapp.indicators.progress import TargetProgress
from unionapp.membership.lists import MemberCounts
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import dong, group_digits, percent
from unionapp.vietnamese.dates import month_label

BARS = 12


class HomePage(QWidget):
    """What to do today, and how the unit stands."""

    noticeColumn: QVBoxLayout
    todoColumn: QVBoxLayout
    membersLabel: QLabel
    membersDetail: QLabel
    duesName: QLabel
    duesLabel: QLabel
    duesDetail: QLabel
    cashName: QLabel
    cashLabel: QLabel
    cashDetail: QLabel
    trendPanel: QFrame
    barPanel: QFrame
    targetPanel: QFrame
    trendChart: TrendChart
    barChart: BarChart
    targetChart: TargetChart

    concerns = frozenset(
        {"member", "member_event", "dues", "dues_list", "voucher", "fund_account"}
        | {"package_in", "package_out", "duty_done", "voucher_approval", "voucher_refusal"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("home/home", self)
        self._desk = desk
        self._is_stale = True
        self._lines: list[QWidget] = []
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.actions_ = Actions(self, {"print": self.print_charts}, key_set=desk.key_set)
        desk.period_changed.connect(self.refresh)
        desk.taste_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read the facts again, at once if somebody looks."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def print_charts(self) -> None:
        """Save the charts as they are printed: black on white."""
        file = ask_file(self, "Lưu biểu đồ", "bieu-do.pdf", "*.pdf")
        if file is not None:
            self.write_charts(file)

    def write_charts(self, output: Path) -> None:
        """Write the charts that are shown; an existing file is never overwritten."""
        shown = [
            it for it in (self.trendChart, self.barChart, self.targetChart) if it.isVisibleTo(self)
        ]
        with explaining(self.banner):
            title = f"{self._desk.office.unit.name}, {self._desk.period.label}"
            self._desk.tell(f"Đã lưu biểu đồ: {write_charts(shown, title, output)}")

    def show_facts(self, facts: HomeFacts) -> None:
        """Show what was read."""
        # on the first day the steps matter more than what else is due in three months
        due = facts.todos[: 1 if facts.steps else LINES]
        self._show_todos((*due, *facts.steps))
        self._show_targets(facts.targets)
        has_months = len(facts.months) > 1
        self.trendPanel.setVisible(facts.below is None and has_months)
        self.barPanel.setVisible(facts.below is not None or has_months)
        if facts.below is not None:
            self._show_below(facts.below)
            return
        self._show_members(facts.members)
        self._show_dues(facts.dues)
        self.cashLabel.setText(dong(facts.cash))
        last = facts.months[-1]
        self.cashDetail.setText(
            f"{month_label(last.month)}: thu {dong(last.received)}, chi {dong(last.paid)}"
        )
        labels = [f"{one.month[5:]}/{one.month[2:4]}" for one in facts.months]
        counts = Series("Đoàn viên", tuple(one.members for one in facts.months))
        self.trendChart.show_figures("Đoàn viên cuối tháng", labels, [counts])
        received = Series("Thu", tuple(one.received for one in facts.months))
        paid = Series("Chi", tuple(one.paid for one in facts.months))
        self.barChart.show_figures("Thu, chi theo tháng", labels, [received, paid], unit="đồng")

    def _show_targets(self, targets: tuple[TargetProgress, ...]) -> None:
        self.targetPanel.setVisible(bool(targets))
        self.targetChart.show_targets("Chỉ tiêu còn xa nhất", [_bar(one) for one in targets])

    def _show_members(self, members: MemberCounts) -> None:
        self.membersLabel.setText(f"{group_digits(members.total)} người")
        share = f" ({percent(members.female, members.total)})" if members.total else ""
        self.membersDetail.setText(f"trong đó nữ {group_digits(members.female)}{share}")

    def _show_below(self, below: Below) -> None:
        self._show_members(below.members)
        self.duesName.setText(f"Đoàn phí đã thu, {below.period.label}")
        self.duesLabel.setText(dong(below.dues))
        self.duesDetail.setText("theo gói báo cáo đã nhận")
        self.cashName.setText("Đơn vị đã có số liệu")
        self.cashLabel.setText(f"{below.counted}/{below.expected}")
        lacking = below.expected - below.counted
        self.cashDetail.setText(f"còn thiếu {lacking} đơn vị" if lacking else "đã đủ")
        shown = sorted(below.units, key=lambda unit: -unit.totals.get("members", 0))[:BARS]
        series = [
            Series(name, tuple(unit.totals.get(code, 0) for unit in shown))
            for name, code in (("Đoàn viên", "members"), ("Nữ", "female"))
        ]
        self.barChart.show_figures("Đoàn viên theo đơn vị", [it.code for it in shown], series)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._lines:
            self._lines[0].setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def _read(self) -> None:
        self._is_stale = False
        office, period = self._desk.office, self._desk.period
        months = 1 if read_taste(self._desk.preferences).is_slow_machine else MONTHS
        task = self._desk.run(
            lambda _progress: replace(read_home(office, period, months), steps=first_steps(office))
        )
        task.succeeded.connect(self.show_facts)
        task.failed.connect(self._explain)

    def _explain(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "error")

    def _show_todos(self, todos: tuple[Todo, ...]) -> None:
        had_cursor = self.hasFocus() or any(line.hasFocus() for line in self._lines)
        for line in self._lines:
            self.todoColumn.removeWidget(line)
            line.deleteLater()
        self._lines = [self._make_line(todo) for todo in todos] or [_nothing_to_do()]
        for line in self._lines:
            self.todoColumn.addWidget(line)
        if had_cursor:
            self._lines[0].show()  # one that is not in sight yet would not hold the cursor
            self._lines[0].setFocus()

    def _make_line(self, todo: Todo) -> QWidget:
        button = TodoLine(todo)
        button.clicked.connect(partial(self._open, todo))
        return button

    def _open(self, todo: Todo, *_: object) -> None:
        if todo.period is not None:
            self._desk.lead_into(todo.period)
        self._desk.open(todo.page, todo.place)

    def _show_dues(self, dues: MonthDues) -> None:
        self.duesName.setText(f"Đoàn phí {month_label(dues.month)}")
        self.duesLabel.setText(dong(dues.paid))
        if dues.due is None:
            self.duesDetail.setText("chưa lập danh sách thu")
            return
        share = f" ({percent(dues.paid, dues.due)})" if dues.due else ""
        self.duesDetail.setText(f"đã thu trên {dong(dues.due)} phải thu{share}")


def _nothing_to_do() -> QLabel:
    label = QLabel("Không có việc đến hạn, không có gì bị trả lại, không có việc dở dang.")
    label.setContentsMargins(8, 4, 8, 4)
    return label


def _bar(target: TargetProgress) -> Target:
    figure = target.figure
    planned = figure.numerator + (target.missing or 0)
    return Target(target.name, planned, figure.numerator)
