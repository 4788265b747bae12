"""The profile of a unit: who signs its papers, today and on the days before."""

from dataclasses import replace
from datetime import date

import pytest

from unionapp.organisation.office import Office
from unionapp.organisation.profile import (
    SIGNING,
    UnitProfile,
    edit_profile,
    profile_on,
    show_profile,
)

HERE = UnitProfile(chair="Trần Văn Tùng", accountant="Nguyễn Thị Hòa", cashier="Lê Thị Ẵm")
LATER = date(2027, 4, 10)


def signers(office: Office, on: date) -> list[str]:
    with office.read() as session:
        profile = profile_on(session, office.unit.id, on)
    return [getattr(profile, field) for field in SIGNING]


@pytest.fixture
def later(office: Office) -> Office:
    """The office a year on, with the officers it had from the beginning."""
    edit_profile(office, HERE)
    return replace(office, today=LATER)


def test_who_signed_before_is_kept_for_papers_of_earlier_days(later: Office) -> None:
    edit_profile(later, replace(HERE, chair="Vũ Thị Mới"))
    assert signers(later, date(2026, 12, 31))[0] == "Trần Văn Tùng"
    assert signers(later, LATER)[0] == show_profile(later).chair == "Vũ Thị Mới"
    assert signers(later, date(2026, 12, 31))[1:] == ["Nguyễn Thị Hòa", "Lê Thị Ẵm"]


def test_every_day_has_the_officers_of_its_own(later: Office) -> None:
    edit_profile(later, replace(HERE, cashier="Vi Thị Nhung"))
    last = replace(later, today=date(2028, 1, 2))
    edit_profile(last, replace(HERE, cashier="Lò Thị Ẳng"))
    days = (date(2027, 4, 9), date(2027, 4, 10), date(2028, 1, 1), date(2028, 1, 2))
    assert [signers(last, day)[2] for day in days] == [
        "Lê Thị Ẵm",
        "Vi Thị Nhung",
        "Vi Thị Nhung",
        "Lò Thị Ẳng",
    ]


def test_a_name_spelled_better_is_the_same_officer(later: Office) -> None:
    edit_profile(later, replace(HERE, chair="Tran Van Tung"))
    edit_profile(later, HERE)
    assert signers(later, date(2026, 12, 31))[0] == "Trần Văn Tùng"


def test_a_name_typed_for_a_moment_never_signed(later: Office) -> None:
    edit_profile(later, replace(HERE, chair="Trần Văn"))
    edit_profile(later, replace(HERE, chair="Vũ Thị Mới"))
    assert signers(later, date(2027, 4, 9))[0] == "Trần Văn Tùng"
    assert signers(later, LATER)[0] == "Vũ Thị Mới"


def test_the_day_since_which_another_signs_may_be_told(later: Office) -> None:
    edit_profile(later, replace(HERE, chair="Vũ Thị Mới"), signing_since=date(2027, 1, 1))
    assert signers(later, date(2026, 12, 31))[0] == "Trần Văn Tùng"
    assert signers(later, date(2027, 1, 1))[0] == "Vũ Thị Mới"


def test_a_wrong_name_is_put_right_for_the_days_before_too(later: Office) -> None:
    edit_profile(later, replace(HERE, chair="Người Nhập Nhầm"))
    edit_profile(later, HERE, signing_since=date(2020, 1, 1))
    assert signers(later, date(2026, 12, 31))[0] == signers(later, LATER)[0] == "Trần Văn Tùng"


def test_who_was_named_first_signs_for_the_days_before_too(office: Office) -> None:
    assert signers(office, date(2026, 1, 1)) == ["", "", ""]
    edit_profile(office, HERE)
    assert signers(office, date(2020, 1, 1)) == [HERE.chair, HERE.accountant, HERE.cashier]
