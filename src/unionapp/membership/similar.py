"""Who a typed person may already be: shown while typing, with the reason, never decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from unionapp.membership.drafts import MemberDraft, tidy
from unionapp.membership.lists import MemberRow, rows_of
from unionapp.membership.members import name_columns
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_name, fold

_NEAR = 0.85
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """A member who may be the person, how likely, and why (the tail of a code `likeness.…`)."""

    row: MemberRow
    percent: int
    reason: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """What tells people apart."""

    full_name: str
    name_tone_key: str
    birth_date: str | None
    id_number: str | None
    old_id_number: str | None = None


def similar_members(
    office: Office, draft: MemberDraft, *, member_id: int | None = None
) -> tuple[Likeness, ...]:
    """The members, present and former, that a draft may speak of, most likely first."""
    typed, _ = tidy(draft, office.today)
    person = _particulars(typed)
    with office.read() as session:
        found = [
            (percent, reason, known_id)
            for known_id, known in _candidates(session, office.unit.id, person)
            if known_id != member_id
            for percent, reason in [compare(person, known)]
            if percent
        ]
        found = sorted(found, reverse=True)[:_SHOWN]
        rows = rows_of(session, office, [known_id for *_, known_id in found])
    return tuple(
        Likeness(row, percent, reason)
        for row, (percent, reason, _) in zip(rows, found, strict=True)
    )


def compare(one: Particulars, other: Particulars) -> tuple[int, str]:
    """How likely two are the same person, in per cent, and why; 0 where nothing speaks for it.

    A number that both have decides; an old number of 9 digits says nothing about a new one of 12.
    """
    numbers = one.id_number or "", other.id_number or ""
    if _numbers(one) & _numbers(other):
        return 100, "id_number"
    if all(numbers) and len(numbers[0]) == len(numbers[1]):
        return 0, ""
    if one.birth_date and one.birth_date == other.birth_date and len(one.birth_date) == 10:
        return _compare_names(one, other)
    if one.name_tone_key != other.name_tone_key:
        return 0, ""
    return _compare_births(one.birth_date or "", other.birth_date or "")


def _numbers(person: Particulars) -> set[str]:
    return {number for number in (person.id_number, person.old_id_number) if number}


def _compare_names(one: Particulars, other: Particulars) -> tuple[int, str]:
    if one.name_tone_key == other.name_tone_key:
        return 98, "name_birth"
    folded = fold(one.full_name), fold(other.full_name)
    if folded[0] == folded[1]:
        return 95, "unmarked_name_birth"
    is_near = SequenceMatcher(None, *folded).ratio() >= _NEAR
    return (90, "near_name_birth") if is_near else (0, "")


def _compare_births(one: str, other: str) -> tuple[int, str]:
    if not one or not other:
        return 70, "name"
    known = min(len(one), len(other))
    return (85, "name_year") if one[:known] == other[:known] else (0, "")


def _particulars(draft: MemberDraft) -> Particulars:
    name = clean_name(draft.full_name)
    key = name_columns(name)["name_tone_key"]
    return Particulars(name, key, draft.birth_date, draft.id_number, draft.old_id_number)


def _candidates(
    session: Session, unit_id: int, person: Particulars
) -> Iterator[tuple[int, Particulars]]:
    mine = select(Member.id).where(Member.unit_id == unit_id)
    ways = [mine.where(Member.name_tone_key == person.name_tone_key)]
    for paper in _numbers(person):
        ways.append(mine.where(Member.id_number == paper))
        ways.append(mine.where(Member.old_id_number == paper))
    if person.birth_date:
        ways.append(mine.where(Member.birth_date == person.birth_date))
    query = select(
        Member.id,
        Member.full_name,
        Member.name_tone_key,
        Member.birth_date,
        Member.id_number,
        Member.old_id_number,
    ).where(Member.id.in_(union(*ways)))
    for member_id, name, key, born, number, old in session.execute(query):
        yield member_id, Particulars(name, key, born, number, old)
