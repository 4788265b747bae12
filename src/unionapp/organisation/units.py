"""Units and the dated tree they stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.organisation.employer_types import find_employer_type
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Tier, Unit, UnitName, UnitParent
from unionapp.vietnamese.names import clean_text, fold, text_sort_key

_CODE = re.compile(r"[A-Za-z0-9ĐđÀ-ỹ][\w.\-/]*\Z")
# The first day of a link nobody gave a day for: a unit entered today was there before.
SINCE_EVER = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What has to be known of a unit to found it."""

    tier: str
    code: str
    name: str
    employer_type: str | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as lists show it."""

    id: int
    code: str
    name: str
    tier: str
    employer_type: str | None
    status: str
    parent_code: str | None


def found_unit(
    session: Session,
    facts: UnitFacts,
    moment: datetime,
    *,
    parent: Unit | None = None,
    since: date | None = None,
) -> Unit:
    """Add a unit, below a parent if one is given, from a day on or since ever.

    Raises:
        Refusal: unit.code_needed, unit.name_needed, unit.code_taken, unit.unknown_*.
    """
    name, code = clean_text(facts.name), clean_text(facts.code)
    _check(session, facts.tier, code, name)
    unit = Unit(
        uid=new_uid(moment),
        code=code,
        name=name,
        name_fold=fold(name),
        name_sort=text_sort_key(name),
        tier=facts.tier,
        employer_type=find_employer_type(facts.employer_type).code
        if facts.employer_type
        else None,
    )
    session.add(unit)
    session.flush()
    day = since or SINCE_EVER
    session.add(UnitName(unit_id=unit.id, name=name, valid_from=day))
    if parent is not None:
        session.add(UnitParent(unit_id=unit.id, parent_id=parent.id, valid_from=day))
    session.flush()
    return unit


def add_unit(office: Office, facts: UnitFacts, *, since: date | None = None) -> UnitRow:
    """Add a unit directly below this one, such as a lower union or a union group.

    Raises:
        Refusal: as `found_unit`.
    """
    with office.change("unit.add") as session:
        parent = session.get_one(Unit, office.unit.id)
        unit = found_unit(session, facts, office.clock(), parent=parent, since=since)
        return _row(unit, parent.code)


def set_employer_type(office: Office, code: str, employer_type: str | None) -> UnitRow:
    """State what kind of employer a unit directly below this one has; None where it is unknown.

    Raises:
        Refusal: unit.unknown, unit.unknown_employer_type.
    """
    if code not in {row.code for row in list_units(office)}:
        raise Refusal("unit.unknown", code=code)
    kind = find_employer_type(employer_type).code if employer_type else None
    with office.change("unit.set_employer_type") as session:
        unit = find_unit(session, code)
        unit.employer_type = kind
        session.flush()
        return _row(unit, office.unit.code)


def list_units(
    office: Office, *, on: date | None = None, tiers: Sequence[str] = ()
) -> tuple[UnitRow, ...]:
    """The units directly below this one on a day (default today), in Vietnamese order."""
    day = on or office.today
    query = (
        select(Unit)
        .join(UnitParent, UnitParent.unit_id == Unit.id)
        .where(UnitParent.parent_id == office.unit.id, UnitParent.valid_from <= day)
        .where(or_(UnitParent.valid_to.is_(None), UnitParent.valid_to >= day))
        .order_by(Unit.name_sort, Unit.code)
    )
    with office.read() as session:
        rows = [unit for unit in session.scalars(query) if not tiers or unit.tier in tiers]
        return tuple(_row(unit, office.unit.code) for unit in rows)


def lower_units(office: Office, *, on: date | None = None) -> tuple[UnitRow, ...]:
    """The units that report to this one on a day: those below it that are no inner groups."""
    with office.read() as session:
        inner = set(session.scalars(select(Tier.code).where(Tier.is_inner)))
    return tuple(row for row in list_units(office, on=on) if row.tier not in inner)


def parent_of(office: Office, *, on: date | None = None) -> UnitRow | None:
    """The unit this one reports to on a day, or None."""
    day = on or office.today
    query = (
        select(Unit)
        .join(UnitParent, UnitParent.parent_id == Unit.id)
        .where(UnitParent.unit_id == office.unit.id, UnitParent.valid_from <= day)
        .where(or_(UnitParent.valid_to.is_(None), UnitParent.valid_to >= day))
    )
    with office.read() as session:
        unit = session.scalar(query)
        return None if unit is None else _row(unit, None)


def find_unit(session: Session, code: str) -> Unit:
    """The unit with this code.

    Raises:
        Refusal: unit.unknown.
    """
    unit = session.scalar(select(Unit).filter_by(code=code))
    if unit is None:
        raise Refusal("unit.unknown", code=code)
    return unit


def name_on(session: Session, unit_id: int, day: date) -> str:
    """The name a unit bore on a day, as the letterhead of that day prints it."""
    query = (
        select(UnitName.name)
        .where(UnitName.unit_id == unit_id)
        .order_by((UnitName.valid_from <= day).desc(), UnitName.valid_from.desc())
    )
    name = session.scalar(query)
    return name if name is not None else session.get_one(Unit, unit_id).name


def _check(session: Session, tier: str, code: str, name: str) -> None:
    if not _CODE.match(code):
        raise Refusal("unit.code_needed")
    if not name:
        raise Refusal("unit.name_needed")
    known = list(session.scalars(select(Tier.code).order_by(Tier.order_no)))
    if tier not in known:
        raise Refusal("unit.unknown_tier", tier=tier, tiers=", ".join(known))
    if session.scalar(select(Unit.id).filter_by(code=code)) is not None:
        raise Refusal("unit.code_taken", code=code)


def _row(unit: Unit, parent_code: str | None) -> UnitRow:
    return UnitRow(
        unit.id, unit.code, unit.name, unit.tier, unit.employer_type, unit.status, parent_code
    )
