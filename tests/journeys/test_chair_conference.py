"""A chair's conference: noted with its photographs and cost, paid, approved, seen on the board."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.desktop.pages import add_people
from tests.paper.test_photographs import picture
from unionapp.activities.costs import cost_voucher
from unionapp.activities.lists import list_activities
from unionapp.activities.photos import list_photos, read_photo
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.indicators.shipped_sets import TargetFacts
from unionapp.indicators.target_sets import found_set, save_target

CHAIR = "Trần Văn Tùng"
PLAN = (
    TargetFacts("A", "hn_nld_nonstate_pct", "Hội nghị người lao động", "equal", "%", "year", 100),
    TargetFacts(
        "B",
        "member_total",
        "Đoàn viên cuối năm",
        "at_least",
        "người",
        "year",
        8,
        due_on=date(2026, 12, 31),
    ),
)
LARGE = 4_000_000  # bytes of a photograph as telephones take it


@pytest.fixture
def chair(office):
    set_opening(office, open_accounts(office)[0].id, 9_000_000, date(2026, 1, 1))
    add_people(office)
    chair = replace(
        office,
        officer=replace(office.officer, name=CHAIR, role="chair"),
        clock=lambda: datetime(2026, 3, 5, 3, 12, tzinfo=UTC),
    )
    found_set(chair, "RIENG", "Chương trình công tác 2026")
    for line in PLAN:
        save_target(chair, "RIENG", line)
    return chair


@pytest.fixture
def window(chair, look):
    return MainWindow(chair, look=look, preferences=Forgetful())


def go(hands, page):
    """Open a page by its name, as the command box finds it."""
    hands.control(Qt.Key.Key_K)
    hands.enter(page)
    hands.window.activateWindow()  # without a screen nobody gives the window its cursor back
    QTest.qWaitForWindowActive(hands.window)


def note_conference(hands):
    """Type the conference of 4 March: 96 of 121 came, it cost three and a half million."""
    go(hands, "Hoạt động")
    hands.control(Qt.Key.Key_N)
    form = hands.window.pageStack.currentWidget().form
    hands.press(Qt.Key.Key_Down, times=2)
    hands.press(Qt.Key.Key_Return)
    for text in ("Hội nghị người lao động năm 2026", "4/3", "", "Hội trường công ty", ""):
        hands.enter(text)
    for text in ("121", "96", "60", "", "3tr5", "Thông qua nghị quyết", ""):
        hands.enter(text)
    assert hands.at() == "formEdit"
    hints = [label.text() for label in form.attendedEdit.findChildren(QLabel)]
    assert "Tỷ lệ dự 79,3%" in hints
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.control(Qt.Key.Key_S)
    assert form.banner.text() == ""


def add_photographs(hands, folder, qtbot):
    """Paste two photographs as a telephone takes them, of four million bytes or so each."""
    files = [folder / f"anh-{number}.jpg" for number in (1, 2)]
    for file, width in zip(files, (2400, 2410), strict=True):
        file.write_bytes(picture(width, 1500, quality=95))
        assert file.stat().st_size > LARGE
    page = hands.window.pageStack.currentWidget()
    qtbot.waitUntil(lambda: page.shown is not None)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    QGuiApplication.clipboard().setMimeData(data)
    hands.control(Qt.Key.Key_H)
    hands.control(Qt.Key.Key_V)
    qtbot.waitUntil(lambda: page.photo_panel.photoList.count() == 2, timeout=30_000)
    hands.press(Qt.Key.Key_Escape)
    QGuiApplication.clipboard().clear()  # or Python and Qt both free it when the program ends


def board_of(hands, qtbot):
    go(hands, "Chỉ tiêu")
    board = hands.window.pageStack.currentWidget().board
    qtbot.waitUntil(lambda: not board.is_counting and bool(board.progress), timeout=20_000)
    return board


def states(board):
    rows = board.table.rows
    return {rows.row(at)[0]: rows.row(at)[1:] for at in range(rows.rowCount())}


def test_a_conference_with_photographs_and_cost_flips_its_target(
    chair, window, sit_down, qtbot, tmp_path
):
    hands = sit_down(window)
    assert states(board_of(hands, qtbot))["Hội nghị người lao động"][0] == "Chưa đạt"

    note_conference(hands)
    [held] = list_activities(chair)
    assert (held.kind, held.invited, held.attended, held.amount) == ("HN_NLD", 121, 96, 3_500_000)
    add_photographs(hands, tmp_path, qtbot)
    kept = list_photos(chair, held.id)
    assert len(kept) == 2
    assert all(len(read_photo(chair, row.id)) <= 300_000 for row in kept)

    hands.press(Qt.Key.Key_F12)
    hands.enter("Nguyễn Thị Hòa")
    hands.control(Qt.Key.Key_S)
    voucher = cost_voucher(chair, held.id)
    assert (voucher.status, voucher.amount) == ("draft", 3_500_000)
    assert voucher.counterparty == "Nguyễn Thị Hòa"

    board = board_of(hands, qtbot)
    qtbot.waitUntil(lambda: states(board)["Hội nghị người lao động"][0] == "Đạt", timeout=20_000)
    assert states(board)["Hội nghị người lao động"][2] == "100% (1/1)"


def draft_payment(office, who, amount):
    reason = "Chi hội nghị người lao động"
    lines = (LineDraft("32.05", amount),)
    return save_voucher(office, VoucherDraft("PC", date(2026, 3, 4), who, reason, amount, lines))


def test_the_chair_approves_the_accountants_draft_but_no_payment_to_himself(
    office, chair, window, sit_down, qtbot
):
    first = draft_payment(office, "Nhà hàng Hương Sen", 3_500_000)
    own = draft_payment(office, CHAIR, 500_000)
    hands = sit_down(window)
    go(hands, "Thu, chi")
    page = window.pageStack.currentWidget()
    hands.press(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.row.id == first.id)
    hands.press(Qt.Key.Key_F10)
    panel = page.side.currentWidget()
    assert "3.500.000" in panel.titleLabel.text()
    hands.control(Qt.Key.Key_S)
    assert show_voucher(office, first.id).row.is_approved
    assert "Đã duyệt" in page.sheet.text()
    assert CHAIR in page.sheet.text()
    assert "05/03/2026" in page.sheet.text()

    hands.press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.row.id == own.id)
    hands.press(Qt.Key.Key_F10)
    hands.control(Qt.Key.Key_S)
    said = page.side.currentWidget().banner.text()
    assert "chính mình" in said or "người duyệt khác" in said
    assert not show_voucher(office, own.id).row.is_approved
    assert {row.status for row in list_vouchers(office)} == {"draft"}


def test_the_targets_of_the_year_say_plan_done_missing_sector_and_milestone(
    chair, window, sit_down, qtbot
):
    hands = sit_down(window)
    board = board_of(hands, qtbot)
    page = window.pageStack.currentWidget()
    assert states(board)["Đoàn viên cuối năm"] == ("Chưa đạt", "từ 8 người", "4 người", 4, "2026")
    board.filterEdit.setFocus()
    hands.enter("đoàn viên cuối năm")
    assert "Còn thiếu 4 đoàn viên để đạt kế hoạch (từ 8 người)" in page.sheet.text()
    assert "31/12/2026" in page.sheet.text()

    # why: the four records, the first opens itself
    hands.control(Qt.Key.Key_Y)
    assert page.stack.why.table.rows.rowCount() == 4
    name = page.stack.why.table.rows.row(0)[0]
    hands.press(Qt.Key.Key_Return)
    members = window.pageStack.currentWidget()
    assert members.windowTitle() == "Đoàn viên"
    assert members.current().draft.full_name == name
