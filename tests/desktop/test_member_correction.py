"""What was entered by mistake is taken back at the member's sheet, with a reason."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.pages import add_people, show_page
from unionapp.desktop.desk import Desk
from unionapp.desktop.members.members_page import MembersPage
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.lists import member_ids
from unionapp.membership.members import show_member
from unionapp.organisation.locks import lock_month

CTRL = Qt.KeyboardModifier.ControlModifier
WHY = "ghi sang nguoi cung ten"


@pytest.fixture
def huong(office):
    return add_people(office, ("Nguyễn Thị Hường",))[0]


@pytest.fixture
def page(qtbot, office, huong):
    page = show_page(qtbot, MembersPage(Desk(office)))
    page.go_to(huong)
    page.activateWindow()
    page.list.table.setFocus()
    qtbot.waitUntil(page.list.table.hasFocus)
    return page


def begin(page, member_id):
    page.go_to(member_id)
    QTest.keyClick(page.list.table, Qt.Key.Key_Delete, CTRL)
    assert page.side.currentWidget() is page.correction_panel
    return page.correction_panel


def kinds(office, member_id):
    return [event.kind for event in show_member(office, member_id).events]


def test_the_last_event_is_withdrawn_by_the_keyboard(page, office, huong):
    record_event(office, huong, EventDraft("NGHI_HUU", date(2026, 3, 1)))
    panel = begin(page, huong)
    assert "«Nghỉ hưu» ngày 01/03/2026" in panel.hintLabel.text()
    QTest.keyClicks(QApplication.focusWidget(), WHY)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, CTRL)
    assert kinds(office, huong) == ["KET_NAP"]
    assert page.side.currentWidget() is page.sheet


def test_a_locked_month_and_a_short_reason_are_refused(page, office, huong):
    record_event(office, huong, EventDraft("NGHI_HUU", date(2026, 2, 1)))
    panel = begin(page, huong)
    panel.reasonEdit.set_value("nhầm")
    panel.do()
    assert panel.banner.text() == "Hãy ghi lý do gỡ biến động, ít nhất 10 ký tự."
    lock_month(office, "2026-02")
    panel.reasonEdit.set_value(WHY)
    panel.do()
    assert "khóa" in panel.banner.text()
    assert kinds(office, huong) == ["KET_NAP", "NGHI_HUU"]


def test_somebody_without_history_is_struck_out(page, office, huong):
    panel = begin(page, huong)
    assert panel.titleLabel.text() == "Xóa người nhập nhầm: Nguyễn Thị Hường"
    panel.reasonEdit.set_value(WHY)
    panel.do()
    assert len(member_ids(office, status="all")) == 0
    assert page.side.currentWidget() is page.sheet
    assert "Hường" not in page.sheet.text()
