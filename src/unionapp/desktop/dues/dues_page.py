"""The page of dues: the month's list, its sums and its law beside it, and the collection."""

from collections.abc import Iterator

from PySide6.QtWidgets import QPushButton, QStackedWidget
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.dues.collect_panel import CollectPanel
from unionapp.desktop.dues.due_panel import DuePanel
from unionapp.desktop.dues.dues_list import NO_TEAM, MonthList
from unionapp.desktop.dues.payment_panel import PaymentPanel
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.subject_page import SubjectPage
from unionapp.desktop.tasks import Progress
from unionapp.desktop.waiting_vouchers import say_waiting
from unionapp.errors import CodedError
from unionapp.finance.dues.collection import Collection
from unionapp.finance.dues.lists import DuesList, make_dues
from unionapp.finance.dues.payments import DuesPayment
from unionapp.sentences import problem_sentence, sentence_for
from unionapp.vietnamese.amounts import dong, group_digits
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import read_typed_month
from unionapp.vietnamese.periods import Period

SHOWN_PROBLEMS = 5


class DuesPage(SubjectPage):
    """Makes the list of a month and collects it."""

    def __init__(self, desk: Desk) -> None:
        self.list = MonthList(desk)
        super().__init__(self.list)
        self.desk = desk
        self.sheet = FactSheet("Chưa lập danh sách thu của tháng này.", deeds_in_a_row=1)
        self.collect_panel, self.due_panel = CollectPanel(desk), DuePanel(desk)
        self.payment_panel = PaymentPanel(desk)
        self.side = QStackedWidget()
        self._arrange()
        self.actions_ = Actions(
            self.list,
            {
                "make_list": self.make,
                "collect": self.collect,
                "pay_one": self.pay_one,
                "set_due": self.set_due,
                "search": self.list.filterEdit.setFocus,
                "refresh": self.refresh,
            },
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        for name in ("collect", "pay_one", "set_due", "make_list"):
            self.sheet.add_deed(self.actions_[name])
        self.list.table.rows.counted.connect(self._show_sums)
        self.list.pointed.connect(self._allow)
        self.list.opened.connect(self.set_due)
        desk.period_changed.connect(self.list.banner.hide)

    def make(self) -> None:
        """Work out the list of the month; what was paid or set by hand stays."""
        office, month = self.desk.office, self.list.month

        def work(progress: Progress) -> DuesList:
            progress(0, 0, f"Đang lập danh sách thu {month_label(month)}")
            return make_dues(office, month)

        self.list.banner.hide()
        task = self.desk.run(work)
        task.succeeded.connect(self._made)
        task.failed.connect(self._refuse)

    def collect(self) -> None:
        """Everybody has paid, but for some."""
        if self.list.listed is None:
            self.make()
            return
        self.side.setCurrentWidget(self.collect_panel)
        self.collect_panel.show_list(self.list.listed)

    def pay_one(self) -> None:
        """One member pays: the one of the current row, or who is typed."""
        if self.list.listed is not None:
            self.side.setCurrentWidget(self.payment_panel)
            self.payment_panel.show_list(self.list.listed, self.list.table.current_id())

    def set_due(self, _member_id: int | None = None) -> None:
        """Set what the current member owes."""
        row = self.list.member(self.list.table.current_id())
        if row is not None:
            self.side.setCurrentWidget(self.due_panel)
            self.due_panel.show_row(self.list.month, row)

    def print_list(self) -> None:
        """Show the list of the month as it is printed."""
        self.desk.open("reports", "dues-list")

    def go_to(self, place: object) -> None:
        """Show a month (2026-03) or a member's line in it, or begin to `collect`."""
        self.list.refresh()
        if place == "collect":
            self.collect()
        elif isinstance(place, int):
            self._point_to(place)
        elif isinstance(place, str) and (month := read_typed_month(place)) is not None:
            self.desk.lead_into(Period(month, month))
            self.show_listing()

    def _point_to(self, member_id: int) -> None:
        if not self.list.point_to(member_id):
            self.list.clear_filter()
            self.list.point_to(member_id)
        self.show_listing()

    def _arrange(self) -> None:
        for panel in (self.sheet, self.collect_panel, self.payment_panel, self.due_panel):
            self.side.addWidget(panel)
        self.list.set_detail(self.side)
        self.list.splitter.setSizes([720, 340])
        self.collect_panel.closed.connect(self._leave_side)
        self.due_panel.closed.connect(self._leave_side)
        self.payment_panel.closed.connect(self._leave_side)
        self.payment_panel.done.connect(self._paid)
        self.due_panel.done.connect(self._due_set)
        self.collect_panel.done.connect(self._collected)
        self.list.set_primary("collect", self.collect, key_set=self.desk.key_set)
        self.list.set_empty(
            "Chưa lập danh sách thu đoàn phí của tháng này.", "Lập danh sách", self.make
        )
        button = QPushButton("In danh sách")
        button.clicked.connect(self.print_list)
        self.list.add_action_button(button)

    def _made(self, listed: DuesList) -> None:
        self.list.refresh()
        people, total = group_digits(len(listed.rows)), dong(listed.total)
        self.desk.tell(f"Đã lập danh sách {people} người, phải thu {total}")
        self.list.table.setFocus()

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, CodedError):
            raise error
        self.list.banner.say(sentence_for(error), "warning")

    def _collected(self, done: Collection) -> None:
        self._leave_side()
        self.list.refresh()
        say_waiting(
            self.desk,
            self.list.banner,
            f"Đã thu {dong(done.collected)} của {group_digits(done.payers)} người; "
            f"{group_digits(len(done.owing))} người còn nợ {dong(done.owed)}. "
            f"Phần nộp cấp trên: {dong(done.split.up)}. Phiếu thu đang chờ ghi sổ.",
            done.voucher.id,
        )
        self.desk.open("vouchers", done.voucher.id)

    def _paid(self, done: DuesPayment) -> None:
        self._leave_side()
        self.list.refresh()
        self.list.point_to(done.member_id)
        left = f"còn nợ {dong(done.still_owed)}" if done.still_owed else "không còn nợ"
        say_waiting(
            self.desk,
            self.list.banner,
            f"{done.voucher.counterparty} đã nộp {dong(done.voucher.amount)}, {left}. "
            "Phiếu thu đang chờ ghi sổ.",
            done.voucher.id,
        )
        self.desk.open("vouchers", done.voucher.id)

    def _due_set(self, _row: object) -> None:
        self._leave_side()
        self.list.refresh()

    def _leave_side(self) -> None:
        self.side.setCurrentWidget(self.sheet)
        self.list.table.setFocus()

    def _show_sums(self, _count: int) -> None:
        listed = self.list.listed
        self._allow()
        if listed is None:
            self.sheet.clear()
            return
        under = f"Lập bởi {listed.made_by}"
        self.sheet.show_facts(dong(listed.total), under, sections_of(listed))

    def _allow(self, _row_id: object = None) -> None:
        row = self.list.member(self.list.table.current_id())
        refused = set() if self.list.listed is not None else {"collect", "pay_one"}
        self.actions_.allow(has_selection=row is not None, refused=refused)
        is_setting = self.side.currentWidget() is self.due_panel
        if is_setting and (row is None or row.member_id != self.due_panel.member_id):
            self.side.setCurrentWidget(self.sheet)

    @override
    def refresh(self) -> None:
        self.list.refresh()


def sections_of(listed: DuesList) -> Iterator[Section]:
    """What the sheet shows of a dues list: sums, groups, law, what asks for a look."""
    yield Section(
        "Phải thu",
        (
            ("Bằng chữ", listed.in_words),
            ("Đã thu", dong(listed.paid)),
            ("Còn nợ", dong(listed.owed)),
            ("Mức trần", f"{listed.at_cap} người" if listed.at_cap else ""),
            ("Được miễn", f"{listed.exempt} người" if listed.exempt else ""),
        ),
    )
    check = " (cần kiểm tra)" if listed.legal.needs_check else ""
    yield Section("Căn cứ", (("", f"{listed.legal.words}{check}"),))
    teams = [(team.name or NO_TEAM, dong(team.due)) for team in listed.teams]
    yield Section("Theo tổ", teams)
    told = [("", problem_sentence(problem)) for problem in listed.problems[:SHOWN_PROBLEMS]]
    more = len(listed.problems) - SHOWN_PROBLEMS
    if more > 0:
        told.append(("", f"và {more} người khác"))
    yield Section("Cần xem", told)
