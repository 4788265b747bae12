"""Changing a unit together with the people in it: nobody is left in a group that is no more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.membership.events import EventDraft, append_event
from unionapp.membership.groups import free_group_code
from unionapp.membership.life_cycle import COUNTED, EventKind
from unionapp.membership.tables import Cadre, Member, MemberEvent
from unionapp.organisation.office import Office
from unionapp.organisation.restructuring import Deed, Plan, Restructured, carry_out
from unionapp.organisation.tables import Tier, Unit, UnitParent
from unionapp.organisation.units import find_unit

REASON_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Outlook:
    """What follows from a plan: who moves, what moves with the unit, which posts end."""

    ends: bool
    members: int
    below: tuple[str, ...]
    posts: int
    heir: str | None


def preview_change(office: Office, plan: Plan) -> Outlook:
    """What would follow from a plan; it is not carried out.

    Raises:
        Refusal: unit.unknown.
    """
    with office.read() as session:
        unit = find_unit(session, plan.code)
        ends = plan.deed in {Deed.MERGE, Deed.DISSOLVE} or (
            plan.deed is Deed.SPLIT and not plan.keep
        )
        return Outlook(
            ends,
            len(_people_in(session, office, unit.id)) if ends else 0,
            _names_below(session, unit.id),
            len(_posts_in(session, unit.id)) if ends else 0,
            _heir_name(session, unit, plan) if ends else None,
        )


def change_unit(office: Office, plan: Plan) -> tuple[Restructured, ...]:
    """Carry a plan out; the members of a group that ends go to its successor, or to no group.

    Raises:
        Refusal: unit.reason_needed, unit.own, as `restructuring.carry_out`, and as an event of
            moving to another group.
    """
    if len(plan.reason.strip()) < REASON_LETTERS:
        raise Refusal("unit.reason_needed", letters=REASON_LETTERS)
    if plan.code == office.unit.code and plan.deed is not Deed.RENAME:
        raise Refusal("unit.own")
    with office.change(f"unit.{plan.deed}: {plan.reason.strip()}") as session:
        unit = find_unit(session, plan.code)
        people = _people_in(session, office, unit.id)
        done = carry_out(session, office, _with_codes(session, office, unit, plan))
        if unit.valid_to is not None:
            _end_posts(session, unit.id, plan.on)
            _rehouse(session, office, unit, people, plan)
        return done


def _with_codes(session: Session, office: Office, unit: Unit, plan: Plan) -> Plan:
    """Parts of a group need no code of their own: it is given."""
    if not session.get_one(Tier, unit.tier).is_inner:
        return plan
    given = [free_group_code(session, office, ahead=at) for at in range(len(plan.parts))]
    parts = zip(plan.parts, given, strict=True)
    named = tuple(replace(part, code=part.code or code) for part, code in parts)
    return replace(plan, parts=named)


def _people_in(session: Session, office: Office, group_id: int) -> Sequence[Member]:
    query = select(Member).where(
        Member.unit_id == office.unit.id,
        Member.group_id == group_id,
        Member.status.in_(sorted(COUNTED)),
    )
    return session.scalars(query).all()


def _posts_in(session: Session, group_id: int) -> Sequence[Cadre]:
    query = select(Cadre).where(Cadre.group_id == group_id, Cadre.ended_on.is_(None))
    return session.scalars(query).all()


def _end_posts(session: Session, group_id: int, on: date) -> None:
    for cadre in _posts_in(session, group_id):
        cadre.ended_on = max(on - timedelta(days=1), cadre.started_on)
        cadre.end_reason = "HET_NHIEM_KY"


def _rehouse(
    session: Session, office: Office, unit: Unit, people: Sequence[Member], plan: Plan
) -> None:
    heir = _heir(session, unit)
    for member in people:
        if heir is None:
            member.group_id = None
            continue
        # somebody who came after that day moves on the day of coming
        latest = session.scalar(
            select(func.max(MemberEvent.effective_on)).filter_by(member_id=member.id)
        )
        day = max(plan.on, latest or plan.on)
        draft = EventDraft(EventKind.CHUYEN_TO, day, reason=plan.reason, group_id=heir.id)
        append_event(session, office, member, draft)


def _heir(session: Session, unit: Unit) -> Unit | None:
    successor = session.get(Unit, unit.successor_id) if unit.successor_id else None
    heir = successor or _parent(session, unit)
    return heir if heir is not None and session.get_one(Tier, heir.tier).is_inner else None


def _heir_name(session: Session, unit: Unit, plan: Plan) -> str | None:
    if plan.deed is Deed.MERGE:
        return session.scalar(select(Unit.name).filter_by(code=plan.target))
    if plan.deed is Deed.SPLIT:
        return plan.parts[0].name if plan.parts else None
    heir = _heir(session, unit)
    return heir.name if heir else None


def _parent(session: Session, unit: Unit) -> Unit | None:
    query = (
        select(UnitParent.parent_id)
        .where(UnitParent.unit_id == unit.id)
        .order_by(UnitParent.valid_from.desc(), UnitParent.id.desc())
    )
    found = session.scalar(query)
    return session.get(Unit, found) if found is not None else None


def _names_below(session: Session, unit_id: int) -> tuple[str, ...]:
    query = (
        select(Unit.name)
        .join(UnitParent, UnitParent.unit_id == Unit.id)
        .where(UnitParent.parent_id == unit_id, UnitParent.valid_to.is_(None))
        .order_by(Unit.name_sort)
    )
    return tuple(session.scalars(query))
