"""A settlement handed in again is a new version; what changed is shown row by row."""

from datetime import date

import pytest

from tests.finance.setting import hand_in, take_back
from tests.finance.year.test_full_year import book, open_new_office, type_the_year
from unionapp.errors import Refusal
from unionapp.finance.year.approving import approve_settlement
from unionapp.finance.year.versions import (
    compare_settlement_versions,
    list_settlement_versions,
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
