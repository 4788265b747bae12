"""The window opens subjects, keeps their place, runs long work and closes without asking."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from tests.desktop.walk import too_large
from unionapp.desktop.command_box import CommandBox
from unionapp.desktop.navigation import Subject
from unionapp.desktop.preferences import Forgetful
from unionapp.desktop.shell import Shell


class Page(QWidget):
    def __init__(self, made, concerns=()):
        super().__init__()
        made.append(self)
        self.concerns = frozenset(concerns)
        self.told = []
        self.line = QLineEdit(self)
        self.line.setAccessibleName("Ô")

    def refresh(self):
        self.told.append("refresh")

    def keep_state(self):
        self.told.append("keep")

    def recall_state(self):
        self.told.append("recall")


@pytest.fixture
def made():
    return []


@pytest.fixture
def memory():
    return Forgetful()


@pytest.fixture
def shell(qtbot, look, made, memory):
    subjects = [
        Subject("home", "Trang đầu", "home", lambda: QLabel("Việc hôm nay")),
        Subject("members", "Đoàn viên", "members", lambda: Page(made, ["members"])),
        Subject("finance", "Tài chính", "finance", lambda: Page(made, ["vouchers", "dues"])),
    ]
    shell = Shell(subjects, look=look, preferences=memory)
    qtbot.addWidget(shell)
    shell.show_place("CĐCS May Hoa Sen", "tháng 3 năm 2026", "Nguyễn Thị Hòa")
    shell.show()
    qtbot.waitExposed(shell)
    shell.activateWindow()
    return shell


def test_unit_and_period_are_always_seen(shell):
    assert shell.unitLabel.text() == "CĐCS May Hoa Sen"
    assert shell.periodButton.text() == "Kỳ làm việc: tháng 3 năm 2026"


def test_a_page_is_made_when_it_is_first_opened(shell, made):
    assert made == []
    page = shell.open("members")
    assert shell.open("members") is page
    assert made == [page]
    assert page.told == ["recall"]


def test_alt_and_a_figure_open_a_subject(shell):
    QTest.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert shell.navigationList.currentRow() == 2
    assert shell.pageStack.currentWidget() is shell.open("finance")


def test_a_click_at_the_left_opens_a_subject(shell, made):
    shell.navigationList.setCurrentRow(1)
    assert shell.pageStack.currentWidget() is made[0]


def test_only_the_pages_concerned_read_again(shell):
    members, finance = shell.open("members"), shell.open("finance")
    shell.refresh(["dues"])
    assert members.told == ["recall"]
    assert finance.told == ["recall", "refresh"]


def test_the_left_side_folds_to_icons_and_keeps_its_names_for_screen_readers(shell):
    wide = shell.navigationList.width()
    QTest.keyClick(shell, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert shell.navigation.is_folded
    assert shell.navigationList.width() < wide
    item = shell.navigationList.item(1)
    assert item.text() == ""
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Đoàn viên"
    shell.navigation.fold()
    assert item.text() == "Đoàn viên"


def test_ctrl_k_opens_any_subject_by_its_name(shell, qtbot):
    QTest.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = shell.findChild(CommandBox)
    box.queryEdit.setText("tai chinh")
    QTest.keyClick(box.queryEdit, Qt.Key.Key_Return)
    assert shell.navigationList.currentRow() == 2


def test_ctrl_k_opens_even_when_nothing_has_the_cursor(shell, qtbot):
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    if (cursor := QApplication.focusWidget()) is not None:
        cursor.clearFocus()
    assert QApplication.focusWidget() is None
    QTest.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shell.findChildren(CommandBox)))


def test_the_actions_of_the_page_can_be_wished_for(shell):
    from unionapp.desktop.commands import Actions

    page, done = shell.open("members"), []
    Actions(page, {"add": lambda: done.append(True)})
    wish = next(one for one in shell.wishes() if one.text == "Thêm")
    wish.fulfil()
    assert done == [True]


def test_closing_keeps_every_place_and_does_not_wait_for_a_quick_look(shell):
    page = shell.open("members")
    shell.run(lambda progress: "a look that tells no progress")
    assert shell.close()
    assert page.told == ["recall", "keep"]
    assert not shell._tasks.is_busy


def test_the_window_opens_tomorrow_as_it_was_left_with_what_to_do_first(
    shell, look, memory, qtbot, made
):
    shell.open("finance")
    shell.navigation.fold()
    shell.resize(760, 590)  # the screen of the tests is 800 wide
    shell.close()
    tomorrow = Shell(list(shell._subjects.values()), look=look, preferences=memory)
    qtbot.addWidget(tomorrow)
    tomorrow.recall()
    assert tomorrow.navigationList.currentRow() == 0
    assert tomorrow.navigation.is_folded
    assert tomorrow.size() == shell.size()


def test_a_damaged_memory_does_no_harm(shell, memory):
    memory.write("window/geometry", "???")
    shell.recall()
    assert shell.navigationList.currentRow() == 0


def test_the_window_fits_a_small_laptop(shell):
    assert not too_large(shell, height=614)
