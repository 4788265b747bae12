"""Enter on a finding leads to the place where it is put right; put right there, it is gone.

The tables name for each rule what breaks it, where Enter has to lead, and what mends it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.journeys import broken_rules as rules
from tests.journeys.landings import (
    MONTH,
    YEAR,
    Look,
    Record,
    at_count_of,
    at_disclosure,
    at_dues,
    at_fund,
    at_items,
    at_member,
    at_opening,
    at_parameter,
    at_profile,
    at_row,
    at_statement,
    in_book,
    in_part,
    in_vouchers,
)
from tests.journeys.typist import Hands
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.books.cash_counts import CountDraft, count_cash
from unionapp.finance.month_closing import check_lock
from unionapp.finance.vouchers.advances import clear_advance
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.year.budget import set_estimate
from unionapp.finance.year.checks import check_year
from unionapp.finance.year.disclosures import DisclosureRow, record_disclosure
from unionapp.finance.year.settlement import show_settlement
from unionapp.organisation.office import Office
from unionapp.organisation.own_values import set_own_value

IN_MARCH, NEXT_YEAR = date(2026, 3, 31), date(2027, 1, 15)
LAST_DAY = date(2026, 12, 31)


@dataclass(frozen=True)
class Jump:
    """A rule by its code, what breaks it, where it leads, what mends it."""

    code: str
    spoil: Callable[[Office], Record]
    page: str
    is_there: Look
    mend: Callable[[Office, Record], object]
    today: date = NEXT_YEAR

    def __str__(self) -> str:
        return self.code


def undo(office: Office, voucher_id: Record) -> None:
    rules.take_back(office, voucher_id or 0)


def put_money(office: Office, _voucher_id: Record) -> None:
    rules.post(office, "PT", 2_000_000, rules.MAY)


def put_money_in_bank(office: Office, _voucher_id: Record) -> None:
    rules.post(office, "BC", 2_000_000, rules.MAY)


def count(day: date) -> Callable[[Office, Record], object]:
    return lambda office, _row: count_cash(office, CountDraft(day, {500_000: 20}))


def clear(office: Office, advance_id: Record) -> None:
    lines = (LineDraft("EXP_CARE_VISIT", 100),)
    clear_advance(office, advance_id or 0, lines, min(office.today, LAST_DAY))


def spend_against_plan(office: Office) -> None:
    set_estimate(office, YEAR, {"care": 1_000})
    rules.post(office, "PC", 2_000, rules.MAY, "31.03")


def plan_more(office: Office, _row: Record) -> None:
    set_estimate(office, YEAR, {"care": 2_000})


def spend_on_office(office: Office) -> None:
    rules.post(office, "PC", 1_000, rules.MAY, "33.01")


def spend_on_care(office: Office, _row: Record) -> None:
    for item, amount in (("31.03", 8_000), ("32.05", 3_000)):
        rules.post(office, "PC", amount, rules.MAY, item)


def set_basis(office: Office, _row: Record) -> None:
    set_own_value(
        office,
        "settlement.remit_basis",
        "obligation",
        valid_from=rules.NEW_YEAR,
        legal_basis="Hướng dẫn của cấp trên",
    )


def disclose(office: Office, _row: Record) -> None:
    day = date(2027, 2, 1)
    record_disclosure(office, DisclosureRow(YEAR, "settlement", day, "posted", day, "Biên bản"))


def count_again(office: Office, _row: Record) -> None:
    count_cash(office, CountDraft(rules.MAY, {500_000: 20, 500: 1}))


def nothing(_office: Office) -> None:
    """Some rules are broken by what was not done yet."""


OF_THE_YEAR = (
    Jump("V-03.book", rules.overdraw_till, "vouchers", in_vouchers, put_money),
    Jump("V-04.book", rules.overdraw_bank, "vouchers", in_vouchers, put_money_in_bank),
    Jump("V-05.gap", rules.leave_a_gap, "vouchers", in_vouchers, rules.close_the_gap),
    Jump("V-05.order", rules.post_out_of_order, "vouchers", in_vouchers, rules.put_in_order),
    Jump("V-07.posted", rules.break_a_line, "vouchers", in_vouchers, undo),
    Jump("V-11.drafts", rules.forget_a_draft, "vouchers", in_vouchers, delete_draft),
    Jump("V-11.count", nothing, "books", at_count_of(LAST_DAY), count(LAST_DAY)),
    Jump("V-11.bank", rules.reconcile_badly, "books", at_statement, rules.reconcile_well),
    Jump("V-12", rules.open_otherwise, "settlement", at_opening, rules.prove_opening),
    Jump(
        "V-12.reported",
        rules.wait_for_approval,
        "settlement",
        at_row("opening"),
        rules.take_approval,
    ),
    Jump("V-13", rules.break_a_line, "books", at_items, undo),
    Jump("V-13.dues", rules.collect_without_posting, "dues", at_dues, post_voucher),
    Jump("V-14", rules.send_slowly, "vouchers", in_vouchers, undo),
    Jump("V-14.amount", rules.lose_on_the_way, "vouchers", in_vouchers, rules.find_the_rest),
    Jump("V-15", rules.open_without_proof, "settlement", at_opening, rules.prove_opening),
    Jump("V-17", rules.collect_too_much, "books", in_book("dues"), rules.owe_it_after_all),
    Jump(
        "V-18",
        rules.await_the_share,
        "settlement",
        at_row("upper_share"),
        rules.receive_the_share,
    ),
    Jump("V-18.fund", rules.declare_half_a_year, "contributions", at_fund, rules.declare_the_rest),
    Jump("V-19", rules.pay_up_too_much, "books", in_book("obligations", -2), undo),
    Jump(
        "V-20",
        nothing,
        "organisation",
        at_parameter("Căn cứ tính số nộp cấp trên khi quyết toán"),
        set_basis,
    ),
    Jump("V-21", spend_against_plan, "settlement", at_row("care"), plan_more),
    Jump("V-22", spend_on_office, "settlement", at_row("administration"), spend_on_care),
    Jump("V-24", rules.give_an_advance, "books", in_part("advances"), clear),
    Jump(
        "V-28",
        rules.change_behind_the_form,
        "settlement",
        at_row("misc"),
        rules.put_back_behind_the_form,
    ),
    Jump(
        "V-30.voucher",
        rules.count_too_little,
        "books",
        in_part("counts"),
        rules.book_the_difference,
    ),
    Jump("V-30.stale", rules.count_and_book_more, "books", in_part("counts"), count_again),
    Jump(
        "disclosure.late",
        rules.show_nobody,
        "settlement",
        at_disclosure,
        disclose,
        today=date(2027, 6, 1),
    ),
)


OF_A_MONTH = (
    Jump("V-11.count", nothing, "books", at_count_of(IN_MARCH), count(IN_MARCH), IN_MARCH),
    Jump("V-16", rules.raise_pay, "dues", at_member, rules.make_again, IN_MARCH),
    Jump("V-16.missing", rules.forget_a_member, "dues", at_member, rules.make_again, IN_MARCH),
    Jump("V-16.cap", rules.charge_too_much, "dues", at_member, rules.charge_nothing, IN_MARCH),
    Jump("V-16.exempt", rules.charge_on_leave, "dues", at_member, rules.charge_nothing, IN_MARCH),
    Jump(
        "V-17.month", rules.collect_too_much, "dues", at_member, rules.owe_it_after_all, IN_MARCH
    ),
    Jump("dues.below_min_wage", rules.pay_little, "dues", at_member, rules.pay_enough, IN_MARCH),
    Jump("V-24", rules.give_an_advance, "books", in_part("advances"), clear, IN_MARCH),
    Jump(
        "V-25.roles",
        rules.hold_both_offices,
        "organisation",
        at_profile,
        rules.share_the_offices,
        IN_MARCH,
    ),
)


@pytest.fixture
def sit(make_office, look, sit_down):
    """An office that one rule was broken in, and hands at its window."""

    def open_spoiled(jump: Jump) -> tuple[Office, Record, Hands]:
        office = make_office(today=jump.today)
        rules.open_books(office)
        record = jump.spoil(office)
        window = MainWindow(office, look=look, preferences=Forgetful())
        return office, record, sit_down(window)

    return open_spoiled


def press_finding(hands: Hands, table: QWidget, column: int, words: str) -> None:
    """The arrow down to a finding, then Enter."""
    assert hands.place is table
    hands.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(table.rows.rowCount()):
        if table.rows.value(table.currentIndex().row(), column) == words:
            hands.press(Qt.Key.Key_Return)
            return
        hands.press(Qt.Key.Key_Down)
    raise AssertionError(f"no finding says {words}")


def page_of(code: str) -> type[QWidget]:
    """The class of a page."""
    module, _, name = next(entry.loader for entry in PAGES if entry.code == code).partition(":")
    return getattr(import_module(module), name)


def findings_of_year(office: Office) -> dict[str, str]:
    found = (*show_settlement(office, YEAR).findings, *check_year(office, YEAR))
    return {one.code: one.words for one in found}


def findings_of_month(office: Office) -> dict[str, str]:
    return {one.code: one.words for one in check_lock(office, MONTH)}


@pytest.mark.parametrize("jump", OF_THE_YEAR, ids=str)
def test_a_finding_of_the_year_leads_to_its_place(jump, sit):
    office, record, hands = sit(jump)
    hands.wish(f"ky lam viec nam {YEAR}")
    page = hands.page("settlement")
    hands.press(Qt.Key.Key_F9)
    press_finding(hands, page.checks.table, 2, findings_of_year(office)[jump.code])
    shown = hands.shown()
    assert isinstance(shown, page_of(jump.page))
    assert jump.is_there(hands, shown, record)
    jump.mend(office, record)
    assert jump.code not in findings_of_year(office)


@pytest.mark.parametrize("jump", OF_A_MONTH, ids=str)
def test_a_finding_of_a_month_leads_to_its_place(jump, sit):
    office, record, hands = sit(jump)
    hands.wish("ky lam viec thang 3 nam 2026")
    closing = hands.wish("khoa so thang").closing
    hands.walk_to(closing.table)
    press_finding(hands, closing.table, 1, findings_of_month(office)[jump.code])
    shown = hands.shown()
    assert isinstance(shown, page_of(jump.page))
    assert jump.is_there(hands, shown, record)
    jump.mend(office, record)
    assert jump.code not in findings_of_month(office)


def test_an_opening_is_put_right_where_its_finding_leads(sit):
    jump = next(one for one in OF_THE_YEAR if one.code == "V-12")
    office, _, hands = sit(jump)
    hands.wish(f"ky lam viec nam {YEAR}")
    page = hands.page("settlement")
    hands.press(Qt.Key.Key_F9)
    press_finding(hands, page.checks.table, 2, findings_of_year(office)["V-12"])
    hands.type_over("10000000")
    hands.control(Qt.Key.Key_S)
    hands.press(Qt.Key.Key_F9)
    table = page.checks.table
    assert "V-12" not in [table.rows.value(at, 0) for at in range(table.rows.rowCount())]


def test_a_month_of_a_quarter_leads_to_its_own_list_of_dues(make_office, look, sit_down):
    office = make_office(today=date(2026, 5, 20))
    rules.open_books(office)
    member = rules.raise_pay(office)
    hands = sit_down(MainWindow(office, look=look, preferences=Forgetful()))
    hands.wish("ky lam viec 6 thang dau nam 2026")
    closing = hands.wish("khoa so thang").closing
    hands.walk_to(closing.monthBox)
    while closing.month != MONTH:
        hands.press(Qt.Key.Key_Up)
    hands.walk_to(closing.table)
    press_finding(hands, closing.table, 1, findings_of_month(office)["V-16"])
    assert at_member(hands, hands.shown(), member)
