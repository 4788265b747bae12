"""Types half a voucher in the real window and waits to be killed: -m tests.journeys.typist FOLDER."""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.strokes import replay, telex
from unionapp.desktop.look import Look
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.organisation.opening import open_office

WORDS = ("5/3", "Nguyễn Thị Hường", "1tr2", "thăm ốm")


def main(folder):
    app = QApplication([])
    office = open_office(
        Path(folder), today=date(2026, 3, 5), clock=lambda: datetime(2026, 3, 5, tzinfo=UTC)
    )
    window = MainWindow(office, look=Look(app), preferences=Forgetful())
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.go_to("vouchers", "PC")
    form = window.open("vouchers").form
    form.voucherOnEdit.setFocus()
    for word in WORDS:
        replay(QApplication.focusWidget(), telex(word))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        app.processEvents()
    print("typed", flush=True)
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1])
