"""Finds people who stand twice in a file; the later row is named and points to the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from unionapp.membership.roster.people import Person
from unionapp.vietnamese.names import fold, tone_key

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
    for group in _groups(places):
        mine = [place for place in places if place.sheet in group]
        for field, code in _KEYS:
            _mark_same_number(mine, field, code, names)
        _mark_same_person(mine, names)


def _mark_same_number(
    places: Sequence[Place], field: str, code: str, names: Sequence[str]
) -> None:
    seen: dict[str, Place] = {}
    for place in places:
        if value := place.person.fields.get(field):
            first = seen.setdefault(str(value).casefold(), place)
            if first is not place:
                _blame(place, first, field, code, names)


def _mark_same_person(places: Sequence[Place], names: Sequence[str]) -> None:
    """Names people of one name and birth, unless a shared number has told so already."""
    seen: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        fields = place.person.fields
        if not fields.get("birth_date"):
            continue
        alike = seen.setdefault((fold(fields["full_name"]), fields["birth_date"]), [])
        # Only what looks alike without marks is worth the exact comparison.
        key = tone_key(fields["full_name"]) if alike else ""
        first = next((p for p in alike if tone_key(p.person.fields["full_name"]) == key), None)
        if first is None:
            alike.append(place)
        elif not _points_to(place, first, names):
            _blame(place, first, "full_name", "DUP_PERSON", names)


def _points_to(place: Place, first: Place, names: Sequence[str]) -> bool:
    told = _where(first, place, names)
    return any(issue.suggestion == told for _, issue in place.person.issues)


def _blame(place: Place, first: Place, field: str, code: str, names: Sequence[str]) -> None:
    place.person.blame(None, field, code, _where(first, place, names))


def _where(first: Place, place: Place, names: Sequence[str]) -> str:
    row = f"dòng {first.row + 1}"
    return row if first.sheet == place.sheet else f"{row}, trang tính {names[first.sheet]}"


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
