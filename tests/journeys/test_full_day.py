"""A full day at the two pages, by keys alone: thirty members, then twenty vouchers, then the sums."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.desktop.strokes import HARD_NAME, telex, telex_tone_last
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.membership.groups import list_groups
from unionapp.membership.lists import count_members, list_members
from unionapp.membership.members import show_member
from unionapp.vietnamese.periods import Period

MARCH = Period.parse("2026-03")
ALT = Qt.KeyboardModifier.AltModifier
NAMES = [
    HARD_NAME, "Trần Văn Bảo", "Lê Hoàng Ẩn", "Phạm Thị Ễn", "Đỗ Quốc Khánh", "Vũ Mỹ Duyên",
    "Bùi Gia Huy", "Ngô Thùy Dương", "Hồ Sỹ Đạt", "Lý Kiều Oanh",
]  # fmt: skip
PAYMENTS = [150_000 + 1_000 * at for at in range(14)]
RECEIPTS = [2_000_000 + 10_000 * at for at in range(6)]


@pytest.fixture
def hands(office, look, sit_down):
    set_opening(office, open_accounts(office)[0].id, 1_000_000, date(2026, 1, 1))
    return sit_down(MainWindow(office, look=look, preferences=Forgetful()))


def type_members(hands):
    hands.press(Qt.Key.Key_2, ALT)
    form = hands.window.pageStack.currentWidget().form
    hands.control(Qt.Key.Key_N)
    for at in range(30):
        keyboard = (telex, telex_tone_last)[at % 2]
        hands.telex(keyboard(f"{NAMES[at % 10]} {('Một', 'Hai', 'Ba')[at // 10]}"))
        hands.press(Qt.Key.Key_Return)
        hands.enter(f"0371{at:08}")
        hands.enter(f"{1 + at % 28}/{1 + at % 12}/19{70 + at % 30}")
        hands.press(Qt.Key.Key_Down, times=1 + at % 2)
        hands.press(Qt.Key.Key_Return)
        hands.enter(f"09{10_000_000 + at}")
        if at == 0:
            hands.type("Tổ may 1")
            hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_Return)
        hands.enter("Công nhân")
        hands.type("6tr2")
        hands.control(Qt.Key.Key_Return)
        assert form.banner.text() == ""
        assert {n: f.problem for n, f in form.entry.fields.items() if f.problem} == {}
        assert hands.at() == "fullNameEdit"
    hands.press(Qt.Key.Key_Escape)


def wish(hands, words):
    hands.control(Qt.Key.Key_K)
    assert QApplication.activeModalWidget() is not None
    hands.enter(words)
    assert QApplication.activeModalWidget() is None
    hands.window.activateWindow()  # without a screen nobody gives the window its cursor back
    QTest.qWaitForWindowActive(hands.window)


def type_vouchers(hands, door, day, amounts, who, why):
    wish(hands, door)
    form = hands.window.pageStack.currentWidget().form
    if hands.at() == "counterpartyEdit":  # the day before is pinned
        hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        hands.control(Qt.Key.Key_A)
    hands.enter(day)
    for amount in amounts:
        assert hands.at() == "counterpartyEdit"
        hands.enter(who)
        hands.enter(f"{amount // 1000}k")
        hands.telex(telex(why))
        hands.control(Qt.Key.Key_Return)
        assert form.banner.text() == ""
    hands.press(Qt.Key.Key_Escape)


def told(window):
    return " ".join(label.text() for label in window.statusBar().findChildren(QLabel))


def test_thirty_members_and_twenty_vouchers_by_keys_alone(office, hands):
    window = hands.window
    type_members(hands)
    members = window.open("members")
    hands.control(Qt.Key.Key_A)
    assert "Đã chọn 30 dòng · Lương đóng BHXH: tổng 186.000.000" in told(window)
    assert members.list.countLabel.text() == "30 đoàn viên"

    type_vouchers(hands, "lap phieu thu", "3/3", RECEIPTS, "Công ty May Hoa Sen", "thu khác")
    type_vouchers(hands, "lap phieu chi", "4/3", PAYMENTS, "Nhà sách Ưởng", "mua văn phòng phẩm")
    hands.control(Qt.Key.Key_A)
    assert f"Thu: {sum(RECEIPTS):,} · Chi: {sum(PAYMENTS):,}".replace(",", ".") in told(window)
    hands.control(Qt.Key.Key_G)

    assert count_members(office).total == 30
    hard = next(row for row in list_members(office) if row.full_name == f"{HARD_NAME} Một")
    assert show_member(office, hard.id).draft.gender == "female"
    assert count_members(office).female == 15
    assert [group.name for group in list_groups(office)] == ["Tổ may 1"]
    assert make_dues(office, "2026-03").total == 30 * 31_000
    rows = list_vouchers(office, MARCH)
    assert [row.status for row in rows] == ["posted"] * 20
    assert {row.reason for row in rows} == {"thu khác", "mua văn phòng phẩm"}
    assert max(row.number for row in rows if row.kind == "PC") == "PC014/2026"
    book = cash_book(office, None, MARCH)
    assert (book.received, book.paid) == (sum(RECEIPTS), sum(PAYMENTS))
    assert book.closing == 1_000_000 + sum(RECEIPTS) - sum(PAYMENTS)
