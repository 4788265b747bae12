"""What is taken back, what takes it back, and what neither concerns."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import ColumnElement, select

from unionapp.finance.tables import Voucher
from unionapp.finance.vouchers.accounts import add_bank_account, ensure_cash
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.register import VoucherRow
from unionapp.finance.vouchers.reversals import (
    is_not_taken_back,
    is_outside_reversals,
    reversal_of,
)
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.organisation.office import Office

DAY = date(2026, 3, 5)


@pytest.fixture
def wrong(post: Callable[..., VoucherRow]) -> VoucherRow:
    return post("PT", 500_000, DAY)


@pytest.fixture
def right(post: Callable[..., VoucherRow]) -> VoucherRow:
    return post("PT", 700_000, DAY)


def ids(office: Office, condition: ColumnElement[bool]) -> set[int]:
    with office.read() as session:
        return set(session.scalars(select(Voucher.id).where(condition)))


def test_only_the_original_is_taken_back(office: Office, wrong, right) -> None:
    undone = reverse_voucher(office, wrong.id, "Ghi nhầm")
    assert ids(office, is_not_taken_back()) == {right.id, undone.id}
    assert ids(office, is_outside_reversals()) == {right.id}


def test_a_voucher_knows_what_takes_it_back(office: Office, wrong, right) -> None:
    undone = reverse_voucher(office, wrong.id, "Ghi nhầm")
    with office.read() as session:
        assert reversal_of(session, wrong.id) == undone.id
        assert reversal_of(session, right.id) is None
        assert reversal_of(session, undone.id) is None


def test_both_sides_of_a_transfer_are_taken_back_with_each_other(office: Office, right) -> None:
    bank = add_bank_account(office, "VietinBank", bank="VietinBank", number="0101").id
    with office.read() as session:
        cash = ensure_cash(session, office).id
    sides = transfer(office, Transfer(cash, bank, 300_000, DAY))
    post_voucher(office, sides[0].id)
    reverse_voucher(office, sides[0].id, "Ghi nhầm")
    assert ids(office, is_outside_reversals()) == {right.id}
    assert ids(office, is_not_taken_back()).isdisjoint(side.id for side in sides)
