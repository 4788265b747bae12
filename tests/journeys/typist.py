"""Ten fingers in front of the real window, and the steps that several stories take with them.

Run as `-m tests.journeys.typist FOLDER` it types half a voucher and waits to be killed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QWidget,
)

from tests.desktop.strokes import Strokes, replay, telex, type_keys
from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.desktop.grids.paste import PastePreview
from unionapp.desktop.key_sets import page_keys
from unionapp.desktop.look import Look
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful
from unionapp.organisation.office import Office
from unionapp.organisation.opening import create_data_folder, open_office

CTRL, ALT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
PAGE_NUMBERS = {page.code: number for number, page in enumerate(PAGES, 1)}
WAITS, WAIT_MS = 100, 20
DialogKind = type[QDialog]
NO_SCREEN = "This plugin does not support"  # what Qt says of a dialog of files without a screen
TODAY = date(2026, 3, 5)
PAYEE = "Nguyễn Thị Hoa"
TWO_LINES = "Thăm hỏi ốm đau\t120000\nThăm hỏi ốm đau\t80000\n"


class Hands:
    """A keyboard and nothing else: every key goes where the cursor is."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    @property
    def place(self) -> QWidget:
        """The widget that has the cursor."""
        return QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN, times: int = 1) -> None:
        """One key, or the same again."""
        for _ in range(times):
            QTest.keyClick(self.place, key, held)
            self.settle()

    def control(self, key: Qt.Key) -> None:
        """A key with Ctrl."""
        self.press(key, CTRL)

    def type(self, text: str) -> None:
        """Letters and figures as they are."""
        type_keys(self.place, text)

    def type_over(self, text: str) -> None:
        """Ctrl+A, then what shall stand there instead."""
        self.control(Qt.Key.Key_A)
        self.type(text)

    def telex(self, strokes: Strokes) -> None:
        """Letters as a Vietnamese keyboard sends them."""
        replay(self.place, strokes)

    def enter(self, text: str = "") -> None:
        """Letters, then Enter."""
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def at(self) -> str:
        """The name of the field with the cursor."""
        widget = QApplication.focusWidget()
        while widget is not None and not widget.objectName().endswith(("Edit", "table", "List")):
            widget = widget.parentWidget()
        return widget.objectName() if widget is not None else ""

    def settle(self) -> None:
        """Let what the key began come to its end."""
        QApplication.processEvents()
        if isinstance(self.window, MainWindow):
            self.window.finish()
            QApplication.processEvents()

    def page(self, code: str) -> QWidget:
        """Alt and the number of a page; gives the page that is open then."""
        stroke = QKeySequence(page_keys(PAGE_NUMBERS[code]))[0]
        self.press(stroke.key(), stroke.keyboardModifiers())
        return self.shown()

    def shown(self) -> QWidget:
        """The page in sight."""
        return self.window.pageStack.currentWidget()

    def wish(self, words: str) -> QWidget:
        """Ctrl+K and what is wanted; gives the page in sight then."""
        self.control(Qt.Key.Key_K)
        assert QApplication.activeModalWidget() is not None
        self.enter(words)
        assert QApplication.activeModalWidget() is None
        self.come_back()
        return self.shown()

    def walk_to(self, goal: QWidget | str) -> None:
        """Tab until the cursor is on a widget or on a button with these words; F6 out of grids."""
        for _ in range(60):
            at = self.place
            if _is_at(at, goal):
                return
            in_grid = isinstance(at, QAbstractItemView) and at.tabKeyNavigation()
            self.press(Qt.Key.Key_F6 if in_grid else Qt.Key.Key_Tab)
        raise AssertionError(
            f"no way by keys to {goal if isinstance(goal, str) else goal.objectName()}"
        )

    @contextmanager
    def answering(self, kind: DialogKind, keys: Callable[[], None]) -> Iterator[None]:
        """Play keys into the dialog that opens meanwhile; it must open, and the keys must end it."""
        ended: list[bool] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, kind):
                return
            if not dialog.isAncestorOf(self.place):
                dialog.activateWindow()  # without a screen nobody gives it the cursor
                return
            timer.stop()
            try:
                keys()
            finally:
                ended.append(not dialog.isVisible())
                if dialog.isVisible():
                    dialog.reject()  # or the test would wait for ever

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(5)
        yield
        for _ in range(WAITS):
            if not ended:
                QTest.qWait(WAIT_MS)  # a dialog that does not hold its key
        timer.stop()
        assert ended, f"no {kind.__name__} came up"
        assert ended == [True], f"the keys did not end the {kind.__name__}"
        self.come_back()

    def choose_path(self, path: Path, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        """A key that opens Qt's own dialog of files, a path typed into it, Enter."""
        with self.answering(QFileDialog, lambda: self.enter(str(path))):
            self.press(key, held)

    def come_back(self) -> None:
        """Without a screen nobody gives the window its cursor back after a dialog."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.settle()


def _is_at(place: QWidget, goal: QWidget | str) -> bool:
    if isinstance(goal, str):
        return isinstance(place, QAbstractButton) and place.text().startswith(goal)
    return place is goal or goal.isAncestorOf(place)


def plain(text: str) -> str:
    """Text with blanks that any keyboard types."""
    return text.replace("\xa0", " ")


def type_payment(hands: Hands, amount: str, reason: Strokes, day: str = "5/3") -> QWidget:
    """Ctrl+N at the vouchers and the payment of the story; gives the form, not yet kept."""
    hands.control(Qt.Key.Key_N)
    form = hands.shown().form
    hands.walk_to(form.voucherOnEdit)
    hands.control(Qt.Key.Key_A)
    hands.enter(day)
    hands.type("nth")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.enter(amount)
    hands.telex(reason)
    hands.press(Qt.Key.Key_Return)
    return form


def find_voucher(hands: Hands, words: str) -> QWidget:
    """Ctrl+F at the vouchers and what is said of one; gives the page with the cursor on it."""
    page = hands.page("vouchers")
    hands.control(Qt.Key.Key_F)
    hands.type_over(words)
    hands.press(Qt.Key.Key_Return)
    see_record(page)
    return page


def see_record(page: QWidget) -> None:
    """Let the eyes reach the record of the current row; the page shows it after a breath."""
    for _ in range(WAITS):
        if page.shown is not None and page.shown.row.id == page.list.table.current_id():
            return
        QTest.qWait(WAIT_MS)
    raise AssertionError("no record is shown")


def go_to_tab(hands: Hands, page: QWidget, part: QWidget) -> None:
    """The arrows of the tabs, until a part is in sight."""
    hands.walk_to(page.tabs.tabBar())
    for _ in range(page.tabs.count()):
        if page.tabs.currentWidget() is part:
            return
        hands.press(Qt.Key.Key_Right)
    assert page.tabs.currentWidget() is part


def lock_month(hands: Hands, number: int) -> QWidget:
    """Work in a month of the year and lock it; gives the part that shows it."""
    hands.wish(f"ky lam viec thang {number}")
    closing = hands.wish("khoa so thang").closing
    hands.walk_to("Khóa sổ")
    hands.press(Qt.Key.Key_Space)
    return closing


def open_draft(hands: Hands, words: str) -> QWidget:
    """The form of a draft of March; another day is typed into it, in the locked month."""
    hands.wish("ky lam viec thang 3")
    page = find_voucher(hands, words)
    hands.control(Qt.Key.Key_E)
    assert page.currentWidget() is page.form
    hands.walk_to(page.form.voucherOnEdit)
    hands.type_over("20/2/2026")
    hands.press(Qt.Key.Key_Return)
    return page.form


def edit_draft(hands: Hands, words: str) -> str:
    """Change the amount of a draft; what the form says."""
    form = open_draft(hands, words)
    hands.walk_to(form.amountEdit)
    hands.type_over("350k")
    return _keep(hands, form)


def paste_lines(hands: Hands, words: str) -> str:
    """Paste two lines over those of a draft; what the form says."""
    form = open_draft(hands, words)
    hands.walk_to(form.linesButton)
    hands.press(Qt.Key.Key_Space)
    QGuiApplication.clipboard().setText(TWO_LINES)
    hands.walk_to(form.linesTable)
    with hands.answering(PastePreview, hands.enter):
        hands.control(Qt.Key.Key_V)
    assert form.lines.total() == 200_000
    return _keep(hands, form)


def take_in_roster(hands: Hands, file: Path) -> str:
    """Import a sheet of February's members; what the page says."""
    hands.wish("ky lam viec thang 2")
    pane = hands.wish("nhap doan vien tu excel").currentWidget()
    hands.choose_path(file, Qt.Key.Key_O, CTRL)
    assert pane.work.roster is not None
    assert pane.work.roster.path == file
    hands.control(Qt.Key.Key_S)
    return pane.banner.text()


def ask_command_line(folder: Path) -> int:
    """A payment of 20/02 on the command line; the exit code, its words go to stderr."""
    door = Door(
        today=lambda: TODAY,
        open_office=lambda folder, *, officer, password: open_office(
            folder, today=TODAY, officer=officer, password=password
        ),
        create_folder=create_data_folder,
        play_demo=lambda folder: None,
        take_screenshots=lambda folder: (),
    )
    line = f"voucher add --kind PC --date 2026-02-20 --amount 100000 --item 31.02 --data {folder}"
    return run([*line.split(), "--who", "Trần Văn Bình", "--reason", "Thăm ốm"], door)


def open_quarter(hands: Hands) -> QWidget:
    """The settlement of the first quarter, with the cursor in its figures; gives the page."""
    hands.wish("ky lam viec quy I")
    page = hands.page("settlement")
    go_to_tab(hands, page, page.report)
    hands.walk_to(page.report.table)
    assert page.partBox.currentText() == "Quý I"
    return page


def go_down_to(hands: Hands, table: QWidget, column: int, words: str) -> None:
    """The arrow down, until a cell of the row says something."""
    for _ in range(table.rows.rowCount()):
        if str(table.rows.value(table.currentIndex().row(), column)) == words:
            return
        hands.press(Qt.Key.Key_Down)
    raise AssertionError(f"no row says {words}")


def _keep(hands: Hands, form: QWidget) -> str:
    hands.control(Qt.Key.Key_S)
    said = form.banner.text()
    hands.press(Qt.Key.Key_Escape)
    return said


def type_until_killed(folder: Path) -> None:
    """Let a process of its own type half a voucher into a folder, and kill it."""
    command = [sys.executable, "-m", "tests.journeys.typist", str(folder)]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        command, env=paths, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == b"typed\n"
        typist.send_signal(signal.SIGKILL)
        assert typist.wait() == -signal.SIGKILL


def reopen(folder: Path) -> Office:
    """The folder on the day of the story, as the program opens it."""
    return open_office(folder, today=TODAY, clock=lambda: datetime(2026, 3, 5, tzinfo=UTC))


def main(folder: str) -> None:
    """Open the window on a folder, type a payment, and wait."""
    app = QApplication([])
    office = reopen(Path(folder))
    window = MainWindow(office, look=Look(app), preferences=Forgetful())
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    hands = Hands(window)
    hands.page("vouchers")
    type_payment(hands, "1tr2", telex("thăm ốm"))
    print("typed", flush=True)
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1])
