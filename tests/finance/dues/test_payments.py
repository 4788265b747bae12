"""Arrears and part payments of one member, and the dues book of the year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.finance.setting import add_payer
from unionapp.errors import Refusal
from unionapp.finance.dues.above_rule import kept_whole
from unionapp.finance.dues.book import MonthOfDues, dues_book, months_of
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import list_dues, make_dues, set_due
from unionapp.finance.dues.payments import MonthPaid, months_owed, pay_dues, spread
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.membership.salaries import set_salary
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period, whole_year


@pytest.fixture
def member(office: Office) -> int:
    member = add_payer(office, "Trần Văn Bình", 10_000_000)
    add_payer(office, "Lê Thị Mai", 6_000_000)
    for month in ("2026-01", "2026-02", "2026-03"):
        make_dues(office, month)
    lock_month(office, "2026-01")
    return member


def owed(office: Office, member: int) -> list[int]:
    with office.read() as session:
        return [month.owed for month in months_of(session, office.unit.id, member)]


def test_a_part_payment_goes_to_the_oldest_month_even_if_locked(office, member) -> None:
    paid = pay_dues(office, member, 70_000)
    assert [(part.month, part.amount) for part in paid.months] == [
        ("2026-01", 50_000),
        ("2026-02", 20_000),
    ]
    assert paid.still_owed == 80_000
    assert "từ tháng 01 năm 2026 đến tháng 02 năm 2026" in paid.voucher.reason
    assert post_voucher(office, paid.voucher.id).number == "PT001/2026"
    assert owed(office, member) == [0, 30_000, 50_000]


def test_the_rest_of_a_part_payment_is_collected_with_the_list(office, member) -> None:
    pay_dues(office, member, 70_000)
    collected = collect_dues(office, "2026-02")
    assert (collected.collected, collected.owed) == (60_000, 0)
    assert post_voucher(office, collected.voucher.id).amount == 60_000


def test_a_list_made_again_keeps_a_part_payment(office, member) -> None:
    pay_dues(office, member, 70_000)
    make_dues(office, "2026-02")
    assert list_dues(office, "2026-02").paid == 20_000


def test_a_payment_taken_back_is_owed_again(office, member) -> None:
    delete_draft(office, pay_dues(office, member, 70_000).voucher.id)
    assert owed(office, member) == [50_000] * 3
    voucher = post_voucher(office, pay_dues(office, member, 150_000).voucher.id)
    reverse_voucher(office, voucher.id, "Thu nhầm người")
    assert owed(office, member) == [50_000] * 3


def test_nobody_pays_more_than_is_owed(office, member) -> None:
    for amount, code in ((150_001, "dues.too_much"), (0, "V-01")):
        with pytest.raises(Refusal) as refused:
            pay_dues(office, member, amount)
        assert refused.value.code == code


def test_half_a_year_is_paid_ahead_before_any_list_is_made(office, member) -> None:
    paid = pay_dues(office, member, 450_000, ahead=6)
    assert (paid.months[0].month, paid.months[-1].month, paid.still_owed) == (
        "2026-01",
        "2026-09",
        0,
    )
    assert "từ tháng 01 năm 2026 đến tháng 9 năm 2026" in paid.voucher.reason
    post_voucher(office, paid.voucher.id)
    for month in ("2026-04", "2026-09"):
        listed = make_dues(office, month)
        line = next(row for row in listed.rows if row.member_id == member)
        assert (line.due, line.paid, line.owed, line.ahead) == (50_000, 50_000, 0, 50_000)
        assert (listed.paid, listed.owed) == (50_000, 30_000)
    assert collect_dues(office, "2026-04").collected == 30_000


def test_only_as_many_months_ahead_as_were_asked_for(office, member) -> None:
    with pytest.raises(Refusal) as refused:
        pay_dues(office, member, 200_001, ahead=1)
    assert refused.value.code == "dues.too_much"
    assert pay_dues(office, member, 170_000, ahead=1).months[-1] == MonthPaid("2026-04", 20_000)
    # what was paid ahead already is not asked for again
    assert [month.owed for month in months_owed(office, member, 2)] == [30_000, 50_000]
    for ahead in (-1, 25):
        with pytest.raises(Refusal) as refused:
            pay_dues(office, member, 1_000, ahead=ahead)
        assert refused.value.code == "dues.ahead"


def test_a_coming_month_is_expected_at_its_own_law(office, member) -> None:
    base = {row.member_id: row for row in list_dues(office, "2026-03").rows}[member]
    set_due(office, "2026-03", member, 70_000, "Nghị quyết")
    assert [month.owed for month in months_owed(office, member, 2)][-2:] == [70_000, 70_000]
    set_due(office, "2026-03", member, base.due, "Thôi")
    assert [month.owed for month in months_owed(office, member, 2)][-2:] == [50_000, 50_000]


def test_what_was_paid_ahead_and_taken_back_is_owed_when_the_list_is_made(office, member) -> None:
    paid = pay_dues(office, member, 300_000, ahead=3)
    post_voucher(office, paid.voucher.id)
    reverse_voucher(office, paid.voucher.id, "Ghi nhầm người")
    line = {row.member_id: row for row in make_dues(office, "2026-04").rows}[member]
    assert (line.paid, line.owed, line.ahead) == (0, 50_000, 0)


def test_a_raise_since_leaves_only_the_difference_to_pay(office, member) -> None:
    pay_dues(office, member, 300_000, ahead=3)
    set_salary(office, member, "2026-05", 12_000_000)
    line = {row.member_id: row for row in make_dues(office, "2026-05").rows}[member]
    assert (line.due, line.paid, line.owed) == (60_000, 50_000, 10_000)


def test_money_paid_ahead_is_shared_upwards_before_its_list_is_made(office, member) -> None:
    paid = pay_dues(office, member, 300_000, ahead=3)
    post_voucher(office, paid.voucher.id)
    with office.read() as session:
        assert kept_whole(session, office.unit.id, date(2026, 12, 31)) == 0


def test_the_book_shows_everybody_over_the_year(office, member) -> None:
    collect_dues(office, "2026-03")
    book = dues_book(office, whole_year(2026))
    assert [(line.full_name, line.due, line.total) for line in book] == [
        ("Trần Văn Bình", 150_000, 50_000),
        ("Lê Thị Mai", 90_000, 30_000),
    ]
    assert dues_book(office, whole_year(2025)) == ()


def test_the_printed_book_has_a_column_per_month_and_later_payments_in_it(office, member) -> None:
    collect_dues(office, "2026-03")
    pay_dues(office, member, 70_000)
    payers = dues_book(office, whole_year(2026))
    assert [(payer.full_name, payer.paid[:4], payer.due, payer.total) for payer in payers] == [
        ("Trần Văn Bình", (50_000, 20_000, 50_000, 0), 150_000, 120_000),
        ("Lê Thị Mai", (0, 0, 30_000, 0), 90_000, 30_000),
    ]
    assert [payer.paid for payer in dues_book(office, Period("2026-01", "2026-01"))] == [
        (50_000,),
        (0,),
    ]


MONTHS = st.lists(st.integers(-50, 100), max_size=12).map(
    lambda due: [MonthOfDues(f"2026-{n + 1:02}", amount, 0) for n, amount in enumerate(due)]
)


@given(MONTHS, st.integers(1, 1200))
def test_a_payment_is_spread_whole_as_far_as_something_is_owed(months, amount) -> None:
    parts = list(spread(amount, months))
    owing = sum(max(month.owed, 0) for month in months)
    assert sum(part.amount for part in parts) == min(amount, owing)
    assert all(part.amount > 0 for part in parts)
