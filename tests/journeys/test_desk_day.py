"""A whole day at the desk: keyboard only, real data file, the real window."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.desktop.strokes import HARD_NAME
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.vietnamese.periods import Period

MARCH = Period.parse("2026-03")
NAMES = [
    HARD_NAME, "Trần Văn Bảo", "Lê Hoàng Ẩn", "Phạm Thị Ễn", "Đỗ Quốc Khánh", "Vũ Mỹ Duyên",
    "Bùi Gia Huy", "Ngô Thùy Dương", "Hồ Sỹ Đạt", "Lý Kiều Oanh",
]  # fmt: skip


@pytest.fixture
def window(office, look):
    return MainWindow(office, look=look, preferences=Forgetful())


def subject(code):
    return Qt.Key(Qt.Key.Key_1 + [page.code for page in PAGES].index(code))


def test_what_the_till_does_not_hold_is_refused_at_the_amount(office, window, sit_down):
    set_opening(office, open_accounts(office)[0].id, 5_000_000, date(2026, 1, 1))
    hands = sit_down(window)
    window.go_to("vouchers", "PC")
    form = window.pageStack.currentWidget().form
    for text in ("5/3", "Cửa hàng hoa", "9tr", "hoa mừng sinh nhật đoàn viên"):
        hands.enter(text)
    assert "Vượt tồn quỹ 4.000.000" in form.amountEdit.problem
    hands.control(Qt.Key.Key_G)
    assert hands.at() in {"amountEdit", "templateEdit"}
    assert [row.status for row in list_vouchers(office, MARCH)] == ["draft"]
    assert cash_book(office, None, MARCH).closing == 5_000_000


def test_the_record_above_is_copied_and_a_save_is_taken_back(office, window, sit_down):
    set_opening(office, open_accounts(office)[0].id, 5_000_000, date(2026, 1, 1))
    hands = sit_down(window)
    window.go_to("vouchers", "PC")
    form = window.pageStack.currentWidget().form
    for text in ("5/3", "Lê Hoàng Ẩn", "200k"):
        hands.enter(text)
    hands.type("thăm ốm")
    hands.control(Qt.Key.Key_Return)
    hands.control(Qt.Key.Key_L)
    assert form.counterpartyEdit.text() == "Lê Hoàng Ẩn"
    assert form.amountEdit.value() == 200_000
    assert form.record_id is None
    hands.control(Qt.Key.Key_S)
    assert len(list_vouchers(office, MARCH)) == 2
    window.desk.undo_list.undo()
    assert len(list_vouchers(office, MARCH)) == 1
