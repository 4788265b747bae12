"""The year of wage funds in one grid, and the decisions of relief, with the keyboard."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.desktop.offices import finished
from tests.desktop.pages import show_page
from tests.desktop.walk import clipped, nameless, too_large, unreachable
from unionapp.desktop.contributions.contributions_page import ContributionsPage
from unionapp.desktop.desk import Desk
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import FundLine, record_contribution
from unionapp.finance.contributions.reliefs import ReliefDraft, grant_relief, list_reliefs
from unionapp.organisation.locks import lock_month
from unionapp.vietnamese.periods import Period

CTRL = Qt.KeyboardModifier.ControlModifier
SUSPENDED = ReliefDraft("suspend", "2026-02", "2026-03", "12/QĐ-LĐLĐ", date(2026, 2, 1))


@pytest.fixture
def desk(office):
    made = Desk(office)
    made.work_in(Period.parse("2026-03"))
    return made


@pytest.fixture
def page(qtbot, desk):
    shown = show_page(qtbot, ContributionsPage(desk), 900, 560)
    shown.recall_state()
    return shown


@pytest.fixture
def year(page):
    page.declare_year()
    return page.panes.year


def row_of(pane, month):
    return pane.table.rows.row(int(month) - 1)


def paste(pane, text):
    QGuiApplication.clipboard().setText(text)
    pane.table.setFocus()
    QTest.keyClick(pane.table, Qt.Key.Key_V, CTRL)


def test_a_year_copied_from_excel_finds_its_months_and_is_kept_at_once(page, year, desk):
    paste(year, "Tháng\tSố LĐ\tQuỹ lương\n1\t100\t800.000.000\n2\t101\t808.000.000\nCộng\t\t5\n")
    assert row_of(year, "01")[1:4] == (100, 800_000_000, 16_000_000)
    assert row_of(year, "02")[4] == "khai mới"
    assert list_contributions(desk.office, 2026) == ()
    QTest.keyClick(year.table, Qt.Key.Key_S, CTRL)
    assert [row.fund for row in list_contributions(desk.office, 2026)] == [
        800_000_000,
        808_000_000,
    ]
    assert page.currentIndex() == 0
    assert [row[0] for row in map(page.list.table.rows.row, range(2))] == ["01/2026", "02/2026"]


def test_a_month_pasted_twice_is_left_empty_and_both_rows_are_named(year, desk):
    paste(year, "Tháng\tSố LĐ\tQuỹ lương\n1\t100\t800000000\n2\t9\t80000000\n1\t5\t50000000")
    assert row_of(year, "01")[1:3] == (None, None)
    assert row_of(year, "02")[1:3] == (9, 80_000_000)
    assert "01/2026 ghi hơn một lần (dòng 2, 4)" in year.banner.text()


def test_what_was_pasted_can_be_taken_back_before_it_is_kept(year):
    paste(year, "Tháng 1\t100\t800000000\nTháng 2\t101\t808000000")
    QTest.keyClick(year.table, Qt.Key.Key_Z, CTRL)
    assert row_of(year, "01")[1:3] == (None, None)
    assert "không có gì thay đổi" in year.sumLabel.text()


def test_two_columns_without_months_go_where_the_cursor_stands(year):
    year.table.edits.confirm = lambda *_: True
    year.table.setCurrentIndex(year.table.rows.index(8, 1))
    paste(year, "9\t50.000.000\n10\t55.000.000")
    assert row_of(year, "09")[1:3] == (9, 50_000_000)
    assert row_of(year, "10")[1:3] == (10, 55_000_000)


def test_a_locked_month_says_so_in_its_row_and_keeps_the_rest_out(page, year, desk):
    record_contribution(desk.office, "2026-01", workers=10, fund=50_000_000)
    lock_month(desk.office, "2026-01")
    year.start(2026)
    paste(year, "1\t10\t60000000\n2\t10\t50000000\n13\t1\t1")
    assert "đã khóa sổ" in row_of(year, "01")[4]
    assert "Dòng 3" in year.banner.text()
    assert "1 tháng chưa ghi được" in year.sumLabel.text()
    year.save()
    assert [row.month for row in list_contributions(desk.office, 2026)] == ["2026-01"]
    assert page.currentWidget() is year
    year.table.setCurrentIndex(year.table.rows.index(0, 1))
    year.table.selectRow(0)
    QTest.keyClick(year.table, Qt.Key.Key_Delete)
    year.save()
    assert [row.fund for row in list_contributions(desk.office, 2026)] == [50_000_000] * 2


def test_a_file_fills_the_rows_in_the_background(year, desk, qtbot, tmp_path):
    book = Workbook()
    for row in (["Tháng", "Lao động", "Quỹ lương"], ["T5", 90, 700_000], ["T14", 1, 1]):
        book.active.append(row)
    book.save(tmp_path / "quy.xlsx")
    with finished(qtbot, desk):
        year.read(tmp_path / "quy.xlsx")
    qtbot.waitUntil(lambda: row_of(year, "05")[1] == 90)
    assert "lương tối thiểu" in row_of(year, "05")[4]
    assert "Dòng 3" in year.banner.text()


def test_a_file_without_the_columns_says_which_are_needed(year, desk, qtbot, tmp_path):
    (tmp_path / "ten.csv").write_text("Họ và tên;Tổ\nHòa;May 1\n", encoding="utf-8")
    with finished(qtbot, desk):
        year.read(tmp_path / "ten.csv")
    qtbot.waitUntil(lambda: "Quỹ lương" in year.banner.text())


def test_figures_left_unkept_are_there_when_one_comes_back(page, year):
    year.table.edits.apply(year._rows.edits_of([FundLine("2026-04", 12, 60_000_000)]), "gõ")
    QTest.keyClick(year.table, Qt.Key.Key_Escape)
    assert page.currentIndex() == 0
    page.declare_year()
    assert row_of(year, "04")[1:3] == (12, 60_000_000)
    assert "gõ dở" in year.banner.text()


def test_keys_of_the_months_leave_alone_what_lies_over_them(page, year, desk):
    record_contribution(desk.office, "2026-02", workers=10, fund=50_000_000)
    year.start(2026)
    QTest.keyClick(year.table, Qt.Key.Key_N, CTRL)
    QTest.keyClick(year.table, Qt.Key.Key_E, CTRL)
    assert page.currentWidget() is year
    assert page.side.currentWidget() is page.sheet


def test_a_decision_is_taken_back_by_keys_with_a_reason(page, desk):
    record_contribution(desk.office, "2026-02", workers=10, fund=50_000_000)
    grant_relief(desk.office, SUSPENDED)
    page.refresh()
    page.panes.show_reliefs()
    pane = page.panes.reliefs
    assert pane.table.rows.row(0)[:4] == ("Tạm dừng đóng", "02/2026", "03/2026", "12/QĐ-LĐLĐ")
    QTest.keyClick(pane.table, Qt.Key.Key_Delete)
    pane.panel.entry.save()
    assert "10 ký tự" in pane.panel.reasonEdit.problem
    pane.panel.reasonEdit.set_value("Ghi nhầm tháng tạm dừng")
    pane.panel.entry.save()
    assert list_reliefs(desk.office) == ()
    QTest.keyClick(pane.newButton, Qt.Key.Key_Escape)
    assert page.currentIndex() == 0
    assert [row.due for row in list_contributions(desk.office, 2026)] == [1_000_000]
    assert page.list.table.rows.row(1)[1] == 1_000_000


def test_a_new_decision_is_asked_for_beside_the_months(page):
    page.panes.show_reliefs()
    assert "Chưa có quyết định" in page.panes.reliefs.hintLabel.text()
    page.panes.reliefs.newButton.click()
    assert page.currentIndex() == 0
    assert page.side.currentWidget() is page.relief_panel


def test_who_may_only_look_cannot_change_anything(make_office, qtbot):
    office = make_office("viewer")
    grant_relief(office, SUSPENDED)
    watcher = replace(office, officer=replace(office.officer, role="inspector"))
    desk = Desk(watcher)
    desk.work_in(Period.parse("2026-03"))
    page = ContributionsPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.panes.show_reliefs()
    assert not page.panes.reliefs.dropButton.isEnabled()
    page.panes.reliefs.take_back()
    assert page.panes.reliefs.panel.isHidden()


def test_everything_is_named_reachable_and_fits_a_small_laptop(page, desk, qtbot):
    grant_relief(desk.office, SUSPENDED)
    for show in (page.declare_year, page.panes.show_reliefs):
        show()
        qtbot.wait(1)
        assert nameless(page) == []
        assert unreachable(page) == []
        assert clipped(page) == []
        assert not too_large(page)
