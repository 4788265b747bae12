"""The chain by itself: numbers, gaps, repeats, forks, replacements."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.errors import Refusal
from unionapp.exchange.chain import Known, Place, State, judge, last_in_chain, next_missing

DAY = date(2026, 3, 5)


def place(number, *, name=None, after=None, instead=None):
    before = f"p{number - 1}" if after is None and number > 1 else after
    return Place(name or f"p{number}", number, before or None, instead)


def held(*numbers, state=State.ACCEPTED):
    return [Known(place(number), state, DAY) for number in numbers]


@pytest.mark.parametrize("state", [State.PENDING, State.ACCEPTED, State.RETURNED, State.REFUSED])
def test_the_next_number_continues_the_chain(state):
    assert judge(held(1, 2, state=state), place(3)) is State.PENDING


def test_the_first_package_has_nothing_before_it():
    assert judge([], place(1)) is State.PENDING
    with pytest.raises(Refusal, match="E_CHAIN"):
        judge([], place(1, after="p0"))


@pytest.mark.parametrize("number", [2, 5])
def test_a_gap_waits(number):
    assert judge([], place(number)) is State.WAITING


def test_another_package_before_it_breaks_the_chain():
    with pytest.raises(Refusal, match="E_CHAIN"):
        judge(held(1), place(2, after="px"))


@pytest.mark.parametrize("state", list(State))
def test_the_same_package_again_is_already_here_whatever_became_of_it(state):
    with pytest.raises(Refusal, match="ALREADY") as refused:
        judge(held(1, state=state), place(1))
    assert refused.value.details == {"received_on": "05/03/2026"}


def test_another_package_under_a_used_number_is_a_fork():
    with pytest.raises(Refusal, match="E_FORK"):
        judge(held(1), place(1, name="other"))


def test_a_number_that_was_passed_over_is_a_replay():
    with pytest.raises(Refusal, match="E_REPLAY"):
        judge(held(3), place(2))


def test_waiting_packages_and_forks_have_not_joined_the_chain():
    known = held(1) + held(3, state=State.WAITING) + held(9, state=State.FORK)
    assert last_in_chain(known).place.sequence == 1
    assert next_missing(known) == 2
    assert judge(known, place(2)) is State.PENDING


def test_a_correction_replaces_a_package_once():
    known = held(1)
    assert judge(known, place(2, instead="p1")) is State.PENDING
    with pytest.raises(Refusal, match="E_SUPERSEDES"):
        judge(known, place(2, instead="px"))
    known.append(Known(place(2, instead="p1"), State.ACCEPTED, DAY))
    with pytest.raises(Refusal, match="E_SUPERSEDES"):
        judge(known, place(3, instead="p1"))


@given(st.permutations(range(1, 7)))
def test_whatever_the_order_of_arrival_the_whole_chain_is_complete_in_the_end(order):
    known = []
    for number in order:
        known.append(Known(place(number), judge(known, place(number)), DAY))
        while True:  # as the inbox lets waiting packages join
            missing = next_missing(known)
            waiting = [it for it in known if it.place.sequence == missing]
            if not waiting:
                break
            known.remove(waiting[0])
            assert judge(known, waiting[0].place) is State.PENDING
            known.append(Known(waiting[0].place, State.PENDING, DAY))
    assert next_missing(known) == 7
    assert {one.state for one in known} == {State.PENDING}
