"""A member goes by slip, on file or scanned, and every event of the list is recorded on screen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.desktop.pages import add_people, show_page
from tests.desktop.strokes import type_keys
from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice
from unionapp.desktop.members.event_panel import EventPanel
from unionapp.desktop.members.members_page import MembersPage
from unionapp.desktop.members.paper_pane import MemberPapers
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.groups import found_group
from unionapp.membership.life_cycle import KINDS, EventKind, Status
from unionapp.membership.lists import count_members, list_members
from unionapp.membership.members import show_member
from unionapp.organisation.units import UnitFacts

NEXT = UnitFacts("CDCS", "CS-0200", "CĐCS Sao Mai", "DN_NGOAI")
DAY = date(2026, 3, 2)
BEFORE = {
    EventKind.TRO_LAI: EventDraft("TAM_DUNG", date(2026, 2, 1), reason="ốm đau"),
    EventKind.KET_NAP_LAI: EventDraft("RA_KHOI", date(2026, 2, 1)),
    EventKind.CHUYEN_DEN: EventDraft("CHUYEN_DI", date(2026, 2, 1)),
    EventKind.TIEP_NHAN_SAP_NHAP: EventDraft("GIAI_THE", date(2026, 2, 1)),
}
COMING_IN = {EventKind.KET_NAP, EventKind.CONG_NHAN}


@pytest.fixture
def member(office):
    return add_people(office, ["Trần Thị Bích"], id_number="037190001234")[0]


@pytest.fixture
def leaver(office, member):
    record_event(office, member, EventDraft("CHUYEN_DI", DAY, other_unit=NEXT.name))
    return member


@pytest.fixture
def there(make_office):
    return make_office("next", unit=NEXT)


def take_file(page, path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page.take_slip()


def scan(page, path, _monkeypatch):
    page.add()
    type_keys(page.form.fullNameEdit.line, path.read_text(encoding="utf-8").strip())
    QTest.keyClick(page.form.fullNameEdit.line, Qt.Key.Key_Return)


@pytest.fixture
def slip_file(qtbot, office, leaver, tmp_path):
    papers = show_page(qtbot, MemberPapers(Desk(office)))
    papers.show_member(show_member(office, leaver))
    assert papers.kinds[papers.kindBox.currentData()].id == "introduction"
    papers.save_slip_to(tmp_path / "phieu.txt")
    return tmp_path / "phieu.txt"


@pytest.mark.parametrize("take", [take_file, scan])
def test_somebody_who_goes_by_slip_counts_in_exactly_one_unit(
    qtbot, office, there, slip_file, monkeypatch, take
):
    page = show_page(qtbot, MembersPage(Desk(there)))
    take(page, slip_file, monkeypatch)
    assert [it.full_name for it in list_members(there)] == ["Trần Thị Bích"]
    assert count_members(office).total + count_members(there).total == 1
    assert page.currentWidget() is page.listing


def test_a_slip_taken_twice_is_refused_in_words(qtbot, there, slip_file):
    page = show_page(qtbot, MembersPage(Desk(there)))
    for _ in range(2):
        scan(page, slip_file, None)
    assert "không tính hai lần" in page.form.banner.text()


@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind not in COMING_IN])
def test_every_event_is_recorded_with_its_paper_and_its_day(qtbot, office, member, kind):
    if kind in BEFORE:
        record_event(office, member, BEFORE[kind])
    group = found_group(office, "Tổ may 2")
    panel = show_page(qtbot, EventPanel(Desk(office)))
    panel.show_member(show_member(office, member))
    panel.kindEdit.set_value(kind.value)
    panel.onEdit.set_value(DAY)
    panel.decisionNoEdit.set_value("15/QĐ")
    panel.decisionOnEdit.set_value(date(2026, 3, 1))
    if kind is EventKind.TAM_DUNG:
        panel.suspensionEdit.set_value("OM_DAU")
    if kind is EventKind.DIEU_CHINH:
        panel.reasonEdit.set_value("nhập nhầm người của đơn vị khác")
    if panel.groupIdEdit.isVisibleTo(panel):
        panel.groupIdEdit.set_value(Choice(group, "Tổ may 2"))
    assert (KINDS[kind].paper or "").lower() in panel.decisionNoEdit._hint.text().lower()
    panel.entry.save()
    assert panel.banner.text() == ""
    event = show_member(office, member).events[-1]
    assert (event.kind, event.effective_on, event.decision_no) == (kind, DAY, "15/QĐ")


@pytest.mark.parametrize("kind", ["KET_NAP", "CONG_NHAN", "CHUYEN_DEN", "TIEP_NHAN_SAP_NHAP"])
def test_a_new_person_comes_by_each_way_with_day_and_decision(qtbot, office, kind):
    page = show_page(qtbot, MembersPage(Desk(office)))
    page.add()
    form = page.form
    form.fullNameEdit.set_value("Lò Thị Ẳng")
    form.eventEdit.set_value(kind)
    form.eventOnEdit.set_value(DAY)
    form.decisionNoEdit.set_value("05/QĐ-CĐCS")
    form.decisionOnEdit.set_value(date(2026, 3, 1))
    assert form.keep()
    [row] = list_members(office)
    detail = show_member(office, row.id)
    assert detail.status is Status.ACTIVE
    [event] = detail.events
    assert (event.kind, event.effective_on, event.decision_on) == (kind, DAY, date(2026, 3, 1))
