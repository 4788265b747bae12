"""A settlement handed in again is a new version; what changed is shown row by row."""

from datetime import date

import pytest

from tests.finance.setting import hand_in, take_back
from tests.finance.year.test_full_year import book, open_new_office, type_the_year
from unionapp.errors import Refusal
from unionapp.finance.year.approving import approve_settlement
from unionapp.finance.year.budget import approve_estimate, set_estimate
from unionapp.finance.year.settlement import show_settlement
from unionapp.finance.year.versions import (
    compare_settlement_versions,
    find_settlement_version,
    list_settlement_versions,
    show_settlement_version,
)
from unionapp.organisation.office import Office


@pytest.fixture
def year(tmp_path) -> Office:
    return type_the_year(open_new_office(tmp_path / "data"))


def test_a_later_version_takes_the_place_of_one_taken_back_and_both_stay(year: Office) -> None:
    hand_in(year, 2026)
    take_back(year, 2026)
    book(year, "BC", 80_000, date(2026, 12, 31), "25.02", "142")
    hand_in(year, 2026)
    first, second = list_settlement_versions(year, 2026)
    assert (first.version, first.status, second.version, second.status) == (
        1,
        "returned",
        2,
        "submitted",
    )
    assert first.digest != second.digest
    changed = {row.row: row.change for row in compare_settlement_versions(year, 2026, 1, 2)}
    assert changed == dict.fromkeys(
        ("other", "misc", "own_receipts", "total_receipts", "closing"), 80_000
    )


def test_an_approved_version_says_who_approved_it(year: Office) -> None:
    assert list_settlement_versions(year, 2026) == ()
    hand_in(year, 2026)
    approve_settlement(year, 2026)
    (version,) = list_settlement_versions(year, 2026)
    assert (version.status, version.approved_by) == ("approved", year.officer.name)


def test_a_version_that_was_never_handed_in_is_refused(year: Office) -> None:
    hand_in(year, 2026)
    with pytest.raises(Refusal, match=r"settlement\.no_version"):
        compare_settlement_versions(year, 2026, 1, 2)


def test_a_version_taken_back_is_shown_as_it_was_handed_in(year: Office) -> None:
    first = hand_in(year, 2026)
    take_back(year, 2026)
    book(year, "BC", 80_000, date(2026, 12, 31), "25.02", "142")
    (kept,) = list_settlement_versions(year, 2026)
    shown = show_settlement_version(year, kept.id)
    assert (shown.rows, shown.basics, shown.reconciliation) == (
        first.rows,
        first.basics,
        first.reconciliation,
    )
    assert (shown.version, shown.status, shown.is_past) == (1, "returned", True)
    assert shown.handed_in_on == date.fromisoformat(kept.submitted_at[:10])
    assert not [found for found in shown.findings if found.code == "V-28"]
    now = show_settlement(year, 2026)
    assert (now.version, now.is_past, now.handed_in_on) == (0, False, None)
    assert now.amount("closing") - shown.amount("closing") == 80_000


def test_a_version_is_found_by_its_number_only(year: Office) -> None:
    hand_in(year, 2026)
    assert find_settlement_version(year, 2026, 1).status == "submitted"
    with pytest.raises(Refusal, match=r"settlement\.no_version"):
        find_settlement_version(year, 2026, 2)
    with pytest.raises(Refusal, match=r"settlement\.none"):
        show_settlement_version(year, 99)


def test_what_was_assigned_stands_apart_from_what_was_planned_and_stays(year: Office) -> None:
    planned = {"opening": 45_000_000, "dues": 40_000_000, "care": 90_000_000, "misc": 5}
    set_estimate(year, 2026, planned)
    before = {row.id: row for row in show_settlement(year, 2026).rows}
    assert (before["care"].budget, before["care"].assigned) == (90_000_000, None)
    approve_estimate(year, 2026, {"dues": 42_000_000, "care": 80_000_000})
    hand_in(year, 2026)
    approve_estimate(year, 2026, {"dues": 1, "care": None})
    rows = {row.id: row for row in show_settlement(year, 2026).rows}
    assert {id_: rows[id_].assigned for id_ in ("dues", "care", "misc", "propaganda")} == {
        "dues": 42_000_000,
        "care": 80_000_000,
        "misc": None,
        "propaganda": None,
    }
    assert rows["own_spending"].assigned == 80_000_000
    assert rows["total_receipts"].assigned is None  # nothing was said of a row that was planned
    assert rows["opening"].assigned == 45_000_000
    assert rows["misc"].budget == 5
