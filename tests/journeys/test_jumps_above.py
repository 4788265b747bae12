"""What the level above has to look at in a lower settlement leads to the figure (C-02 to C-07)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.finance.group.test_lower_settlements import BASICS, TYPED
from tests.finance.setting import draft, level_above
from tests.journeys.typist import Hands, go_to_tab
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.group.lower_settlements import (
    approve_lower_settlement,
    enter_lower_settlement,
    show_lower_settlement,
)
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.year.basics import BasicFigures
from unionapp.organisation.office import Office
from unionapp.organisation.units import UnitFacts, UnitRow, add_unit, set_employer_type

CODE, YEAR = "CS-01", 2026


def nothing(_office: Office, _unit: UnitRow) -> None:
    """Most rules need nothing but the report itself."""


def report_rightly(office: Office, _unit: UnitRow) -> None:
    enter_lower_settlement(office, CODE, YEAR, TYPED, BASICS)


@dataclass(frozen=True)
class Report:
    """A rule, what the unit reports against it, the row to be looked at, and what mends it."""

    code: str
    label: str
    rows: Mapping[str, int] = field(default_factory=dict)
    basics: BasicFigures = BASICS
    around: Callable[[Office, UnitRow], object] = nothing
    employer_type: str | None = "DN_NGOAI"
    mend: Callable[[Office, UnitRow], object] = report_rightly

    def __str__(self) -> str:
        return self.code


def book(office: Office, kind: str, amount: int, item: str, unit: UnitRow) -> None:
    line = LineDraft(item, amount)
    day = date(2026, 3, 5)
    voucher = draft(kind, amount, day, lines=(line,), lower_unit_id=unit.id)
    post_voucher(office, save_voucher(office, voucher).id)


def pay_more(office: Office, unit: UnitRow) -> None:
    book(office, "BN", 150_000_000, "EXP_LOWER", unit)
    book(office, "BC", 10_000_000, "INC_LOWER_DUES", unit)


def receive_less(office: Office, unit: UnitRow) -> None:
    book(office, "BN", 147_600_000, "EXP_LOWER", unit)
    book(office, "BC", 9_000_000, "INC_LOWER_DUES", unit)


def approve_last_year(office: Office, _unit: UnitRow) -> None:
    enter_lower_settlement(office, CODE, YEAR - 1, TYPED, BASICS)
    approve_lower_settlement(office, CODE, YEAR - 1)


def report_last_year(office: Office, _unit: UnitRow) -> None:
    enter_lower_settlement(office, CODE, YEAR - 1, TYPED, BASICS)


def report_what_came(office: Office, _unit: UnitRow) -> None:
    enter_lower_settlement(office, CODE, YEAR, TYPED | {"upper_share": 150_000_000}, BASICS)


def receive_the_rest(office: Office, unit: UnitRow) -> None:
    book(office, "BC", 1_000_000, "INC_LOWER_DUES", unit)


def open_as_approved(office: Office, _unit: UnitRow) -> None:
    enter_lower_settlement(office, CODE, YEAR, TYPED | {"opening": 74_116_000}, BASICS)


def say_employer(office: Office, _unit: UnitRow) -> None:
    set_employer_type(office, CODE, "DN_NGOAI")


REPORTS = (
    Report("C-02", "Tổng cộng thu", {"total_receipts": 1}),
    Report(
        "C-03",
        "Tích lũy đầu kỳ",
        around=approve_last_year,
        mend=open_as_approved,
    ),
    Report("C-04", "Tài chính công đoàn cấp trên cấp", around=pay_more, mend=report_what_came),
    Report("C-05", "nộp cấp trên", around=receive_less, mend=receive_the_rest),
    Report("C-06.members", "Đoàn viên", basics=replace(BASICS, dues_members=101)),
    Report("C-06.fund", "đoàn phí", basics=replace(BASICS, dues_fund=9_900_000_000)),
    Report("C-06.dues", "Đoàn phí công đoàn", {"dues": 30_000_000}),
    Report("C-06.kpcd", "theo phân phối", {"upper_share": 73_800_000}),
    Report("C-06.group", "Đoàn phí công đoàn", employer_type=None, mend=say_employer),
    Report("C-07", "khác", {"misc": 90_000_000}, around=report_last_year),
)


@pytest.fixture
def above(make_office) -> Office:
    return level_above(make_office)


def codes(office: Office) -> list[str]:
    return [one.code for one in show_lower_settlement(office, CODE, YEAR).findings]


def open_settlement(hands: Hands):
    """The settlement of the only unit below, by keys; gives its pane."""
    hands.wish(f"ky lam viec nam {YEAR}")
    page = hands.page("settlement")
    go_to_tab(hands, page, page.levels)
    hands.walk_to("Quyết toán (Ctrl+E)")
    hands.press(Qt.Key.Key_Space)
    assert page.currentWidget() is page.lower_form
    return page.lower_form


@pytest.mark.parametrize("report", REPORTS, ids=str)
def test_a_finding_above_leads_to_its_figure(report, above, look, sit_down):
    facts = UnitFacts("CDCS", CODE, "CĐCS Hoa Sen", report.employer_type)
    unit = add_unit(above, facts, since=date(2020, 1, 1))
    report.around(above, unit)
    enter_lower_settlement(above, CODE, YEAR, TYPED | report.rows, report.basics)
    found = show_lower_settlement(above, CODE, YEAR).findings
    words = next(one.words for one in found if one.code == report.code)
    hands = sit_down(MainWindow(above, look=look, preferences=Forgetful()))
    pane = open_settlement(hands)
    hands.walk_to(pane.findings)
    while pane.findings.rows.value(pane.findings.currentIndex().row(), 2) != words:
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    index = pane.table.currentIndex()
    assert hands.place is pane.table
    assert report.label in pane.table.rows.value(index.row(), 0)
    assert pane.table.rows.columns[index.column()].name == "reported"
    report.mend(above, unit)
    assert report.code not in codes(above)


def test_f8_goes_from_one_finding_to_the_next(above, look, sit_down):
    add_unit(above, UnitFacts("CDCS", CODE, "CĐCS Hoa Sen", "DN_NGOAI"), since=date(2020, 1, 1))
    wrong = TYPED | {"total_receipts": 1, "dues": 30_000_000}
    enter_lower_settlement(above, CODE, YEAR, wrong, replace(BASICS, dues_members=101))
    hands = sit_down(MainWindow(above, look=look, preferences=Forgetful()))
    pane = open_settlement(hands)
    rows = []
    for _ in codes(above):
        hands.press(Qt.Key.Key_F8)
        assert hands.place is pane.table
        rows.append(pane.table.currentIndex().row())
    assert len(set(rows)) == len(rows) == 3
    hands.press(Qt.Key.Key_F8)
    assert pane.table.currentIndex().row() == rows[0]
