"""The machine dies in the middle of a voucher: the next start stands where the officer stood."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.finance.setting import add_payer
from tests.journeys.typist import PAYEE, reopen, type_until_killed
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.organisation.form_drafts import find_form_draft, list_form_drafts

FORM = "vouchers/voucher_form"


@pytest.fixture
def killed(make_office):
    """An office whose program was killed in the middle of a voucher, opened again."""
    first = make_office("data")
    add_payer(first, PAYEE, 6_200_000)
    first.close()
    type_until_killed(first.folder)
    office = reopen(first.folder)
    yield office
    office.close()


def test_a_killed_voucher_is_on_screen_at_the_next_start(killed, look, sit_down):
    draft = find_form_draft(killed, FORM)
    window = MainWindow(killed, look=look, preferences=Forgetful())
    hands = sit_down(window)
    page = hands.shown()
    form = page.form
    assert window.navigation.current() == "vouchers"
    assert page.currentWidget() is form
    assert form.entry.fields.kept() == dict(draft.fields)
    assert form.voucherOnEdit.value() == date(2026, 3, 5)
    assert form.counterpartyEdit.text() == PAYEE
    assert form.amountEdit.value() == 1_200_000
    assert form.reasonEdit.value() == "thăm ốm"
    assert hands.at() == draft.cursor != ""
    assert form.banner.text().startswith("Máy tắt đột ngột, không mất dữ liệu")
    assert "(sẽ cấp khi ghi sổ)" in form.stateLabel.text()
    assert list_vouchers(killed) == ()
    assert QApplication.activePopupWidget() is None
    window.close()


def test_what_the_officer_put_away_is_not_called_a_power_cut(killed, look, sit_down):
    window = MainWindow(killed, look=look, preferences=Forgetful())
    hands = sit_down(window)
    hands.press(Qt.Key.Key_Escape)
    window.close()
    (draft,) = list_form_drafts(killed)
    assert draft.is_put_away
    again = MainWindow(killed, look=look, preferences=Forgetful())
    sit_down(again)
    form = again.pageStack.currentWidget().form
    assert form.banner.text() == "Lần trước chưa cất: bản đang nhập vẫn còn nguyên."
    again.close()


def test_without_a_draft_the_window_opens_where_it_was_left(make_office, look, sit_down):
    window = MainWindow(make_office("data"), look=look, preferences=Forgetful())
    sit_down(window)
    assert window.navigation.current() == "home"
    assert window.pageStack.currentWidget().isVisible()
    window.close()
