"""The page of a year: estimate, settlement, checks, dues again, disclosure, lower units."""

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLabel, QTabWidget, QWidget

from unionapp.desktop.commands import keys_of
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields.box_entries import fill_box
from unionapp.desktop.notices import explaining
from unionapp.desktop.printing.paper_pane import PaperPane
from unionapp.desktop.printing.print_pane import PrintingPage
from unionapp.desktop.settlement.checks_part import ChecksPart
from unionapp.desktop.settlement.disclosures_part import DisclosuresPart
from unionapp.desktop.settlement.dues_change_part import DuesChangePart
from unionapp.desktop.settlement.entries_pane import EntriesPane
from unionapp.desktop.settlement.estimate_part import EstimatePart
from unionapp.desktop.settlement.levels_part import LevelsPart
from unionapp.desktop.settlement.lower_pane import LowerPane
from unionapp.desktop.settlement.part import YearPart
from unionapp.desktop.settlement.report_part import ReportPart
from unionapp.desktop.settlement.sources_pane import SourcesPane
from unionapp.finance.group.lower_settlements import LowerSettlement
from unionapp.finance.year.versions import SettlementVersion
from unionapp.organisation.tiers import consolidates
from unionapp.vietnamese.periods import Period

_YEARS = 6
_PARTS: Mapping[str, object] = {
    "Cả năm": "",
    "Quý I": "-Q1",
    "Quý II": "-Q2",
    "Quý III": "-Q3",
    "Quý IV": "-Q4",
    "6 tháng đầu năm": "-H1",
    "6 tháng cuối năm": "-H2",
}


class SettlementPage(PrintingPage):
    """Parts behind tabs, all of the year on top; money with lower units only where there are."""

    titleLabel: QLabel
    yearBox: QComboBox
    partBox: QComboBox
    stateLabel: QLabel
    tabs: QTabWidget

    concerns = frozenset(
        {
            "voucher",
            "fund_account",
            "budget_line",
            "settlement",
            "year_opening",
            "disclosure",
            "dues",
            "dues_list",
            "dues_adjustment",
            "contribution",
            "parameter",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "settlement/settlement")
        self.estimate = EstimatePart(desk, self.print_report, self.explain_row)
        self.report = ReportPart(desk, self.print_report, self.explain_row)
        self.checks = ChecksPart(desk, self.go_to_row, self.go_to_opening)
        self.dues_change = DuesChangePart(desk)
        self.disclosures = DisclosuresPart(desk, self.print_report)
        self.levels = LevelsPart(desk, self.show_entries, self.show_lower)
        self.parts: dict[str, YearPart | DisclosuresPart] = {
            "estimate": self.estimate,
            "settlement": self.report,
            "checks": self.checks,
            "dues_change": self.dues_change,
            "disclosures": self.disclosures,
            "levels": self.levels,
        }
        titles = (
            "Dự toán B14",
            "Quyết toán B07",
            "Kiểm tra",
            "Tính lại đoàn phí",
            "Công khai",
            "Cấp dưới",
        )
        for part, title in zip(self.parts.values(), titles, strict=True):
            self.tabs.addTab(part, title)
        is_above = consolidates(desk.office.unit.tier)
        self.tabs.setTabVisible(self.tabs.indexOf(self.levels), is_above)
        last = desk.office.today.year + 1
        years = [(str(last - back), last - back) for back in range(_YEARS)]
        fill_box(self.yearBox, list(years), desk.period.end.year)
        fill_box(self.partBox, list(_PARTS.items()), _part_of(desk.period))
        self.yearBox.currentIndexChanged.connect(self.refresh)
        self.partBox.currentIndexChanged.connect(self.refresh)
        self.tabs.currentChanged.connect(self.refresh)
        desk.period_changed.connect(self._follow)
        keys = keys_of("check_all", desk.key_set)[0]
        QShortcut(QKeySequence(keys), self).activated.connect(self.check_all)
        self.sources = SourcesPane(desk)
        self.addWidget(self.sources)
        self.sources.closed.connect(self._leave_sources)
        self.entries = EntriesPane(desk)
        self.addWidget(self.entries)
        self.entries.closed.connect(self._leave_entries)
        self.lower_form = LowerPane(desk)
        self.addWidget(self.lower_form)
        self.lower_form.closed.connect(self._leave_entries)
        self.lower_form.notice_wanted.connect(self.print_notice)
        self.notice = PaperPane(desk)
        self.addWidget(self.notice)
        self.notice.closed.connect(self._leave_notice)
        self._notice_of: QWidget = self.lower_form
        self.report.stated.connect(self._say_state)
        self.report.paper_wanted.connect(self.print_version)
        self.refresh()

    @property
    def year(self) -> int:
        """The year that is shown."""
        return int(self.yearBox.currentText())

    def go_to(self, place: object) -> None:
        """Show a part by its name (checks), or a line of it (disclosures:settlement)."""
        self.setCurrentIndex(0)
        name, _, subject = str(place).partition(":")
        part = self.parts.get(name)
        if part is not None:
            self.tabs.setCurrentWidget(part)
            part.setFocus()
            if subject and part is self.disclosures:
                self.disclosures.show_subject(subject)

    def check_all(self) -> None:
        """Check the year, and go to the list of what asks for a look."""
        self.go_to("checks")
        self.checks.table.setFocus()
        count = self.checks.headLabel.text()
        self.desk.tell(f"Đã kiểm tra năm {self.year}: {count[:1].lower()}{count[1:]}")

    def explain_row(self, form: str, period: Period, row_id: str) -> None:
        """Show what stands behind a figure."""
        self.sources.show_row(form, period, row_id)
        self.setCurrentWidget(self.sources)
        self.sources.table.setFocus()

    def show_entries(self, code: str, name: str, year: int) -> None:
        """Show the vouchers with a unit below."""
        self.entries.show_unit(code, name, year)
        self.setCurrentWidget(self.entries)
        self.entries.table.setFocus()

    def show_lower(self, code: str, year: int, part: str) -> None:
        """Show the settlement of a unit below."""
        self.setCurrentWidget(self.lower_form)
        self.lower_form.show_unit(code, year, part)

    def print_notice(self, found: LowerSettlement) -> None:
        """Lay the notice of what was approved of a unit below over its settlement."""
        title = f"Thông báo duyệt quyết toán năm {found.year}: {found.name}"
        with explaining(self.lower_form.banner):
            name = f"duyet_quyet_toan_{found.code}_{found.year}"
            self.notice.show_record("settlement-approval", found.settlement_id or 0, title, name)
            self._lay_paper(self.lower_form)

    def print_version(self, version: SettlementVersion) -> None:
        """Lay a settlement as it was handed in one time over the page."""
        title = f"Quyết toán năm {version.year}, lần nộp {version.version}"
        with explaining(self.report.banner):
            name = f"quyet_toan_{version.year}_lan_{version.version}"
            self.notice.show_record("settlement-version", version.id, title, name)
            self._lay_paper(self.report)

    def go_to_row(self, row_id: str) -> None:
        """Show a row of the year's settlement."""
        self.partBox.setCurrentIndex(0)
        self.go_to("settlement")
        self.report.point_to(row_id)

    def go_to_opening(self) -> None:
        """Show what the year begins with, ready to be stated otherwise."""
        self.go_to_row("opening")
        if self.report.openingButton.isEnabled():
            self.report.state_opening()

    def refresh(self) -> None:
        """Read again what can be seen."""
        shown = self.tabs.currentWidget()
        is_report = shown is self.report
        self.partBox.setVisible(shown in {self.report, self.levels})
        if is_report:
            self.report.show_part(self.year, self.partBox.currentData())
        elif shown is self.levels:
            self.levels.show_part(self.year, self.partBox.currentData().removeprefix("-"))
        for part in self.parts.values():
            if part is shown and part not in {self.report, self.levels}:
                part.show_year(self.year)
        self._say_state()

    def _say_state(self) -> None:
        is_report = self.tabs.currentWidget() is self.report
        self.stateLabel.setText(self.report.state_words() if is_report else "")

    def _lay_paper(self, over: QWidget) -> None:
        self._notice_of = over
        self.setCurrentWidget(self.notice)
        self.notice.preview.setFocus()

    def _leave_sources(self) -> None:
        if self.sources.go_back():
            return
        self.setCurrentIndex(0)
        is_report = self.tabs.currentWidget() is self.report
        (self.report if is_report else self.estimate).table.setFocus()

    def _leave_entries(self) -> None:
        self.setCurrentIndex(0)
        self.levels.refresh()
        self.levels.table.setFocus()

    def _leave_notice(self) -> None:
        if self._notice_of is self.report:
            self.setCurrentIndex(0)
            self.report.versions.versionsTable.setFocus()
            return
        self.setCurrentWidget(self.lower_form)
        self.lower_form.table.setFocus()

    def _follow(self) -> None:
        at = self.yearBox.findData(self.desk.period.end.year)
        if at >= 0:
            self.yearBox.setCurrentIndex(at)
        self.partBox.setCurrentIndex(self.partBox.findData(_part_of(self.desk.period)))


def _part_of(period: Period) -> str:
    """What the settlement shows in a working period: its half or quarter, else the year."""
    part = period.text[4:]
    return part if part in _PARTS.values() else ""
