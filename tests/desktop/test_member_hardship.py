"""A time of need is written down and ended by the keyboard, and its kind stays behind the mask."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.pages import add_people, show_page
from tests.desktop.strokes import replay, telex
from unionapp.desktop.desk import Desk
from unionapp.desktop.members.members_page import MembersPage
from unionapp.membership.hardships import add_hardship, list_hardships
from unionapp.membership.privacy import list_looks

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, office):
    ids = add_people(office, ("Nguyễn Thị Hường",))
    page = show_page(qtbot, MembersPage(Desk(office)))
    page.go_to(ids[0])
    page.activateWindow()
    page.list.table.setFocus()
    qtbot.waitUntil(page.list.table.hasFocus)
    return page


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def write_down(page, kind, on=date(2026, 1, 5)):
    return add_hardship(page.desk.office, page.current().id, kind, on)


def test_it_is_begun_by_the_keyboard_alone(page, office):
    press(Qt.Key.Key_H, CTRL)
    panel = page.hardship_panel
    assert page.side.currentWidget() is panel
    assert not panel.deedEdit.isVisible()
    panel.kindEdit.set_value("BENH_NANG")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "5/1/2026")
    press(Qt.Key.Key_Return)
    replay(QApplication.focusWidget(), telex("Con nhỏ mổ tim"))
    press(Qt.Key.Key_S, CTRL)
    [row] = list_hardships(office)
    assert (row.kind, row.first_on, row.description) == (
        "BENH_NANG",
        date(2026, 1, 5),
        "Con nhỏ mổ tim",
    )
    assert page.side.currentWidget() is page.sheet


def test_the_sheet_keeps_it_behind_the_mask_until_it_is_revealed(page):
    write_down(page, "HO_NGHEO")
    page.refresh()
    assert "05/01/2026" in page.sheet.text()
    assert "Hộ nghèo" not in page.sheet.text()
    page.show_number()
    assert "Hộ nghèo" in page.sheet.text()
    assert "hardship" in {look.what for look in list_looks(page.desk.office)}


def test_it_is_ended_by_choosing_it_and_the_look_is_noted(page, office):
    row = write_down(page, "HO_NGHEO")
    page.record_hardship()
    panel = page.hardship_panel
    assert "Hộ nghèo (từ 05/01/2026)" in panel.hintLabel.text()
    assert [look.what for look in list_looks(office)] == ["hardship"]
    panel.deedEdit.set_value(str(row.id))
    assert panel.lastOnEdit.isVisible()
    assert not panel.kindEdit.isVisible()
    panel.lastOnEdit.set_value(date(2026, 2, 1))
    panel.do()
    assert list_hardships(office, member_id=row.member_id)[0].last_on == date(2026, 2, 1)


def test_what_is_refused_is_said_and_nothing_is_stored(page, office):
    row = write_down(page, "HO_NGHEO")
    page.record_hardship()
    page.hardship_panel.kindEdit.set_value("HO_NGHEO")
    page.hardship_panel.do()
    assert "Hộ nghèo" in page.hardship_panel.banner.text()
    assert [it.id for it in list_hardships(office)] == [row.id]
    press(Qt.Key.Key_Escape)
    assert page.side.currentWidget() is page.sheet
