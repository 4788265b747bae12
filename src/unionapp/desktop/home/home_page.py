"""The first page: lines of work, each opening its exact place; three figures; two charts."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from unionapp.desktop.charts import BarChart, Series, TrendChart
from unionapp.desktop.desk import Desk
from unionapp.desktop.forms import load_form
from unionapp.desktop.home.today import Below, HomeFacts, MonthDues, Todo, read_home
from unionapp.desktop.look import set_icon, set_role
from unionapp.desktop.notices import Banner
from unionapp.errors import CodedError
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
    trendChart: TrendChart
    barChart: BarChart

    concerns = frozenset(
        {"member", "member_event", "dues", "dues_list", "voucher", "fund_account"}
        | {"package_in", "package_out", "duty_done"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form("home/home", self)
        self._desk = desk
        self._is_stale = True
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        desk.period_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read the facts again, at once if somebody looks."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def show_facts(self, facts: HomeFacts) -> None:
        """Show what was read."""
        self._show_todos(facts.todos)
        self.trendPanel.setVisible(facts.below is None)
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
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def _read(self) -> None:
        self._is_stale = False
        office, period = self._desk.office, self._desk.period
        task = self._desk.run(lambda _progress: read_home(office, period))
        task.succeeded.connect(self.show_facts)
        task.failed.connect(self._explain)

    def _explain(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.banner.say(sentence_for(error), "error")

    def _show_todos(self, todos: tuple[Todo, ...]) -> None:
        while (item := self.todoColumn.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.deleteLater()
        if not todos:
            label = QLabel("Không có việc đến hạn, không có gì bị trả lại, không có việc dở dang.")
            label.setContentsMargins(8, 4, 8, 4)
            self.todoColumn.addWidget(label)
        for todo in todos:
            button = QPushButton(todo.text)
            set_role(button, "todo")
            set_icon(button, todo.icon)
            button.clicked.connect(partial(self._desk.open, todo.page, todo.place))
            self.todoColumn.addWidget(button)

    def _show_dues(self, dues: MonthDues) -> None:
        self.duesName.setText(f"Đoàn phí {month_label(dues.month)}")
        self.duesLabel.setText(dong(dues.paid))
        if dues.due is None:
            self.duesDetail.setText("chưa lập danh sách thu")
            return
        share = f" ({percent(dues.paid, dues.due)})" if dues.due else ""
        self.duesDetail.setText(f"đã thu trên {dong(dues.due)} phải thu{share}")
