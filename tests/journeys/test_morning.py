"""The morning: sign in, read what is due first, press Enter, and stand where it is made."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from tests.conftest import PASSWORD, TODAY
from unionapp.desktop.application import Program
from unionapp.desktop.login import Login
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.organisation.opening import open_office
from unionapp.vietnamese.periods import Period


def sign_in(folder, *, officer, password):
    return open_office(folder, today=TODAY, officer=officer, password=password)


@pytest.fixture
def program(qapp, look, make_office):
    office = make_office(password=PASSWORD)
    office.close()
    memory = Forgetful()
    memory.write("login/folder", str(office.folder))
    program = Program(qapp, lambda: TODAY, sign_in, memory)
    program.show_login()
    yield program
    if isinstance(program.window, MainWindow):
        program.window.finish()
    program._replace(None)
    program._close_office()
    program.leave()
    gc.disable()
    program.deleteLater()


def press(key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, held)


def log_in(qtbot, program):
    login = program.window
    assert isinstance(login, Login)
    login.activateWindow()
    qtbot.waitUntil(lambda: login.officerEdit.value() is not None, timeout=20_000)
    qtbot.waitUntil(login.passwordEdit.editor.hasFocus)
    QTest.keyClicks(QApplication.focusWidget(), PASSWORD)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=20_000)
    window = program.window
    window.activateWindow()
    window.finish()
    return window


def first_line(qtbot):
    """The line of work the cursor stands on when the first page has been read."""
    qtbot.waitUntil(
        lambda: (
            isinstance(QApplication.focusWidget(), QPushButton)
            and QApplication.focusWidget().property("role") == "todo"
        )
    )
    return QApplication.focusWidget()


def test_the_first_line_names_what_is_due_and_enter_opens_its_place_twice(qtbot, program):
    for _ in range(2):
        window = log_in(qtbot, program)
        assert window.navigation.current() == "home"
        home = window.pageStack.currentWidget()
        assert 1 <= len(home.findChildren(QPushButton)) <= 8
        line = first_line(qtbot)
        assert line.text().startswith("Báo cáo 6 tháng")
        assert "còn 81 ngày (25/05/2026)" in line.text()
        press(Qt.Key.Key_Return)
        window.finish()
        page = window.pageStack.currentWidget()
        assert window.navigation.current() == "reports"
        assert page.chosen().id == "half-year"
        assert window.desk.period == Period.parse("2026-H1")
        press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        QTest.keyClicks(QApplication.focusWidget(), "doi can bo")
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(program.window, Login))
