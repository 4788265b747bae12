"""A request says what the advance will be, before and after the money is handed out."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.advance_requests import request_of, show_request
from unionapp.finance.vouchers.advances import (
    AdvanceDraft,
    clear_advance,
    give_advance,
    list_advances,
)
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.groups import found_group
from unionapp.membership.members import add_member
from unionapp.organisation.parameters import set_own_parameter

DAY = date(2026, 3, 2)


@pytest.fixture
def cash(office):
    set_opening(office, open_accounts(office)[0].id, 10_000_000, date(2026, 1, 1))


def test_a_request_before_and_after_handing_out_is_the_same(office, cash):
    team = found_group(office, "Tổ May 1")
    person = MemberDraft(full_name="Lê Văn Tám", gender="male", group_id=team)
    member = add_member(office, person, on=date(2026, 1, 1))
    draft = AdvanceDraft("Lê  Văn Tám", "Hội trại", 2_000_000, DAY, member_id=member.id)
    asked = request_of(office, draft)
    assert (asked.person, asked.group, asked.amount) == ("Lê Văn Tám", "Tổ May 1", 2_000_000)
    assert list_advances(office) == ()
    given = give_advance(office, draft)
    assert show_request(office, given.id) == asked
    assert asked.clear_by == given.clear_by


def test_a_request_tells_what_was_asked_although_more_was_spent(office, cash):
    given = give_advance(office, AdvanceDraft("Lê Văn Tám", "Hội trại", 1_000_000, DAY))
    clear_advance(office, given.id, (LineDraft("EXP_PROP_CULTURE", 1_500_000),), DAY)
    assert show_request(office, given.id).amount == 1_000_000


def test_an_advance_that_waits_for_the_chair_can_be_asked_for(office, cash):
    basis = {"valid_from": date(2026, 1, 1), "legal_basis": "Quy chế chi tiêu"}
    set_own_parameter(office, "voucher.needs_approval", "true", **basis)
    given = give_advance(office, AdvanceDraft("Lê Văn Tám", "Hội trại", 1_000_000, DAY))
    assert given.given == 0
    assert show_request(office, given.id).amount == 1_000_000


def test_a_request_may_be_empty_and_knows_its_deadline(office):
    asked = request_of(office, AdvanceDraft("", " ", 0, DAY))
    assert (asked.person, asked.group, asked.purpose, asked.amount) == ("", "", "", None)
    assert asked.clear_by == date(2026, 4, 1)


def test_what_cannot_be_asked_for_is_refused(office):
    for amount in (-1, 10**30):
        with pytest.raises(Refusal, match="V-01"):
            request_of(office, AdvanceDraft("Lê Văn Tám", "Hội trại", amount, DAY))
    with pytest.raises(Refusal, match=r"advance\.unknown"):
        show_request(office, 999)
