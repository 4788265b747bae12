"""What is typed in a side panel and not done is there again; it never lands at another record."""

import pytest
from PySide6.QtCore import QCoreApplication

from tests.desktop.offices import add_people, receive_money
from unionapp.desktop.books.count_panel import CountPanel
from unionapp.desktop.desk import Desk
from unionapp.desktop.dues.dues_page import DuesPage
from unionapp.finance.dues.lists import make_dues
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.vietnamese.periods import Period


@pytest.fixture
def desk(office):
    add_people(office)
    receive_money(office)
    for month in ("2026-01", "2026-02"):
        make_dues(office, month)
    desk = Desk(office)
    desk.work_in(Period.parse("2026-01"))
    return desk


@pytest.fixture
def dues(qtbot, desk):
    page = DuesPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    return page


def collect(qtbot, page, month="2026-01"):
    """Open the panel of a month and let it settle."""
    page.desk.work_in(Period.parse(month))
    qtbot.waitUntil(lambda: page.list.listed is not None and page.list.listed.month == month)
    page.collect()
    QCoreApplication.processEvents()
    return page.collect_panel


def except_first(panel):
    owing = [row for row in panel._listed.rows if row.owed > 0]
    person = next(it for it in panel.exceptEdit._find(owing[0].full_name))
    panel.exceptEdit.choose(person)
    panel.exceptEdit.chosen.emit(person)
    return person.key


def test_who_was_excepted_is_excepted_again_after_another_panel(qtbot, dues):
    panel = collect(qtbot, dues)
    key = except_first(panel)
    panel.wayEdit.set_value("bank")
    dues.pay_one()
    assert collect(qtbot, dues) is panel
    assert panel.excepted() == [key]
    assert panel.wayEdit.value() == "bank"
    assert "bản đang nhập vẫn còn nguyên" in panel.banner.text()
    panel.drafts.throw_away()
    assert panel.excepted() == []
    assert panel.wayEdit.value() == "cash"


def test_what_was_done_or_never_typed_is_not_offered_again(qtbot, dues):
    panel = collect(qtbot, dues)
    panel.closed.emit()
    assert collect(qtbot, dues).banner.text() == ""
    except_first(panel)
    panel.do()
    assert collect(qtbot, dues).excepted() == []
    assert panel.banner.text() == ""


def test_another_month_begins_empty_and_each_keeps_its_own(qtbot, dues):
    key = except_first(collect(qtbot, dues))
    assert collect(qtbot, dues, "2026-02").excepted() == []
    assert collect(qtbot, dues).excepted() == [key]


def test_a_sum_never_goes_from_one_member_to_another(qtbot, dues):
    panel = dues.payment_panel
    first, second = (row.member_id for row in dues.list.listed.rows[:2])
    panel.show_list(dues.list.listed, first)
    QCoreApplication.processEvents()
    panel.amountEdit.set_value(12_345)
    panel.show_list(dues.list.listed, second)
    QCoreApplication.processEvents()
    assert panel.amountEdit.value() != 12_345
    panel.show_list(dues.list.listed, first)
    QCoreApplication.processEvents()
    assert panel.memberEdit.value() == first
    assert panel.amountEdit.value() == 12_345
    assert "tháng 01/2026" in panel.monthsLabel.text()


def test_the_notes_of_a_count_are_still_counted_after_esc(qtbot, desk):
    panel = CountPanel(desk)
    qtbot.addWidget(panel)
    panel.show()
    panel.start()
    QCoreApplication.processEvents()
    table = panel.notesTable
    table.edits.type(table.rows.index(0, 1), "9")
    table.edits.type(table.rows.index(1, 1), "2")
    panel.reasonEdit.set_value("Chưa có phiếu thu")
    before = panel.notes.pieces()
    panel.closed.emit()
    panel.start()
    QCoreApplication.processEvents()
    assert panel.notes.pieces() == before == {500_000: 9, 200_000: 2}
    assert panel.reasonEdit.value() == "Chưa có phiếu thu"
    assert "4.900.000\xa0đ" in panel.sumLabel.text()


def test_a_count_seats_the_officers_as_the_minutes_do(qtbot, desk):
    edit_profile(
        desk.office, UnitProfile(accountant="Lê Thị Ba", cashier="Hồ Văn Sáu", chair="Vũ Thị Hoa")
    )
    panel = CountPanel(desk)
    qtbot.addWidget(panel)
    panel.start()
    assert panel.boardEdit.text() == "Lê Thị Ba, Hồ Văn Sáu, Vũ Thị Hoa"
    edit_profile(desk.office, UnitProfile(accountant="Lê Thị Ba", chair="Vũ Thị Hoa"))
    panel = CountPanel(desk)
    qtbot.addWidget(panel)
    panel.start()
    assert panel.boardEdit.text() == "Lê Thị Ba"  # nobody is moved to another's seat
