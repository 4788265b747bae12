"""From the login to the work and back: one program, one window at a time."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import PASSWORD, TODAY
from unionapp.desktop.application import Program
from unionapp.desktop.bug_dialog import BugDialog
from unionapp.desktop.founding import Founding
from unionapp.desktop.login import Login
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.organisation.opening import open_office


def sign_in(folder, *, officer, password):
    return open_office(folder, today=TODAY, officer=officer, password=password)


@pytest.fixture
def folder(make_office):
    office = make_office(password=PASSWORD)
    office.close()
    return office.folder


@pytest.fixture
def program(qtbot, qapp, look, folder):
    memory = Forgetful()
    memory.write("login/folder", str(folder))
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


def enter(qtbot, program):
    login = program.window
    qtbot.waitUntil(lambda: login.officerEdit.value() is not None, timeout=20_000)
    login.passwordEdit.line.setText(PASSWORD)
    QTest.keyClick(login.passwordEdit.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=20_000)
    program.window.finish()
    return program.window


def test_an_officer_signs_in_and_hands_over(qtbot, program):
    window = enter(qtbot, program)
    assert window.officerButton.text() == "Nguyễn Thị Hòa"
    window.switch_asked.emit()
    assert isinstance(program.window, Login)
    again = enter(qtbot, program)
    assert again is not window


def test_founding_leads_back_to_the_login(qtbot, program, tmp_path):
    program.show_founding(tmp_path / "moi")
    assert isinstance(program.window, Founding)
    program.window.backButton.click()
    assert isinstance(program.window, Login)
    assert program.window.folder == tmp_path / "moi"


def test_the_text_size_is_remembered(qtbot, program, look):
    program._look.set_text_size(12)
    assert program._preferences.read("taste/text_size") == "12"
    program._look.reset_text_size()


def test_a_bug_is_told_once_and_kept_where_wanted(qtbot, program, tmp_path, monkeypatch):
    program.show_bug("unionapp · ZeroDivisionError")
    program.show_bug("unionapp · KeyError")
    reports = program.window.findChildren(BugDialog)
    assert len(reports) == 1
    target = tmp_path / "bao-loi.txt"
    monkeypatch.setattr(
        "unionapp.desktop.application.QFileDialog.getSaveFileName",
        lambda *_, **__: (str(target), ""),
    )
    reports[0].keepButton.click()
    assert "KeyError" in target.read_text(encoding="utf-8")
    reports[0].close()
