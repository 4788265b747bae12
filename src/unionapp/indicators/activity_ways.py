"""Ways of counting what was done: activities, and chairs trained after their election."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import aliased

from unionapp.activities.tables import Activity, Attendee
from unionapp.indicators.evidence import Evidence, Facts, QueriedEvidence, evidence_query
from unionapp.indicators.scope import Scope, years_before
from unionapp.membership.tables import Member

_COLUMNS = frozenset({"attended", "attended_female", "beneficiaries", "amount"})


def activities(scope: Scope, facts: Facts) -> Evidence:
    """Activities done, about the units of the scope, of some kinds, in a window of time.

    `value` names what each adds (else one); `where` the answers its own fields must have;
    `kept_by = "home"` leaves out what lower units recorded themselves.
    """
    query = (
        _records(facts.get("value"))
        .where(Activity.kind.in_(facts["kinds"]), Activity.status == "done")
        .where(Activity.about_unit_id.in_(scope.unit_ids))
        .where(*_window(scope, facts), *_answers(facts.get("where", {})))
        .order_by(Activity.held_on, Activity.id)
    )
    if facts.get("kept_by") == "home":
        query = query.where(Activity.unit_id == scope.home)
    return QueriedEvidence(scope, Activity.__tablename__, query)


def attendees(scope: Scope, facts: Facts) -> Evidence:
    """Members noted by name at activities of some kinds in the period, each counted once."""
    query = (
        evidence_query(
            Activity.about_unit_id,
            Member.id,
            Member.full_name,
            func.max(Activity.held_on),
            literal(1),
        )
        .join_from(Attendee, Activity, Activity.id == Attendee.activity_id)
        .join(Member, Member.id == Attendee.member_id)
        .where(Activity.kind.in_(facts["kinds"]), Activity.status == "done")
        .where(Activity.about_unit_id.in_(scope.unit_ids), *_window(scope, facts))
        .group_by(Activity.about_unit_id, Member.id, Member.full_name)
    )
    return QueriedEvidence(scope, Attendee.__tablename__, query)


def trained_after_election(scope: Scope, facts: Facts) -> Evidence:  # noqa: ARG001  # a way takes facts
    """Chairs elected for the first time in the period whose unit had a course for chairs since."""
    course = aliased(Activity)
    trained = (
        select(course.id)
        .where(course.about_unit_id == Activity.about_unit_id, course.status == "done")
        .where(course.kind == "DAO_TAO_CAN_BO", course.held_on >= Activity.held_on)
        .where(course.held_on <= scope.last)
        .where(course.details["audience"].as_string() == "chu_tich")
    )
    query = (
        _records(None)
        .where(Activity.kind == "BAU_CHU_TICH", Activity.status == "done", trained.exists())
        .where(Activity.details["is_new"].as_boolean())
        .where(Activity.about_unit_id.in_(scope.unit_ids))
        .where(Activity.held_on.between(scope.first, scope.last))
    )
    return _AnyPerUnit(scope, Activity.__tablename__, query)


class _AnyPerUnit(QueriedEvidence):
    def totals(self, fold: str) -> dict[int, int]:  # noqa: ARG002  # one chair per unit
        return super().totals("any")


def _records(value: str | None) -> Select[Any]:
    return evidence_query(
        Activity.about_unit_id, Activity.id, Activity.title, Activity.held_on, _weight(value)
    )


def _weight(value: str | None) -> ColumnElement[Any]:
    if value is None:
        return literal(1)
    if value in _COLUMNS:
        return func.coalesce(getattr(Activity, value), 0)
    return func.coalesce(Activity.details[value].as_integer(), 0)


def _window(scope: Scope, facts: Facts) -> tuple[ColumnElement[bool], ...]:
    match facts.get("window"):
        case "in_force":
            is_running = or_(Activity.ended_on.is_(None), Activity.ended_on >= scope.last)
            return Activity.held_on <= scope.last, is_running
        case "years":
            first = years_before(scope.last, facts["years"])
            return (Activity.held_on > first, Activity.held_on <= scope.last)
    return (Activity.held_on.between(scope.first, scope.last),)


def _answers(where: Facts) -> Iterator[ColumnElement[bool]]:
    for name, wanted in where.items():
        answer = Activity.details[name]
        if wanted == ["*"]:
            continue
        if wanted == [True]:
            yield answer.as_boolean()
        else:
            yield answer.as_string().in_(wanted)
