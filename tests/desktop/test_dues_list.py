"""The list of a month: sought and filtered without being read anew."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.offices import add_people
from unionapp.desktop.desk import Desk
from unionapp.desktop.dues import dues_list
from unionapp.desktop.dues.dues_list import MonthList
from unionapp.desktop.grids.sorting import sort_by
from unionapp.finance.dues.lists import list_dues, make_dues
from unionapp.finance.dues.payments import pay_dues
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.groups import found_group
from unionapp.membership.members import add_member
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


@pytest.fixture
def teams(office, month):
    for name, people in (("Tổ May", ("Bùi An", "Đỗ Yến")), ("Tổ Cắt", ("Lê Châu",))):
        group = found_group(office, name)
        for at, person in enumerate(people, start=1):
            member = MemberDraft(full_name=person, group_id=group)
            add_member(office, member, salary=at * 10_000_000, salary_from="2026-01")
    make_dues(office, "2026-01")
    month.refresh()
    return month


def subtotals_of(page):
    rows = page.table.rows
    totals = (rows.row(at) for at in range(rows.rowCount()) if rows.row_id(at) < 0)
    return {row[0]: row[2:5] for row in totals}


def test_subtotals_are_of_those_the_filter_lets_through(teams, office):
    assert subtotals_of(teams)["Tổ May (2 người)"] == (150_000, 0, 150_000)
    seek(teams, "bùi an")
    assert subtotals_of(teams) == {"Tổ May (1 người)": (50_000, 0, 50_000)}
    seek(teams, "")
    paid = next(row for row in teams.listed.rows if row.full_name == "Bùi An")
    pay_dues(office, paid.member_id, paid.due)
    teams.refresh()
    teams.stateBox.setCurrentIndex(teams.stateBox.findData("paid"))
    assert subtotals_of(teams) == {"Tổ May (1 người)": (50_000, 50_000, 0)}


def test_people_are_sorted_inside_their_groups(teams):
    usual = names_of(teams)
    sort_by(teams.table, [one.name for one in dues_list.COLUMNS].index("base"))
    sort_by(teams.table, [one.name for one in dues_list.COLUMNS].index("base"))
    may = [name for name in names_of(teams) if name in ("Bùi An", "Đỗ Yến")]
    assert may == ["Đỗ Yến", "Bùi An"]
    sort_by(teams.table, 0)
    sort_by(teams.table, 0)
    assert names_of(teams) != usual
    sort_by(teams.table, -1)
    assert names_of(teams) == usual


def test_enter_in_the_search_goes_to_somebody_not_to_a_subtotal(teams):
    seek(teams, "bùi an")
    QTest.keyClick(teams.filterEdit, Qt.Key.Key_Return)
    assert teams.member(teams.table.current_id()).full_name == "Bùi An"
