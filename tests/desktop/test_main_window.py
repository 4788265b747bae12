"""The window of an office: place, period, locks, taste; pages hear only what concerns them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.offices import add_people, receive_money
from tests.desktop.pages import show_page
from tests.desktop.strokes import replay, telex
from tests.desktop.walk import clipped, nameless, stretch, too_large, unreachable
from unionapp.desktop.command_box import CommandBox, find_wishes
from unionapp.desktop.key_sets import page_keys
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful, read_taste
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import VoucherDraft
from unionapp.organisation.locks import lock_month
from unionapp.vietnamese.periods import Period

HELD = {"Alt": Qt.KeyboardModifier.AltModifier, "Ctrl": Qt.KeyboardModifier.ControlModifier}


@pytest.fixture
def memory():
    return Forgetful()


@pytest.fixture
def window(qtbot, look, office, memory):
    add_people(office)
    receive_money(office)
    window = show_page(qtbot, MainWindow(office, look=look, preferences=memory), 1093, 614)
    window.activateWindow()
    window.finish()
    yield window
    window.finish()
    look.use_theme("light")


def settle(qtbot, window):
    qtbot.wait(1)
    window.finish()
    qtbot.wait(1)


def test_unit_period_officer_and_locks_are_on_top(window):
    window.resize(1366, 768)
    assert window.unitLabel.text() == "CĐCS Công ty TNHH May Hoa Sen"
    assert window.periodButton.text() == "Kỳ làm việc: tháng 3 năm 2026"
    assert window.officerButton.text() == "Nguyễn Thị Hòa"
    assert window.lockButton.text() == "Chưa khóa sổ"


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.code)
def test_every_page_opens_by_its_keys(qtbot, window, entry):
    number = PAGES.index(entry) + 1
    held, _, figure = page_keys(number).partition("+")
    key = Qt.Key(Qt.Key.Key_0 + int(figure))
    QTest.keyClick(window, key, HELD[held])
    settle(qtbot, window)
    assert window.navigationList.currentRow() == number - 1
    assert window.pageStack.currentWidget() is window.open(entry.code)


@pytest.mark.parametrize("code", ["home", "reports", "exchange", "organisation"])
def test_a_page_fits_a_small_laptop_and_can_be_read(qtbot, window, code):
    page = window.open(code)
    settle(qtbot, window)
    assert nameless(page) == []
    assert unreachable(page) == []
    assert clipped(page) == []
    assert not too_large(window, height=614)


def test_every_subject_is_in_sight_on_a_small_screen(qtbot, window):
    window.resize(1093, 614)
    qtbot.wait(1)
    view = window.navigationList
    last = view.visualItemRect(view.item(view.count() - 1))
    assert view.viewport().rect().contains(last)
    assert last.height() > view.fontMetrics().height()


def test_a_long_name_is_shortened_on_a_small_screen_and_whole_in_its_tip(window):
    window.resize(window.minimumSizeHint())
    assert window.unitLabel.text().endswith("…")
    assert window.unitLabel.toolTip() == "CĐCS Công ty TNHH May Hoa Sen"


def test_locking_a_month_shows_at_once(qtbot, window, office):
    lock_month(office, "2026-01")
    qtbot.waitUntil(lambda: window.lockButton.text() == "Khóa đến 01/2026", timeout=2000)


def test_a_change_reaches_only_the_pages_it_concerns(qtbot, window, office, monkeypatch):
    home, organisation = window.open("home"), window.open("organisation")
    told = []
    monkeypatch.setattr(home, "refresh", lambda: told.append("home"))
    monkeypatch.setattr(organisation, "refresh", lambda: told.append("organisation"))
    receive_money(office, on=date(2026, 2, 1))
    qtbot.waitUntil(lambda: bool(told), timeout=2000)
    assert set(told) == {"home"}


def test_the_period_is_chosen_and_remembered(window, memory):
    heard = []
    window.desk.period_changed.connect(heard.append)
    actions = window.periodButton.menu().actions()
    year = next(action.menu() for action in actions if action.text() == "Năm 2026")
    next(it for it in year.actions() if it.text() == "6 tháng đầu năm 2026").trigger()
    assert window.periodButton.text() == "Kỳ làm việc: 6 tháng đầu năm 2026"
    assert heard == [Period.parse("2026-H1")]
    assert memory.read("desk/period") == "2026-H1"


def test_the_command_box_changes_period_theme_and_officer(qtbot, window, look):
    wishes = window.wishes()
    find_wishes(wishes, "quy i nam 2026")[0].fulfil()
    assert window.desk.period == Period.parse("2026-Q1")
    find_wishes(wishes, "giao dien toi")[0].fulfil()
    assert look.theme.name == "dark"
    with qtbot.waitSignal(window.switch_asked):
        find_wishes(wishes, "doi can bo")[0].fulfil()


def test_ctrl_k_opens_the_command_box(window):
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = window.findChild(CommandBox)
    assert box is not None
    box.close()


def open_box(window):
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return QApplication.activeModalWidget()


def ask(window, query):
    box = open_box(window)
    replay(box.queryEdit, telex(query))
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Return)


@pytest.mark.parametrize("query", ["Đặng Văn", "dang van", "dvu"])
def test_a_person_is_found_in_the_command_box(window, query):
    ask(window, query)
    page = window.pageStack.currentWidget()
    assert page is window.open("members")
    assert page.current().draft.full_name == "Đặng Văn Ưởng"


@pytest.mark.parametrize("query", ["phiếu thu 5tr tháng 1", "phieu thu 5tr thang 1", "pt1"])
def test_a_voucher_is_found_in_the_command_box(window, query):
    ask(window, query)
    page = window.pageStack.currentWidget()
    assert page is window.open("vouchers")
    assert page.current().row.amount == 5_000_000


def test_a_payment_of_a_month_is_found_among_payments(qtbot, window, office):
    rows = {}
    for month, amount in ((2, 1_200_000), (3, 1_200_000), (3, 1_300_000)):
        draft = VoucherDraft("PC", date(2026, month, 4), "Nguyễn Thị Hoa", "thăm ốm", amount)
        rows[month, amount] = save_voucher(office, draft).id
    ask(window, "phiếu chi 1tr2 tháng 3")
    page = window.open("vouchers")
    assert page.list.table.current_id() == rows[3, 1_200_000]


def test_the_records_worked_on_last_are_offered_before_anything_is_typed(window, memory):
    ask(window, "pt1")
    ask(window, "dang van")
    window.open("home")
    box = open_box(window)
    assert "Đặng Văn Ưởng" in box.wishList.item(0).text()
    assert "PT001/2026" in box.wishList.item(1).text()
    assert "Đặng" not in memory.read("desk/recent/CS-0147")
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Down)
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Return)
    assert window.pageStack.currentWidget() is window.open("vouchers")


def test_taste_is_remembered(window, memory):
    menus = {it.text(): it.menu() for it in window.officerButton.menu().actions() if it.menu()}
    next(it for it in menus["Phím tắt"].actions() if it.text() == "Giống MISA").trigger()
    next(it for it in menus["Giao diện"].actions() if it.text() == "Tối").trigger()
    assert "Giống MISA" in window.status.text()
    taste = read_taste(memory)
    assert (taste.key_set, taste.theme) == ("misa", "dark")


def test_an_exact_place_is_opened(window):
    window.desk.open("organisation", "locks")
    page = window.pageStack.currentWidget()
    assert page.tabs.currentWidget() is page.locks


def test_no_word_is_clipped_in_a_longer_language(qtbot, window):
    window.resize(1366, 768)
    stretch(window.centralWidget())
    qtbot.wait(1)
    assert clipped(window.open("home")) == []
