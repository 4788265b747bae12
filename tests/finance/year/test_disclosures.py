"""Making the figures public: at the committee and in a second way."""

from dataclasses import replace
from datetime import date

import pytest

from tests.finance.setting import hand_in
from unionapp.errors import Refusal
from unionapp.finance.books.cash_counts import CountDraft, booked_cash, count_cash
from unionapp.finance.year.approving import approve_settlement
from unionapp.finance.year.checks import check_year
from unionapp.finance.year.disclosures import DisclosureRow, list_disclosures, record_disclosure
from unionapp.organisation.office import Office

SHOWN = DisclosureRow(
    2025, "settlement", date(2026, 2, 10), "conference", date(2026, 2, 20), "Biên bản số 3"
)


def code_of(action, *args) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args)
    return refused.value.code


def test_a_disclosure_is_noted_and_noted_anew(office: Office) -> None:
    record_disclosure(office, SHOWN)
    record_disclosure(office, replace(SHOWN, second_way="posted"))
    record_disclosure(office, replace(SHOWN, subject="budget"))
    assert [(row.subject, row.second_way) for row in list_disclosures(office, 2025)] == [
        ("budget", "conference"),
        ("settlement", "posted"),
    ]


def test_a_disclosure_names_a_known_way_and_a_day_gone_by(office: Office) -> None:
    assert code_of(record_disclosure, office, replace(SHOWN, second_way="radio")) == (
        "disclosure.unknown"
    )
    later = replace(SHOWN, second_on=date(2026, 3, 6))
    assert code_of(record_disclosure, office, later) == "disclosure.in_future"


def test_a_settlement_is_made_public_after_its_year(office: Office) -> None:
    early = replace(SHOWN, committee_on=date(2025, 12, 31))
    assert code_of(record_disclosure, office, early) == "disclosure.not_over"
    assert record_disclosure(office, replace(early, subject="budget")).year == 2025


def test_an_approved_settlement_not_made_public_in_thirty_days_is_named(office: Office) -> None:
    hand_in(office, 2025)
    approve_settlement(office, 2025)

    def is_named(office: Office) -> bool:
        return "disclosure.late" in {one.code for one in check_year(office, 2025)}

    assert not is_named(office.on(date(2026, 4, 4)))
    assert is_named(office.on(date(2026, 4, 5)))
    record_disclosure(office, SHOWN)
    assert not is_named(office.on(date(2026, 4, 5)))


def test_a_count_takes_only_notes_in_use_and_days_gone_by(office: Office) -> None:
    day = date(2026, 3, 5)
    assert code_of(count_cash, office, CountDraft(day, {3_000: 1})) == "count.unknown_note"
    assert code_of(count_cash, office, CountDraft(day, {1_000: -1})) == "count.unknown_note"
    assert code_of(count_cash, office, CountDraft(date(2026, 3, 6), {})) == "count.in_future"
    assert booked_cash(office, day) == 0
