"""What letterheads and signature rows need to know of a unit, and the figures it types itself."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.names import clean_text, fold

SIGNING = ("chair", "accountant", "cashier")
_FORMER = "former_officers"


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """The facts of a unit that papers print.

    `letterhead` is the superior's name as it is to be printed, one to three lines: it is typed,
    never composed, for the names of the upper levels are changing (Luật 97/2025/QH15). The workers
    are those of a unit that keeps none by month.
    """

    letterhead: tuple[str, ...] = ()
    place: str = ""
    symbol: str = "CĐCS"
    address: str = ""
    tax_code: str = ""
    chair: str = ""
    accountant: str = ""
    cashier: str = ""
    employer_name: str = ""
    representative: str = ""
    industry: str = ""
    zone: str = ""
    regulations: str = ""
    founding_no: str = ""
    founding_on: str = ""
    founding_by: str = ""
    party_org: bool = False
    youth_org: bool = False
    women_org: bool = False
    workers_total: int = 0
    workers_female: int = 0


def profile_of(session: Session, unit_id: int) -> UnitProfile:
    """The profile of a unit; what nobody typed yet is empty."""
    stored = json.loads(session.get_one(Unit, unit_id).profile)
    known = {field.name for field in fields(UnitProfile)}
    facts = {name: value for name, value in stored.items() if name in known}
    return UnitProfile(**{**facts, "letterhead": tuple(facts.get("letterhead", ()))})


def profile_on(session: Session, unit_id: int, day: date) -> UnitProfile:
    """The profile of a unit with the officers who signed its papers on a day."""
    known = json.loads(session.get_one(Unit, unit_id).profile).get(_FORMER, ())
    before = sorted((it for it in known if it["until"] > day.isoformat()), key=_until)
    # who left latest is written first, and who was there on the day over all who came after
    names = {it["field"]: it["name"] for it in reversed(before)}
    return replace(profile_of(session, unit_id), **names)


def show_profile(office: Office) -> UnitProfile:
    """The profile of this unit."""
    with office.read() as session:
        return profile_of(session, office.unit.id)


def edit_profile(
    office: Office, profile: UnitProfile, *, signing_since: date | None = None
) -> UnitProfile:
    """Replace the profile of this unit; facts of later versions stay where they are.

    Whoever signs no more is kept for the papers of earlier days: until today, or until the day
    since which the others have been signing.
    """
    facts = {
        name: _tidied(name, value) if isinstance(value, str) else value
        for name, value in asdict(profile).items()
    }
    with office.change("unit.profile") as session:
        unit = session.get_one(Unit, office.unit.id)
        before = json.loads(unit.profile)
        kept = {**before, **facts}
        if left := list(_former(before, facts, (signing_since or office.today).isoformat())):
            kept[_FORMER] = left
        unit.profile = json.dumps(kept, ensure_ascii=False)
    return show_profile(office)


def _former(
    before: Mapping[str, Any], facts: Mapping[str, Any], until: str
) -> Iterator[dict[str, str]]:
    """Who signed before, with the day since which somebody else does; names may be respelled."""
    known = before.get(_FORMER, ())
    for field in SIGNING:
        name, mine = before.get(field, ""), [it for it in known if it["field"] == field]
        if name and fold(name) != fold(facts[field]):
            mine = [it for it in mine if it["until"] <= until]  # what ended later never was
            if not any(it["until"] == until for it in mine):
                mine.append({"field": field, "name": name, "until": until})
        yield from mine


def _until(left: Mapping[str, str]) -> str:
    return left["until"]


def _tidied(name: str, text: str) -> str:
    return text.strip() if name == "regulations" else clean_text(text)
