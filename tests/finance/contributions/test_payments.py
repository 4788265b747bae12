"""One payment for several months: shared from the oldest on, one receipt for all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.errors import Refusal
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.payments import (
    _shared,
    owed_months,
    pay_owed_months,
    take_payment,
)
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.organisation.locks import lock_month

ON = date(2026, 3, 4)


@pytest.fixture
def quarter(office):
    for month in ("2026-01", "2026-02", "2026-03"):
        record_contribution(office, month, workers=10, fund=50_000_000)
    return office


def stands(office):
    return [(row.paid, row.waiting) for row in list_contributions(office, 2026)]


def test_a_payment_goes_to_the_oldest_months_first(quarter):
    take_payment(quarter, list_contributions(quarter, 2026)[0].id, 400_000, ON)
    done = pay_owed_months(quarter, 1_700_000, ON)
    assert [row.month for row in done.rows] == ["2026-01", "2026-02", "2026-03"]
    assert stands(quarter) == [(1_000_000, 0), (1_000_000, 0), (100_000, 0)]
    assert done.voucher is None


def test_one_receipt_stands_for_all_its_months_until_it_is_taken_back(quarter):
    voucher = pay_owed_months(quarter, 2_000_000, ON, "PT").voucher
    assert (voucher.amount, voucher.reason) == (
        2_000_000,
        "Thu kinh phí công đoàn các tháng 01/2026, 02/2026",
    )
    assert stands(quarter) == [(0, 1_000_000), (0, 1_000_000), (0, 0)]
    post_voucher(quarter, voucher.id)
    assert stands(quarter) == [(1_000_000, 0), (1_000_000, 0), (0, 0)]
    reverse_voucher(quarter, voucher.id, "Ghi nhầm")
    assert stands(quarter) == [(0, 0)] * 3


def test_a_receipt_thrown_away_lets_go_of_every_month(quarter):
    voucher = pay_owed_months(quarter, 3_000_000, ON, "PT").voucher
    delete_draft(quarter, voucher.id)
    assert stands(quarter) == [(0, 0)] * 3


def test_more_than_all_months_owe_is_refused_whole(quarter):
    later = {"since": "2026-02"}
    for amount, limits in ((3_000_001, {}), (2_000_001, later)):
        with pytest.raises(Refusal) as refused:
            pay_owed_months(quarter, amount, ON, "PT", **limits)
        assert refused.value.code == "contribution.more_than_all"
    with pytest.raises(Refusal) as refused:
        pay_owed_months(quarter, 2_000_001, date(2026, 2, 28))
    assert refused.value.details["owed"].replace("\xa0", " ") == "2.000.000 đ"
    assert (stands(quarter), list_vouchers(quarter)) == ([(0, 0)] * 3, ())


def test_what_is_owed_is_told_as_it_may_be_paid(quarter):
    take_payment(quarter, list_contributions(quarter, 2026)[0].id, 400_000, ON, "PT")
    told = owed_months(quarter, "", date(2026, 2, 28))
    assert [(one.month, one.amount) for one in told] == [
        ("2026-01", 600_000),
        ("2026-02", 1_000_000),
    ]
    assert [one.month for one in owed_months(quarter, "", ON, "2026-02")] == ["2026-02", "2026-03"]
    assert owed_months(quarter, "Chi nhánh", ON) == ()
    pay_owed_months(quarter, 1_600_000, date(2026, 2, 28))
    assert owed_months(quarter, "", date(2026, 2, 28)) == ()


def test_a_payment_dated_into_a_locked_month_is_refused(quarter):
    lock_month(quarter, "2026-02")
    with pytest.raises(Refusal) as refused:
        pay_owed_months(quarter, 1_000_000, date(2026, 2, 20))
    assert refused.value.code == "period.locked"
    assert stands(quarter) == [(0, 0)] * 3


@given(st.lists(st.integers(1, 10**9), max_size=12), st.integers(0, 10**10))
def test_what_is_shared_adds_up_and_no_month_gets_more_than_it_owes(owed, amount):
    owing = list(enumerate(owed))
    parts = _shared(owing, amount)
    assert sum(part for _, part in parts) == min(amount, sum(owed))
    assert all(0 < part <= owed[at] for at, part in parts)
    assert [part for _, part in parts[:-1]] == owed[: max(len(parts) - 1, 0)]
