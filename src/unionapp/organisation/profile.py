"""What letterheads and signature rows need to know of a unit, and the figures it types itself."""

import json
from dataclasses import asdict, dataclass, fields

from sqlalchemy.orm import Session

from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.names import clean_text


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


def show_profile(office: Office) -> UnitProfile:
    """The profile of this unit."""
    with office.read() as session:
        return profile_of(session, office.unit.id)


def edit_profile(office: Office, profile: UnitProfile) -> UnitProfile:
    """Replace the profile of this unit; facts of later versions stay where they are."""
    facts = {
        name: _tidied(name, value) if isinstance(value, str) else value
        for name, value in asdict(profile).items()
    }
    with office.change("unit.profile") as session:
        unit = session.get_one(Unit, office.unit.id)
        unit.profile = json.dumps({**json.loads(unit.profile), **facts}, ensure_ascii=False)
    return show_profile(office)


def _tidied(name: str, text: str) -> str:
    return text.strip() if name == "regulations" else clean_text(text)
