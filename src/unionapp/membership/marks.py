"""Finding the same person in two units without showing anybody's data.

Each unit turns the numbers and names of its members into marks by a key that the upper unit gave
it; the upper unit compares marks and learns only which of them occur twice. Without the key a mark
cannot be tried out on the few numbers there are.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from unionapp.errors import Refusal
from unionapp.membership.life_cycle import COUNTED
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office

KEY_BYTES, MARK_BYTES = 16, 16
Kind = Literal["number", "name"]


@dataclass(frozen=True, slots=True)
class PersonMark:
    """What stands for a member; only the member's own unit can tell who it is."""

    unit_code: str
    member_code: str
    kind: Kind
    mark: str


@dataclass(frozen=True, slots=True)
class SharedMark:
    """Members of two or more units who are the same person, by number or by name and birth."""

    kind: Kind
    members: tuple[tuple[str, str], ...]


def make_mark(kind: Kind, text: str, key: bytes) -> str:
    """The mark of a number, or of a name and birth date.

    Raises:
        Refusal: marks.key, the key is too short to protect anybody.
    """
    if len(key) < KEY_BYTES:
        raise Refusal("marks.key")
    return hmac.new(key, f"{kind}:{text}".encode(), hashlib.sha256).hexdigest()[: 2 * MARK_BYTES]


def person_marks(office: Office, key: bytes) -> tuple[PersonMark, ...]:
    """The marks of everybody who is a member now; names only with a birth date known to the day.

    Raises:
        Refusal: marks.key.
    """
    query = (
        select(Member.code, Member.id_number, Member.name_tone_key, Member.birth_date)
        .where(Member.unit_id == office.unit.id, Member.status.in_(COUNTED))
        .order_by(Member.code)
    )
    marks: list[PersonMark] = []
    with office.read() as session:
        for code, number, name, born in session.execute(query):
            if number:
                mark = make_mark("number", number, key)
                marks.append(PersonMark(office.unit.code, code, "number", mark))
            if born and len(born) == 10:
                mark = make_mark("name", f"{name}|{born}", key)
                marks.append(PersonMark(office.unit.code, code, "name", mark))
    return tuple(marks)


def shared_marks(marks: Iterable[PersonMark]) -> tuple[SharedMark, ...]:
    """The people who occur in more than one unit; a pair found by number is not named again."""
    places: dict[tuple[Kind, str], set[tuple[str, str]]] = defaultdict(set)
    for mark in marks:
        places[mark.kind, mark.mark].add((mark.unit_code, mark.member_code))
    by_number = _in_two_units(places, "number")
    known = {shared.members for shared in by_number}
    by_name = _in_two_units(places, "name")
    return (*by_number, *(shared for shared in by_name if shared.members not in known))


def _in_two_units(
    places: dict[tuple[Kind, str], set[tuple[str, str]]], kind: Kind
) -> tuple[SharedMark, ...]:
    found = {
        tuple(sorted(members))
        for (mark_kind, _), members in places.items()
        if mark_kind == kind and len({unit for unit, _ in members}) > 1
    }
    return tuple(SharedMark(kind, members) for members in sorted(found))
