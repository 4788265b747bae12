"""Grids inside forms by keyboard alone: Enter goes where the next figure is, F6 leads out."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.desktop.offices import a_desk
from tests.desktop.pages import show_page
from tests.desktop.strokes import type_keys
from tests.finance.setting import draft
from unionapp.desktop.settlement.settlement_page import SettlementPage
from unionapp.desktop.vouchers.recipients_pane import RecipientsPane
from unionapp.desktop.vouchers.voucher_form import VoucherForm
from unionapp.desktop.walk import stops
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.recipients import list_recipients
from unionapp.finance.vouchers.register import show_voucher
from unionapp.vietnamese.periods import Period

DAY = date(2026, 3, 5)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(make_office):
    opened = make_office(today=DAY)
    set_opening(opened, open_accounts(opened)[0].id, 10_000_000, date(2026, 1, 1))
    return opened


@pytest.fixture
def show(qtbot, office):
    def shown(kind):
        pane = show_page(qtbot, kind(a_desk(office, Period.parse("2026-03"))), 890, 540)
        pane.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is pane)
        return pane

    return shown


def type_cell(table, text):
    type_keys(table, text[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    type_keys(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


@pytest.fixture
def lines(show):
    form = show(VoucherForm)
    form.begin_kind("PC")
    form.voucherOnEdit.set_value(DAY)
    form.toggle_lines()
    return form


def test_enter_goes_from_what_it_was_for_to_the_amount_and_then_down(lines):
    table = lines.linesTable
    table.setCurrentIndex(table.rows.index(0, 0))
    type_cell(table, "Quà")
    assert table.currentIndex().column() == 1
    type_cell(table, "350k")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 0)
    type_cell(table, "tham om")
    type_cell(table, "150k")
    drafted = lines.lines.lines()
    assert [(line.amount, line.source) for line in drafted] == [(350_000, "12"), (150_000, "12")]


def test_a_line_shows_what_was_chosen_and_not_the_long_name_of_its_item(lines):
    table = lines.linesTable
    for row, words in enumerate(("Quà", "tham om")):
        table.setCurrentIndex(table.rows.index(row, 0))
        type_cell(table, words)
        type_cell(table, "100k")
    names = [table.rows.data(table.rows.index(at, 0)) for at in range(2)]
    assert names[0] == "Quà Tết, sinh nhật, Trung thu, 1/6"
    assert names[1].startswith("Thăm hỏi ốm đau")


def test_esc_leaves_the_lines_before_it_leaves_the_form(lines):
    closed = []
    lines.closed.connect(lambda: closed.append(1))
    lines.linesTable.setFocus()
    QTest.keyClick(lines.linesTable, Qt.Key.Key_Escape)
    assert lines.linesButton.hasFocus()
    assert closed == []


@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Tab, CTRL)],
)
def test_a_grid_is_left_for_the_buttons_beside_it(show, office, key, held):
    pane = show(RecipientsPane)
    pane.show_voucher(show_voucher(office, save_voucher(office, draft("PC", 500_000, DAY)).id))
    for _ in range(3):
        QTest.keyClick(pane.table, Qt.Key.Key_Tab)
    assert pane.table.hasFocus()
    QTest.keyClick(pane.table, key, held)
    stop = QApplication.focusWidget()
    assert stop is not pane.table
    assert pane.isAncestorOf(stop)


def test_the_last_grid_of_a_window_leads_round_to_its_first_stop(qtbot, look, office):
    page = show_page(qtbot, SettlementPage(a_desk(office)), 1100, 600)
    table = page.tabs.currentWidget().table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F6)
    assert page.focusWidget() is not table
    assert page.focusWidget() is stops(page)[0]


def test_a_list_that_is_left_by_esc_is_kept(show, office):
    voucher = save_voucher(office, draft("PC", 500_000, DAY))
    pane = show(RecipientsPane)
    pane.show_voucher(show_voucher(office, voucher.id))
    type_cell(pane.table, "Cô Lan")
    pane.table.setCurrentIndex(pane.table.rows.index(0, 2))
    type_cell(pane.table, "500k")
    QTest.keyClick(pane.table, Qt.Key.Key_Escape)
    (row,) = list_recipients(office, voucher.id).rows
    assert (row.name, row.each) == ("Cô Lan", 500_000)


def test_a_list_that_cannot_be_kept_waits_as_it_was_typed(show, office):
    voucher = save_voucher(office, draft("PC", 500_000, DAY))
    pane = show(RecipientsPane)
    pane.show_voucher(show_voucher(office, voucher.id))
    type_cell(pane.table, "Cô Lan")
    pane.backButton.click()
    assert list_recipients(office, voucher.id).rows == ()
    pane.show_voucher(show_voucher(office, voucher.id))
    assert [row.name for row in pane.list.rows()] == ["Cô Lan"]
