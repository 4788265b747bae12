"""The key on a button works wherever the cursor of the page is."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.desktop.offices import add_people, receive_money
from tests.desktop.pages import show_page
from unionapp.desktop.command_box import CommandBox
from unionapp.desktop.key_sets import page_keys
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.vietnamese.periods import Period

CTRL = Qt.KeyboardModifier.ControlModifier
HELD = {"Alt": Qt.KeyboardModifier.AltModifier, "Ctrl": CTRL}


@pytest.fixture
def window(qtbot, look, office):
    add_people(office)
    receive_money(office)
    set_opening(office, open_accounts(office)[0].id, 5_000_000, date(2026, 1, 1))
    window = show_page(qtbot, MainWindow(office, look=look, preferences=Forgetful()), 1093, 614)
    window.activateWindow()
    window.finish()
    yield window
    window.finish()


def test_the_key_on_the_button_of_a_part_works_on_its_tab(window):
    page = window.open("books")
    page.tabs.tabBar().setFocus()
    QTest.keyClick(page.tabs.tabBar(), Qt.Key.Key_Right)
    assert page.tabs.currentWidget() is page.counts
    assert page.tabs.tabBar().hasFocus()
    QTest.keyClick(page.tabs.tabBar(), Qt.Key.Key_N, CTRL)
    assert page.counts.side.currentWidget() is page.counts.panel


def test_a_key_of_no_part_is_left_to_the_tab(window):
    page = window.open("books")
    page.tabs.tabBar().setFocus()
    QTest.keyClick(page.tabs.tabBar(), Qt.Key.Key_J, CTRL)
    assert page.tabs.currentWidget() is page.book


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.code)
def test_the_keys_of_a_page_put_the_cursor_into_it(qtbot, window, entry):
    held, _, figure = page_keys(PAGES.index(entry) + 1).partition("+")
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + int(figure)), HELD[held])
    window.finish()
    qtbot.wait(1)
    page = window.pageStack.currentWidget()
    cursor = QApplication.focusWidget()
    assert cursor is not None
    assert cursor is not page
    assert page.isAncestorOf(cursor)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_arrow_down_opens_the_menu_of_a_button(window):
    page = window.open("vouchers")
    button = next(
        it for it in page.findChildren(QPushButton) if it.text().startswith("Công việc khác")
    )
    menu, shown = button.menu(), []
    menu.aboutToShow.connect(lambda: shown.append(menu))
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu.hide))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Down)
    assert shown == [menu]
    assert button.hasFocus()


def test_after_a_month_is_locked_the_cursor_stays_on_the_page(window):
    window.desk.work_in(Period.parse("2026-01"))
    window.go_to("books", "closing")
    part = window.pageStack.currentWidget().closing
    part.lockButton.setFocus()
    QTest.keyClick(part.lockButton, Qt.Key.Key_Space)
    if part.lockButton.isHidden():
        assert part.unlockButton.hasFocus()
    else:
        assert part.lockButton.hasFocus()


@pytest.mark.parametrize("page", ["vouchers", "books"])
def test_f1_on_a_list_shows_what_can_be_done_there(window, page):
    window.open(page)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    box = window.findChild(CommandBox)
    assert box is not None
    assert box.wishList.count() > 0
    box.close()
