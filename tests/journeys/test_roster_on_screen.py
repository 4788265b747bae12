"""The sheet of March is looked at, mended and taken in with the keyboard alone (A2 to A4)."""

from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QFileDialog

from tests.journeys.test_roster_of_march import FIRST, LAST, card_of, name_of, sheet
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful
from unionapp.membership.lists import count_members, list_members
from unionapp.membership.members import show_member

__all__ = ["sheet"]
ALT = Qt.KeyboardModifier.AltModifier
NAMES = [page.code for page in PAGES]


@pytest.fixture
def taste():
    return Forgetful()


@pytest.fixture
def window(office, look, taste):
    return MainWindow(office, look=look, preferences=taste)


@pytest.fixture
def open_roster(window, sit_down, qtbot, monkeypatch):
    """Go to the import by keys and choose a file; gives the hands and the pane."""

    def choose(path):
        hands = sit_down(window)
        hands.press(Qt.Key(Qt.Key.Key_1 + NAMES.index("members")), ALT)
        page = window.pageStack.currentWidget()
        walk_to(hands, "Nhập từ Excel")
        hands.press(Qt.Key.Key_Space)
        pane = page.currentWidget()
        return hands, choose_file(hands, pane, path, qtbot, monkeypatch)

    return choose


def choose_file(hands, pane, path, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    hands.control(Qt.Key.Key_O)
    qtbot.waitUntil(lambda: is_shown(pane, path), timeout=15_000)
    return pane


def is_shown(pane, path):
    return pane.work.roster is not None and pane.work.roster.path == path


def walk_to(hands, words):
    """F6 out of a grid, then Tab until the button with these words has the cursor."""
    for _ in range(60):
        at = QApplication.focusWidget()
        if isinstance(at, QAbstractButton) and at.text() == words:
            return
        in_grid = isinstance(at, QAbstractItemView)
        hands.press(Qt.Key.Key_F6 if in_grid else Qt.Key.Key_Tab)
    pytest.fail(f"no way to {words}")


def count(pane):
    return pane.summaryLabel.text().partition(" · ")[0]


def at_row(pane):
    index = pane.table.currentIndex()
    return pane.model.people[index.row()].row, pane.model.columns[index.column()].name


def take_in(hands, pane, qtbot):
    hands.control(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: "Đã nhập" in pane.banner.text(), timeout=15_000)


def test_four_faults_are_walked_mended_and_the_rest_taken_in(
    office, open_roster, sheet, qtbot, monkeypatch, tmp_path
):
    hands, pane = open_roster(sheet)
    told = pane.columnsLabel.text()
    assert "tiêu đề ở dòng 4" in told
    assert "Phát hiện mã TCVN3" in told
    assert "ở cột Họ và tên" in told
    assert told.count("→") == 3
    assert name_of(FIRST) in told
    assert count(pane) == "124 dòng = 120 hợp lệ + 4 lỗi"
    assert pane.model.people[0].fields["id_number"] == f"{card_of(FIRST):012}"

    walked = []
    for _ in range(4):
        hands.press(Qt.Key.Key_F8)
        walked.append((*at_row(pane), pane.rowLabel.text()))
    assert [place[:2] for place in walked] == [
        (37, "id_number"),
        (88, "id_number"),
        (90, "full_name"),
        (101, "birth_date"),
    ]
    for (_, _, words), reason in zip(
        walked, ("trùng với dòng 12", "trùng với dòng 51", "họ tên", "31/02/1990"), strict=True
    ):
        assert reason in words

    for sign in "01/03/1990":
        hands.type(sign)  # the first opens the cell, the others go into it
    hands.press(Qt.Key.Key_Return)
    assert count(pane) == "124 dòng = 121 hợp lệ + 3 lỗi"
    assert {one.row: one.status for one in pane.model.people}[101] != "Lỗi"
    hands.control(Qt.Key.Key_Z)
    assert count(pane) == "124 dòng = 120 hợp lệ + 4 lỗi"

    marked = tmp_path / "tra-lai.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(marked), ""))
    hands.press(Qt.Key.Key_L, ALT)
    qtbot.waitUntil(marked.exists)
    page = load_workbook(marked).active
    red = [c.coordinate for row in page for c in row if c.fill.fgColor.rgb == "FFFFC7CE"]
    assert red == ["E37", "E88", "B90", "D101"]
    assert all(page[cell].comment for cell in red)

    take_in(hands, pane, qtbot)
    assert pane.banner.text().startswith("Đã nhập 120 đoàn viên, 4 dòng chờ sửa.")
    assert count_members(office).total == 120
    walk_to(hands, "Hoàn tác lần nhập")


def test_the_whole_import_is_taken_back_by_keys(office, open_roster, sheet, qtbot):
    hands, pane = open_roster(sheet)
    take_in(hands, pane, qtbot)
    walk_to(hands, "Hoàn tác lần nhập")
    hands.press(Qt.Key.Key_Space)
    assert count_members(office).total == 0
    assert pane.importButton.text() == "Nhập 120 người (Ctrl+S)"


def test_a_column_is_set_right_by_keys_and_known_again_next_month(
    open_roster, sheet, qtbot, monkeypatch, taste
):
    book = load_workbook(sheet)
    book.active["G4"] = "Mã liên lạc"
    for row in range(FIRST, LAST + 1):
        book.active.cell(row, 7, f"09{row:08}")
    book.save(sheet)
    hands, pane = open_roster(sheet)
    assert "Điện thoại" not in pane.columnsLabel.text()

    hands.press(Qt.Key.Key_C, ALT)
    if not pane.choice.columnBox.hasFocus():
        hands.press(Qt.Key.Key_C, ALT)
    assert pane.choice.columnBox.currentText() == "G · Mã liên lạc"
    hands.press(Qt.Key.Key_Tab)
    assert pane.choice.fieldBox.hasFocus()
    assert pane.choice.samplesLabel.text().startswith("Ví dụ: 0900000005")
    at = pane.choice.fieldBox.currentIndex()
    hands.press(Qt.Key.Key_Down, times=pane.choice.fieldBox.findText("Điện thoại") - at)
    qtbot.waitUntil(lambda: "Điện thoại (G)" in pane.columnsLabel.text())
    assert pane.model.people[0].fields["phone"] == "0900000005"

    april = sheet.with_name("luong_thang4.xlsx")
    book.save(april)
    choose_file(hands, pane, april, qtbot, monkeypatch)
    assert "Điện thoại (G)" in pane.columnsLabel.text()
    assert taste.read("roster/layouts") == (
        f'{{"{pane.work.roster.layouts["Lương T3"]}": {{"G": "phone"}}}}'
    )


def test_a_sheet_sent_out_and_edited_comes_back_as_changes(office, open_roster, qtbot, tmp_path):
    """Export, edit in Excel, import: twelve change, three are new, one is missing."""
    out = tmp_path / "xuat.xlsx"
    write_sheet(out, range(40))
    hands, pane = open_roster(out)
    take_in(hands, pane, qtbot)
    assert count_members(office).total == 40

    edited = tmp_path / "da-sua.xlsx"
    write_sheet(edited, [*range(39), 50, 51, 52], moved=range(12))
    with qtbot.waitSignal(pane.open(edited).ended):
        pass
    words = pane.summaryLabel.text()
    assert "12 đổi · 3 mới · 1 bớt" in words
    reasons = {one.row: one.remark for one in pane.model.people}
    assert "số" in reasons[2].lower()
    take_in(hands, pane, qtbot)
    assert count_members(office).total == 43
    moved = next(one for one in list_members(office) if one.full_name.endswith("Số 0"))
    assert show_member(office, moved.id).draft.position == "Tổ trưởng"


def write_sheet(path, numbers, moved=()):
    book = Workbook()
    page = book.active
    page.append(["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Chức vụ"])
    for number in numbers:
        born = date(1970 + number % 30, 1 + number % 12, 1 + number % 28)
        century = 0 if born.year < 2000 else 2
        card = f"001{century}{born.year % 100:02}{number:06}"
        position = "Tổ trưởng" if number in moved else "Công nhân"
        page.append([number, f"Lê Văn Số {number}", f"{born:%d/%m/%Y}", "Nam", card, position])
    book.save(path)
