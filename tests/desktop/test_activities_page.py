"""The page of activities: who came, photographs, the payment, the calendar, what is about to end."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from sqlalchemy import text

from tests.conftest import TODAY
from tests.desktop.offices import a_desk, add_people, finished
from tests.desktop.pages import show_page
from tests.indicators.neighbourhood import do
from tests.paper.test_photographs import picture
from unionapp.activities import kinds
from unionapp.activities.attendance import list_attendees
from unionapp.activities.costs import cost_voucher
from unionapp.activities.lists import show_activity
from unionapp.activities.photos import add_photo, list_photos
from unionapp.activities.tables import Activity
from unionapp.desktop.activities import activities_page
from unionapp.desktop.activities.activities_page import ActivitiesPage
from unionapp.desktop.activities.activity_facts import sections_of
from unionapp.desktop.home.today import list_todos
from unionapp.reports.activities.activity_sheet import activity_sheet

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


def damage_photos(office):
    """What a worn-out disk does."""
    with office.change("test.damage") as session:
        session.execute(text("DROP TRIGGER attached_file_stays_on_update"))
        session.execute(text("UPDATE attached_file SET content = x'00'"))


def test_a_damaged_photo_is_named_and_the_sheet_prints_without_it(qtbot, page, office, meeting):
    add_photo(office, meeting, "hội nghị.jpg", picture(60, 80))
    damage_photos(office)
    page.actions_["photos"].trigger()
    assert page.photo_panel.photoList.count() == 1
    assert "đã hỏng" in page.photo_panel.banner.text()
    words = [it.text for it in activity_sheet(office, meeting).blocks if hasattr(it, "text")]
    assert "Ảnh bị hỏng, không in được: hội nghị." in words
    assert show_activity(office, meeting).title == "Hội nghị 2026"


def test_a_kind_that_left_the_catalogue_is_shown_and_its_change_refused(page, monkeypatch):
    monkeypatch.setattr(kinds, "list_kinds", lambda: ())
    monkeypatch.setattr(activities_page, "list_kinds", lambda: ())
    page.refresh()
    page.show_current()
    assert page.shown.kind_name == "HN_NLD (không còn trong danh mục)"
    page.actions_["edit"].trigger()
    assert page.currentWidget() is page.listing
    assert "không còn trong danh mục" in page.list.banner.text()
    assert "vẫn còn" in page.list.banner.text()


def test_a_plan_has_no_rate_of_attendance_yet(page):
    rows = dict(next(iter(sections_of(page.desk.office, page.current()))).facts)
    assert rows["Người mời"] == "121"
    assert rows["Tỷ lệ dự"] == ""


def test_five_thousand_activities_are_listed_and_the_last_one_is_reached(qtbot, page, office):
    row = show_activity(office, page.shown.id)
    with office.change("test.many") as session:
        columns = [it.name for it in Activity.__table__.c if it.name not in {"id", "uid"}]
        names = ", ".join(columns)
        session.execute(
            text(
                f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4999) "
                f"INSERT INTO activity (uid, {names}) "
                f"SELECT randomblob(16), {names} FROM n, activity WHERE activity.id = {row.id}"
            )
        )
    page.refresh()
    assert page.list.table.rows.rowCount() == 5000
    assert page.list.countLabel.text() == "5.000 hoạt động"
    last = page.list.table.rows.row_id(4999)
    assert page.list.point_to(last)
    assert page.current().id == last
