"""What is owed upwards: every receipt by the rate of its own day, in one rule."""

from datetime import date

import pytest

from tests.finance.setting import add_payer, draft
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.levels.obligations import list_obligations, list_obligations_by_month
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter


def put(office: Office, amount: int, on: date, item: str) -> None:
    post_voucher(office, save_voucher(office, draft("PT", amount, on, item)).id)


@pytest.fixture
def later(office: Office) -> Office:
    return office.on(date(2027, 1, 20))


def set_share(office: Office, key: str, share: str, since: date, **until: date) -> None:
    facts = {"valid_from": since, "legal_basis": "Hướng dẫn của tỉnh", **until}
    set_own_parameter(office, key, share, **facts)


@pytest.mark.parametrize(
    ("key", "item", "before", "after"),
    [
        ("split.dues.up", "22.01", 30_000_000, 4_000_000),
        ("split.kpcd.up", "23.01", 25_000_000, 4_000_000),
    ],
)
def test_a_share_that_changes_holds_for_what_comes_in_from_its_day_on(
    later: Office, key: str, item: str, before: int, after: int
) -> None:
    put(later, 100_000_000, date(2026, 3, 5), item)
    set_share(later, key, "0.40", date(2026, 7, 1))
    months = list_obligations_by_month(later, 2026)
    assert [one.due for one in months] == [0, 0, *[before] * 10]
    put(later, 10_000_000, date(2026, 8, 5), item)
    assert list_obligations(later, 2026, date(2026, 6, 30)).due == before
    assert list_obligations(later, 2026).due == before + after


def test_dues_are_shared_by_the_day_they_came_in(make_office) -> None:
    office = make_office("ketoan", today=date(2022, 1, 10))
    add_payer(office, "Trần Văn Bình", 10_000_000, since="2021-01")
    make_dues(office, "2021-12")
    collected = collect_dues(office, "2021-12", on=date(2022, 1, 10))
    post_voucher(office, collected.voucher.id)
    assert collected.collected == 100_000
    assert collected.split.up == list_obligations(office, 2022).due == 30_000
    assert list_obligations(office, 2021).due == 0


def test_a_share_that_stays_is_rounded_once_for_the_year(later: Office) -> None:
    for month in range(1, 13):
        put(later, 1_001, date(2026, month, 5), "22.01")
    set_share(later, "split.dues.up", "0.30", date(2026, 7, 1))
    assert list_obligations(later, 2026).due == 3_604
