"""The accountant's year of contribution: from the sheet to the letter, with the keyboard alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.journeys.typist import plain
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.reliefs import list_reliefs
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.organisation.profile import edit_profile, show_profile
from unionapp.vietnamese.periods import Period

SHEET = (
    "Tháng\tSố LĐ\tQuỹ lương\n1\t100\t500.000.000\n2\t100\t500.000.000\nCộng\t\t1.000.000.000\n"
)


@pytest.fixture
def hands(sit_down, office, look):
    facts = replace(show_profile(office), employer_name="Công ty TNHH May Hoa Sen")
    edit_profile(office, facts)
    window = MainWindow(office, look=look, preferences=Forgetful())
    window.desk.work_in(Period.parse("2026"))
    return sit_down(window)


def test_a_year_is_pasted_paid_relieved_and_asked_for_without_a_mouse(hands, office, qtbot):
    page = hands.wish("dan quy luong")
    QGuiApplication.clipboard().setText(SHEET)
    hands.control(Qt.Key.Key_V)
    hands.control(Qt.Key.Key_S)
    assert [row.due for row in list_contributions(office, 2026)] == [10_000_000] * 2

    pay_january_in_cash(hands, page)
    (receipt,) = list_vouchers(office)
    assert (receipt.counterparty, receipt.amount) == ("Công ty TNHH May Hoa Sen", 4_000_000)

    suspend_february(hands, page)
    assert [row.state for row in list_contributions(office, 2026)] == ["late", "relieved"]
    take_the_decision_back(hands, page)
    assert list_reliefs(office) == ()

    hands.walk_to(page.list.table)
    hands.walk_to("Công văn đề nghị đóng")
    hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.printing.preview.page_count() == 1, timeout=20_000)


def pay_january_in_cash(hands, page):
    page.go_to("2026-01")
    page.list.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    hands.type_over("4tr")
    hands.walk_to(page.payment_panel.wayEdit)
    hands.press(Qt.Key.Key_Down, times=2)
    hands.control(Qt.Key.Key_S)
    assert "chờ ghi sổ" in plain(page.list.banner.text())


def suspend_february(hands, page):
    hands.wish("mien kinh phi")
    hands.control(Qt.Key.Key_N)
    panel = page.relief_panel
    for field, words in (
        (panel.firstEdit, "2/2026"),
        (panel.lastEdit, "2/2026"),
        (panel.decisionEdit, "12/QD"),
    ):
        hands.walk_to(field)
        hands.type_over(words)
    hands.control(Qt.Key.Key_S)


def take_the_decision_back(hands, page):
    hands.wish("bo quyet dinh")
    hands.press(Qt.Key.Key_Delete)
    hands.type("Ghi nham thang tam dung")
    hands.control(Qt.Key.Key_S)
    hands.press(Qt.Key.Key_Escape)
    assert page.currentIndex() == 0
