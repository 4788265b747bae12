"""Vouchers kept and posted in the office of the test."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.finance.setting import draft
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import VoucherRow
from unionapp.organisation.office import Office


@pytest.fixture
def save(office: Office) -> Callable[..., VoucherRow]:
    def make(kind: str, amount: int, on: date, item: str | None = None, **details: object):
        return save_voucher(office, draft(kind, amount, on, item, **details))

    return make


@pytest.fixture
def post(office: Office, save: Callable[..., VoucherRow]) -> Callable[..., VoucherRow]:
    def make(kind: str, amount: int, on: date, item: str | None = None, **details: object):
        return post_voucher(office, save(kind, amount, on, item, **details).id)

    return make
