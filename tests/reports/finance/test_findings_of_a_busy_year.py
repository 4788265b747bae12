"""A year in which much is left open: every finding is there for a reason, and no other is."""

from unionapp.finance.year.checks import check_year
from unionapp.finance.year.settlement import show_settlement

# Why each of them stands in the busy year.
EXPECTED = {
    "V-05.order": "the voucher of May was posted after those of December",
    "V-11.drafts": "two payments of May were never posted",
    "V-13.dues": "the dues of the example were booked without lists",
    "V-20": "nobody has said yet how what goes up is reckoned",
    "V-21": "care passed its estimate",
    "V-21.none": "the estimate names no other purpose",
    "V-22": "administration and pay are above their share",
    "V-24": "an advance is still out when the year ends",
    "V-30.voucher": "the till was short when it was counted",
}


def test_the_busy_year_is_found_to_lack_what_it_lacks(busy) -> None:
    office, _ = busy
    found = (*show_settlement(office, 2026).findings, *check_year(office, 2026))
    assert {one.code for one in found} == set(EXPECTED)
    assert {one.code for one in found if one.is_error} == {"V-11.drafts"}
    assert all(one.words.endswith(".") for one in found)
