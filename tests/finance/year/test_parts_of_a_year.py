"""A quarter or a half is settled from the books: parts add up to the year, each proved."""

from itertools import pairwise

import pytest

from tests.finance.setting import hand_in
from tests.finance.year.test_full_year import open_new_office, type_the_year
from unionapp.errors import Refusal
from unionapp.finance.year.row_sources import show_row_sources
from unionapp.finance.year.settlement import SettlementForm, show_settlement, show_settlement_of
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period

B07 = "B07-TLĐ"
QUARTERS = [Period.parse(f"2026-Q{number}") for number in (1, 2, 3, 4)]
HALVES = [Period.parse("2026-H1"), Period.parse("2026-H2")]
BALANCES = {"opening", "available", "closing", "payable"}


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Office:
    return type_the_year(open_new_office(tmp_path_factory.mktemp("year") / "data"))


def flows(form: SettlementForm) -> dict[str, int]:
    return {row.id: row.reported for row in form.rows if row.id not in BALANCES}


@pytest.mark.parametrize("parts", [QUARTERS, HALVES])
def test_parts_add_up_to_the_year_and_follow_one_another(year: Office, parts) -> None:
    whole = show_settlement(year, 2026)
    forms = [show_settlement_of(year, period) for period in parts]
    for row, amount in flows(whole).items():
        assert (row, sum(flows(form)[row] for form in forms)) == (row, amount)
    assert forms[0].amount("opening") == whole.amount("opening")
    for earlier, later in pairwise(forms):
        assert later.amount("opening") == earlier.amount("closing")
    assert forms[-1].amount("closing") == whole.amount("closing")
    assert forms[-1].amount("payable") == whole.amount("payable")


@pytest.mark.parametrize("period", [*QUARTERS, *HALVES], ids=lambda period: period.text)
def test_every_part_is_proved_and_every_figure_made_of_its_sources(year: Office, period) -> None:
    form = show_settlement_of(year, period)
    assert form.reconciliation.difference == 0
    assert form.findings == ()
    for row in form.rows:
        found = show_row_sources(year, B07, period, row.id)
        made_of = [*found.parts, *found.lines]
        assert (row.id, sum(one.amount for one in made_of)) == (row.id, row.reported)
        assert all(period.covers(line.on) for line in found.lines)


def test_a_quarter_counts_its_own_months(year: Office) -> None:
    second = show_settlement_of(year, Period.parse("2026-Q2"))
    assert second.amount("dues") == 3 * 3_600_000
    assert second.basics.contribution_fund == 3 * 800_000_000
    assert (second.version, second.status) == (0, "open")


def test_the_whole_year_is_the_settlement_that_is_handed_in(tmp_path) -> None:
    office = type_the_year(open_new_office(tmp_path / "data"))
    handed_in = hand_in(office, 2026)
    assert show_settlement_of(office, Period.parse("2026")) == handed_in
    assert show_settlement_of(office, QUARTERS[3]).status == "open"


def test_months_of_two_years_are_no_settlement(year: Office) -> None:
    with pytest.raises(Refusal, match=r"settlement\.not_in_one_year"):
        show_settlement_of(year, Period("2025-11", "2026-01"))
