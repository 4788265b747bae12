"""A page keeps its pattern: title, one primary action, filter, table, detail, empty state, place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.desktop.gallery.window import a_page, fields_window, page_window
from tests.desktop.pages import show_page
from tests.desktop.strokes import replay, telex, type_keys
from tests.desktop.walk import (
    clipped,
    nameless,
    stretch,
    too_large,
    unreachable,
)  # fmt: skip
from unionapp.desktop.preferences import Forgetful


@pytest.fixture
def page(qtbot):
    page = show_page(qtbot, a_page(600), 1000, 500)
    page.activateWindow()
    return page


def test_the_count_and_the_primary_action_are_seen(page):
    assert page.countLabel.text() == "600 đoàn viên"
    assert page.primaryButton.text() == "Thêm (Ctrl+N)"


def test_the_list_follows_the_filter_after_a_pause(page, qtbot):
    replay(page.filterEdit, telex("Hường"))
    assert page.countLabel.text() == "600 đoàn viên"
    qtbot.waitUntil(lambda: page.countLabel.text() == "100 đoàn viên", timeout=1000)


def test_enter_in_the_filter_leads_into_the_list(page, qtbot):
    page.filterEdit.setFocus()
    type_keys(page.filterEdit, "An")
    QTest.keyClick(page.filterEdit, Qt.Key.Key_Return)
    assert page.table.hasFocus()


def test_a_filter_without_hits_offers_to_be_taken_away(page):
    page.filterEdit.setText("zzz")
    page.show_list()
    assert page.bodyStack.currentIndex() == 1
    assert page.emptyLabel.text() == "Không có đoàn viên nào khớp điều kiện lọc."
    page.emptyButton.click()
    assert (page.filterEdit.text(), page.bodyStack.currentIndex()) == ("", 0)


def test_an_empty_list_says_what_to_do_first(qtbot):
    page, done = a_page(0), []
    qtbot.addWidget(page)
    page.set_empty("Chưa có đoàn viên nào.", "Nhập từ Excel", lambda: done.append(True))
    page.show_list()
    assert page.emptyLabel.text() == "Chưa có đoàn viên nào."
    page.emptyButton.click()
    assert done == [True]


def test_filter_and_row_are_the_same_tomorrow(page, qtbot):
    kept = Forgetful()
    page._preferences = kept
    page.filterEdit.setText("Hường")
    page.show_list()
    page.table.setCurrentIndex(page.table.rows.index(7, 0))
    row_id = page.table.current_id()
    page.keep_state()
    tomorrow = a_page(600)
    qtbot.addWidget(tomorrow)
    tomorrow._preferences = kept
    tomorrow.recall_state()
    assert tomorrow.filterEdit.text() == "Hường"
    assert tomorrow.table.current_id() == row_id


def test_a_damaged_memory_is_forgotten(page):
    page._preferences.write("page/members", "{")
    page.recall_state()
    assert page.countLabel.text() == "600 đoàn viên"


def test_a_detail_panel_and_another_condition_find_their_place(page, qtbot):
    panel, condition = QLabel("Chi tiết"), QLabel("Tổ")
    page.set_detail(panel)
    page.add_filter(condition)
    assert page.splitter.indexOf(panel) == 1
    assert page.filterRow.indexOf(condition) < page.filterRow.indexOf(page.clearButton)
    with qtbot.waitSignal(page.pointed):
        page.table.setCurrentIndex(page.table.rows.index(3, 0))


@pytest.mark.parametrize("make", [page_window, fields_window])
def test_every_input_can_be_named_and_reached(qtbot, make, look):
    window = make(look)
    qtbot.addWidget(window)
    window.show()
    assert nameless(window) == []
    assert unreachable(window) == []


@pytest.mark.parametrize("make", [page_window, fields_window])
def test_no_word_is_clipped_even_in_a_longer_language(qtbot, make, look):
    window = make(look)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    assert clipped(window) == []
    stretch(window)
    qtbot.wait(1)
    assert clipped(window) == []


def test_the_walk_sees_what_is_wrong(qtbot):
    from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

    window = QWidget()
    qtbot.addWidget(window)
    line, button = QLineEdit(window), QPushButton("Một nút có tên rất dài", window)
    line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    button.setGeometry(0, 40, 30, 30)
    window.show()
    assert len(nameless(window)) == 1
    assert len(unreachable(window)) == 1
    assert len(clipped(window)) == 1


def test_a_page_fits_a_small_laptop(page):
    assert not too_large(page)
