"""Tổ công đoàn and công đoàn bộ phận: the inner units members are grouped in."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.membership.life_cycle import COUNTED
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Tier, Unit, UnitParent
from unionapp.organisation.units import UnitFacts, found_unit
from unionapp.vietnamese.names import clean_text, tone_key


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with the number of its members."""

    id: int
    name: str
    tier: str
    total: int
    female: int
    code: str = ""
    parent_id: int | None = None


def list_groups(office: Office) -> tuple[GroupRow, ...]:
    """The groups of this unit in Vietnamese order, with those who stand in them today."""
    counts = (
        select(
            Member.group_id,
            func.count().label("total"),
            func.count().filter(Member.gender == "female").label("female"),
        )
        .where(Member.unit_id == office.unit.id, Member.status.in_(COUNTED))
        .group_by(Member.group_id)
        .subquery()
    )
    with office.read() as session:
        ids = group_ids(session, office.unit.id)
        query = (
            select(
                *(Unit.id, Unit.name, Unit.tier, counts.c.total, counts.c.female),
                *(Unit.code, UnitParent.parent_id),
            )
            .join(counts, counts.c.group_id == Unit.id, isouter=True)
            .join(UnitParent, UnitParent.unit_id == Unit.id)
            .where(Unit.id.in_(ids), UnitParent.valid_to.is_(None))
            .order_by(Unit.name_sort, Unit.code)
        )
        return tuple(
            GroupRow(row[0], row[1], row[2], row[3] or 0, row[4] or 0, row[5], row[6])
            for row in session.execute(query)
        )


def group_ids(session: Session, unit_id: int) -> tuple[int, ...]:
    """Every inner unit below a unit, at any depth, as the tree stands now."""
    found: list[int] = []
    level = [unit_id]
    while level:
        query = (
            select(Unit.id)
            .join(UnitParent, UnitParent.unit_id == Unit.id)
            .join(Tier, Tier.code == Unit.tier)
            .where(UnitParent.parent_id.in_(level), Tier.is_inner)
            .where(UnitParent.valid_to.is_(None))
        )
        level = [group for group in session.scalars(query) if group not in found]
        found += level
    return tuple(found)


def require_group(session: Session, unit_id: int, group_id: int | None) -> None:
    """Refuse a group that is none of this unit's.

    Raises:
        Refusal: membership.unknown_group.
    """
    if group_id is not None and unit_id not in _above(session, group_id):
        raise Refusal("membership.unknown_group")


def _above(session: Session, group_id: int) -> Iterator[int]:
    """The units an inner unit lies in, the nearest first, up to the one that is no inner unit."""
    at: int | None = group_id
    while at is not None:
        query = (
            select(UnitParent.parent_id)
            .join(Unit, Unit.id == UnitParent.unit_id)
            .join(Tier, Tier.code == Unit.tier)
            .where(UnitParent.unit_id == at, UnitParent.valid_to.is_(None), Tier.is_inner)
        )
        at = session.scalar(query)
        if at is not None:
            yield at


def found_group(
    office: Office, name: str, *, tier: str = "TO", parent_id: int | None = None
) -> int:
    """The group of this name, made if there is none, below another group if one is given.

    Raises:
        Refusal: unit.name_needed, unit.unknown_tier, membership.unknown_group.
    """
    with office.change("group.add") as session:
        require_group(session, office.unit.id, parent_id)
        return Groups(session, office).named(name, tier=tier, parent_id=parent_id)


class Groups:
    """The groups of a unit by name, for rosters that name a group in every row."""

    def __init__(self, session: Session, office: Office) -> None:
        self._session = session
        self._office = office
        query = select(Unit.id, Unit.name).where(Unit.id.in_(group_ids(session, office.unit.id)))
        self._by_key = {tone_key(name): unit_id for unit_id, name in session.execute(query)}
        self.made: list[int] = []

    def find(self, name: str) -> int | None:
        """The group of this name, None where there is none."""
        return self._by_key.get(tone_key(name))

    def named(self, name: str, *, tier: str = "TO", parent_id: int | None = None) -> int:
        """The group of this name, made if there is none."""
        known = self.find(name)
        if known is not None:
            return known
        unit = found_unit(
            self._session,
            UnitFacts(tier, free_group_code(self._session, self._office), clean_text(name)),
            self._office.clock(),
            parent=self._session.get_one(Unit, parent_id or self._office.unit.id),
            since=self._office.today,
        )
        self._by_key[tone_key(name)] = unit.id
        self.made.append(unit.id)
        return unit.id


def free_group_code(session: Session, office: Office, *, ahead: int = 0) -> str:
    """The next code that no group bears, or one `ahead` of it."""
    prefix = f"{office.unit.code}-T"
    taken = set(session.scalars(select(Unit.code).where(Unit.code.startswith(prefix))))
    free = (f"{prefix}{number:02}" for number in count(len(taken) + 1))
    return next(islice((code for code in free if code not in taken), ahead, None))
