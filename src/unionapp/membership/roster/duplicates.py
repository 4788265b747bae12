"""Finds people who stand twice in a file; the later row is named and points to the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unionapp.membership.roster.people import Person
from unionapp.vietnamese.names import tone_key

_KEYS = (("id_number", "DUP_ID"), ("employee_code", "DUP_CODE"), ("union_card", "DUP_CARD"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands: sheet number and row, both from 0."""

    sheet: int
    row: int
    person: Person


def mark_duplicates(places: Sequence[Place], names: Sequence[str]) -> None:
    """Blames every person who stands further up already; `names` are the sheets' names.

    Sheets that hold mostly the same people, as a book with a sheet per month does, are not held
    against each other.
    """
    groups = _groups(places)
    for group in groups:
        seen: dict[tuple[str, str], Place] = {}
        for place in places:
            if place.sheet in group:
                _mark(place, seen, names)


def _mark(place: Place, seen: dict[tuple[str, str], Place], names: Sequence[str]) -> None:
    named: set[int] = set()
    for field, code, key in _keys(place.person):
        first = seen.setdefault((code, key), place)
        if first is place or (code == "DUP_PERSON" and id(first) in named):
            continue
        named.add(id(first))
        at = f"dòng {first.row + 1}"
        if first.sheet != place.sheet:
            at += f", trang tính {names[first.sheet]}"
        place.person.blame(None, field, code, at)


def _keys(person: Person) -> Iterator[tuple[str, str, str]]:
    fields = person.fields
    for field, code in _KEYS:
        if value := fields.get(field):
            yield field, code, str(value).casefold()
    name, born = fields.get("full_name"), fields.get("birth_date")
    if name and born:
        yield "full_name", "DUP_PERSON", f"{tone_key(name)}|{born}"


def _groups(places: Sequence[Place]) -> list[set[int]]:
    """Sheets compared with one another; one that repeats an earlier one starts its own group."""
    if len({place.sheet for place in places}) < 2:
        return [{place.sheet for place in places}]
    held: dict[int, set[str]] = {}
    for place in places:
        held.setdefault(place.sheet, set()).add(tone_key(place.person.fields.get("full_name", "")))
    groups: list[set[int]] = []
    for sheet, people in held.items():
        fitting = next(
            (g for g in groups if not any(_repeats(people, held[other]) for other in g)), None
        )
        if fitting is None:
            groups.append({sheet})
        else:
            fitting.add(sheet)
    return groups


def _repeats(people: set[str], others: set[str]) -> bool:
    return len(people & others) * 2 > min(len(people), len(others))
