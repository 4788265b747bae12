"""The page of the employer's contribution: the months, the debt, and what is done about them."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from unionapp.desktop.commands import Actions, without_argument
from unionapp.desktop.contributions.contribution_panes import ContributionPanes
from unionapp.desktop.contributions.fund_panel import FundPanel
from unionapp.desktop.contributions.month_list import MonthList
from unionapp.desktop.contributions.netting_panel import NettingPanel
from unionapp.desktop.contributions.payment_panel import PaymentPanel
from unionapp.desktop.contributions.relief_panel import ReliefPanel
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.printing.print_pane import PrintingPage
from unionapp.desktop.side_stack import SideStack
from unionapp.desktop.waiting_vouchers import say_waiting
from unionapp.finance.contributions.book import ContributionRow
from unionapp.finance.contributions.fines import fine_for
from unionapp.finance.contributions.headcount import count_on_dues_list, missing_workers
from unionapp.finance.contributions.payments import LumpPayment, PaymentTaken
from unionapp.finance.contributions.words import RELIEFS, state_words
from unionapp.vietnamese.amounts import dong, group_digits, percent
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.months import month_of, month_text
from unionapp.vietnamese.periods import whole_year


class ContributionsPage(PrintingPage):
    """Records funds, payments, relief and netting; prints the book."""

    listColumn: QVBoxLayout

    concerns = MonthList.concerns

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "contributions/contributions")
        self.list = MonthList(desk)
        self.listColumn.addWidget(self.list)
        self.setWindowTitle(self.list.windowTitle())
        self.sheet = FactSheet("Chọn một tháng để xem.")
        self.fund_panel, self.payment_panel = FundPanel(desk), PaymentPanel(desk)
        self.relief_panel, self.netting_panel = ReliefPanel(desk), NettingPanel(desk)
        panels = (self.fund_panel, self.payment_panel, self.relief_panel, self.netting_panel)
        self.side = SideStack(self.list, self.sheet, panels)
        self.side.done.connect(self._show_done)
        self.fund_panel.recorded.connect(lambda _row: self.list.refresh())
        self.list.pointed.connect(self._show)
        self.list.opened.connect(self.pay)
        desk.period_changed.connect(self.refresh)
        self.actions_ = Actions(
            self,
            {
                "add": self._add_here,
                "edit": self.pay,
                "preview": self.preview,
                "search": self.list.filterEdit.setFocus,
                "refresh": self.refresh,
            },
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        self.letter = QAction("Công văn đề nghị đóng", self)
        self.letter.setToolTip("Công văn gửi người sử dụng lao động về các tháng quá hạn")
        self.letter.triggered.connect(without_argument(self.write_letter))
        self.confirmation = QAction("Bản xác nhận", self)
        self.confirmation.setToolTip("Xác nhận với từng đơn vị số kinh phí đã đóng trong kỳ")
        self.confirmation.triggered.connect(
            lambda: self.print_report("contribution-confirmation", self.desk.period)
        )
        self.netting = QAction("Bù trừ", self)
        self.netting.setToolTip("Cấp trên trừ đoàn phí phải nộp vào kinh phí được cấp")
        self.netting.setEnabled("post" in desk.permissions)
        self.netting.triggered.connect(without_argument(self.net))
        self.panes = ContributionPanes(self)
        self.panes.left.connect(self.refresh)
        self.panes.relief_asked.connect(self.relieve)
        for deed in (self.letter, self.confirmation, self.netting):
            self.sheet.add_deed(deed)
        self._dress()

    def add(self) -> None:
        """Note the fund of the current month, or of the first that was not noted."""
        month, row = self._current() or (month_of(self.desk.working_day), None)
        self.side.open_panel(self.fund_panel)
        self.fund_panel.show_month(month, row or next(iter(self.list.noted()[-1:]), None))

    def pay(self, _row_id: int | None = None) -> None:
        """Note what was paid for the current month."""
        current = self._current()
        is_covered = self.currentIndex() > 0
        if current is None or is_covered or "write" not in self.desk.permissions:
            return
        if current[1] is None:
            self.add()
            return
        self.side.open_panel(self.payment_panel)
        self.payment_panel.show_row(current[1])

    def relieve(self) -> None:
        """Note a decision of relief."""
        month, row = self._current() or (month_of(self.desk.working_day), None)
        self.side.open_panel(self.relief_panel)
        self.relief_panel.show_month(month, row.payer if row is not None else "")

    def net(self) -> None:
        """Book a netting."""
        self.side.open_panel(self.netting_panel)
        self.netting_panel.start()

    def declare_year(self) -> None:
        """Declare the funds of the year at once, for the payer of the current month."""
        _, row = self._current() or ("", None)
        self.panes.declare_year(self.list.year, row.payer if row is not None else "")

    def preview(self) -> None:
        """Look at the contribution book of the working period as it prints."""
        self.print_report("contribution-book", self.desk.period)

    def write_letter(self) -> None:
        """Look at the letter that asks the employer for the overdue months of the year."""
        self.print_report("debt-letter", whole_year(self.list.year))

    def go_to(self, place: object) -> None:
        """Show a month, YYYY-MM, begin to note one (`add`), or lay a pane over them."""
        self.setCurrentIndex(0)
        self.list.show_list()
        deeds = {"add": self.add, "year": self.declare_year, "reliefs": self.panes.show_reliefs}
        if isinstance(place, str) and place in deeds:
            deeds[place]()
        for at, (month, _) in self.list.months.items():
            if month == place:
                self._point_to(at)

    def _point_to(self, at: int) -> None:
        if not self.list.point_to(at):
            self.list.clear_filter()
            self.list.point_to(at)
        self.list.table.setFocus()

    def refresh(self) -> None:
        """Read the months again."""
        self.list.refresh()
        self._show(self.list.table.current_id())

    def keep_state(self) -> None:
        """Remember the list as it is."""
        self.list.keep_state()

    def recall_state(self) -> None:
        """Go back to the list as it was left."""
        self.list.recall_state()
        self._show(self.list.table.current_id())

    def _dress(self) -> None:
        deeds: Sequence[tuple[str, Callable[[], None], str]] = (
            ("Cả năm…", self.declare_year, "write"),
            ("Đã đóng (Enter)", self.pay, "write"),
            ("Miễn, giảm…", self.panes.show_reliefs, ""),
            ("Xem in (F7)", self.preview, ""),
        )
        for words, deed, permission in deeds:
            button = QPushButton(words)
            button.setEnabled(not permission or permission in self.desk.permissions)
            button.clicked.connect(without_argument(deed))
            self.list.add_action_button(button)
        self.list.set_primary("add", self.add, key_set=self.desk.key_set)
        self.list.primaryButton.setText("Khai quỹ lương (Ctrl+N)")
        self.list.primaryButton.setEnabled("write" in self.desk.permissions)
        self.list.splitter.setSizes([800, 310])
        self.list.set_empty(
            "Năm này chưa khai quỹ lương đóng kinh phí tháng nào.", "Khai quỹ lương", self.add
        )

    def _add_here(self) -> None:
        if not self.panes.took_add():
            self.add()

    def _current(self) -> tuple[str, ContributionRow | None] | None:
        return self.list.months.get(self.list.table.current_id() or 0)

    def _show(self, _row_id: object) -> None:
        current = self._current()
        self.actions_.allow(has_selection=current is not None)
        self.letter.setEnabled(any(row.is_overdue for row in self.list.noted()))
        if current is None and not self.list.months:
            self.sheet.clear()
            return
        month, row = current or ("", None)
        title = f"Tháng {month_text(month)}" if month else f"Năm {self.list.year}"
        under = state_words(row) if row is not None else ""
        payer = row.payer if row is not None else ""
        members = count_on_dues_list(self.desk.office, month, payer)
        sections = [*sections_of(row, self.list.noted(), members), *self._risks(row)]
        self.sheet.show_facts(title, under, sections)

    def _risks(self, row: ContributionRow | None) -> Iterator[Section]:
        """What the payer of a month risks for what is overdue."""
        payer = row.payer if row is not None else ""
        whose = [one for one in self.list.noted() if one.payer == payer]
        if (fine := fine_for(self.desk.office, whose)) is not None:
            facts = (("Từ", dong(fine.least)), ("Đến", dong(fine.most)), ("Căn cứ", fine.basis))
            yield Section("Nếu bị xử phạt (để tham khảo)", facts)

    def _show_done(self, result: object) -> None:
        self.list.refresh()
        self._show(None)
        if isinstance(result, PaymentTaken | LumpPayment) and result.voucher is not None:
            say_waiting(
                self.desk,
                self.list.banner,
                "Chứng từ thu đang chờ ghi sổ.",
                result.voucher.id,
                answer="Mở chứng từ",
            )


def sections_of(
    row: ContributionRow | None, noted: Sequence[ContributionRow], members: int = 0
) -> Iterator[Section]:
    """What the sheet shows of a month, then of the year."""
    if row is not None:
        yield Section(
            "Tháng này",
            (
                ("Lao động", group_digits(row.workers)),
                ("Đoàn viên", _member_words(row, members)),
                ("Quỹ lương", dong(row.fund)),
                ("Tỷ lệ", percent(int(row.rate * 10_000), 10_000)),
                ("Phải đóng", dong(row.due)),
                ("Đã đóng", dong(row.paid)),
                ("Chờ ghi sổ", dong(row.waiting) if row.waiting else ""),
                ("Còn nợ", dong(row.remaining)),
                ("Kỳ đóng", f"đến {month_text(row.cycle_end)}" if row.is_seasonal else ""),
                ("Hạn đóng", table_date(row.deadline)),
                ("Miễn, giảm", RELIEFS[row.relief] if row.relief else ""),
                ("Để lại", dong(row.keep)),
                ("Nộp cấp trên", dong(row.up)),
            ),
        )
    late = [one for one in noted if one.is_overdue]
    yield Section(
        "Cả năm",
        (
            ("Phải đóng", dong(sum(one.due for one in noted))),
            ("Đã đóng", dong(sum(one.paid for one in noted))),
            ("Còn nợ", dong(sum(one.remaining for one in noted))),
            ("Quá hạn", f"{len(late)} tháng, {dong(sum(one.remaining for one in late))}"),
        ),
    )


def _member_words(row: ContributionRow, members: int) -> str:
    if missing := missing_workers(members, row.workers):
        return f"{group_digits(members)} – khai thiếu ít nhất {missing} lao động"
    return group_digits(members) if members else ""
