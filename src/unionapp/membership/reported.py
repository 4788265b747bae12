"""The members as a detailed report names them to the level above."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from unionapp.membership.life_cycle import COUNTED
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit

_AS_KEPT = (
    *("full_name", "birth_date", "gender", "id_number", "phone", "joined_on", "status"),
    *("ethnicity", "religion", "education", "qualification", "is_party"),
    *("position", "union_position", "union_card"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedMember:
    """A member with what the level above may know."""

    uid: str
    group: str | None
    full_name: str
    birth_date: str | None
    gender: str | None
    id_number: str | None
    phone: str | None
    joined_on: str | None
    status: str
    ethnicity: str | None
    religion: str | None
    education: str | None
    qualification: str | None
    is_party: bool | None
    position: str | None
    union_position: str | None
    union_card: str | None


def list_reported_members(office: Office) -> tuple[ReportedMember, ...]:
    """Those who are members today, each with the group it is in."""
    group = aliased(Unit)
    columns = [getattr(Member, name) for name in _AS_KEPT]
    query = (
        select(Member.uid, group.name.label("group"), *columns)
        .join(group, group.id == Member.group_id, isouter=True)
        .where(Member.unit_id == office.unit.id, Member.status.in_(COUNTED))
    )
    with office.read() as session:
        return tuple(
            ReportedMember(**{**row, "uid": str(UUID(bytes=row["uid"]))})
            for row in session.execute(query).mappings()
        )
