"""Types records without end, until somebody kills it: -m tests.desktop.kill_me FOLDER SCREEN RUN.

It says what it is about to do and what is safe by now, one JSON document a line; whoever kills it
holds the program to that.
"""

import json
import os
import sys
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.strokes import replay, telex
from unionapp.desktop.desk import Desk
from unionapp.desktop.look import Look
from unionapp.desktop.members.members_page import MembersPage
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.organisation.opening import open_office

# What is typed from the cursor on; Enter alone passes a field by.
VOUCHER = ("5/3", "Nguyễn Thị Hường", "1tr2", "Chuyên môn hỗ trợ {mark}")
MEMBER = ("Đặng {name}", "", "5/3/1990", "", "0912 345 678", "", "Tổ trưởng")
DIGITS = ("Ân", "Bảo", "Cẩm", "Dũng", "Đức", "Giang", "Hường", "Khuê", "Liễu", "Mẫn")
PAGES = {"vouchers": VouchersPage, "members": MembersPage}


def say(doing, **facts):
    print(json.dumps({"doing": doing, **facts}), flush=True)


def name_of(mark):
    """A name of its own for each record; nobody is called by figures."""
    return " ".join(DIGITS[int(digit)] for digit in str(mark))


def type_word(word):
    """As UniKey types it: letters are taken back and sent again."""
    for stroke in telex(word):
        replay(QApplication.focusWidget(), [stroke])


def compose_word(word):
    """As an input method types it: underlined until it is committed."""
    widget = QApplication.focusWidget()
    for end in range(1, len(word) + 1):
        QCoreApplication.sendEvent(widget, QInputMethodEvent(word[:end], []))
        QApplication.processEvents()
    done = QInputMethodEvent()
    done.setCommitString(word)
    QCoreApplication.sendEvent(widget, done)


def fill(form, words, mark):
    """Type every word into its field; what was left is safe, and said to be."""
    for at, word in enumerate(words):
        way, press = [("typing", type_word), ("composing", compose_word)][(mark + at) % 2]
        say(way, mark=mark)
        press(word.format(mark=mark, name=name_of(mark)))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QApplication.processEvents()
        say("left", mark=mark, fields=form.entry.fields.kept())


def type_vouchers(page, run):
    form = page.form
    posted = []
    form.posted.connect(posted.append)
    form.posted.connect(lambda done: say("posted", id=done))
    for at in count(run * 1000):
        is_kept = not form.voucherOnEdit.is_empty()
        if is_kept and form.voucherOnEdit.isAncestorOf(QApplication.focusWidget()):
            # a voucher that was asked for begins at its day, also at one that is pinned
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        fill(form, VOUCHER[1:] if is_kept else VOUCHER, at)
        if at % 2:
            say("saving", mark=at)
            form.entry.save_and_new()
            say("saved", mark=at)
        else:
            say("posting", mark=at)
            before = len(posted)
            form.post()
            if len(posted) == before:
                form.post()  # a warning nobody had seen stops it once
            page.add("PT")


def type_members(page, run):
    form = page.form
    for at in count(run * 1000):
        fill(form, MEMBER, at)
        say("saving", mark=at)
        form.entry.save_and_new()
        say("saved", mark=at)


def main(folder, screen, run):
    app = QApplication([])
    Look(app)
    office = open_office(
        Path(folder), today=date(2026, 3, 5), clock=lambda: datetime(2026, 3, 5, tzinfo=UTC)
    )
    page = PAGES[screen](Desk(office))
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    page.add(*["PT"] * (screen == "vouchers"))
    app.processEvents()
    page.form.throw_away()  # what was left is what the test looks at, not what is typed on
    say("ready")
    (type_vouchers if screen == "vouchers" else type_members)(page, int(run))


if __name__ == "__main__":
    main(*sys.argv[1:])
