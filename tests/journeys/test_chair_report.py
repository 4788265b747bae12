"""A chair's half-year report: prefilled, checked, mended, sealed, and what changes afterwards."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.exchange.offices import enrol, found_upper
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.desktop.statistics.form_model import NUMBER
from unionapp.exchange.outbox import list_outbox
from unionapp.exchange.verification import open_package
from unionapp.indicators.statistics import type_row, type_text
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.lists import list_members
from unionapp.membership.members import add_member, edit_member, show_member
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.reports.making import is_changed_since, list_snapshots, thaw_report
from unionapp.vietnamese.periods import Period

HALF = Period.parse("2026-H1")
NOW, THEN = Period("2025-12", "2026-05"), Period("2024-12", "2025-05")
WORDS = "Đời sống, việc làm của người lao động ổn định."
# the lines a union types; the women of 3 are more than all of them: a red cell
TYPED = {"3": 2, "4": 5, "7": 6, "8": 9, "9": 40, "10": 40, "38b": 3}
WOMEN, MEN = ("Nguyễn Thị Hường", "Lò Thị Ẳng", "Vi Thị Ễn"), ("Đặng Văn Ưởng",)


@pytest.fixture
def unit(make_office, tmp_path):
    unit = make_office("unit", today=date(2026, 5, 20))
    edit_profile(unit, UnitProfile(chair="Trần Văn Tùng", workers_total=45, workers_female=30))
    for name in (*WOMEN, *MEN):
        add_member(unit, MemberDraft(
            name, gender="female" if name in WOMEN else "male",
            birth_date="1990-03-05", joined_on="2024-01-01",
        ))  # fmt: skip
    for period in (NOW, THEN):
        for code, number in TYPED.items():
            type_row(unit, "1-HDCD", code, period, number)
    type_text(unit, "1-HDCD", "B1", THEN, WORDS)
    enrol(unit, found_upper(make_office), tmp_path)
    return unit


@pytest.fixture
def window(unit, look):
    window = MainWindow(unit, look=look, preferences=Forgetful())
    window.desk.work_in(HALF)
    return window


def go(hands, page):
    hands.control(Qt.Key.Key_K)
    hands.enter(page)
    hands.window.activateWindow()  # without a screen nobody gives the window its cursor back
    QTest.qWaitForWindowActive(hands.window)
    return hands.window.pageStack.currentWidget()


def said_on_first_page(window):
    home = window.open("home")
    window.finish()
    lines = (home.todoColumn.itemAt(at).widget() for at in range(home.todoColumn.count()))
    return [line.text() for line in lines]


def problems(page):
    return [page.problemList.item(at).text() for at in range(page.problemList.count())]


def outline_of(window, hands, qtbot):
    page = go(hands, "Gửi nhận")
    page.go_to("outbox")
    part = page.parts["outbox"]
    qtbot.waitUntil(lambda: part.outlineLabel.text().startswith("Báo cáo"), timeout=20_000)
    window.finish()
    return part


def mend_the_red_cell(hands, page, qtbot):
    """Walk with F8 to the red cell and type what is right."""
    page.table.setFocus()
    for _ in range(10):
        hands.press(Qt.Key.Key_F8)
        if page.model.lines[page.table.currentIndex().row()].code == "4":
            break
    hands.type("1")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.row(page.model.place_of("4"))[NUMBER] == 1)
    qtbot.waitUntil(lambda: not any(it.startswith("Lỗi") for it in problems(page)))


def test_the_half_year_form_is_prefilled_explains_itself_and_reuses_the_words(
    unit, window, sit_down, qtbot
):
    hands = sit_down(window)
    assert said_on_first_page(window)[0].startswith(
        "Báo cáo 6 tháng gửi công đoàn cấp trên: còn 5 ngày (25/05/2026)"
    )
    page = go(hands, "Thống kê")
    qtbot.waitUntil(lambda: page.filled is not None and page.filled.period == NOW)
    numbers = {line.label: line.number for line in page.model.lines}
    assert numbers["Tổng số lao động"] == 45
    assert numbers["Tổng số đoàn viên"] == 4
    assert page.firstTextEdit.value() == WORDS
    assert page.reusedLabel.text().startswith("Lời của kỳ trước")
    assert any("giống" in it or "trùng" in it for it in problems(page))

    members = next(line.code for line in page.model.lines if line.label == "Tổng số đoàn viên")
    page.table.setCurrentIndex(page.model.index(page.model.place_of(members), NUMBER))
    page.table.setFocus()
    hands.control(Qt.Key.Key_Y)
    assert page.currentWidget() is page.why
    names = {page.why.table.rows.row(at)[0] for at in range(page.why.table.rows.rowCount())}
    assert names == {*WOMEN, *MEN}


def seal(hands, part, qtbot, number):
    """Press what seals, until so many packages stand in the outbox."""
    hands.control(Qt.Key.Key_G)
    unit = part.desk.office
    qtbot.waitUntil(lambda: len(list_outbox(unit, HALF)) == number, timeout=30_000)
    hands.window.finish()
    return list_outbox(unit, HALF)


def frozen_letter(unit):
    [letter] = [row for row in list_snapshots(unit, HALF) if row.report == "half-year"]
    return letter


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """Whoever asks for a folder is given the stick."""
    folder = tmp_path / "usb"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


@pytest.mark.usefixtures("stick")
def test_a_red_cell_is_mended_before_the_report_is_signed(unit, window, sit_down, qtbot):
    hands = sit_down(window)
    part = outline_of(window, hands, qtbot)
    words = part.outlineLabel.text()
    assert words.startswith("Báo cáo 6 tháng đầu năm 2026, CS-0147 gửi CT-09, bản 1, ")
    assert " 1 lỗi, 2 cảnh báo, 0 số CCCD được gửi." in words

    # while there are errors it is not signed; F9 leads to them, Enter to where they are mended
    hands.control(Qt.Key.Key_G)
    assert "Còn 1 lỗi" in part.banner.text()
    assert list_outbox(unit) == ()
    hands.press(Qt.Key.Key_F9)
    qtbot.waitUntil(part.checkTable.hasFocus)
    assert part.checkTable.rows.row(0)[0] == "Lỗi"
    hands.press(Qt.Key.Key_Return)
    page = window.pageStack.currentWidget()
    qtbot.waitUntil(lambda: page.filled is not None)
    mend_the_red_cell(hands, page, qtbot)

    part = outline_of(window, hands, qtbot)
    hands.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: " 0 lỗi, " in part.outlineLabel.text(), timeout=20_000)
    cells = int(part.outlineLabel.text().split(" ô,")[0].rsplit(" ", 1)[1])
    [sent] = seal(hands, part, qtbot, 1)
    assert (sent.version, sent.state_name) == (1, "đã chốt, chờ cấp trên trả lời")
    assert len(list(open_package(sent.path).rows("figures"))) == cells
    assert not is_changed_since(unit, frozen_letter(unit))


@pytest.mark.usefixtures("stick")
def test_what_changes_after_sealing_raises_a_badge_and_never_the_report(
    unit, window, sit_down, qtbot
):
    type_row(unit, "1-HDCD", "4", NOW, 1)
    hands = sit_down(window)
    part = outline_of(window, hands, qtbot)
    seal(hands, part, qtbot, 1)
    letter = frozen_letter(unit)
    before = thaw_report(unit, letter.report_id)
    assert not part.replaceButton.isVisible()

    someone = next(it.id for it in list_members(unit) if it.full_name == WOMEN[0])
    draft = show_member(unit, someone).draft
    edit_member(unit, someone, replace(draft, gender="male"))
    part.refresh()
    qtbot.waitUntil(lambda: "đã thay đổi sau khi chốt" in part.changesLabel.text())
    assert part.changesLabel.text() == (
        "1 số liệu đã thay đổi sau khi chốt: Đoàn viên nữ: 3 người → 2 người."
    )
    assert thaw_report(unit, letter.report_id) == before
    assert is_changed_since(unit, letter)

    part.replaceButton.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.type("Sửa giới tính một đoàn viên")
    packages = seal(hands, part, qtbot, 2)
    assert {row.version: row.state for row in packages} == {1: "superseded", 2: "sealed"}
    assert packages[0].reason == "Sửa giới tính một đoàn viên"
