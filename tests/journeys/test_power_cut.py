"""The machine dies in the middle of a voucher: the next start stands where the officer stood."""

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.typist import WORDS
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.organisation.form_drafts import find_form_draft, list_form_drafts
from unionapp.organisation.opening import open_office

FORM = "vouchers/voucher_form"


def type_until_killed(folder):
    command = [sys.executable, "-m", "tests.journeys.typist", str(folder)]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        command, env=paths, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as typist:
        assert typist.stdout.readline() == b"typed\n"
        typist.send_signal(signal.SIGKILL)
        assert typist.wait() == -signal.SIGKILL


def reopen(folder):
    return open_office(
        folder, today=date(2026, 3, 5), clock=lambda: datetime(2026, 3, 5, tzinfo=UTC)
    )


@pytest.fixture
def killed(make_office):
    """An office whose program was killed in the middle of a voucher, opened again."""
    first = make_office("data")
    first.close()
    type_until_killed(first.folder)
    office = reopen(first.folder)
    yield office
    office.close()


def test_a_killed_voucher_is_on_screen_at_the_next_start(killed, look, sit_down):
    draft = find_form_draft(killed, FORM)
    window = MainWindow(killed, look=look, preferences=Forgetful())
    hands = sit_down(window)
    page = window.pageStack.currentWidget()
    form = page.form
    assert page is window.open("vouchers")
    assert page.currentWidget() is form
    assert form.entry.fields.kept() == dict(draft.fields)
    assert form.voucherOnEdit.value() == date(2026, 3, 5)
    assert form.counterpartyEdit.text() == WORDS[1]
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
    sit_down(window)
    window.open("vouchers").form.postpone()
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
    assert window.pageStack.currentWidget() is window.open("home")
    window.close()
