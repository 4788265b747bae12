"""Numbers, chain and repeats: what a package's place in its stream says about it.

Every sender counts its packages to one recipient 1, 2, 3 … and names the one before, so that the
recipient sees what is lost, repeated, or sent twice under one number. No session, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unionapp.errors import Refusal
from unionapp.vietnamese.dates import table_date


class State(StrEnum):
    """What became of a package that arrived."""

    PENDING = "pending"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    SUPERSEDED = "superseded"
    REFUSED = "refused"
    FORK = "fork"


STATE_NAMES = {
    State.PENDING: "chờ duyệt",
    State.WAITING: "chờ gói trước",
    State.ACCEPTED: "đã nhận",
    State.RETURNED: "đã trả lại",
    State.SUPERSEDED: "đã có bản thay thế",
    State.REFUSED: "không nhận",
    State.FORK: "trùng số với gói khác",
}

# A waiting package has not joined the chain yet, a fork never will.
_OUTSIDE = frozenset({State.WAITING, State.FORK})


@dataclass(frozen=True, slots=True)
class Place:
    """A package's place in its stream."""

    package_id: str
    sequence: int
    previous_id: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A package of the stream that is already here."""

    place: Place
    state: State
    received_on: date


def judge(known: Sequence[Known], new: Place) -> State:
    """PENDING if the package continues the chain, WAITING if one before it is missing.

    Raises:
        Refusal: ALREADY, E_FORK, E_REPLAY, E_CHAIN or E_SUPERSEDES.
    """
    _refuse_repeats(known, new)
    last = last_in_chain(known)
    number = 0 if last is None else last.place.sequence
    if new.sequence <= number:
        raise Refusal("E_REPLAY", sequence=new.sequence)
    if new.sequence > number + 1:
        return State.WAITING
    if new.previous_id != (None if last is None else last.place.package_id):
        raise Refusal("E_CHAIN", sequence=new.sequence)
    _refuse_wrong_replacement(known, new)
    return State.PENDING


def last_in_chain(known: Sequence[Known]) -> Known | None:
    """The package with the highest number that has joined the chain."""
    inside = [one for one in known if one.state not in _OUTSIDE]
    return max(inside, key=lambda one: one.place.sequence, default=None)


def next_missing(known: Sequence[Known]) -> int:
    """The number the chain waits for."""
    last = last_in_chain(known)
    return 1 if last is None else last.place.sequence + 1


def _refuse_repeats(known: Sequence[Known], new: Place) -> None:
    for one in known:
        if one.place.package_id == new.package_id:
            raise Refusal("ALREADY", received_on=table_date(one.received_on))
    if any(one.place.sequence == new.sequence for one in known):
        raise Refusal("E_FORK", sequence=new.sequence)


def _refuse_wrong_replacement(known: Sequence[Known], new: Place) -> None:
    if new.supersedes is None:
        return
    replaced = {one.place.supersedes for one in known if one.state not in _OUTSIDE}
    held = {one.place.package_id for one in known}
    if new.supersedes not in held or new.supersedes in replaced:
        raise Refusal("E_SUPERSEDES")
