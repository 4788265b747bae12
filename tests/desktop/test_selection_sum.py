"""Whatever table has the cursor, the status line says what is selected in it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.desktop.offices import add_people, receive_money
from tests.desktop.pages import show_page
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.vouchers.advances import AdvanceDraft, give_advance


@pytest.fixture
def window(qtbot, look, office):
    add_people(office)
    receive_money(office, 5_000_000)
    receive_money(office, 700_000)
    make_dues(office, "2026-03")
    window = show_page(qtbot, MainWindow(office, look=look, preferences=Forgetful()), 1366, 768)
    window.activateWindow()
    window.finish()
    yield window
    window.finish()


def said(window):
    return " ".join(label.text() for label in window.statusBar().findChildren(QLabel))


def select_all(qtbot, window, table):
    table.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is table)
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("members", "Đã chọn 3 dòng · Lương đóng BHXH: tổng 18.600.000 · trung bình 6.200.000"),
        ("vouchers", "Đã chọn 2 dòng · Thu: tổng 5.700.000 · trung bình 2.850.000 · 2 số"),
        ("dues", "Phải nộp: 93.000"),
    ],
)
def test_the_rows_of_a_page_are_added_up(qtbot, window, page, words):
    window.go_to(page)
    window.desk.work_in(type(window.desk.period)("2026-01", "2026-03"))
    window.finish()
    select_all(qtbot, window, window.pageStack.currentWidget().listing.table)
    assert words in said(window)


def test_what_a_person_holds_in_advance_is_counted_once(qtbot, window, office):
    """The sums of the list are those of the cash and bank books."""
    give_advance(office, AdvanceDraft("Lê Văn Tám", "Họp", 2_000_000, date(2026, 3, 4)))
    window.go_to("vouchers")
    window.desk.work_in(type(window.desk.period)("2026-01", "2026-03"))
    window.finish()
    select_all(qtbot, window, window.pageStack.currentWidget().listing.table)
    assert "Thu: 5.700.000" in said(window)
    assert "Chi: 2.000.000" in said(window)


def test_a_book_leaves_its_totals_and_balances_out(qtbot, window):
    window.go_to("books")
    window.desk.work_in(type(window.desk.period)("2026-01", "2026-03"))
    window.finish()
    table = window.pageStack.currentWidget().book.table
    select_all(qtbot, window, table)
    assert "Thu: tổng 5.700.000 · trung bình 2.850.000 · 2 số" in said(window)
    assert "Tồn" not in said(window)


def test_the_sum_goes_with_the_cursor(qtbot, window):
    window.go_to("vouchers")
    window.desk.work_in(type(window.desk.period)("2026-01", "2026-03"))
    listing = window.pageStack.currentWidget().listing
    select_all(qtbot, window, listing.table)
    assert "Đã chọn" in said(window)
    listing.filterEdit.setFocus()
    assert "Đã chọn" not in said(window)
