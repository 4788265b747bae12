"""The state machine and the identity of the figures, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.errors import Refusal
from unionapp.membership.life_cycle import (
    COUNTED,
    KINDS,
    Counted,
    EventKind,
    Figure,
    Happened,
    Status,
    after,
    allowed_kinds,
    effect,
    movement,
    replay,
)

JAN, FEB = date(2026, 1, 10), date(2026, 2, 10)


def test_every_kind_and_status_has_a_name():
    assert set(KINDS) == set(EventKind)
    assert all(facts.name for facts in KINDS.values())


def test_an_admitted_person_is_a_member():
    assert replay([Happened(EventKind.KET_NAP, JAN)]).status is Status.ACTIVE
    assert effect(Status.APPLICANT, EventKind.KET_NAP) == 1


def test_a_suspended_person_still_counts():
    standing = replay([Happened(EventKind.KET_NAP, JAN), Happened(EventKind.TAM_DUNG, FEB)])
    assert standing.status is Status.SUSPENDED
    assert standing.status in COUNTED
    assert standing.since == FEB
    assert effect(Status.ACTIVE, EventKind.TAM_DUNG) == 0


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.ACTIVE, EventKind.KET_NAP),
        (Status.ACTIVE, EventKind.TRO_LAI),
        (Status.SUSPENDED, EventKind.TAM_DUNG),
        (Status.LEFT, EventKind.KET_NAP),
        (Status.LEFT, EventKind.NGHI_HUU),
        (Status.RETIRED, EventKind.TAM_DUNG),
        (Status.DECEASED, EventKind.KET_NAP_LAI),
        (Status.DECEASED, EventKind.CHUYEN_DEN),
    ],
)
def test_what_makes_no_sense_in_a_state_is_refused(status, kind):
    with pytest.raises(Refusal) as refused:
        after(status, kind)
    assert refused.value.code == "membership.event_not_allowed"


@pytest.mark.parametrize("status", [s for s in Status if s not in COUNTED and s != "DECEASED"])
def test_a_closed_membership_is_reopened_by_readmission_or_transfer(status):
    assert after(status, EventKind.KET_NAP_LAI) is Status.ACTIVE
    assert after(status, EventKind.CHUYEN_DEN) is Status.ACTIVE


def test_a_late_event_that_breaks_what_came_after_is_refused():
    story = [
        Happened(EventKind.KET_NAP, date(2024, 1, 1)),
        Happened(EventKind.TAM_DUNG, date(2024, 3, 1)),
        Happened(EventKind.RA_KHOI, date(2024, 2, 1)),
    ]
    with pytest.raises(Refusal):
        replay(story)


def test_an_adjustment_turns_the_count_both_ways():
    assert effect(Status.ACTIVE, EventKind.DIEU_CHINH) == -1
    assert effect(Status.APPLICANT, EventKind.DIEU_CHINH) == 1
    assert after(Status.REMOVED, EventKind.DIEU_CHINH) is Status.ACTIVE


@given(status=st.sampled_from(Status), kind=st.sampled_from(EventKind))
def test_a_kind_moves_the_figures_the_way_its_column_says(status, kind):
    if status not in KINDS[kind].allowed_in:
        return
    expected = {"new": {1}, "in": {1}, "out": {-1}, "none": {0}, "adjust": {-1, 1}}
    assert effect(status, kind) in expected[KINDS[kind].counts_as]


@given(
    st.lists(
        st.tuples(
            st.booleans(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 99)), max_size=12)
        ),
        max_size=12,
    )
)
def test_the_identity_agrees_with_the_states_on_every_day(people):
    """Plays a story for each person; on each month end the figures equal the states counted one by one."""
    counted, stories = [], []
    for is_female, steps in people:
        status, day, story = Status.APPLICANT, date(2024, 1, 1), []
        for days, choice in steps:
            day += timedelta(days=days)
            kinds = allowed_kinds(status)
            kind = kinds[choice % len(kinds)]
            counted.append(Counted(kind, effect(status, kind), day, is_female))
            story.append(Happened(kind, day, effect(status, kind)))
            status = after(status, kind)
        assert replay(story).status is status
        stories.append((is_female, story))
    for month in range(1, 13):
        first, last = date(2024, month, 1), date(2024, month, 28)
        figures = movement(counted, first, last)
        standing = [
            (female, replay(e for e in story if e.on <= last).status in COUNTED)
            for female, story in stories
        ]
        closing = Figure(sum(c for _, c in standing), sum(c for f, c in standing if f))
        assert figures.closing == closing
        assert (
            figures.closing
            == figures.opening + figures.increase - figures.decrease + figures.adjustment
        )
        assert figures.net == figures.closing - figures.opening
