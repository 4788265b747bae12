"""Posting from the list: what the rules warn of is said first, and one key goes on."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.desktop.offices import a_desk, receive_money
from tests.desktop.pages import sit_before
from tests.finance.setting import draft
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.register import list_vouchers, show_voucher

CTRL = Qt.KeyboardModifier.ControlModifier
UNPROVEN = "chứng từ gốc"


@pytest.fixture
def page(qtbot, look, office):
    receive_money(office)
    return sit_before(qtbot, VouchersPage(a_desk(office)))


def pay(office, day, **details):
    return save_voucher(office, draft("PC", 300_000 + day, date(2026, 3, day), **details)).id


def is_posted(office, voucher_id):
    return show_voucher(office, voucher_id).row.status == "posted"


def press_post(page):
    QTest.keyClick(page.list.table, Qt.Key.Key_G, CTRL)


def test_what_is_right_is_posted_at_once(page, office):
    fine = pay(office, 4)
    page.go_to(fine)
    press_post(page)
    assert is_posted(office, fine)
    assert page.list.banner.text() == ""


def test_a_warning_is_said_first_and_the_same_key_goes_on(page, office):
    unproven = pay(office, 4, attachments=0)
    page.go_to(unproven)
    press_post(page)
    assert not is_posted(office, unproven)
    assert UNPROVEN in page.list.banner.text()
    press_post(page)
    assert is_posted(office, unproven)
    assert page.list.banner.text() == ""


def test_the_button_beside_the_warning_goes_on_too(page, office):
    unproven = pay(office, 4, attachments=0)
    page.go_to(unproven)
    press_post(page)
    answers = page.list.banner.findChildren(QPushButton)
    (button,) = [it for it in answers if it.text() == "Vẫn ghi sổ (Ctrl+G)"]
    button.click()
    assert is_posted(office, unproven)


def test_another_voucher_has_its_own_warnings(page, office):
    first, second = pay(office, 3, attachments=0), pay(office, 4, attachments=0)
    page.go_to(first)
    press_post(page)
    page.list.point_to(second)
    press_post(page)
    assert not is_posted(office, first)
    assert not is_posted(office, second)
    press_post(page)
    assert is_posted(office, second)
    assert not is_posted(office, first)


def test_a_closed_warning_is_said_again(page, office):
    unproven = pay(office, 4, attachments=0)
    page.go_to(unproven)
    press_post(page)
    page.list.banner.hide()
    press_post(page)
    assert not is_posted(office, unproven)
    assert UNPROVEN in page.list.banner.text()


def test_of_many_chosen_the_round_stops_at_a_warning_and_goes_on_behind_it(page, office):
    ids = [pay(office, 2), pay(office, 3, attachments=0), pay(office, 4)]
    page.refresh()
    table = page.list.table
    flags = QItemSelectionModel.SelectionFlag
    table.clearSelection()
    for one in ids:
        row = table.rows.index(table.rows.row_of(one), 0)
        table.selectionModel().select(row, flags.Select | flags.Rows)
    page.actions_["post"].setEnabled(True)
    page.actions_["post"].trigger()
    assert [is_posted(office, one) for one in ids] == [True, False, False]
    assert table.current_id() == ids[1]
    assert "Còn 1 chứng từ" in page.list.banner.text()
    assert "300.003" in page.list.banner.text()
    press_post(page)
    assert all(is_posted(office, one) for one in ids)


def test_what_is_wrong_is_refused_without_asking_for_a_look(page, office):
    poor = save_voucher(office, draft("PC", 50_000_000, date(2026, 3, 4), attachments=0)).id
    page.go_to(poor)
    press_post(page)
    assert "âm" in page.list.banner.text()
    assert UNPROVEN not in page.list.banner.text()
    press_post(page)
    assert not is_posted(office, poor)


def type_unproven(page):
    page.add()
    form = page.form
    form.voucherOnEdit.set_value(date(2026, 3, 4))
    form.counterpartyEdit.line.setText("Trần Văn Bình")
    form.amountEdit.set_value(300_000)
    form.reasonEdit.set_value("thăm ốm")
    form.attachmentsEdit.set_value(0)
    return form


def drafts_of(office):
    return [row for row in list_vouchers(office) if row.status == "draft"]


def test_the_form_stops_once_at_a_warning_nobody_has_seen(page, office):
    form = type_unproven(page)
    form.post()
    assert len(drafts_of(office)) == 1
    assert page.currentWidget() is form
    assert UNPROVEN in form.findings_card.text()
    assert "Cần xem lại" in form.banner.text()
    form.post()
    assert drafts_of(office) == []
    assert page.currentWidget() is page.list


def test_a_warning_that_stood_beside_the_form_does_not_stop_it_again(page, office):
    form = type_unproven(page)
    form.check()
    assert UNPROVEN in form.findings_card.text()
    form.post()
    assert drafts_of(office) == []
