"""The list of a month: sought and filtered without being read anew."""

import pytest

from tests.desktop.offices import add_people
from unionapp.desktop.desk import Desk
from unionapp.desktop.dues import dues_list
from unionapp.desktop.dues.dues_list import MonthList
from unionapp.finance.dues.lists import list_dues, make_dues
from unionapp.finance.dues.payments import pay_dues
from unionapp.vietnamese.names import initials, matches
from unionapp.vietnamese.periods import Period


@pytest.fixture
def reads(monkeypatch):
    made = []

    def read(office, month):
        made.append(month)
        return list_dues(office, month)

    monkeypatch.setattr(dues_list, "list_dues", read)
    return made


@pytest.fixture
def month(qtbot, office, reads):
    add_people(office)
    make_dues(office, "2026-01")
    make_dues(office, "2026-02")
    desk = Desk(office)
    desk.work_in(Period.parse("2026-01"))
    page = MonthList(desk)
    qtbot.addWidget(page)
    page.refresh()
    return page


def names_of(page):
    rows = page.table.rows
    return [rows.row(at)[0].strip() for at in range(rows.rowCount()) if rows.row_id(at) > 0]


def seek(page, text):
    page.filterEdit.setText(text)
    page.show_list()
    return names_of(page)


def test_a_month_is_read_once_however_often_it_is_filtered(month, reads):
    everybody = names_of(month)
    for text in ("n", "ng", "nguyen", "zz", ""):
        seek(month, text)
    month.stateBox.setCurrentIndex(1)
    month.stateBox.setCurrentIndex(0)
    assert reads == ["2026-01"]
    assert names_of(month) == everybody


def test_what_was_paid_since_shows_when_the_list_is_read_again(month, office, reads):
    first = month.listed.rows[0]
    pay_dues(office, first.member_id, first.due)
    month.refresh()
    assert month.member(first.member_id).owed == 0
    month.desk.work_in(Period.parse("2026-02"))
    assert reads == ["2026-01", "2026-01", "2026-02"]


@pytest.mark.parametrize(
    "typed",
    ["n", "ng", "Nguyễn", "NGUYEN", "nva", "hoa", "hoà", "tran b", "b tran", "a-b", "đ", "d"],
)
def test_a_name_is_found_as_everywhere_else(month, typed):
    everybody = names_of(month)
    wanted = [
        name
        for name in everybody
        if matches(typed, name) or initials(name).startswith(typed.lower().replace(" ", ""))
    ]
    assert seek(month, typed) == wanted
