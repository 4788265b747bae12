"""The page of activities: who came, photographs, the payment, the calendar, what is about to end."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage

from tests.conftest import TODAY
from tests.desktop.offices import a_desk, add_people, finished
from tests.desktop.pages import show_page
from tests.indicators.neighbourhood import do
from tests.paper.test_photographs import picture
from unionapp.activities.attendance import list_attendees
from unionapp.activities.costs import cost_voucher
from unionapp.activities.lists import show_activity
from unionapp.activities.photos import list_photos
from unionapp.desktop.activities.activities_page import ActivitiesPage
from unionapp.desktop.home.today import list_todos

DAY = date(2026, 2, 10)


@pytest.fixture
def desk(office):
    add_people(office)
    return a_desk(office)


@pytest.fixture
def meeting(office):
    return do(office, "HN_NLD", DAY, title="Hội nghị 2026", invited=121, amount=3_500_000).id


@pytest.fixture
def page(qtbot, desk, meeting):
    page = show_page(qtbot, ActivitiesPage(desk))
    page.show_stored(meeting)
    return page


def test_people_are_found_and_ticked_by_keyboard_and_counted(qtbot, page, office, meeting):
    page.actions_["attendance"].trigger()
    panel = page.attendance_panel
    panel.findEdit.set_value("thi")
    panel._find()
    shown = [it.text() for it in panel._items() if not it.isHidden()]
    assert len(shown) == 2
    panel.peopleList.setFocus()
    panel.peopleList.setCurrentRow(
        next(i for i, it in enumerate(panel._items()) if not it.isHidden())
    )
    qtbot.keyClick(panel.peopleList, Qt.Key.Key_Space)
    assert panel.countLabel.text() == "Đã đánh dấu 1/121 người mời"
    panel.allButton.click()
    panel.do()
    row = show_activity(office, meeting)
    assert (row.attended, row.attended_female) == (2, 2)
    assert len(list_attendees(office, meeting)) == 2
    assert page.side.currentWidget() is page.sheet
    assert "1,7%" in page.sheet.text()


def test_photos_are_dropped_pasted_shown_and_taken_off(
    qtbot, page, desk, office, meeting, tmp_path
):
    (tmp_path / "toàn cảnh.jpg").write_bytes(picture(640, 480))
    (tmp_path / "hỏng.jpg").write_bytes(b"no picture")
    page.actions_["photos"].trigger()
    panel, data = page.photo_panel, QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in sorted(tmp_path.iterdir())])
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    with finished(qtbot, desk):
        panel.dropEvent(drop)
    assert [row.name for row in list_photos(office, meeting)] == ["toàn cảnh"]
    assert "hỏng.jpg: Không đọc được ảnh này" in panel.banner.text()
    QGuiApplication.clipboard().setImage(QImage(80, 60, QImage.Format.Format_RGB32))
    with finished(qtbot, desk):
        panel.paste()
    assert (panel.photoList.count(), panel.countLabel.text()) == (2, "2 ảnh")
    assert not panel.photoList.item(0).icon().isNull()
    panel.remove()
    assert [row.name for row in list_photos(office, meeting)] == ["toàn cảnh"]
    panel.closed.emit()
    assert "1 ảnh" in page.sheet.text()


def test_the_cost_becomes_a_draft_that_is_seen_and_opened(page, desk, office, meeting):
    opened = []
    desk.wanted.connect(lambda where, place: opened.append((where, place)))
    assert "chưa lập" in page.sheet.text()
    page.actions_["pay"].trigger()
    page.pay_panel.counterpartyEdit.set_value("Nhà hàng Hương Sen")
    page.pay_panel.do()
    voucher = cost_voucher(office, meeting)
    assert (voucher.amount, voucher.counterparty) == (3_500_000, "Nhà hàng Hương Sen")
    assert "bản nháp 3.500.000 đ, chưa ghi sổ" in page.sheet.text().replace("\xa0", " ")
    page.actions_["pay"].trigger()
    page.change(meeting)
    assert page.form.paymentButton.isVisible()
    page.form.paymentButton.click()
    assert opened == [("vouchers", voucher.id)] * 2


def test_no_cost_no_payment(page, office):
    page.show_stored(do(office, "NU_CONG", DAY).id)
    page.actions_["pay"].trigger()
    assert "chưa ghi số tiền" in page.list.banner.text()


def test_the_sheet_is_looked_at_and_left(page):
    page.actions_["preview"].trigger()
    pane = page.currentWidget()
    assert pane.preview.page_count() == 1
    pane.closed.emit()
    assert page.currentWidget() is page.list


def test_the_calendar_shows_opens_and_adds(qtbot, page, office, meeting):
    do(office, "TULDTT", date(2024, 3, 1), ended_on=TODAY + timedelta(days=20), title="Thỏa ước A")
    page.actions_["calendar"].trigger()
    pane = page.calendar
    assert pane.monthLabel.text() == "Tháng 02 năm 2026"
    assert (pane.day, pane.entryList.count()) == (DAY, 1)
    pane.go_on()
    words = [pane.dayTable.item(at // 7, at % 7).text() for at in range(42)]
    assert any("Hết hạn: Thỏa ước A" in it for it in words)
    pane.go_back()
    pane._choose(DAY)
    pane._enter_day()
    assert page.currentWidget() is page.list
    assert page.current().id == meeting
    page.show_calendar()
    pane._choose(date(2026, 2, 11))
    pane._enter_day()
    assert page.form.heldOnEdit.value() == date(2026, 2, 11)


def test_what_is_about_to_end_is_filtered_and_says_so(page, office):
    do(office, "TULDTT", date(2024, 3, 1), ended_on=TODAY + timedelta(days=20), title="Thỏa ước A")
    page.list.filters.set_conditions({"spanBox": "ending"})
    rows = [page.list.table.rows.row(at) for at in range(page.list.table.rows.rowCount())]
    assert [(row[1], row[2]) for row in rows] == [("Thỏa ước A", "Còn 20 ngày hết hạn")]


def test_the_first_page_warns_of_an_agreement_and_leads_to_it(office):
    row = do(
        office, "TULDTT", date(2024, 3, 1), ended_on=TODAY + timedelta(days=20), title="Thỏa ước A"
    )
    ending = [it for it in list_todos(office) if it.page == "activities"]
    assert [(it.text, it.place) for it in ending] == [
        ("Thỏa ước A: còn 20 ngày (25/03/2026)", row.id)
    ]


def test_an_activity_left_half_typed_comes_back_with_the_fields_of_its_kind(qtbot, desk, page):
    page.add()
    page.form.choose_kind("TULDTT")
    page.form.titleEdit.set_value("Thỏa ước A")
    page.form.details.fields["grade"].set_value("B")
    page.form.details.fields["covered"].set_value(121)
    page.form.postpone()
    again = show_page(qtbot, ActivitiesPage(desk))
    again.add()
    assert again.form.kind().code == "TULDTT"
    assert again.form.titleEdit.value() == "Thỏa ước A"
    assert again.form.details.values()["grade"] == "B"
    assert again.form.details.values()["covered"] == 121
    again.form.throw_away()
    assert again.form.kind() is None
    assert again.form.details.values() == {}
