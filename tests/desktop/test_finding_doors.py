"""One rule leads to one place, whichever list names it."""

import pytest

from unionapp.desktop.finding_doors import Door, door_of
from unionapp.finance.findings import warn


@pytest.mark.parametrize(
    ("code", "page", "place"),
    [
        ("V-11.count", "books", "counts"),
        ("V-11.drafts", "vouchers", None),
        ("V-13", "books", "items"),
        ("V-13.dues", "dues", None),
        ("V-16.cap", "dues", None),
        ("V-17", "books", "dues"),
        ("V-17.month", "dues", None),
        ("V-25.roles", "organisation", "profile"),
        ("V-30.stale", "books", "counts"),
        ("dues.below_min_wage", "dues", None),
        ("disclosure.late", "settlement", "disclosures"),
    ],
)
def test_a_finding_leads_where_its_code_or_its_rule_is_put_right(code, page, place) -> None:
    door = door_of(warn(code, "field"))
    assert door is not None
    assert (door.page, door.place) == (page, place)


def test_a_finding_that_names_a_record_leads_to_it() -> None:
    found = warn("V-24", "advances", place="advances:7")
    assert door_of(found) == Door("Tạm ứng", "books", "advances:7")


@pytest.mark.parametrize("code", ["V-12", "V-15", "V-21.none", "V-99"])
def test_a_rule_without_a_door_is_left_to_the_row_it_points_to(code) -> None:
    assert door_of(warn(code, "care")) is None
