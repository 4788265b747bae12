"""Types vouchers without end, until somebody kills it: python -m tests.desktop.kill_me FOLDER."""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.strokes import replay, telex
from unionapp.desktop.desk import Desk
from unionapp.desktop.look import Look
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.organisation.opening import open_office

WORDS = ("5/3", "Nguyễn Thị Hường", "1tr2", "thăm ốm")


def main(folder):
    app = QApplication([])
    Look(app)
    office = open_office(
        Path(folder), today=date(2026, 3, 5), clock=lambda: datetime(2026, 3, 5, tzinfo=UTC)
    )
    page = VouchersPage(Desk(office))
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    page.add()
    app.processEvents()
    page.form.throw_away()  # what was left is what the test looks at, not what is typed on
    print("typing", flush=True)
    while True:
        for word in WORDS if page.form.voucherOnEdit.is_empty() else WORDS[1:]:
            replay(QApplication.focusWidget(), telex(word))
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            app.processEvents()
            print(page.form.entry.kept()["amountEdit"], flush=True)
        page.form.entry.save_and_new()


if __name__ == "__main__":
    main(sys.argv[1])
