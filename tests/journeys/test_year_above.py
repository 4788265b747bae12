"""The officer above settles a year by keys: a package, a paper form, the difference, the approval.

By hand, in million đồng. Hoa Sen (package): received 15 of 18 that were sent. Hoa Mai (paper): dues 23,5 of 23,5
due (0,5 % of 4 700), KPCĐ 96 of 96 (2 % of 4 800); opening 12, spent 50, due upwards 31: closing 50,5, with 45
approved of the 50 it is 55,5.
"""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.journeys.typist import go_down_to, go_to_tab, plain
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.group.lower_settlements import enter_lower_settlement, show_lower_settlement
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.accounts import add_bank_account, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.year.basics import BasicFigures
from unionapp.finance.year.versions import Source, store_version
from unionapp.indicators.figures import measure, why
from unionapp.organisation.units import UnitFacts, add_unit
from unionapp.vietnamese.periods import Period

MILLION, YEAR = 1_000_000, Period.parse("2026")
SEWING, SCHOOL = "CĐCS Công ty TNHH May Hoa Sen", "CĐCS Trường Mầm non Hoa Mai"
RATE = "fin_collection_rate_pct"
TYPED = (
    (0, "A. Quỹ lương đóng kinh phí", "4800tr"),
    (0, "A. Quỹ lương đóng đoàn phí", "4700tr"),
    (1, "10", "12tr"),
    (1, "22", "23tr500"),
    (1, "23", "96tr"),
    (1, "31", "50tr"),
    (1, "39", "31tr"),
)


@pytest.fixture
def zone(make_office):
    """A level above on 10/02/2027: one unit came in a package, the other will be typed."""
    facts = UnitFacts("KCN", "CT-09", "Công đoàn các khu công nghiệp")
    office = make_office("zone", facts, None, today=date(2027, 2, 10))
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1500").id
    set_opening(office, bank, 900 * MILLION, date(2026, 1, 1))
    sewing = add_unit(
        office, UnitFacts("CDCS", "CS-0147", SEWING, "DN_NGOAI"), since=date(2020, 1, 1)
    )
    add_unit(office, UnitFacts("CDCS", "CS-0300", SCHOOL, "SN_CONG"), since=date(2020, 1, 1))
    line = LineDraft("EXP_LOWER", 18 * MILLION)
    paid = VoucherDraft(
        "BN", date(2026, 9, 10), SEWING, "Cấp kinh phí", 18 * MILLION, (line,), bank,
        attachments=1, lower_unit_id=sewing.id,
    )  # fmt: skip
    post_voucher(office, save_voucher(office, paid).id)
    rows = {"upper_share": 15 * MILLION, "care": 4 * MILLION}
    typed = enter_lower_settlement(office, "CS-0147", 2026, rows, BasicFigures(0, 0, 0, 0))
    with office.change("package.accept") as session:
        whose = (sewing.id, SettlementSpan(2026))
        store_version(session, office, whose, typed.rows, budget={}, source=Source("01", 1))
    return office


@pytest.fixture
def hands(zone, look, sit_down):
    return sit_down(MainWindow(zone, look=look, preferences=Forgetful()))


def fill(hands, text):
    """The first letter opens the cell, the others go into it."""
    for letter in text:
        hands.type(letter)
    hands.press(Qt.Key.Key_Return)


def told(page):
    return plain(page.levels.transitLabel.text())


def rows_of(page):
    rows = page.levels.table.rows
    return {rows.value(at, 0): rows.row(at) for at in range(rows.rowCount())}


def open_lower_units(hands):
    """The year before at the settlements of lower units, on a small screen."""
    hands.wish("ky lam viec nam 2026")
    page = hands.page("settlement")
    go_to_tab(hands, page, page.levels)
    hands.walk_to(page.levels.table)
    hands.window.resize(1093, 614)
    hands.settle()
    return page


def type_paper(hands, page):
    """Ctrl+E at the school, its paper form typed and saved."""
    go_down_to(hands, page.levels.table, 0, SCHOOL)
    hands.control(Qt.Key.Key_E)
    pane = page.lower_form
    assert page.currentWidget() is pane
    for column, label, amount in TYPED:
        go_down_to(hands, pane.table, column, label)
        fill(hands, amount)
    hands.control(Qt.Key.Key_S)
    return pane


def approve_less(hands, pane):
    """45 of the 50 spent; without a reason nothing is approved."""
    go_down_to(hands, pane.table, 1, "31")
    hands.press(Qt.Key.Key_Right)
    fill(hands, "45tr")
    hands.press(Qt.Key.Key_F10)
    assert "Hãy ghi lý do" in pane.banner.text()
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Right)
    fill(hands, "PC 11")
    hands.press(Qt.Key.Key_F10)


def test_the_difference_and_who_is_missing_stand_in_the_list(hands):
    page = open_lower_units(hands)
    assert "1 đơn vị chưa có quyết toán" in told(page)
    assert (rows_of(page)[SEWING][1], rows_of(page)[SEWING][5]) == ("chờ duyệt, lệch", 3 * MILLION)
    table = page.levels.table
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_a_paper_unit_is_typed_approved_with_less_and_told_in_a_notice(hands, zone):
    page = open_lower_units(hands)
    pane = type_paper(hands, page)
    typed = show_lower_settlement(zone, "CS-0300", 2026)
    assert (typed.status, typed.rows["closing"]) == ("submitted", 50_500_000)
    found = measure(zone, RATE, YEAR)
    assert (found.numerator, found.denominator) == (119_500_000, 119_500_000)
    assert [row.label for row in why(zone, RATE, YEAR)] == ["Quyết toán năm 2026 (nhập tay)"]

    approve_less(hands, pane)
    approved = show_lower_settlement(zone, "CS-0300", 2026)
    assert (approved.status, approved.approved["closing"]) == ("approved", 55_500_000)
    assert approved.reasons == {"care": "PC 11"}

    hands.press(Qt.Key.Key_F7)
    assert page.currentWidget() is page.notice
    assert page.notice.pdf.startswith(b"%PDF")
    assert hands.window.width() == 1093
    hands.press(Qt.Key.Key_Escape, times=2)
    table = page.levels.table
    assert table.hasFocus()
    assert table.rows.value(table.currentIndex().row(), 0) == SCHOOL
    assert rows_of(page)[SCHOOL][1] == "đã duyệt, lệch"
    assert "Mọi đơn vị đã có quyết toán" in told(page)
