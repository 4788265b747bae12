"""February is locked: editing, pasting, importing and the command line hear one sentence (A11)."""

import hashlib
from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import text

from tests.desktop.conftest import look  # noqa: F401  # a fixture; it also asks for no screen
from tests.finance.setting import draft
from tests.journeys.test_accountant_year import CTRL, Hands, ask_command_line

from PySide6.QtCore import Qt, QTimer  # isort: skip
from PySide6.QtGui import QGuiApplication  # isort: skip
from PySide6.QtTest import QTest  # isort: skip
from PySide6.QtWidgets import QApplication  # isort: skip
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import save_voucher, show_voucher
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.organisation.locks import list_locks
from unionapp.vietnamese.periods import Period

FEBRUARY = Period.parse("2026-02")
CARD = "038190001234"
TABLES = ("voucher", "voucher_line", "dues", "member_salary", "contribution")


@pytest.fixture
def office(make_office):
    opened = make_office(today=date(2026, 3, 5))
    set_opening(opened, open_accounts(opened)[0].id, 5_000_000, date(2026, 1, 1))
    hoa = MemberDraft("Nguyễn Thị Hoa", gender="female", id_number=CARD, birth_date="1990-03-05")
    add_member(opened, hoa, salary=6_200_000, salary_from="2026-01", on=date(2026, 1, 5))
    posted = save_voucher(opened, draft("PC", 300_000, date(2026, 2, 20), item="31.02"))
    post_voucher(opened, posted.id)
    return opened


@pytest.fixture
def waiting(office):
    """A draft of 20/02 that was forgotten, in two lines."""
    return save_voucher(office, draft("PC", 200_000, date(2026, 2, 20), reason="Chờ duyệt")).id


@pytest.fixture
def hands(qtbot, look, office):  # noqa: F811
    window = MainWindow(office, look=look, preferences=Forgetful())
    qtbot.addWidget(window)
    window.desk.work_in(FEBRUARY)
    yield Hands(qtbot, window)
    window.finish()


@pytest.fixture
def roster(tmp_path):
    """A payroll sheet of February that changes a salary."""
    book = Workbook()
    page = book.active
    page.append(("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Lương đóng BHXH"))
    page.append((1, "Nguyễn Thị Hoa", "Nữ", "05/03/1990", CARD, 9_900_000))
    path = tmp_path / "lương tháng 2.xlsx"
    book.save(path)
    return path


def hash_of_february(office):
    """Everything the file says of the month, as one number."""
    seen = hashlib.sha256()
    with office.read() as session:
        for table in TABLES:
            for row in session.execute(text(f"SELECT * FROM {table} ORDER BY 1")):
                if "2026-02" in str(tuple(row)) or "2026, 2," in str(tuple(row)):
                    seen.update(repr(tuple(row)).encode())
    return seen.hexdigest()


def lock_february(hands):
    closing = hands.page("books").closing
    page = hands.window.pageStack.currentWidget()
    hands.walk_to(page.tabs.tabBar())
    for _ in range(4):
        hands.press(Qt.Key.Key_Right)
    hands.walk_to(closing.lockButton)
    hands.press(Qt.Key.Key_Space)


def say_yes():
    """Enter in the preview of what is about to be pasted."""
    QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)


def open_draft(hands, voucher_id):
    page = hands.page("vouchers")
    page.go_to(voucher_id)
    hands.settle()
    hands.press(Qt.Key.Key_E, CTRL)
    return page.form


def edit(hands, voucher_id):
    """Change the amount; what the form says."""
    form = open_draft(hands, voucher_id)
    hands.walk_to(form.amountEdit.editor)
    form.amountEdit.line.selectAll()
    hands.type("350k")
    hands.press(Qt.Key.Key_S, CTRL)
    said = form.banner.text()
    hands.press(Qt.Key.Key_Escape)
    return said


def paste(hands, voucher_id):
    """Paste two lines over those of the voucher; what the form says."""
    form = open_draft(hands, voucher_id)
    hands.walk_to(form.linesButton)
    hands.press(Qt.Key.Key_Space)
    QGuiApplication.clipboard().setText("Thăm hỏi ốm đau\t120000\nThăm hỏi ốm đau\t80000\n")
    hands.walk_to(form.linesTable)
    QTimer.singleShot(50, say_yes)
    hands.press(Qt.Key.Key_V, CTRL)
    hands.window.activateWindow()
    hands.settle()
    hands.walk_to(form.linesTable)
    hands.press(Qt.Key.Key_S, CTRL)
    said = form.banner.text()
    hands.press(Qt.Key.Key_Escape)
    return said


def take_in(hands, file):
    """Import a sheet that changes a salary of the month; what the page says."""
    page = hands.page("members")
    page.take_in()
    pane = page.currentWidget()
    pane.open(file)
    hands.settle()
    while pane.isAncestorOf(hands.place):  # in a grid Tab walks from cell to cell; F6 leaves it
        hands.press(Qt.Key.Key_F6)
    hands.walk_to(pane.importButton)
    hands.press(Qt.Key.Key_Space)
    return pane.banner.text()


def test_every_door_says_the_same_and_february_stays_as_it_was(
    hands, office, waiting, roster, tmp_path, capsys
):
    lock_february(hands)
    assert [lock.month for lock in list_locks(office)] == ["2026-02"]
    before = hash_of_february(office)
    assert before != hashlib.sha256().hexdigest()
    said = (
        edit(hands, waiting),
        paste(hands, waiting),
        take_in(hands, roster),
        ask_command_line(tmp_path / "data", capsys),
    )
    assert said == (said[0],) * 4
    assert "02/2026" in said[0]
    assert "Nguyễn Thị Hòa" in said[0]
    assert show_voucher(office, waiting).row.amount == 200_000
    assert hash_of_february(office) == before
