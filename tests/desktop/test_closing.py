"""Nobody closes the window on unfinished work by accident, and nothing that was typed is asked for."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.offices import add_people
from unionapp.desktop.filed_drafts import FiledDrafts
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.organisation.form_drafts import find_form_draft

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def memory():
    return Forgetful()


@pytest.fixture
def works():
    """The work still under way; it ends before its window is taken down, or nobody would hear of it."""
    return []


@pytest.fixture
def open_window(qtbot, look, office, memory, works):
    def let_end(window):
        for work in works:
            work.may_end.set()
        window.finish()

    def open_window():
        window = MainWindow(office, look=look, preferences=memory)
        qtbot.addWidget(window, before_close_func=let_end)
        window.resize(1093, 614)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.finish()
        return window

    return open_window


class Work:
    """Work that goes on until the test lets it end."""

    def __init__(self):
        self.may_end = threading.Event()
        self.ended = []

    def __call__(self, progress):
        while not self.may_end.wait(0.005):
            progress(1, 2, "Đang nhập")
        self.ended.append("done")


@pytest.fixture
def at_work(qtbot, open_window, works):
    window, work = open_window(), Work()
    works.append(work)
    work.task = window.desk.run(work)
    work.task.cancelled.connect(lambda: work.ended.append("cancelled"))
    qtbot.waitUntil(lambda: window.desk.runner.is_at_work)
    return window, work


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def test_closing_on_unfinished_work_asks_in_one_sentence(at_work):
    window, work = at_work
    assert not window.close()
    assert window.closing.text().count("?") == 1
    assert window.closing.waitButton.hasFocus()
    assert work.ended == []


def test_enter_waits_and_then_closes(qtbot, at_work):
    window, work = at_work
    window.close()
    press(Qt.Key.Key_Return)
    assert window.isVisible()
    assert window.closing.text() == "Sẽ đóng khi xong việc đang làm."
    work.may_end.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert work.ended == ["done"]


def test_stopping_rolls_back_and_closes(qtbot, at_work):
    window, work = at_work
    window.close()
    window.closing.stopButton.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert work.ended == ["cancelled"]


def test_escape_stays(qtbot, at_work):
    window, work = at_work
    window.close()
    press(Qt.Key.Key_Escape)
    assert window.closing.text() == ""
    work.may_end.set()
    window.finish()
    qtbot.wait(1)
    assert window.isVisible()


def test_work_that_goes_wrong_is_told_before_the_window_goes(qtbot, open_window):
    window, may_fail = open_window(), threading.Event()

    def fails(progress):
        while not may_fail.wait(0.005):
            progress(1, 2)
        raise ZeroDivisionError

    task = window.desk.run(fails)
    heard = []
    task.failed.connect(heard.append)
    qtbot.waitUntil(lambda: window.desk.runner.is_at_work)
    window.close()
    window.closing.waitButton.click()
    may_fail.set()
    qtbot.waitUntil(lambda: bool(heard))
    window.finish()
    qtbot.wait(1)
    assert window.isVisible()


def test_another_officer_waits_for_the_work_too(qtbot, at_work):
    window, work = at_work
    asked = []
    window.switch_asked.connect(lambda: asked.append(True))
    window.switch_officer()
    assert asked == []
    window.closing.waitButton.click()
    work.may_end.set()
    qtbot.waitUntil(lambda: asked == [True])
    assert window.isVisible()


def test_a_draft_typed_during_long_work_is_written_when_it_ends(qtbot, at_work, office):
    window, work = at_work
    window.go_to("vouchers", "PC")
    form = window.open("vouchers").form
    form.amountEdit.line.setText("1tr2")
    form.entry.draft.keep()
    assert find_form_draft(office, "vouchers/voucher_form") is None
    work.may_end.set()
    qtbot.waitUntil(lambda: find_form_draft(office, "vouchers/voucher_form") is not None)


def test_a_dropped_draft_waits_as_well(qtbot, office):
    from unionapp.desktop.drafts import Draft

    busy = [False]
    drafts = FiledDrafts(office, is_busy=lambda: busy[0])
    drafts.keep(Draft("members/member_form", {"fullNameEdit": "Hoa"}))
    busy[0] = True
    drafts.drop("members/member_form")
    assert drafts.recall("members/member_form") is None
    assert find_form_draft(office, "members/member_form") is not None
    busy[0] = False
    qtbot.waitUntil(lambda: find_form_draft(office, "members/member_form") is None)


def test_what_was_typed_is_neither_asked_for_nor_lost(qtbot, open_window):
    window = open_window()
    window.go_to("members", "add")
    form = window.open("members").form
    form.fullNameEdit.line.setText("Nguyễn Thị Hường")
    assert window.close()
    assert QApplication.activeModalWidget() is None
    again = open_window()
    assert again.pageStack.currentWidget() is again.open("members")
    assert again.open("members").form.fullNameEdit.value() == "Nguyễn Thị Hường"


def test_saved_filters_and_the_page_come_back(qtbot, open_window, office):
    add_people(office)
    window = open_window()
    page = window.open("members")
    page.list.statusBox.setCurrentIndex(1)
    page.list.filterEdit.setText("Thị")
    page.list.show_list()
    page.list.savedFilters.keep()
    page.list.table.selectRow(1)
    chosen = page.list.table.current_id()
    assert window.close()
    again = open_window().open("members")
    assert again.list.filterEdit.text() == "Thị"
    assert again.list.statusBox.currentIndex() == 1
    assert again.list.table.current_id() == chosen
    again.list.clear_filter()
    assert again.list.table.rows.rowCount() == 3
    words = "Tất cả, kể cả đã rời · «Thị»"
    again.list.savedFilters.renew()
    saved = {it.text(): it for it in again.list.savedFilters.menu().actions()}
    saved[words].trigger()
    assert again.list.filterEdit.text() == "Thị"
