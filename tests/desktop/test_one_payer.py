"""One member pays beside the list of dues: what the money covers is told before it is taken."""

from dataclasses import replace
from datetime import date

import pytest

from tests.desktop.offices import add_people
from unionapp.desktop.desk import Desk
from unionapp.desktop.dues.collect_panel import choices_of
from unionapp.desktop.dues.dues_page import DuesPage
from unionapp.finance.dues.lists import list_dues, make_dues
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.vietnamese.periods import Period


@pytest.fixture
def page(qtbot, office):
    add_people(office)
    for month in ("2026-01", "2026-02", "2026-03"):
        make_dues(office, month)
    desk = Desk(office)
    desk.work_in(Period.parse("2026-01"))
    page = DuesPage(desk)
    qtbot.addWidget(page)
    page.resize(890, 540)
    page.show()
    qtbot.waitExposed(page)
    page.refresh()
    return page


def open_on_first(page):
    person = page.list.listed.rows[0]
    page.list.point_to(person.member_id)
    page.pay_one()
    return person


def test_the_member_of_the_row_and_all_that_is_owed_stand_there_already(page):
    person, panel = open_on_first(page), page.payment_panel
    assert panel.memberEdit.value() == person.member_id
    assert panel.amountEdit.value() == 3 * person.due
    assert panel.monthsLabel.text().count("tháng") == 3
    assert "Nộp hết nợ." in panel.monthsLabel.text()


def test_a_part_says_which_month_stays_short_while_it_is_typed(page):
    person, panel = open_on_first(page), page.payment_panel
    panel.amountEdit.line.setText(str(person.due + 1_000))
    told = panel.monthsLabel.text().replace("\N{NO-BREAK SPACE}", " ")
    assert "01/2026: 31.000 đ" in told
    assert "02/2026: 1.000 đ, còn thiếu 30.000 đ" in told
    assert panel.amountEdit.words() == "Ba mươi hai nghìn đồng chẵn"


def test_the_payment_becomes_a_receipt_that_can_be_taken_back(page, office):
    person, panel = open_on_first(page), page.payment_panel
    wishes = []
    page.desk.wanted.connect(lambda *place: wishes.append(place))
    panel.amountEdit.set_value(person.due)
    panel.onEdit.set_value(date(2026, 1, 20))
    panel.do()
    assert page.side.currentWidget() is page.sheet
    (voucher,) = list_vouchers(office)
    assert wishes == [("vouchers", voucher.id)]
    assert (voucher.amount, voucher.counterparty) == (person.due, person.full_name)
    assert page.list.member(person.member_id).owed == 0
    page.desk.undo_list.undo()
    assert list_dues(office, "2026-01").rows[0].owed == person.due


def test_more_than_is_owed_is_refused_at_the_amount_with_the_way_out(page, office):
    person, panel = open_on_first(page), page.payment_panel
    panel.amountEdit.set_value(3 * person.due + 1)
    assert "ghi số tháng nộp trước" in panel.monthsLabel.text()
    panel.do()
    assert "ghi số tháng nộp trước" in panel.amountEdit.problem
    make_dues(office, "2026-04")
    page.pay_one()
    assert panel.amountEdit.value() == 4 * person.due


def test_without_a_name_or_an_amount_nothing_is_taken(page, office):
    page.list.table.setCurrentIndex(page.list.table.model().index(0, 0))
    page.pay_one()
    page.payment_panel.memberEdit.choose(None)
    page.payment_panel.amountEdit.set_value(None)
    page.payment_panel.do()
    assert page.payment_panel.memberEdit.problem
    assert page.payment_panel.amountEdit.problem
    assert list_vouchers(office) == ()


def test_months_without_a_list_are_paid_ahead_and_shown_beforehand(page, office):
    person, panel = open_on_first(page), page.payment_panel
    panel.aheadEdit.set_value(6)
    assert panel.amountEdit.value() == 9 * person.due
    assert "đến tháng 09/2026" in panel.monthsLabel.text()
    panel.onEdit.set_value(date(2026, 1, 20))
    panel.do()
    make_dues(office, "2026-04")
    page.desk.work_in(Period.parse("2026-04"))
    page.list.refresh()
    row = page.list.member(person.member_id)
    assert (row.owed, row.ahead) == (0, person.due)
    at = page.list.table.rows.row_of(person.member_id)
    assert "Đã nộp trước" in page.list.table.rows.row(at)[5]


def test_too_many_months_ahead_are_refused_at_their_field(page, office):
    _, panel = open_on_first(page), page.payment_panel
    panel.aheadEdit.set_value(60)
    assert "từ 0 đến 24 tháng" in panel.aheadEdit.problem
    panel.do()
    assert list_vouchers(office) == ()


def test_people_of_one_name_in_one_group_are_told_apart(page, office):
    rows = page.list.listed.rows
    twins = [replace(row, full_name="Nguyễn Văn An", team="Tổ 1") for row in rows[:2]]
    other = replace(rows[2], full_name="Nguyễn Văn An", team="Tổ 2")
    details = [choice.detail for choice in choices_of([*twins, other])]
    assert details == [*(f"Tổ 1 mã {row.member_id}" for row in twins), "Tổ 2"]


def test_a_search_without_anybody_closes_what_was_about_the_current_member(page):
    person = page.list.listed.rows[0]
    page.list.point_to(person.member_id)
    page.set_due()
    assert page.side.currentWidget() is page.due_panel
    page.list.filterEdit.setText("zzz")
    page.list.show_list()
    assert page.side.currentWidget() is page.sheet
