"""What was typed and has no meaning yet is never dropped when the record is stored."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.offices import a_desk, add_people
from tests.desktop.pages import show_page
from tests.desktop.strokes import type_keys
from tests.finance.setting import draft
from unionapp.desktop.fields import Choice, LookupField, find_in
from unionapp.desktop.vouchers.voucher_form import VoucherForm
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.organisation.locks import lock_month
from unionapp.vietnamese.periods import Period

DAY = date(2026, 3, 5)
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def office(make_office):
    opened = make_office(today=DAY)
    set_opening(opened, open_accounts(opened)[0].id, 10_000_000, date(2026, 1, 1))
    add_people(opened)
    return opened


@pytest.fixture
def form(qtbot, office):
    form = show_page(qtbot, VoucherForm(a_desk(office, Period.parse("2026-03"))), 890, 540)
    form.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    form.begin_kind("PC")
    form.voucherOnEdit.set_value(DAY)
    form.counterpartyEdit.restore('["Chị Hoa"]')
    form.amountEdit.set_value(300_000)
    return form


def press(key, held=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, held)


def test_what_happened_told_in_ones_own_words_becomes_the_reason(form, office):
    form.templateEdit.setFocus()
    form.templateEdit.line.setText("Thăm ốm đoàn viên nằm viện")
    press(Qt.Key.Key_Return, CTRL)
    (row,) = list_vouchers(office)
    assert row.reason == "Thăm ốm đoàn viên nằm viện"
    form.begin_change(row.id)
    assert form.reasonEdit.text() == "Thăm ốm đoàn viên nằm viện"
    assert form.templateEdit.choice().key == "visit"


def test_words_without_meaning_beside_a_reason_stop_the_saving_and_stay(form, office):
    form.reasonEdit.set_value("Một việc")
    form.templateEdit.setFocus()
    form.templateEdit.line.setText("việc lạ")
    form.addressEdit.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    assert list_vouchers(office) == ()
    assert form.templateEdit.text() == "việc lạ"
    assert "Chưa có trong danh sách" in form.templateEdit.problem
    assert form.templateEdit.editor.hasFocus()


@pytest.mark.parametrize(("name", "words"), [("voucherOnEdit", "hôm kia"), ("amountEdit", "ba")])
def test_a_day_or_an_amount_that_cannot_be_read_stops_the_saving(form, office, name, words):
    form.reasonEdit.set_value("Một việc")
    form.entry.fields[name].line.setText(words)
    form.entry.save()
    assert list_vouchers(office) == ()
    assert form.entry.fields[name].text() == words
    assert form.entry.fields[name].problem


def test_a_posting_stops_at_it_as_well(form, office):
    form.reasonEdit.set_value("Một việc")
    form.templateEdit.line.setText("việc lạ")
    form.post()
    assert list_vouchers(office) == ()
    assert form.templateEdit.editor.hasFocus()


def test_a_missing_reason_and_a_missing_item_are_told_at_their_fields_together(form):
    form.post()
    assert "Chưa chọn mục thu, chi" in form.templateEdit.problem
    assert "Mục «" not in form.templateEdit.problem
    assert form.reasonEdit.problem


def test_what_is_written_elsewhere_says_where(form):
    form.reasonEdit.setFocus()
    type_keys(form.reasonEdit.line, "tam ung")
    press(Qt.Key.Key_Return)
    assert form.templateEdit.is_empty()
    assert "Sổ sách ▸ Tạm ứng" in form.templateEdit._hint.text()


def test_the_first_key_esc_closes_the_list_and_the_second_the_form(form):
    closed = []
    form.closed.connect(lambda: closed.append(1))
    form.templateEdit.setFocus()
    press(Qt.Key.Key_F3)
    assert form.templateEdit._list.isVisible()
    press(Qt.Key.Key_Escape)
    assert not form.templateEdit._list.isVisible()
    assert not closed
    press(Qt.Key.Key_F1)
    assert form.help.text()
    press(Qt.Key.Key_Escape)
    assert (form.help.text(), closed) == ("", [])
    press(Qt.Key.Key_Escape)
    assert closed == [1]


def test_f3_lists_everything_and_marks_what_is_chosen(qtbot):
    field = LookupField()
    qtbot.addWidget(field)
    every = [Choice(at, f"Việc số {at}") for at in range(40)]
    field.set_source(find_in(every))
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    field.choose(every[30])
    QTest.keyClick(field.line, Qt.Key.Key_F3)
    assert len(field._list.texts()) == 40
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == 31


def test_a_name_that_is_a_date_asks_for_a_look(form):
    form.counterpartyEdit.setFocus()
    form.counterpartyEdit.line.setText("20/2")
    press(Qt.Key.Key_Return)
    assert "«20/2» là ngày hoặc số" in form.counterpartyEdit.problem


@pytest.mark.parametrize(("typed", "is_asked"), [("nvp", True), ("An", False), ("công ty", False)])
def test_initials_of_nobody_ask_for_a_look(form, typed, is_asked):
    form.counterpartyEdit.setFocus()
    form.counterpartyEdit.line.setText(typed)
    press(Qt.Key.Key_Return)
    assert ("tên đầy đủ" in form.counterpartyEdit.problem) is is_asked


def test_a_new_voucher_begins_at_its_day_and_a_row_of_them_goes_on_after_it(form):
    form.reasonEdit.set_value("Một việc")
    form.reasonEdit.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    assert form.counterpartyEdit.editor.hasFocus()
    form.begin_kind("PC")
    assert form.voucherOnEdit.value() == DAY
    assert form.voucherOnEdit.editor.hasFocus()
    assert form.voucherOnEdit.line.selectedText()
    press(Qt.Key.Key_Return)
    assert form.counterpartyEdit.editor.hasFocus()


def test_a_locked_day_is_told_when_it_is_left_and_what_is_left_is_of_that_day(form, office):
    assert "10.000.000" in form.accountEdit._hint.text()
    assert "05/03/2026" in form.accountEdit._hint.text()
    lock_month(office, "2026-02")
    form.voucherOnEdit.setFocus()
    form.voucherOnEdit.line.setText("3/2")
    press(Qt.Key.Key_Return)
    assert "đã khóa" in form.voucherOnEdit.problem
    assert "03/02/2026" in form.accountEdit._hint.text()


def test_what_is_left_is_that_of_the_day_of_the_voucher(form, office):
    paid = save_voucher(office, draft("PC", 4_000_000, DAY))
    post_voucher(office, paid.id)
    form.voucherOnEdit.setFocus()
    form.voucherOnEdit.line.setText("4/3")
    press(Qt.Key.Key_Return)
    assert "10.000.000" in form.accountEdit._hint.text()


def test_a_likeness_stands_at_the_side_before_posting_and_goes_with_it(form, office):
    twin = draft("PC", 300_000, DAY, counterparty="Chị Hoa", reason="Thăm ốm")
    post_voucher(office, save_voucher(office, twin).id)
    form.reasonEdit.set_value("Thăm ốm")
    form.reasonEdit.setFocus()
    press(Qt.Key.Key_Return)
    assert "trùng" in form.findings_card.text()
    form.amountEdit.setFocus()
    form.amountEdit.set_value(310_000)
    press(Qt.Key.Key_Return)
    assert "trùng" not in form.findings_card.text()
