"""The list of vouchers finds them by everything that stands in its rows."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.finance.setting import draft
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.finance.vouchers.seeking import seek_vouchers
from unionapp.vietnamese.dates import table_date

MARCH = date(2026, 3, 8)


@pytest.fixture
def kept(office):
    for kind, amount, on in (
        ("PT", 5_000_000, date(2026, 1, 10)),
        ("PC", 300_000, date(2026, 2, 8)),
        ("PC", 1_450_000, MARCH),
    ):
        post_voucher(office, save_voucher(office, draft(kind, amount, on)).id)
    return office


def amounts(office, text):
    return [row.amount for row in list_vouchers(office, search=text)]


@pytest.mark.parametrize(
    "text",
    [
        *("PC002", "pc002/2026", "PC2", "pc-2", "002", "2", "002/2026"),
        *("1450000", "1.450.000", "1,450,000", "1450", "1.450", "1.450.", "1tr450"),
        *("08/03/2026", "8/3/2026", "8/3", "08.03.2026", "03/2026"),
        *("pc 1.450.000", "bình 1450000 8/3", "PC002/2026 thăm"),
    ],
)
def test_a_number_an_amount_and_a_day_find_their_voucher(kept, text):
    assert amounts(kept, text) == [1_450_000]


@pytest.mark.parametrize(
    "text", ["PC009", "PT002", "PC002/2025", "450000", "145", "1.451", "09/03/2026", "31/31"]
)
def test_another_number_amount_or_day_finds_nothing(kept, text):
    assert amounts(kept, text) == []


def test_words_of_payee_and_reason_are_found_as_before(kept):
    assert amounts(kept, "thăm ốm") == [300_000, 1_450_000]
    assert amounts(kept, "lai tien gui") == [5_000_000]


def test_every_voucher_is_found_by_what_its_row_shows(kept):
    for row in list_vouchers(kept):
        for text in (row.number, str(row.amount), table_date(row.voucher_on)):
            assert [found.id for found in list_vouchers(kept, search=text)] == [row.id], text


def test_a_reversal_is_found_by_the_amount_it_takes_back(kept):
    wrong = list_vouchers(kept, search="1450000")[0]
    reverse_voucher(kept, wrong.id, "Ghi nhầm", MARCH)
    assert amounts(kept, "1.450.000") == [1_450_000, -1_450_000]


def test_a_number_with_its_year_is_understood_everywhere(kept):
    assert [row.amount for row in seek_vouchers(kept, "PC002/2026")] == [1_450_000]
    assert seek_vouchers(kept, "PC002/2025") == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(alphabet="0123456789tr.,/-%_pck ỷ", max_size=30))
def test_nothing_typed_on_the_way_breaks_the_list(kept, text):
    assert len(list_vouchers(kept, search=text)) <= 3
