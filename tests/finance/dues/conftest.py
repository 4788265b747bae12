"""July 2025 worked out and collected at the rate before QĐ 61/QĐ-TLĐ was known."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import text

from tests.finance.setting import add_payer
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office

JULY = "2025-07"


@contextmanager
def old_rate(office: Office) -> Iterator[None]:
    """As if 1 % were still the rate in July 2025."""
    old = "valid_from < '2025-07-01' AND key = 'dues.rate'"
    with office.change("test") as session:
        session.execute(text(f"UPDATE parameter SET valid_to = '2025-07-31' WHERE {old}"))
        session.execute(
            text("UPDATE parameter SET valid_from = '2025-08-01' WHERE valid_from = '2025-07-01'")
        )
    yield
    with office.change("test") as session:
        session.execute(text(f"UPDATE parameter SET valid_to = '2025-06-30' WHERE {old}"))
        session.execute(
            text("UPDATE parameter SET valid_from = '2025-07-01' WHERE valid_from = '2025-08-01'")
        )


@pytest.fixture
def july(office: Office) -> Office:
    """July worked out and collected before anybody knew of the new rate, then locked."""
    early = office.on(date(2025, 7, 25))
    add_payer(early, "Trần Văn Bình", 10_000_000)
    add_payer(early, "Lê Thị Mai", 6_000_000)
    with old_rate(early):
        make_dues(early, JULY)
        post_voucher(early, collect_dues(early, JULY).voucher.id)
    lock_month(early.on(date(2025, 8, 1)), JULY)
    return office.on(date(2025, 8, 5))
