"""The window against bare Qt doing the same: first paint, search, key echo, opening a form."""

import os
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.bench_members import (
    MANY,
    MEMBER_COLUMNS,
    Folders,
    insert_raw,
    member_tuples,
    search_raw,
    timed,
)

TYPED = ("n", "ng", "ngu", "nguy", "nguye", "nguyen", "nguyen th", "hoa", "qqq")
BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
app = QApplication(sys.argv)
class Window(QWidget):
    def paintEvent(self, event):
        print(time.time(), flush=True); app.exit()
window = Window(); column = QVBoxLayout(window)
for one in (QLineEdit(), QLineEdit(), QPushButton("OK")): column.addWidget(one)
window.resize(480, 320); window.show(); app.exec()
"""
OURS = """
import sys, time
from datetime import date
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
from unionapp.desktop.application import Program
from unionapp.desktop.preferences import Forgetful
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            print(time.time(), flush=True); app.exit()
        return False
watch = Watch(); app.installEventFilter(watch)
program = Program(app, date.today, None, Forgetful())
program.show_login(); app.exec()
"""


def first_paint(script: str) -> float:
    """Seconds from the start of a process to its first painted window."""
    from time import time

    paths = {**os.environ, "PYTHONPATH": "src"}
    begun = time()
    done = subprocess.run(
        [sys.executable, "-c", script], env=paths, capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[0]) - begun


def measure_start() -> float:
    for script in (BARE, OURS):
        first_paint(script)  # both meet a warm disk
    return median(first_paint(OURS) / first_paint(BARE) for _ in range(5))


def measure_search(folders: Folders) -> float:
    """Every keystroke of some searches, each with the reset of a model that a table looks at."""
    from PySide6.QtWidgets import QTableView

    from unionapp.desktop.desk import Desk
    from unionapp.desktop.grids import PagedModel
    from unionapp.desktop.members.member_list import COLUMNS, MemberList

    folder = folders.fresh()
    with closing(folders.open(folder)) as office, closing(folders.connect(folder)) as bare:
        insert_raw(bare, [("member", MEMBER_COLUMNS, member_tuples(office.unit.id, MANY))])
        page = MemberList(Desk(office))

        def ours(text: str) -> None:
            page.filterEdit.setText(text)
            page.show_list()

        found: list[int] = []
        model = PagedModel(COLUMNS, lambda *_: found, lambda ids: [("",) * 10 for _ in ids])
        view = QTableView()
        view.setModel(model)

        def raw(text: str) -> None:
            found[:] = [row[0] for row in search_raw(bare, text)]
            model.refresh()

        for text in TYPED:
            ours(text), raw(text)
        return median(
            sum(timed(partial(ours, text)) for text in TYPED)
            / sum(timed(partial(raw, text)) for text in TYPED)
            for _ in range(5)
        )


def measure_forms(folders: Folders) -> tuple[float, float]:
    """Opening the voucher form and echoing a key, to the same file by QUiLoader and its lines."""
    from PySide6.QtTest import QTest
    from PySide6.QtUiTools import QUiLoader
    from PySide6.QtWidgets import QApplication, QLineEdit

    from unionapp.assets import form
    from unionapp.desktop.desk import Desk
    from unionapp.desktop.drafts import SessionDrafts
    from unionapp.desktop.vouchers.voucher_form import VoucherForm

    with closing(folders.open(folders.fresh())) as office:
        desk = Desk(office, drafts=SessionDrafts())
        file = str(form("vouchers/voucher_form"))

        def ours() -> VoucherForm:
            pane = VoucherForm(desk)
            pane.show()
            QApplication.processEvents()
            return pane

        def raw():
            window = QUiLoader().load(file)
            window.show()
            QApplication.processEvents()
            return window

        kept = [ours(), raw()]
        opening = median(timed(ours) / timed(raw) for _ in range(7))
        line, plain = kept[0].reasonEdit.line, QLineEdit()
        plain.show()

        def echo(widget) -> None:
            for _ in range(200):
                QTest.keyClick(widget, "a")
            QApplication.processEvents()
            widget.clear()

        echoing = median(
            timed(partial(echo, line)) / timed(partial(echo, plain)) for _ in range(5)
        )
        return opening, echoing


def measure() -> list[tuple[str, float, float]]:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    with TemporaryDirectory() as place:
        folders = Folders(Path(place))
        opening, echoing = measure_forms(folders)
        rows = [
            ("login window on screen, to a bare PySide6 window", measure_start(), 2.0),
            ("search in 200.000 members on screen, to bare LIKE and reset", measure_search(folders), 1.5),
            ("voucher form opened, to the same file by QUiLoader", opening, 5.0),
            ("200 keys into a field, to a bare QLineEdit", echoing, 3.0),
        ]  # fmt: skip
    app.processEvents()
    return rows
