"""A chair's day: a conference, an approval, the targets of the year, the half-year figures."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.desktop.pages import add_people
from unionapp.activities.costs import draft_voucher
from unionapp.activities.drafts import ActivityDraft
from unionapp.activities.records import save_activity
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.errors import Refusal
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.approvals import approve_voucher
from unionapp.finance.vouchers.register import show_voucher
from unionapp.indicators.shipped_sets import TargetFacts
from unionapp.indicators.statistics import fill_form
from unionapp.indicators.target_sets import found_set, save_target
from unionapp.vietnamese.amounts import percent
from unionapp.vietnamese.periods import Period

CHAIR = "Trần Văn Tùng"
DAY = date(2026, 3, 4)
HALF = Period("2025-12", "2026-05")
PLAN = (
    TargetFacts("A", "hn_nld_nonstate_pct", "Hội nghị người lao động", "equal", "%", "year", 100),
    TargetFacts("B", "member_total", "Đoàn viên cuối năm", "at_least", "người", "year", 8),
)


@pytest.fixture
def chair(office):
    chair = replace(office, officer=replace(office.officer, name=CHAIR, role="chair"))
    set_opening(office, open_accounts(office)[0].id, 9_000_000, date(2026, 1, 1))
    add_people(office)
    found_set(chair, "RIENG", "Chương trình công tác 2026")
    for line in PLAN:
        save_target(chair, "RIENG", line)
    return chair


@pytest.fixture
def window(chair, look):
    return MainWindow(chair, look=look, preferences=Forgetful())


def hold_conference(office, *, amount=3_500_000):
    draft = ActivityDraft(
        "HN_NLD",
        "Hội nghị người lao động năm 2026",
        DAY,
        invited=121,
        attended=96,
        amount=amount,
        details={"form": "hoi_nghi"},
    )
    return save_activity(office, draft)


def test_a_conference_turns_its_target_green_and_asks_the_accountant_for_money(
    chair, window, sit_down, qtbot
):
    sit_down(window)
    page = window.open("targets")
    rows = page.board.table.rows
    qtbot.waitUntil(lambda: rows.row(0)[1] == "Chưa đạt")

    held = hold_conference(chair)
    voucher = draft_voucher(chair, held.id, "Nguyễn Thị Hòa")
    qtbot.waitUntil(lambda: rows.row(0)[1] == "Đạt", timeout=20_000)

    assert percent(held.attended, held.invited) == "79,3%"
    assert (voucher.status, voucher.amount) == ("draft", 3_500_000)


def test_the_chair_approves_for_others_but_never_for_herself(chair):
    held = hold_conference(chair)
    voucher = draft_voucher(chair, held.id, "Nguyễn Thị Hòa")
    approve_voucher(chair, voucher.id)
    with pytest.raises(Refusal) as again:
        approve_voucher(chair, voucher.id)
    assert again.value.code == "approval.given"
    own = draft_voucher(chair, hold_conference(chair, amount=500_000).id, CHAIR)
    with pytest.raises(Refusal) as refused:
        approve_voucher(chair, own.id)
    assert refused.value.code == "approval.own_payment"
    assert show_voucher(chair, own.id).draft.counterparty == CHAIR


def test_the_chair_reads_what_is_missing_and_why_by_keyboard_alone(chair, window, sit_down, qtbot):
    hands = sit_down(window)
    page = window.open("targets")
    qtbot.waitUntil(lambda: not page.board.is_counting and bool(page.board.progress))
    page.board.filterEdit.setFocus()
    hands.enter("đoàn viên cuối năm")
    assert "Còn thiếu 4 đoàn viên để đạt kế hoạch (từ 8 người)" in page.sheet.text()

    hands.control(Qt.Key.Key_Y)
    assert page.stack.currentWidget() is page.stack.why
    assert page.stack.why.table.rows.rowCount() == 4
    hands.press(Qt.Key.Key_Return)
    assert window.pageStack.currentWidget().windowTitle() == "Đoàn viên"

    window.open("targets")
    page.stack.why.table.setFocus()
    hands.press(Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.board


def test_the_half_year_form_is_prefilled_and_finished_by_keyboard(chair, window, sit_down, qtbot):
    hold_conference(chair)
    hands = sit_down(window)
    page = window.open("statistics")
    qtbot.waitUntil(lambda: page.filled is not None)
    lines = {line.code: line for line in page.model.lines}
    assert lines["18"].number == 1
    assert "Hạn nộp 29/05/2026" in page.asOfLabel.text()

    page.table.setFocus()
    hands.press(Qt.Key.Key_F8, times=2)
    hands.press(Qt.Key.Key_F2)
    hands.type("118")
    hands.press(Qt.Key.Key_Return)
    filled = {row.code: row.number for row in fill_form(chair, "1-HDCD", HALF).rows}
    assert filled["9"] == 118
    qtbot.waitUntil(lambda: "còn 9 trống" in page.countLabel.text())
