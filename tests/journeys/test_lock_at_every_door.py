"""February is locked: posting, the payroll fund and taking back hear the sentence of the lock, too."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.desktop.strokes import telex
from tests.finance.setting import add_payer
from tests.journeys.typist import (
    ALT,
    CTRL,
    PAYEE,
    find_voucher,
    lock_month,
    type_payment,
)
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.organisation.locks import list_locks
from unionapp.vietnamese.periods import Period

FEBRUARY = Period.parse("2026-02")


@pytest.fixture
def hands(office, look, sit_down):
    """Behind the lock of February, which waited until its last draft was thrown away."""
    set_opening(office, open_accounts(office)[0].id, 5_000_000, date(2026, 1, 1))
    add_payer(office, PAYEE, 6_200_000)
    hands = sit_down(MainWindow(office, look=look, preferences=Forgetful()))
    hands.page("vouchers")
    keep_draft(hands, "chờ duyệt")
    closing = lock_month(hands, 2)
    assert closing.table.rows.value(0, 1).startswith("Còn chứng từ nháp: phiếu chi ngày 20/02")
    assert "còn 1 chứng từ nháp" in closing.banner.text()
    assert list_locks(office) == ()
    find_voucher(hands, "chờ duyệt")
    hands.control(Qt.Key.Key_Delete)
    lock_month(hands, 2)
    assert [lock.month for lock in list_locks(office)] == ["2026-02"]
    return hands


def keep_draft(hands, reason):
    type_payment(hands, "200k", telex(reason), day="20/2")
    hands.control(Qt.Key.Key_S)
    hands.press(Qt.Key.Key_Escape)


def post_payment(hands):
    hands.page("vouchers")
    form = type_payment(hands, "100k", telex("thăm ốm"), day="20/2")
    hands.control(Qt.Key.Key_G)
    said = form.banner.text()
    hands.press(Qt.Key.Key_Escape)
    return said


def enter_fund(hands):
    page = hands.page("contributions")
    hands.control(Qt.Key.Key_N)
    hands.walk_to(page.fund_panel.workersEdit)
    hands.enter("120")
    hands.type("800tr")
    hands.control(Qt.Key.Key_S)
    said = page.fund_panel.fundEdit.problem
    hands.press(Qt.Key.Key_Escape)
    return said


def take_back(hands):
    """Ctrl+Alt+Z would bring the draft back that was thrown away before the lock."""
    hands.page("vouchers")
    hands.press(Qt.Key.Key_Z, CTRL | ALT)
    return hands.window.status.text()


def test_the_other_doors_say_the_same_and_nothing_changes(hands, office):
    before = (list_vouchers(office, FEBRUARY), cash_book(office, None, FEBRUARY))
    said = [post_payment(hands), enter_fund(hands), take_back(hands)]
    assert said == [said[0]] * 3
    assert "02/2026" in said[0]
    assert office.officer.name in said[0]
    assert (list_vouchers(office, FEBRUARY), cash_book(office, None, FEBRUARY)) == before
