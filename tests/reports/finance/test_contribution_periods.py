"""Papers of the contribution over the turn of a year tell the months on both sides of it."""

from datetime import date

import pytest

from tests.reports.finance.setting import printed
from tests.reports.finance.test_book_papers import plain_rows
from unionapp.finance.contributions.book import contributions_in
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.payments import take_payment
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.reports.making import preview_report
from unionapp.vietnamese.periods import Period

WINTER = Period.parse("2025-12/2026-02")
MONTHS = ("12/2025", "01/2026", "02/2026")


@pytest.fixture
def winter(make_office):
    office = make_office(today=date(2026, 4, 20))
    for month in ("2025-11", *WINTER.months(), "2026-03"):
        record_contribution(office, month, workers=9, fund=50_000_000)
    return office


@pytest.mark.parametrize(
    "paper", ["contribution-book", "contribution-confirmation", "debt-letter", "shares"]
)
def test_a_paper_over_new_year_keeps_the_months_of_the_old_one(winter, paper):
    rows = plain_rows(preview_report(winter, paper, WINTER))
    assert tuple(row[0] for row in rows) == MONTHS


def test_months_of_the_old_year_without_a_fund_are_asked_for_too(make_office):
    office = make_office(today=date(2026, 4, 20))
    record_contribution(office, "2026-01", workers=9, fund=50_000_000)
    rows = plain_rows(preview_report(office, "contribution-confirmation", WINTER))
    assert tuple(row[0] for row in rows) == MONTHS


def test_the_register_of_a_period_is_cut_to_it(winter):
    rows = contributions_in(winter, WINTER, date(2026, 1, 15))
    assert tuple(row.month for row in rows) == WINTER.months()


def test_letter_and_receipt_call_an_employer_alike_whom_nobody_named(winter, tmp_path):
    first, *_ = contributions_in(winter, WINTER)
    take_payment(winter, first.id, 900_000, date(2026, 4, 20), "PT")
    (voucher,) = list_vouchers(winter)
    page = printed(preview_report(winter, "debt-letter", WINTER), tmp_path)
    assert voucher.counterparty == "Người sử dụng lao động"
    assert f"Kính gửi: {voucher.counterparty}" in " ".join(page.split())
