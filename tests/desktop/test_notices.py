"""What was refused is told in the page; what was done is told with a way back; bugs name nobody."""

import sys
import threading

import pytest
from PySide6.QtWidgets import QMainWindow, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop import notices
from unionapp.desktop.bug_catcher import BugCatcher, describe
from unionapp.desktop.fields import MoneyField
from unionapp.desktop.notices import Banner, StatusLine, explaining
from unionapp.desktop.problems import FieldProblems
from unionapp.desktop.undo import UndoList
from unionapp.errors import Invalid, Problem, Refusal, Trouble
from unionapp.sentences import all_sentences


@pytest.fixture
def banner(qtbot, monkeypatch):
    spoken = {
        "period.locked": "Tháng {month} đã khóa sổ.",
        "disk.full": "Ổ đĩa đầy.",
        "field.future": "Chưa tới.",
    }
    monkeypatch.setitem(all_sentences(), "test.locked", spoken["period.locked"])
    monkeypatch.setitem(all_sentences(), "test.full", spoken["disk.full"])
    window = QWidget()
    qtbot.addWidget(window)
    banner = Banner(window)
    window.show()
    yield banner
    window.close()


def test_a_refusal_is_told_and_the_rest_is_skipped(banner):
    saved = []
    with explaining(banner):
        raise Refusal("test.locked", month="02/2026")
        saved.append(True)
    assert (banner.text(), banner.property("severity")) == ("Tháng 02/2026 đã khóa sổ.", "warning")
    assert saved == []


def test_a_trouble_is_told_as_an_error(banner):
    with explaining(banner):
        raise Trouble("test.full")
    assert (banner.text(), banner.property("severity")) == ("Ổ đĩa đầy.", "error")


def test_a_success_closes_what_was_told_before(banner):
    banner.say("Ổ đĩa đầy.", "error")
    with explaining(banner):
        pass
    assert banner.text() == ""


def test_a_bug_is_not_hidden(banner):
    with pytest.raises(ZeroDivisionError), explaining(banner):
        1 // 0  # noqa: B018


def test_problems_go_under_their_fields_and_the_rest_into_the_page(banner, qtbot):
    form = QWidget()
    qtbot.addWidget(form)
    field = MoneyField()
    QVBoxLayout(form).addWidget(field)
    problems = FieldProblems(form, {"amountEdit": field}, form)
    with explaining(banner, problems):
        raise Invalid((Problem("field.amount_invalid", field="amount"), Problem("field.future")))
    assert field.problem.startswith("Không đọc được số")
    assert banner.text() == "Ngày này chưa tới."
    with explaining(banner, problems):
        pass
    assert (field.problem, banner.text()) == ("", "")


def test_an_answer_closes_the_banner_and_acts(banner):
    done = []
    banner.say("4 dòng chờ sửa.", answer="Xem", deed=lambda: done.append(True))
    next(one for one in banner.findChildren(QPushButton) if one.text() == "Xem").click()
    assert done == [True]
    assert banner.text() == ""


def test_a_deed_is_told_with_its_way_back(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    line, undo, back = StatusLine(window.statusBar()), UndoList(), []
    line.follow(undo)
    undo.add("Đã xóa 3 dòng", lambda: back.append(True))
    assert line.text() == "Đã xóa 3 dòng"
    assert not line._undo.isHidden()
    line._undo.click()
    assert back == [True]
    assert line.text() == "Đã hoàn tác: đã xóa 3 dòng"
    assert line._undo.isHidden()
    assert not undo.undo()


def test_the_status_line_adds_up(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    line = StatusLine(window.statusBar())
    line.show_selected("Đã chọn 3 ô · Đoàn phí: tổng 93.000", "Đoàn phí: tổng 93.000")
    assert line._selected.text() == "Đã chọn 3 ô · Đoàn phí: tổng 93.000"
    assert line._selected.toolTip() == "Đoàn phí: tổng 93.000"


def test_what_was_done_is_not_shown_for_ever(qtbot, monkeypatch):
    monkeypatch.setattr(notices, "SHOWN_MS", 20)
    window = QMainWindow()
    qtbot.addWidget(window)
    line = StatusLine(window.statusBar())
    line.tell("Đã cất")
    qtbot.waitUntil(lambda: line.text() == "", timeout=1000)


def test_only_so_many_deeds_are_kept():
    undo = UndoList()
    for at in range(60):
        undo.add(str(at), lambda: None)
    assert undo.last() == "59"
    taken_back = 0
    while undo.undo():
        taken_back += 1
    assert taken_back == 50


@pytest.fixture
def catcher(qapp):
    catcher = BugCatcher()
    catcher.install()
    yield catcher
    catcher.remove()


def test_a_bug_in_a_thread_is_announced_on_the_gui_thread(qtbot, catcher):
    heard = []
    catcher.caught.connect(lambda report: heard.append(threading.current_thread()))
    with qtbot.waitSignal(catcher.caught) as seen:
        worker = threading.Thread(target=lambda: 1 // 0)
        worker.start()
        worker.join()
        assert heard == []
    assert heard == [threading.main_thread()]
    assert "ZeroDivisionError" in seen.args[0]


def test_a_bug_on_the_gui_thread_is_announced_too(qtbot, catcher):
    try:
        int("Nguyễn Thị Hường, 001190012345")
    except ValueError as error:
        with qtbot.waitSignal(catcher.caught) as seen:
            sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError" in seen.args[0]


def test_a_report_names_places_but_no_people():
    def fail(name):
        try:
            {}[name]
        except KeyError as error:
            raise Refusal("member.unknown", name=name) from error

    try:
        fail("Nguyễn Thị Hường")
    except Refusal as error:
        report = describe(error)
    assert "Hường" not in report
    assert "member.unknown (name)" in report
    assert "KeyError" in report
    assert "desktop/test_notices.py" in report


def test_the_hooks_are_given_back(qapp):
    before = sys.excepthook
    catcher = BugCatcher()
    catcher.install()
    assert sys.excepthook is not before
    catcher.remove()
    assert sys.excepthook is before


def test_what_is_over_is_not_said_when_the_page_is_seen_again(banner, qtbot):
    waits = [True]
    page = banner.parentWidget()
    banner.say("Phiếu thu đang chờ ghi sổ.", "success", stands=lambda: waits[0])
    page.hide()
    page.show()
    qtbot.wait(1)
    assert banner.text() == "Phiếu thu đang chờ ghi sổ."
    waits[0] = False
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: banner.text() == "", timeout=2000)
    banner.say("Ổ đĩa đầy.", "error")
    assert banner.text() == "Ổ đĩa đầy."
