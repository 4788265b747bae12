"""Requests about personal data, one person's data, the log, and what may go."""

from datetime import date

import pytest

from tests.desktop.pages import add_people, show_page
from tests.desktop.walk import clipped, nameless, too_large, unreachable
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice
from unionapp.desktop.privacy.privacy_page import PrivacyPage
from unionapp.membership.data_rights import list_consents, list_requests, receive_request
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.life_cycle import EventKind
from unionapp.membership.members import show_member
from unionapp.membership.privacy import list_looks
from unionapp.membership.retention import ERASED_NAME, set_retention


@pytest.fixture
def member(office):
    return add_people(office, ["Nguyễn Thị Hường"], id_number="037190001234")[0]


@pytest.fixture
def page(qtbot, office, member):
    return show_page(qtbot, PrivacyPage(Desk(office)))


def receive(page, member, kind="view"):
    page.requests.add()
    panel = page.requests.request_panel
    panel.memberEdit.set_value(Choice(member, "Nguyễn Thị Hường"))
    panel.kindEdit.set_value(kind)
    panel.receivedOnEdit.set_value(date(2026, 3, 2))
    panel.entry.save()


def test_a_request_shows_the_day_its_answer_is_due(page, member):
    receive(page, member)
    name, kind, due_on, state = page.requests.table.rows.row(0)
    assert (name, kind) == ("Nguyễn Thị Hường", "Xem dữ liệu của mình")
    assert due_on == date(2026, 3, 12)
    assert state == "chưa đến: còn 7 ngày"
    assert "04/03/2026" in page.requests.sheet.text()


def test_a_request_due_today_says_so(page, member, office):
    receive_request(office, member, "view", date(2026, 2, 23))
    page.requests.refresh()
    assert page.requests.table.rows.row(0)[2:] == (date(2026, 3, 5), "sắp đến hạn: hôm nay")


def test_a_request_is_extended_once_and_answered(page, member, office):
    receive(page, member)
    page.requests.actions_["extend"].trigger()
    assert list_requests(office)[0].due_on == date(2026, 3, 22)
    assert not page.requests.actions_["extend"].isEnabled()
    page.requests.actions_["answer"].trigger()
    panel = page.requests.answer_panel
    panel.entry.save()
    assert panel.banner.text()
    panel.outcomeEdit.set_value("Đã cho xem, in một bản")
    panel.entry.save()
    assert list_requests(office)[0].closed_on == date(2026, 3, 5)
    assert not page.requests.actions_["answer"].isEnabled()


def test_sensitive_data_stays_masked_until_it_is_asked_for_and_that_is_logged(
    page, member, office
):
    page.show_person(member)
    rows = page.person.table.rows
    shown = {rows.row(at)[0]: rows.row(at)[1] for at in range(rows.rowCount())}
    assert shown["Số căn cước"] == "037******234"
    assert list_looks(office) == ()
    page.person.actions_["reveal"].trigger()
    shown = {rows.row(at)[0]: rows.row(at)[1] for at in range(rows.rowCount())}
    assert shown["Số căn cước"] == "037190001234"
    assert [it.what for it in list_looks(office)] == ["id_number"]
    page.refresh()
    assert page.log.table.rows.row(0)[3:5] == ("Số căn cước", "Nguyễn Thị Hường")


def test_a_consent_is_given_and_taken_back(page, member, office):
    page.show_person(member)
    page.person.add()
    panel = page.person.consent_panel
    panel.purposeEdit.set_value("HO_SO")
    panel.entry.save()
    assert "giấy tờ" in panel.banner.text() or panel.banner.text()
    panel.formEdit.set_value("Đơn gia nhập")
    panel.entry.save()
    page.person.actions_["withdraw"].trigger()
    page.person.withdraw_panel.entry.save()
    [consent] = list_consents(office, member)
    assert consent.withdrawn_on == date(2026, 3, 5)
    assert not page.person.actions_["withdraw"].isEnabled()


def test_nothing_is_erased_before_the_years_are_fixed(page, office):
    page.go_to("retention")
    assert "bao nhiêu năm" in page.retention.emptyLabel.text()
    page.retention.emptyButton.click()
    panel = page.retention.years_panel
    panel.yearsEdit.set_value(5)
    panel.basisEdit.set_value("Quy chế bảo vệ dữ liệu của đơn vị")
    panel.entry.save()
    assert page.retention.emptyLabel.text() == "Không có ai hết thời hạn lưu."


def test_a_person_is_erased_only_with_the_name_typed_again(page, member, office, make_office):
    record_event(
        office, member, EventDraft(EventKind.THOI_VIEC, date(2026, 1, 5), reason="nghỉ việc")
    )
    later = Desk(office.on(date(2028, 1, 10)))
    set_retention(office, 1, "Quy chế của đơn vị")
    old = PrivacyPage(later)
    old.go_to("retention")
    old.retention.table.setCurrentIndex(old.retention.table.rows.index(0, 0))
    old.retention.actions_["erase"].trigger()
    panel = old.retention.erase_panel
    panel.reasonEdit.set_value("Hết thời hạn lưu theo quy chế")
    panel.nameEdit.set_value("Nguyễn Thị")
    panel.entry.save()
    assert panel.nameEdit.problem
    panel.nameEdit.set_value("nguyễn thị hường")
    panel.entry.save()
    assert show_member(office, member).draft.full_name == ERASED_NAME
    old.deleteLater()


def test_everybody_can_use_the_page(page):
    for part in range(4):
        page.tabs.setCurrentIndex(part)
        assert nameless(page) == []
        assert unreachable(page) == []
        assert clipped(page) == []
    assert not too_large(page)
