"""A roster is looked at, mended cell by cell, taken in, and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from unionapp.desktop.desk import Desk
from unionapp.desktop.members.import_pane import ImportPane
from unionapp.membership.lists import count_members, member_ids
from unionapp.membership.members import show_member
from unionapp.membership.roster.mending import MendableRoster
from unionapp.vietnamese.months import month_of, month_text, previous_month
from unionapp.vietnamese.periods import Period

ROSTER = """STT;Họ và tên;Ngày sinh;Giới tính;Số CCCD
1;Nguyễn Thị Hường;05/03/1990;Nữ;037190000001
2;Trần Văn Bảo;31/02/1990;Nam;037090000002
3;Lê Hoàng Ẩn;01/06/1985;Nam;037085000003
4;Phạm Thị Ễn;07/07/1992;Nữ;037192000004
"""


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "luong_thang3.csv"
    path.write_text(ROSTER, encoding="utf-8-sig")
    return path


@pytest.fixture
def pane(qtbot, office, roster):
    pane = ImportPane(Desk(office))
    qtbot.addWidget(pane)
    pane.resize(1100, 600)
    pane.show()
    with qtbot.waitSignal(pane.open(roster).ended):
        pass
    return pane


def test_every_row_has_its_state_and_its_reason(pane):
    assert [one.status for one in pane.model.people] == ["Hợp lệ", "Lỗi", "Hợp lệ", "Hợp lệ"]
    assert pane.summaryLabel.text().startswith("4 dòng = 3 hợp lệ + 1 lỗi")
    assert pane.importButton.text() == "Nhập 3 người (Ctrl+S)"
    pane.go_to_next()
    assert pane.table.currentIndex().row() == 1
    assert pane.model.columns[pane.table.currentIndex().column()].name == "birth_date"
    assert pane.rowLabel.text().startswith("Dòng 3:")


def test_a_mended_cell_turns_right_at_once_and_undo_brings_the_error_back(pane):
    pane.go_to_next()
    pane.table.edits.type(pane.table.currentIndex(), "01/03/1990")
    assert [one.has_error for one in pane.model.people] == [False] * 4
    assert pane.importButton.text() == "Nhập 4 người (Ctrl+S)"
    pane.table.edits.undo()
    assert [one.has_error for one in pane.model.people] == [False, True, False, False]


def test_rows_are_taken_in_and_taken_back(pane, office, qtbot):
    with qtbot.waitSignal(pane.take_in().ended):
        pass
    assert pane.banner.text().startswith("Đã nhập 3 đoàn viên, 1 dòng chờ sửa.")
    assert count_members(office).total == 3
    assert [one.line.action for one in pane.model.people] == ["same", "skip", "same", "same"]
    pane.desk.undo_list.undo()
    assert count_members(office).total == 0


def test_the_senders_file_comes_back_with_the_cell_in_red(pane, tmp_path):
    pane.intake.write_marked(tmp_path / "sua.xlsx")
    assert (tmp_path / "sua.xlsx").stat().st_size > 0
    assert "sua.xlsx" in pane.banner.text()


def test_what_is_no_roster_is_refused_in_the_pane(pane, qtbot, tmp_path):
    other = Path(tmp_path / "khac.csv")
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    with qtbot.waitSignal(pane.open(other).ended):
        pass
    assert "khac.csv" in pane.banner.text()
    assert len(pane.model.people) == 4


def test_a_cell_that_is_given_back_reads_as_it_was_sent(roster, office):
    mendable = MendableRoster(roster, today=office.today)
    before = mendable.reading
    cell = (before.sheets[0].sheet, 3, "C")
    assert mendable.mend({cell: "01/03/1990"}).problems == ()
    assert mendable.mend({cell: None}) == before
    assert mendable.mended == {}


def test_the_encoding_is_chosen_and_given_back(pane):
    box = pane.choice.encodingBox
    box.setCurrentIndex(box.findData("vni"))
    box.activated.emit(box.currentIndex())
    assert pane.work.roster.encoding(pane.work.roster.reading.sheets[0].sheet) == "vni"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert pane.work.roster.encoding(pane.work.roster.reading.sheets[0].sheet) is None


@pytest.fixture
def big_roster(tmp_path):
    """More people than are done at once on the window's own thread."""
    path = tmp_path / "ca_cong_ty.csv"
    people = [f"{n};Lê Văn {'ABCĐ'[n % 4]}n {n};1980;Nam;001080{n:06}" for n in range(1, 3301)]
    heads = "STT;Họ và tên;Ngày sinh;Giới tính;Số CCCD"
    path.write_text("\n".join((heads, *people)), encoding="utf-8-sig")
    return path


def test_a_big_roster_is_mended_taken_in_and_taken_back_in_the_background(
    pane, big_roster, office, qtbot
):
    with qtbot.waitSignal(pane.open(big_roster).ended, timeout=20_000):
        pass
    assert pane.importButton.text() == "Nhập 3.300 người (Ctrl+S)"
    pane.table.edits.type(pane.model.index(1, 4), "31/02/1990")
    qtbot.waitUntil(lambda: pane.model.people[1].has_error, timeout=20_000)
    with qtbot.waitSignal(pane.take_in().ended, timeout=30_000):
        pass
    assert count_members(office).total == 3_299
    pane.desk.undo_list.undo()
    qtbot.waitUntil(lambda: count_members(office).total == 0, timeout=20_000)
    qtbot.waitUntil(pane.importButton.isEnabled, timeout=20_000)


def test_a_reading_that_is_stopped_leaves_everything_as_it_was(pane, big_roster, qtbot):
    task = pane.open(big_roster)
    task.cancel()
    with qtbot.waitSignal(task.ended, timeout=20_000):
        pass
    assert len(pane.model.people) == 4
    assert pane.work.roster.path != big_roster


def test_taking_in_that_is_stopped_takes_in_nobody(pane, big_roster, office, qtbot):
    with qtbot.waitSignal(pane.open(big_roster).ended, timeout=20_000):
        pass
    task = pane.take_in()
    task.cancel()
    with qtbot.waitSignal(task.ended, timeout=30_000):
        pass
    assert pane.banner.text() == "Đã dừng. Chưa nhập dòng nào."
    assert count_members(office).total == 0


PAYROLL = """Bảng lương tháng 01/2026;;;
STT;Họ và tên;Ngày sinh;Lương
1;Nguyễn Thị Hường;05/03/1990;6200000
2;Trần Văn Bảo;06/07/1985;7100000
"""


def open_payroll(pane, qtbot, path, text=PAYROLL):
    path.write_text(text, encoding="utf-8-sig")
    with qtbot.waitSignal(pane.open(path).ended):
        pass


def title_of_pay(pane):
    at = [column.name for column in pane.model.columns].index("salary")
    return pane.model.headerData(at, Qt.Orientation.Horizontal)


def pay_months(office):
    found = [show_member(office, member).salaries for member in member_ids(office)]
    return [[pay.valid_from for pay in one] for one in found]


def test_a_payroll_counts_from_the_month_it_names_whatever_period_is_worked_in(
    pane, office, qtbot, tmp_path
):
    pane.desk.work_in(Period.parse("2026-H1"))
    open_payroll(pane, qtbot, tmp_path / "luong.csv")
    assert pane.pay.isVisible()
    assert pane.pay.monthBox.currentText() == "01/2026"
    assert pane.pay.sourceLabel.text() == "Tệp ghi tháng 01/2026."
    assert title_of_pay(pane) == "Lương từ 01/2026"
    with qtbot.waitSignal(pane.take_in().ended):
        pass
    assert "Lương áp dụng từ tháng 01/2026." in pane.banner.text()
    assert pay_months(office) == [["2026-01"], ["2026-01"]]


def test_another_month_is_chosen_by_keyboard_and_none_that_is_to_come(
    pane, office, qtbot, tmp_path
):
    open_payroll(pane, qtbot, tmp_path / "luong.csv", PAYROLL.split("\n", 1)[1])
    box = pane.pay.monthBox
    assert box.currentData() == month_of(office.today) == box.itemData(0)
    assert "không ghi tháng" in pane.pay.sourceLabel.text()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    before = previous_month(month_of(office.today))
    assert title_of_pay(pane) == f"Lương từ {month_text(before)}"
    with qtbot.waitSignal(pane.take_in().ended):
        pass
    assert pay_months(office) == [[before], [before]]


def test_a_list_without_pay_asks_for_no_month(pane):
    assert not pane.pay.isVisible()
    assert title_of_pay(pane).startswith("Lương")


STRANGE = """Xí nghiệp 2;;
Mã;Ai;Sinh
7;Nguyễn Thị Hường;05/03/1990
8;Trần Văn Bảo;06/07/1985
"""


def open_strange(pane, path):
    path.write_text(STRANGE, encoding="utf-8-sig")
    pane.open(path)


def test_a_sheet_without_a_known_header_is_rescued_by_keyboard_and_known_again(
    pane, qtbot, tmp_path
):
    open_strange(pane, tmp_path / "la.csv")
    qtbot.waitUntil(lambda: pane.header.isVisible() and pane.header.rowBox.hasFocus())
    assert "la.csv" in pane.banner.text()
    box = pane.header.rowBox
    assert box.currentText() == "Dòng 2: Mã · Ai · Sinh"
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.currentData() == 1
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert pane.header.nameBox.hasFocus()
    assert pane.header.nameBox.currentText() == "B · Ai: Nguyễn Thị Hường, Trần Văn Bảo"
    qtbot.keyClick(pane.header.nameBox, Qt.Key.Key_Tab)
    qtbot.keyClick(pane.header.readButton, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(pane.model.people) == 2)
    assert not pane.header.isVisible()
    assert pane.importButton.text() == "Nhập 2 người (Ctrl+S)"

    pane.work.correct("la", "C", "birth_date")
    open_strange(pane, tmp_path / "thang_sau.csv")
    qtbot.waitUntil(lambda: pane.work.roster.path.name == "thang_sau.csv")
    (sheet,) = pane.work.roster.reading.sheets
    assert (sheet.columns["full_name"], sheet.columns["birth_date"]) == (("B",), ("C",))


def test_pointing_again_is_possible_when_nobody_was_found(pane, qtbot, tmp_path):
    path = tmp_path / "la.csv"
    open_strange(pane, path)
    qtbot.waitUntil(pane.header.isVisible)
    pane.header.rowBox.setCurrentIndex(0)
    assert pane.header.nameBox.count() == 3
    pane.header.rowBox.setCurrentIndex(pane.header.rowBox.findData(2))
    pane.header.readButton.click()
    qtbot.waitUntil(lambda: len(pane.model.people) == 2)


def test_a_sheet_without_any_header_loses_nobody(pane, qtbot, tmp_path):
    path = tmp_path / "tran.csv"
    path.write_text("1;Lê Văn Ân;05/03/1990\n2;Trần Văn Bảo;06/07/1985\n", encoding="utf-8-sig")
    pane.open(path)
    qtbot.waitUntil(pane.header.isVisible)
    assert pane.header.rowBox.currentText().startswith("Không có dòng tiêu đề")
    assert pane.header.nameBox.currentText() == ("B · (không tiêu đề): Lê Văn Ân, Trần Văn Bảo")
    pane.header.readButton.click()
    qtbot.waitUntil(lambda: len(pane.model.people) == 2)
    assert "không tiêu đề" in pane.columnsLabel.text()
    assert pane.choice.columnBox.currentText() == "A · (không tiêu đề)"
