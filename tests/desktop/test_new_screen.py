"""A new screen in three files has everything officers expect, though none of it says how."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop import gallery
from tests.desktop.gallery.loans import LoansPage
from tests.desktop.pages import show_page
from tests.desktop.strokes import HARD_NAME, replay, telex, type_keys
from tests.desktop.walk import nameless, unreachable
from unionapp.desktop import forms
from unionapp.desktop.desk import Desk
from unionapp.desktop.look import Look
from unionapp.desktop.navigation import Subject
from unionapp.desktop.preferences import Forgetful
from unionapp.desktop.shell import Shell

CTRL = Qt.KeyboardModifier.ControlModifier
GALLERY = Path(next(iter(gallery.__path__)))


@pytest.fixture
def loans():
    return {}


@pytest.fixture
def shell(qtbot, look: Look, office, loans, monkeypatch):
    real = forms.form
    monkeypatch.setattr(
        forms, "form", lambda name: GALLERY / "loan_form.ui" if name == "loan_form" else real(name)
    )
    desk = Desk(office)
    subjects = [Subject("loans", "Sổ mượn", "card", lambda: LoansPage(desk, loans))]
    shell = Shell(subjects, look=look, preferences=Forgetful(), undo_list=desk.undo_list)
    show_page(qtbot, shell, 1093, 614)
    shell.activateWindow()
    shell.recall()
    shell.enter("loans")
    return shell


def press(key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, held)


def type_loan(name, amount):
    replay(QApplication.focusWidget(), telex(name))
    press(Qt.Key.Key_Return)
    type_keys(QApplication.focusWidget(), amount)


def test_records_are_typed_changed_found_and_added_up(shell, loans):
    page = shell.open("loans")
    press(Qt.Key.Key_N, CTRL)
    type_loan(HARD_NAME, "1tr2")
    press(Qt.Key.Key_Return, CTRL)
    type_loan("Trần Văn Bảo", "350k")
    press(Qt.Key.Key_S, CTRL)
    assert loans == {1: (HARD_NAME, 1_200_000), 2: ("Trần Văn Bảo", 350_000)}
    assert page.listing.countLabel.text() == "2 khoản"

    press(Qt.Key.Key_A, CTRL)
    assert "Đã chọn 2 dòng · Số tiền: tổng 1.550.000" in shell.status._selected.text()
    page.listing.point_to(1)
    press(Qt.Key.Key_Return)
    assert page.form.borrowerEdit.value() == HARD_NAME
    press(Qt.Key.Key_PageDown, CTRL)
    assert page.form.borrowerEdit.value() == "Trần Văn Bảo"


def test_what_is_refused_is_said_and_what_is_typed_is_kept(shell, loans):
    page = shell.open("loans")
    press(Qt.Key.Key_N, CTRL)
    type_loan("Lê Hoàng Ẩn", "")
    press(Qt.Key.Key_S, CTRL)
    assert page.form.banner.text()
    press(Qt.Key.Key_Escape)
    assert page.currentWidget() is page.listing
    press(Qt.Key.Key_N, CTRL)
    assert page.form.borrowerEdit.value() == "Lê Hoàng Ẩn"
    assert loans == {}


def test_every_input_can_be_named_and_reached(shell):
    page = shell.open("loans")
    page.add()
    assert nameless(page) == []
    assert unreachable(page) == []


def test_another_set_of_keys_is_worn(shell):
    page = shell.open("loans")
    shell.use_keys("htkk")
    assert page.listing.primaryButton.text() == "Thêm (F5)"


def test_a_place_is_gone_to_by_id(shell, loans):
    loans.update({7: ("Hoa", 1), 8: ("Bảo", 2)})
    page = shell.open("loans")
    page.listing.filters.set_conditions({"filter": "hoa"})
    page.go_to(8)
    assert page.current() == ("Bảo", 2)
