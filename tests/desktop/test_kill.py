"""Killed at any moment while typing: the draft is there again, nothing is half-written."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime

from unionapp.desktop.desk import Desk
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.organisation.form_drafts import list_form_drafts
from unionapp.organisation.opening import open_office

KILLS = int(os.environ.get("UNIONAPP_KILLS", "12"))
FORM = "vouchers/voucher_form"
TYPED = ("kindEdit", "voucherOnEdit", "counterpartyEdit", "amountEdit", "reasonEdit")


def reopened(folder):
    return open_office(
        folder, today=date(2026, 3, 5), clock=lambda: datetime(2026, 3, 5, tzinfo=UTC)
    )


def kill_while_typing(folder, after):
    command = [sys.executable, "-m", "tests.desktop.kill_me", str(folder)]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        command, env=paths, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as typist:
        assert typist.stdout.readline() == b"typing\n"
        time.sleep(after)
        typist.send_signal(signal.SIGKILL)
        typist.wait()


def test_a_kill_loses_no_typed_field_and_leaves_nothing_half_written(make_office, qtbot):
    office = make_office("data")
    folder = office.folder
    office.close()
    draw, restored = random.Random(5), 0
    for _ in range(KILLS):
        kill_while_typing(folder, draw.uniform(0.05, 0.6))
        office = reopened(folder)
        for row in list_vouchers(office):
            detail = show_voucher(office, row.id)
            assert row.amount == sum(line.amount for line in detail.draft.lines) == 1_200_000
            assert (row.number, row.status) == ("", "draft")
            assert row.reason == "thăm ốm"
        kept = {draft.form: draft for draft in list_form_drafts(office)}
        if draft := kept.get(FORM):
            page = VouchersPage(Desk(office))
            qtbot.addWidget(page)
            page.show()
            page.activateWindow()
            page.go_to("draft")
            fields = page.form.entry.fields.kept()
            assert {n: fields[n] for n in TYPED} == {n: draft.fields[n] for n in TYPED}
            assert "vẫn còn nguyên" in page.form.banner.text()
            cursor = page.form.entry.fields.get(draft.cursor)
            assert cursor is None or page.focusWidget() is cursor.editor
            restored += 1
            page.close()
        office.close()
    assert restored > 0
