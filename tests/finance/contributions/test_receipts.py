"""What a receipt of contribution does to the month it pays: drafted, posted, thrown away, reversed."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.finance.setting import pay_contribution
from unionapp.errors import Refusal
from unionapp.finance.contributions.book import list_contributions
from unionapp.finance.contributions.declarations import record_contribution
from unionapp.finance.contributions.payments import take_payment
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.finance.yearly_tables import ContributionPayment
from unionapp.organisation.locks import lock_month

PAID_ON = date(2026, 3, 2)


@pytest.fixture
def month(office):
    return record_contribution(office, "2026-02", workers=10, fund=50_000_000)


def stands(office):
    (row,) = list_contributions(office, 2026)
    return row.state, row.paid, row.waiting, row.remaining


def payments(office):
    with office.read() as session:
        return session.scalar(select(func.count()).select_from(ContributionPayment))


def test_a_receipt_counts_as_paid_only_when_it_is_posted(office, month):
    taken = take_payment(office, month.id, 1_000_000, PAID_ON, way="PT")
    assert stands(office) == ("waiting", 0, 1_000_000, 1_000_000)
    post_voucher(office, taken.voucher.id)
    assert stands(office) == ("paid", 1_000_000, 0, 0)


def test_a_receipt_thrown_away_lets_go_of_the_month(office, month):
    taken = take_payment(office, month.id, 1_000_000, PAID_ON, way="PT")
    delete_draft(office, taken.voucher.id)
    assert (list_vouchers(office), payments(office)) == ((), 0)
    assert stands(office) == ("late", 0, 0, 1_000_000)


def test_a_receipt_taken_back_owes_the_month_again(office, month):
    taken = take_payment(office, month.id, 1_000_000, PAID_ON, way="PT")
    post_voucher(office, taken.voucher.id)
    reverse_voucher(office, taken.voucher.id, "Ghi nhầm")
    assert stands(office) == ("late", 0, 0, 1_000_000)
    assert payments(office) == 1
    take_payment(office, month.id, 1_000_000, PAID_ON)
    assert stands(office) == ("paid", 1_000_000, 0, 0)


def test_a_payment_is_of_the_day_that_its_receipt_was_given_last(office, month):
    taken = take_payment(office, month.id, 1_000_000, PAID_ON, way="PT")
    later = replace(show_voucher(office, taken.voucher.id).draft, voucher_on=date(2026, 3, 4))
    save_voucher(office, later, taken.voucher.id)
    assert list_contributions(office, 2026, PAID_ON)[0].waiting == 0
    post_voucher(office, taken.voucher.id)
    assert list_contributions(office, 2026, PAID_ON)[0].paid == 0
    (row,) = list_contributions(office, 2026, later.voucher_on)
    assert (row.paid, row.paid_on) == (1_000_000, date(2026, 3, 4))


def test_a_receipt_changed_since_does_not_go_into_the_books(office, month):
    taken = take_payment(office, month.id, 1_000_000, PAID_ON, way="PT")
    draft = show_voucher(office, taken.voucher.id).draft
    changed = VoucherDraft(
        "PT", PAID_ON, draft.counterparty, draft.reason, 900_000,
        (LineDraft(draft.lines[0].item, 900_000, draft.lines[0].source),),
    )  # fmt: skip
    save_voucher(office, changed, taken.voucher.id)
    with pytest.raises(Refusal) as refused:
        post_voucher(office, taken.voucher.id)
    assert refused.value.code == "V-07"


@pytest.mark.parametrize("waiting", [True, False])
def test_more_than_is_owed_is_refused_and_says_what_is_owed(office, month, waiting):
    take_payment(office, month.id, 400_000, PAID_ON, way="PT" if waiting else "upper")
    for pay in (
        lambda: take_payment(office, month.id, 9_000_000, PAID_ON, way="PT"),
        lambda: pay_contribution(office, "2026-02", 600_001, PAID_ON),
    ):
        with pytest.raises(Refusal) as refused:
            pay()
        assert refused.value.code == "contribution.too_much"
        assert refused.value.details["owed"].replace("\xa0", " ") == "600.000 đ"
    assert len(list_vouchers(office)) == waiting


def test_a_refused_payment_writes_neither_receipt_nor_payment(office, month):
    lock_month(office, "2026-02")
    with pytest.raises(Refusal) as refused:
        take_payment(office, month.id, 1_000_000, date(2026, 2, 20), way="PT")
    assert refused.value.code == "period.locked"
    assert (list_vouchers(office), payments(office)) == ((), 0)


def test_a_month_corrected_below_what_was_paid_says_so(office, month):
    take_payment(office, month.id, 1_000_000, PAID_ON)
    record_contribution(office, "2026-02", workers=10, fund=40_000_000)
    assert stands(office) == ("overpaid", 1_000_000, 0, -200_000)
