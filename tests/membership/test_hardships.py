"""Times of need: begun once, ended once, never ahead of time."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.hardships import add_hardship, end_hardship, list_hardships
from unionapp.membership.members import add_member
from unionapp.membership.privacy import list_looks, reveal_all


@pytest.fixture
def ba(office):
    return add_member(office, MemberDraft("Trần Văn Ba", gender="male")).id


def test_the_same_need_is_not_begun_twice_but_may_come_back(office, ba):
    first = add_hardship(office, ba, "CAN_NGHEO", date(2026, 1, 5))
    with pytest.raises(Refusal) as refused:
        add_hardship(office, ba, "Hộ cận nghèo", date(2026, 2, 1))
    assert refused.value.code == "hardship.lasting"
    assert refused.value.details == {"kind": "Hộ cận nghèo", "on": "05/01/2026"}
    end_hardship(office, first.id, date(2026, 2, 28))
    add_hardship(office, ba, "CAN_NGHEO", date(2026, 3, 1))
    assert [row.last_on for row in list_hardships(office, member_id=ba)] == [
        date(2026, 2, 28),
        None,
    ]


def test_a_need_is_neither_begun_nor_ended_ahead_of_time(office, ba):
    row = add_hardship(office, ba, "NHA_O", date(2026, 1, 5))
    tomorrow = date.fromordinal(office.today.toordinal() + 1)
    for deed in (
        lambda: add_hardship(office, ba, "TAI_NAN", tomorrow),
        lambda: end_hardship(office, row.id, tomorrow),
    ):
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == "hardship.in_future"


def test_a_look_behind_the_mask_is_kept_of_a_need_too(office, ba):
    add_hardship(office, ba, "BENH_NANG", date(2026, 1, 5))
    reveal_all(office, ba)
    assert [look.what for look in list_looks(office, member_id=ba)] == ["hardship"]
