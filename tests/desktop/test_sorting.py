"""Any list is sorted without the mouse: its columns in a menu, each chosen by its figure."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.desktop.offices import receive_money
from tests.finance.setting import draft
from unionapp.desktop.command_box import find_wishes
from unionapp.desktop.grids import Column, Kind, Sort
from unionapp.desktop.grids.sorting import sorted_ids
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.vouchers.drafting import save_voucher

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

COLUMNS = (Column("name", "Tên", 10), Column("amount", "Tiền", 10, Kind.MONEY))
ROWS = {1: ("Ấm", 300), 2: ("", None), 3: ("An", 20), 4: ("Ăn", 1_000)}
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, look, office):
    receive_money(office, on=date(2026, 3, 1))
    for day, amount, name in ((2, 900_000, "Bùi An"), (3, 20_000, "Đỗ Bé"), (4, 100_000, "Ấu")):
        details = {"counterparty": name}
        save_voucher(office, draft("PC", amount, date(2026, 3, day), **details))
    window = MainWindow(office, look=look, preferences=Forgetful())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.finish()
    yield window
    window.finish()


def choose(window, figure):
    """Ctrl+Shift+S, then the figure of a column."""
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, CTRL_SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, figure)


def column_of(page, at):
    rows = page.list.table.rows
    return [rows.row(row)[at] for row in range(rows.rowCount())]


def test_empty_cells_come_last_whichever_way_a_list_is_turned():
    assert sorted_ids(ROWS, COLUMNS, None) == [1, 2, 3, 4]
    assert sorted_ids(ROWS, COLUMNS, Sort("amount")) == [3, 1, 4, 2]
    assert sorted_ids(ROWS, COLUMNS, Sort("amount", is_descending=True)) == [4, 1, 3, 2]
    assert sorted_ids(ROWS, COLUMNS, Sort("name")) == [3, 4, 1, 2]


def test_vouchers_are_sorted_turned_and_put_back_by_keys(window):
    page = window.open("vouchers")
    usual = column_of(page, 4)
    kept = page.list.table.current_id()
    choose(window, "5")
    assert column_of(page, 4) == [20_000, 100_000, 900_000, None]
    choose(window, "5")
    assert column_of(page, 4) == [900_000, 100_000, 20_000, None]
    choose(window, "7")
    assert column_of(page, 6)[:3] == ["Ấu", "Bùi An", "Công ty May Hoa Sen"]
    assert page.list.table.current_id() == kept
    choose(window, "0")
    assert column_of(page, 4) == usual


def test_the_menu_shows_what_the_list_is_sorted_by(window):
    window.open("vouchers")
    choose(window, "1")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, CTRL_SHIFT)
    menu = QApplication.activePopupWidget()
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert words[0] == "&1  Ngày ↑"
    assert words[-1] == "&0  Thứ tự ban đầu"


def test_the_order_stays_when_the_list_is_read_again_and_filtered(window):
    page = window.open("vouchers")
    choose(window, "5")
    page.refresh()
    assert column_of(page, 4) == [20_000, 100_000, 900_000, None]
    page.list.filterEdit.setText("PC")
    page.list.show_list()
    assert column_of(page, 4) == [20_000, 100_000, 900_000]


def test_where_nothing_is_listed_the_window_says_so(window):
    window.open("home")
    window.sort_list()
    assert "không có danh sách" in window.status.text()


def test_f1_on_a_list_names_the_key(window):
    window.open("vouchers")
    (wish,) = [it for it in find_wishes(window.wishes(), "sap danh sach") if it.keys]
    assert (wish.text, wish.keys) == ("Sắp danh sách", "Ctrl+Shift+S")
