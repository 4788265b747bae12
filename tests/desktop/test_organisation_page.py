"""The unit's own page: profile, parameters, locks and officers by real use cases."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import PASSWORD
from tests.desktop.offices import a_desk, receive_money
from tests.desktop.pages import show_page
from tests.desktop.strokes import replay, telex
from tests.desktop.walk import clipped, nameless, too_large
from unionapp.desktop.organisation.organisation_page import OrganisationPage
from unionapp.organisation.data_folder import look_at
from unionapp.organisation.locks import list_locks, lock_month
from unionapp.organisation.officers import list_officers
from unionapp.organisation.profile import UnitProfile, edit_profile, profile_on, show_profile
from unionapp.sentences import sentence

SAVE = (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def open_page(qtbot, look):
    def open_it(office, place):
        page = show_page(qtbot, OrganisationPage(a_desk(office)), 1080, 560)
        page.activateWindow()
        page.go_to(place)
        return page

    return open_it


def test_the_profile_is_typed_kept_and_taken_back(open_page, office):
    page = open_page(office, "profile")
    part = page.profile
    part.placeEdit.setFocus()
    replay(part.placeEdit.line, telex("Nghệ An"))
    part.letterheadEdit.set_value("LIÊN ĐOÀN LAO ĐỘNG TỈNH X\nCÔNG ĐOÀN CÁC KCN")
    part.foundingOnEdit.set_value("2015-06-12")
    part.entry.fields["partyOrgEdit"].set_value(True)
    QTest.keyClick(part.placeEdit.line, *SAVE)
    kept = show_profile(office)
    assert (kept.place, kept.founding_on, kept.party_org) == ("Nghệ An", "2015-06-12", True)
    assert kept.letterhead == ("LIÊN ĐOÀN LAO ĐỘNG TỈNH X", "CÔNG ĐOÀN CÁC KCN")
    assert page.profile._desk.undo_list.undo()
    assert show_profile(office).place == ""


def test_another_chair_signs_from_the_day_that_is_typed(open_page, office):
    edit_profile(office, UnitProfile(chair="Trần Văn Tùng"))
    page = open_page(office, "profile")
    part = page.profile
    part.chairEdit.set_value("Vũ Thị Mới")
    part.signingSinceEdit.set_value(date(2026, 2, 1))
    part.saveButton.click()
    assert part.signingSinceEdit.value() is None

    def chairs():
        with office.read() as session:
            days = (date(2026, 1, 31), date(2026, 2, 1))
            return [profile_on(session, office.unit.id, day).chair for day in days]

    assert chairs() == ["Trần Văn Tùng", "Vũ Thị Mới"]
    assert part._desk.undo_list.undo()
    assert chairs() == ["Trần Văn Tùng", "Trần Văn Tùng"]


def test_shares_are_shown_as_percentages_and_amounts_in_groups(open_page, office):
    page = open_page(office, "parameters")
    part = page.parameters
    shown = {part.table.rows.row(at)[2] for at in range(part.table.rows.rowCount())}
    assert {"0,5%", "2%", "25%", "30%", "2.340.000", "có"} <= shown
    assert not {"0,005", "0,02", "0,30"} & shown


def test_doubtful_parameters_are_marked_and_found(open_page, office):
    page = open_page(office, "parameters")
    part = page.parameters
    part.trustBox.setCurrentIndex(1)
    part.refresh()
    marks = {part.table.rows.row(at)[5] for at in range(part.table.rows.rowCount())}
    assert marks == {"cần kiểm tra"}
    part.trustBox.setCurrentIndex(0)
    part.filterEdit.setText("luong co so")
    assert [part.table.rows.row(at)[2] for at in range(part.table.rows.rowCount())][:1]
    base = [
        row
        for at in range(part.table.rows.rowCount())
        if (row := part.table.rows.row(at))[0].startswith("Mức lương cơ sở")
    ]
    assert [row[2] for row in base] == ["2.340.000"]


def test_a_month_is_locked_and_unlocked_with_a_reason(open_page, office):
    page = open_page(office, "locks")
    part = page.locks
    part._list.point_to(1)
    part.lockButton.click()
    assert [lock.month for lock in list_locks(office)] == ["2026-01"]
    part._list.point_to(1)
    part.unlockButton.click()
    assert part.reasonEdit.problem == sentence("period.reason_needed", letters=10)
    part.reasonEdit.set_value("Ghi nhầm phiếu chi ngày 20/01")
    QTest.keyClick(part.reasonEdit.line, Qt.Key.Key_Return)
    assert list_locks(office) == ()


def test_a_month_with_a_draft_is_not_locked_here_either(open_page, office):
    receive_money(office, on=date(2026, 1, 10), posted=False)
    page = open_page(office, "locks")
    page.locks._list.point_to(1)
    page.locks.lockButton.click()
    assert "còn 1 chứng từ nháp (phiếu thu ngày 10/01/2026" in page.locks.banner.text()
    assert list_locks(office) == ()


def test_a_month_to_come_is_not_locked(open_page, office):
    page = open_page(office, "locks")
    page.locks._list.point_to(12)
    page.locks.lockButton.click()
    assert page.locks.banner.text() == sentence("period.not_over", month="12/2026")


def test_another_officer_is_let_in(open_page, make_office):
    office = make_office(password=PASSWORD)
    page = open_page(office, "officers")
    part = page.officers
    part.nameEdit.set_value("Trần Văn Tùng")
    part.roleEdit.set_value("chair")
    for field in (part.newPasswordEdit, part.againEdit):
        field.line.setText("mot cau de nho")
    part.ownPasswordEdit.line.setText("sai")
    part.addButton.click()
    assert part.ownPasswordEdit.problem == sentence("login.wrong_password")
    part.ownPasswordEdit.line.setText(PASSWORD)
    part.addButton.click()
    assert [row.name for row in list_officers(office)] == ["Nguyễn Thị Hòa", "Trần Văn Tùng"]
    assert "Trần Văn Tùng" in look_at(office.folder).officers
    assert part.newPasswordEdit.line.text() == ""


def test_two_different_passwords_let_nobody_in(open_page, office):
    page = open_page(office, "officers")
    page.officers.newPasswordEdit.line.setText("một")
    page.officers.addButton.click()
    assert page.officers.againEdit.problem == sentence("founding.password_differs")
    assert len(list_officers(office)) == 1


@pytest.mark.parametrize("place", ["profile", "parameters", "locks", "officers"])
def test_every_part_can_be_read(qtbot, open_page, office, place):
    page = open_page(office, place)
    qtbot.wait(1)
    assert nameless(page) == []
    assert clipped(page) == []
    assert not too_large(page)


def test_the_figures_of_a_month_begin_with_those_of_the_month_before(open_page, office):
    page = open_page(office, "figures")
    part = page.figures
    part.emptyButton.click()
    panel = part.panel
    panel.monthEdit.set_value("12/2025")
    for name, number in (("workersTotalEdit", 124), ("workersFemaleEdit", 130)):
        panel.entry.fields[name].set_value(number)
    panel.entry.save()
    assert "tổng số lao động" in panel.entry.fields["workersFemaleEdit"].problem
    panel.entry.fields["workersFemaleEdit"].set_value(96)
    panel.entry.save()
    part.add()
    assert panel.monthEdit.text() == "06/2026"
    assert panel.entry.fields["workersTotalEdit"].value() == 124
    panel.entry.fields["workersTotalEdit"].set_value(120)
    panel.entry.save()
    shown = [part.table.rows.row(at)[:3] for at in range(2)]
    assert shown == [("06/2026", 120, 96), ("12/2025", 124, 96)]
    part.change(1)
    assert panel.monthEdit.text() == "12/2025"


def test_a_month_of_last_year_is_opened_where_its_closing_leads(open_page, make_office):
    office = make_office(today=date(2027, 1, 12))
    lock_month(office, "2026-12")
    page = open_page(office, "locks:2026-12")
    part = page.locks
    assert part.yearBox.currentText() == "2026"
    assert part.monthLabel.text() == "Tháng 12 năm 2026"
    assert page.focusWidget() is part.reasonEdit.line
    part.reasonEdit.set_value("Ghi nhầm phiếu chi ngày 20/12")
    QTest.keyClick(part.reasonEdit.line, Qt.Key.Key_Return)
    assert list_locks(office) == ()
    page.go_to("locks:2019-05")
    assert part.monthLabel.text() == "Tháng 5 năm 2019"
    assert page.focusWidget() is part.table
