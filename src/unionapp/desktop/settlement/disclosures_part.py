"""Making estimate and settlement public: what was done of both, and the table to be shown."""

from collections.abc import Mapping

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.settlement.disclosure_panel import DisclosurePanel
from unionapp.desktop.settlement.part import Print
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_stack import SideStack
from unionapp.finance.year.disclosures import (
    SECOND_WAYS,
    SUBJECTS,
    DisclosureRow,
    list_disclosures,
)
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import whole_year

_COLUMNS = (
    Column("subject", "Nội dung", 11),
    Column("state", "Tình trạng", 14),
    Column("committee_on", "Họp BCH", 10, Kind.DATE),
    Column("way", "Hình thức thêm", 24),
    Column("second_on", "Ngày", 10, Kind.DATE),
)
_LAW = "Luật Công đoàn 50/2024/QH15 điều 34: hằng năm tại ban chấp hành và thêm một hình thức."


class DisclosuresPart(ShortPage):
    """Two lines: the estimate and the settlement of the year."""

    def __init__(self, desk: Desk, print_report: Print) -> None:
        super().__init__(desk, "disclosures", "Công khai", _COLUMNS, noun="nội dung")
        self._print = print_report
        self.year = desk.period.end.year
        self._done: dict[str, DisclosureRow] = {}
        self.sheet = FactSheet("Chọn dự toán hay quyết toán.")
        self.panel = DisclosurePanel(desk)
        self.side = SideStack(self, self.sheet, [self.panel])
        self.side.done.connect(self._recorded)
        self.pointed.connect(self._show)
        self.opened.connect(self.add)
        self.actions_ = Actions(
            self,
            {"add": self.add, "preview": self.preview},
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        button = QPushButton("Xem biểu công khai (F7)")
        button.clicked.connect(self.preview)
        self.add_action_button(button)
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.primaryButton.setText("Ghi công khai (Ctrl+N)")
        self.primaryButton.setEnabled("write" in desk.permissions)
        self.filterRow.addWidget(self.live_in_tab())
        self.splitter.setSizes([740, 330])

    def show_year(self, year: int) -> None:
        """Show another year, or the same one anew."""
        self.year = year
        self.show_list()
        if self.table.current_id() is None:
            self.point_to(1)

    def show_subject(self, subject: str) -> None:
        """Point to the line of the estimate or of the settlement."""
        self.point_to(next(at for at, name in _subjects().items() if name == subject))

    def add(self, _row_id: int | None = None) -> None:
        """Note that the current line was made public."""
        if "write" not in self.desk.permissions:
            return
        subject = self._current()
        self.side.open_panel(self.panel)
        self.panel.show_subject(self.year, subject, self._done.get(subject))

    def preview(self) -> None:
        """Look at the table that is shown in public."""
        report = "estimate-disclosure" if self._current() == "budget" else "settlement-disclosure"
        self._print(report, whole_year(self.year))

    @override
    def read_rows(self) -> Mapping[int, Row]:
        self._done = {row.subject: row for row in list_disclosures(self.desk.office, self.year)}
        return {
            at: _cells(subject, self._done.get(subject)) for at, subject in _subjects().items()
        }

    def _current(self) -> str:
        return _subjects().get(self.table.current_id() or 0, "settlement")

    def _show(self, row_id: int | None) -> None:
        subject = _subjects().get(row_id or 0)
        if subject is None:
            self.sheet.clear()
            return
        row = self._done.get(subject)
        facts = [("", _LAW)]
        if row is not None:
            facts += [
                ("Họp ban chấp hành", table_date(row.committee_on)),
                ("Hình thức thêm", f"{SECOND_WAYS[row.second_way]}, {table_date(row.second_on)}"),
                ("Minh chứng", row.evidence),
            ]
        under = "đã công khai" if row is not None else "chưa công khai"
        title = f"{SUBJECTS[subject]} năm {self.year}"
        self.sheet.show_facts(title, under, (Section("Công khai", facts),))

    def _recorded(self, row: DisclosureRow) -> None:
        self.refresh()
        at = list(SUBJECTS).index(row.subject) + 1
        self.point_to(at)
        self._show(at)


def _subjects() -> dict[int, str]:
    return dict(enumerate(SUBJECTS, start=1))


def _cells(subject: str, row: DisclosureRow | None) -> Row:
    if row is None:
        return (SUBJECTS[subject], "chưa công khai", None, "", None)
    way = SECOND_WAYS[row.second_way]
    return (SUBJECTS[subject], "đã công khai", row.committee_on, way, row.second_on)
