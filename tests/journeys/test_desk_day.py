"""A whole day at the desk: keyboard only, real data file, the real window."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.desktop.strokes import HARD_NAME, telex, telex_tone_last
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.books.accounts import open_accounts, set_opening
from unionapp.finance.books.cash_and_bank import cash_book
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.groups import list_groups
from unionapp.membership.lists import count_members, list_members
from unionapp.membership.members import add_member, show_member
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


def test_a_payment_is_typed_posted_and_printed_without_the_mouse(office, window, sit_down, qtbot):
    add_member(office, MemberDraft("Nguyễn Thị Hoa", gender="female", birth_date="1990-03-05"))
    set_opening(office, open_accounts(office)[0].id, 5_000_000, date(2026, 1, 1))
    hands = sit_down(window)
    hands.press(subject("vouchers"), Qt.KeyboardModifier.AltModifier)
    page = window.pageStack.currentWidget()
    hands.control(Qt.Key.Key_N)
    form = page.form
    assert hands.at() == "voucherOnEdit"

    hands.enter("5/3")
    hands.type("nth")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert form.counterpartyEdit.text() == "Nguyễn Thị Hoa"
    assert hands.at() == "amountEdit"
    hands.type("1tr2")
    assert form.amountEdit.words() == "Một triệu hai trăm nghìn đồng chẵn"
    hands.press(Qt.Key.Key_Return)
    hands.telex(telex("thăm ốm"))
    hands.press(Qt.Key.Key_Return)
    assert form.reasonEdit.value() == "thăm ốm"
    assert form.templateEdit.choice().key == "visit"
    assert form.voucherOnEdit.value() == date(2026, 3, 5)
    assert "(sẽ cấp khi ghi sổ)" in form.stateLabel.text()

    hands.control(Qt.Key.Key_G)
    row = list_vouchers(office, MARCH)[0]
    assert (row.status, row.amount, row.counterparty) == ("posted", 1_200_000, "Nguyễn Thị Hoa")
    assert page.currentWidget() is page.list
    assert row.number in window.statusBar().findChildren(type(form.stateLabel))[0].text()

    hands.press(Qt.Key.Key_F7)
    paper = page.currentWidget()
    assert paper.pdf.startswith(b"%PDF")
    assert paper.preview.page_count() == 1
    hands.press(Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list


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


def test_thirty_members_are_typed_in_one_go(office, window, sit_down):
    hands = sit_down(window)
    hands.press(subject("members"), Qt.KeyboardModifier.AltModifier)
    page = window.pageStack.currentWidget()
    hands.control(Qt.Key.Key_N)
    form = page.form
    for at in range(30):
        keyboard = (telex, telex_tone_last)[at % 2]
        name = f"{NAMES[at % 10]} {('Một', 'Hai', 'Ba')[at // 10]}"
        hands.telex(keyboard(name))
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
        assert form.fullNameEdit.is_empty()
        assert hands.at() == "fullNameEdit"
    assert count_members(office).total == 30
    assert page.list.countLabel.text() == "30 đoàn viên"
    hard = next(row for row in list_members(office) if row.full_name == f"{HARD_NAME} Một")
    assert hard.salary == 6_200_000
    assert show_member(office, hard.id).draft.gender == "female"
    assert [group.name for group in list_groups(office)] == ["Tổ may 1"]


def test_twenty_vouchers_follow_each_other_with_the_date_pinned(office, window, sit_down):
    set_opening(office, open_accounts(office)[0].id, 50_000_000, date(2026, 1, 1))
    hands = sit_down(window)
    hands.press(subject("vouchers"), Qt.KeyboardModifier.AltModifier)
    page = window.pageStack.currentWidget()
    hands.control(Qt.Key.Key_N)
    form = page.form
    hands.enter("4/3")
    for at in range(20):
        assert hands.at() == "counterpartyEdit"
        hands.enter(f"Nhà cung cấp {at}")
        hands.enter(f"{100 + at}k")
        hands.telex(telex("mua văn phòng phẩm"))
        hands.control(Qt.Key.Key_Return)
        assert form.banner.text() == ""
    rows = list_vouchers(office, MARCH)
    assert len(rows) == 20
    assert {row.voucher_on for row in rows} == {date(2026, 3, 4)}
    assert {row.reason for row in rows} == {"mua văn phòng phẩm"}
    assert sum(row.amount for row in rows) == 20 * 100_000 + 1000 * sum(range(20))

    hands.press(Qt.Key.Key_Escape)
    page.list.table.selectAll()
    hands.control(Qt.Key.Key_G)
    rows = list_vouchers(office, MARCH)
    assert [row.status for row in rows] == ["posted"] * 20
    book = cash_book(office, None, MARCH)
    assert book.closing == 50_000_000 - sum(row.amount for row in rows)


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
