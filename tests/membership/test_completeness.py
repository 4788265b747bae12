"""The score of a file asks for what matters for this person now, and for nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from unionapp.membership.completeness import completeness
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.life_cycle import Status
from unionapp.membership.privacy import field_purposes

BARE = MemberDraft("Trần Văn Ba")


def missing(draft, status=Status.ACTIVE, *, has_pay=True):
    return set(completeness(draft, status, has_pay=has_pay).missing)


def test_a_member_needs_a_pay_and_a_group_and_somebody_who_left_needs_neither():
    assert {"salary", "group_id", "bhxh_no"} <= missing(BARE, has_pay=False)
    assert not {"salary", "group_id", "bhxh_no"} & missing(BARE, Status.RETIRED, has_pay=False)
    assert "salary" not in missing(BARE)


def test_some_fields_matter_only_with_others():
    assert not {"nationality", "speciality", "card_issued_on", "party_date"} & missing(BARE)
    assert "nationality" in missing(replace(BARE, id_type="HC"))
    assert "speciality" in missing(replace(BARE, qualification="5"))
    assert "speciality" not in missing(replace(BARE, qualification="1"))
    assert "card_issued_on" in missing(replace(BARE, union_card="CĐ 0012345"))
    assert "party_date" in missing(replace(BARE, is_party=True))


def test_what_is_free_to_give_is_never_asked_for():
    free = {"religion", "policy_object", "note", "email", "youth_union"}
    assert not free & missing(BARE, has_pay=False)


@given(st.sampled_from(Status), st.booleans(), st.sampled_from(["HC", "CCCD", None]))
def test_filled_and_missing_make_up_what_is_expected(status, has_pay, paper):
    score = completeness(replace(BARE, id_type=paper), status, has_pay=has_pay)
    assert score.filled + len(score.missing) == score.expected
    assert set(score.missing) <= set(field_purposes()) | {"salary"}
