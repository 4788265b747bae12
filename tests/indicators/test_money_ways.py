"""Measures of money say what the books of the unit say."""

from datetime import date

from tests.finance.setting import add_payer, pay_contribution
from unionapp.finance.books.money_held import money_held
from unionapp.finance.contributions.amounts_and_deadlines import contribution_due
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.reliefs import ReliefDraft, grant_relief
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import list_dues, make_dues
from unionapp.finance.dues.retroactive import apply_dues_change
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.advances import AdvanceDraft, give_advance
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.year.budget import approve_estimate, set_estimate
from unionapp.finance.year.disclosures import DisclosureRow, record_disclosure
from unionapp.indicators.figures import measure, why
from unionapp.indicators.typed_figures import type_figure
from unionapp.membership.salaries import set_salary
from unionapp.organisation.parameters import legal_value
from unionapp.vietnamese.periods import Period

JANUARY = Period.parse("2026-01")


def due_of(office):
    return measure(office, "fin_collection_rate_pct", JANUARY).denominator


def balance_of(office, period):
    return measure(office, "cash_balance", period).numerator


def test_dues_that_changed_after_the_list_are_due_as_the_list_says(office):
    type_figure(office, "payroll_bhxh", JANUARY, 0)
    member = add_payer(office, "Trần Văn Bình", 20_000_000)
    add_payer(office, "Lê Thị Mai", 6_000_000)
    assert due_of(office) in {0, None}
    assert make_dues(office, "2026-01").total == due_of(office) == 130_000
    set_salary(office, member, "2026-01", 10_000_000)
    apply_dues_change(office, "2026-01", "Nâng lương sai")
    assert list_dues(office, "2026-01").total == due_of(office) == 80_000


def test_the_contribution_is_rounded_as_the_law_of_finance_rounds_it(office):
    fund = 1_000_000_075
    type_figure(office, "payroll_bhxh", JANUARY, fund)
    with office.read() as session:
        rate = legal_value(session, office.unit.id, "kpcd.rate", date(2026, 1, 31)).rate
    assert due_of(office) == contribution_due(fund, rate) == 20_000_002


def test_the_balance_is_the_one_of_the_books(office):
    till = open_accounts(office)[0].id
    set_opening(office, till, 10_000_000, date(2026, 3, 1))
    give_advance(office, AdvanceDraft("Nguyễn Thị Hoa", "Họp mặt", 4_000_000, date(2026, 3, 2)))
    for period in (JANUARY, Period.parse("2026-03")):
        with office.read() as session:
            held = money_held(session, office.unit.id, period.end)
        assert balance_of(office, period) == held.cash
    assert balance_of(office, Period.parse("2026-03")) == 6_000_000


def test_the_contribution_book_goes_before_a_typed_wage_fund(office):
    type_figure(office, "payroll_bhxh", JANUARY, 900_000_000)
    assert due_of(office) == 18_000_000
    record_contribution(office, "2026-01", workers=40, fund=250_000_000)
    # two per cent of two hundred and fifty million
    assert due_of(office) == 5_000_000


def test_a_typed_year_stands_for_the_months_the_book_does_not_have(office):
    year = Period.parse("2026")
    type_figure(office, "payroll_bhxh", year, 1_200_000_000)
    assert measure(office, "fin_collection_rate_pct", year).denominator == 24_000_000
    record_contribution(office, "2026-01", workers=40, fund=250_000_000)
    # the book has its month, the other eleven share the rest of what was typed
    assert measure(office, "fin_collection_rate_pct", year).denominator == 24_000_000


def test_relief_holds_for_typed_months_as_for_noted_ones(office):
    year = Period.parse("2026")
    type_figure(office, "payroll_bhxh", year, 1_200_000_000)
    decided = date(2026, 2, 1)
    grant_relief(office, ReliefDraft("suspend", "2026-02", "2026-04", "12/QĐ", decided))
    assert measure(office, "fin_collection_rate_pct", year).denominator == 18_000_000
    record_contribution(office, "2026-02", workers=40, fund=100_000_000)
    assert measure(office, "fin_collection_rate_pct", year).denominator == 18_000_000


def test_what_an_employer_paid_above_is_part_of_what_was_collected(office):
    record_contribution(office, "2026-01", workers=40, fund=250_000_000)
    pay_contribution(office, "2026-01", 5_000_000, date(2026, 2, 20))
    year = Period.parse("2026")
    assert measure(office, "kpcd_retained_cdcs_pct", year).denominator == 5_000_000


def test_a_typed_sum_paid_above_stands_for_the_months_the_book_does_not_have(office):
    year = Period.parse("2026")
    type_figure(office, "payroll_bhxh", year, 3_000_000_000)
    type_figure(office, "kpcd_collected_upper", year, 60_000_000)
    assert measure(office, "fin_collection_rate_pct", year).numerator == 60_000_000
    record_contribution(office, "2026-01", workers=40, fund=250_000_000)
    pay_contribution(office, "2026-01", 5_000_000, date(2026, 2, 20))
    # five million of the sixty stand in the book now, the rest is of the other months
    assert measure(office, "fin_collection_rate_pct", year).numerator == 60_000_000
    behind = why(office, "fin_collection_rate_pct", year)
    assert sorted(row.weight for row in behind) == [5_000_000, 55_000_000]


def test_a_book_with_every_month_needs_no_typed_sum_paid_above(office):
    type_figure(office, "kpcd_collected_upper", JANUARY, 60_000_000)
    record_contribution(office, "2026-01", workers=40, fund=250_000_000)
    pay_contribution(office, "2026-01", 5_000_000, date(2026, 1, 20))
    assert measure(office, "kpcd_retained_cdcs_pct", JANUARY).denominator == 5_000_000


def test_more_in_the_book_than_was_typed_takes_nothing_back(office):
    year = Period.parse("2026")
    type_figure(office, "kpcd_collected_upper", year, 1_000_000)
    record_contribution(office, "2026-01", workers=40, fund=250_000_000)
    pay_contribution(office, "2026-01", 5_000_000, date(2026, 2, 20))
    assert measure(office, "kpcd_retained_cdcs_pct", year).denominator == 5_000_000


def test_the_estimate_of_the_year_is_what_was_budgeted(office):
    year = Period.parse("2026")
    type_figure(office, "budget_collect", year, 70_000_000)
    budgeted = measure(office, "fin_budget_completion_pct", year).denominator
    set_estimate(office, 2026, {"dues": 20_000_000, "misc": 5_000_000, "care": 9_000_000})
    estimated = measure(office, "fin_budget_completion_pct", year).denominator
    approve_estimate(office, 2026, {"dues": 22_000_000})
    approved = measure(office, "fin_budget_completion_pct", year).denominator
    assert (budgeted, estimated, approved) == (70_000_000, 25_000_000, 27_000_000)


def test_a_disclosure_noted_with_the_settlement_counts_as_one(office):
    year = Period.parse("2026")
    assert measure(office, "fin_disclosure_pct", year).numerator == 0
    record_disclosure(
        office,
        DisclosureRow(2025, "settlement", date(2026, 1, 20), "posted", date(2026, 1, 25), ""),
    )
    figure = measure(office, "fin_disclosure_pct", year)
    assert (figure.numerator, figure.denominator) == (1, 1)


def test_an_opening_balance_and_what_moved_are_told_apart(office):
    [till, *_] = open_accounts(office)
    set_opening(office, till.id, 5_000_000, date(2026, 1, 1))
    rows = why(office, "cash_balance", JANUARY)
    assert [(row.table, row.row_id, row.weight) for row in rows if row.weight] == [
        ("fund_account", till.id, 5_000_000)
    ]


def test_what_employers_paid_to_the_level_above_counts_as_collected(office):
    march = Period.parse("2026-03")
    add_payer(office, "Trần Văn Bình", 10_000_000)
    add_payer(office, "Lê Thị Mai", 6_000_000)
    make_dues(office, "2026-03")
    collected = collect_dues(office, "2026-03", except_names=("mai",))
    post_voucher(office, collected.voucher.id)
    record_contribution(office, "2026-03", workers=2, fund=16_000_000)
    pay_contribution(office, "2026-03", 200_000, date(2026, 3, 5))
    rate = measure(office, "fin_collection_rate_pct", march)
    assert (rate.numerator, rate.denominator) == (250_000, 400_000)
