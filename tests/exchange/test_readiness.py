"""What a report lacks before it is sealed, and what moved at home afterwards."""

from dataclasses import replace
from datetime import date

import pytest

from tests.desktop.offices import receive_money
from tests.desktop.pages import add_people
from tests.exchange.offices import enrol, found_upper
from tests.finance.setting import hand_in
from unionapp.errors import Invalid
from unionapp.exchange.outbox import list_outbox, seal_package
from unionapp.exchange.readiness import check_report
from unionapp.exchange.sealed_changes import changes_since
from unionapp.indicators.statistics import type_row
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.lists import list_members
from unionapp.membership.members import add_member
from unionapp.vietnamese.periods import Period

MARCH, HALF, YEAR = (Period.parse(text) for text in ("2026-03", "2026-H1", "2026"))


@pytest.fixture
def unit(make_office, tmp_path):
    unit = make_office("unit")
    add_people(unit)
    enrol(unit, found_upper(make_office), tmp_path)
    return unit


def test_a_month_asks_for_no_statistics_form(unit):
    assert check_report(unit, MARCH) == ()
    assert {flaw.subject for flaw in check_report(unit, HALF)} == {"statistics"}


def test_errors_stand_before_warnings_and_lead_to_their_form(unit):
    form = Period("2025-12", "2026-05")
    type_row(unit, "1-HDCD", "3", form, 2)
    type_row(unit, "1-HDCD", "4", form, 5)
    first, *rest = check_report(unit, HALF)
    assert (first.subject, first.place, first.is_error) == ("statistics", "1-HDCD", True)
    assert first.words.startswith("Mẫu 1-HĐCĐ: ")
    assert rest
    assert not any(flaw.is_error for flaw in rest)


def test_a_draft_of_the_period_and_an_unknown_sex_are_worth_a_look(unit):
    draft = receive_money(unit, on=date(2026, 3, 2), posted=False)
    member = add_member(unit, MemberDraft("Vi Thị Ễn", birth_date="1990-03-05")).id
    found = {flaw.subject: (flaw.place, flaw.is_error) for flaw in check_report(unit, MARCH)}
    assert found == {"vouchers": (draft.id, False), "members": (member, False)}
    assert "vouchers" not in {it.subject for it in check_report(unit, Period.parse("2026-02"))}


def test_figures_that_moved_since_sealing_are_named_with_both_values(unit, tmp_path):
    seal_package(unit, MARCH, output=tmp_path / "usb")
    [sent] = list_outbox(unit, MARCH)
    assert changes_since(unit, sent) == ()
    before = len(list_members(unit))
    add_people(unit, ["Lò Thị Ẳng"])
    changes = {it.code: (it.sealed, it.now) for it in changes_since(unit, sent)}
    assert changes["member_total"] == (f"{before} người", f"{before + 1} người")
    assert "dues_collected" not in changes


def test_a_package_whose_file_is_gone_tells_of_no_changes(unit, tmp_path):
    seal_package(unit, MARCH, output=tmp_path / "usb")
    [sent] = list_outbox(unit, MARCH)
    add_people(unit, ["Lò Thị Ẳng"])
    sent.path.unlink()
    assert changes_since(unit, sent) == ()
    assert changes_since(unit, replace(sent, period=None)) == ()


def test_errors_keep_a_report_at_home_and_warnings_do_not(unit, tmp_path):
    form = Period("2025-12", "2026-05")
    type_row(unit, "1-HDCD", "3", form, 2)
    type_row(unit, "1-HDCD", "4", form, 5)
    with pytest.raises(Invalid, match=r"report\.has_errors") as refused:
        seal_package(unit, HALF, output=tmp_path / "usb")
    (problem,) = refused.value.problems
    assert problem.value.startswith("Mẫu 1-HĐCĐ: ")
    assert list_outbox(unit) == ()
    type_row(unit, "1-HDCD", "4", form, 2)
    assert seal_package(unit, HALF, output=tmp_path / "usb").sequence == 1


def test_a_year_that_is_over_asks_for_its_settlement(make_office):
    unit = make_office("late", today=date(2027, 1, 20))
    receive_money(unit, on=date(2026, 3, 2))
    found = {flaw.subject: flaw.is_error for flaw in check_report(unit, YEAR)}
    assert found["settlement"] is False
    hand_in(unit, 2026)
    assert "settlement" not in {flaw.subject for flaw in check_report(unit, YEAR)}
