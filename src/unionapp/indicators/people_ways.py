"""Ways of counting people and units: members, what happened to them, workers, segments."""

import json
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, func, literal, or_, select

from unionapp.activities.tables import Activity, Attendee
from unionapp.indicators.evidence import (
    Evidence,
    Facts,
    ListedEvidence,
    QueriedEvidence,
    SourceRow,
    UnitEvidence,
    evidence_query,
)
from unionapp.indicators.inputs import latest_inputs
from unionapp.indicators.scope import Scope
from unionapp.membership.life_cycle import KINDS
from unionapp.membership.tables import Hardship, Member, MemberEvent
from unionapp.organisation.tables import UnitFigure


def members(scope: Scope, facts: Facts) -> Evidence:
    """Members counted on the last day: those whose events up to it add up to one."""
    counted = (
        MemberEvent.unit_id.in_(scope.unit_ids),
        MemberEvent.counted_on <= scope.last,
    )
    effect = func.sum(MemberEvent.effect)
    columns: list[SQLColumnExpression[Any]] = [MemberEvent.unit_id, effect]
    total: Select[Any] = select(*columns).where(*counted).group_by(MemberEvent.unit_id)
    rows = (
        evidence_query(
            MemberEvent.unit_id, Member.id, Member.full_name,
            func.max(MemberEvent.counted_on), effect,
        )
        .join_from(MemberEvent, Member, Member.id == MemberEvent.member_id)
        .where(*counted)
        .group_by(MemberEvent.unit_id, Member.id, Member.full_name)
        .having(effect != 0)
    )  # fmt: skip
    if gender := facts.get("gender"):
        rows = rows.where(Member.gender == gender)
        total = total.join(Member, Member.id == MemberEvent.member_id)
        total = total.where(Member.gender == gender)
    return QueriedEvidence(scope, Member.__tablename__, rows, total)


def member_events(scope: Scope, facts: Facts) -> Evidence:
    """Events counted in the period, by kind or by meaning; `is_net` takes losses off."""
    kinds = facts.get("kinds") or [
        kind.value for kind, about in KINDS.items() if about.counts_as in facts["counts_as"]
    ]
    weight = MemberEvent.effect if facts.get("is_net") else literal(1)
    query = (
        evidence_query(
            MemberEvent.unit_id, MemberEvent.id, Member.full_name, MemberEvent.counted_on, weight
        )
        .join_from(MemberEvent, Member, Member.id == MemberEvent.member_id)
        .where(MemberEvent.unit_id.in_(scope.unit_ids), MemberEvent.kind.in_(kinds))
        .where(MemberEvent.counted_on.between(scope.first, scope.last))
    )
    return QueriedEvidence(scope, MemberEvent.__tablename__, query)


def member_dates(scope: Scope, facts: Facts) -> Evidence:
    """Members whose record has a date of the period in the field named."""
    day: Any = getattr(Member, facts["field"])
    query = evidence_query(
        Member.unit_id, Member.id, Member.full_name, literal(None), literal(1)
    ).where(
        Member.unit_id.in_(scope.unit_ids),
        day.between(scope.first.isoformat(), scope.last.isoformat()),
    )
    return QueriedEvidence(scope, Member.__tablename__, query)


def hardships(scope: Scope, facts: Facts) -> Evidence:
    """Members in need, from their files, of the kinds `needs` or of any; `value` tells which.

    `cases` are those of the period and `helped` those noted by name at an activity of the kinds
    `helped_by`; `start_count` and `end_count` those of its two ends; `households` all members.
    """
    value = facts["value"]
    if value == "households":
        return members(scope, {})
    last = scope.first if value == "start_count" else scope.last
    first = scope.last if value == "end_count" else scope.first
    query = (
        evidence_query(
            Hardship.unit_id, Hardship.id, Member.full_name, Hardship.first_on, literal(1)
        )
        .join_from(Hardship, Member, Member.id == Hardship.member_id)
        .where(Hardship.unit_id.in_(scope.unit_ids), Hardship.first_on <= last)
        .where(or_(Hardship.last_on.is_(None), Hardship.last_on >= first))
    )
    if needs := facts.get("needs"):
        query = query.where(Hardship.kind.in_(needs))
    if value == "helped":
        query = query.where(Hardship.member_id.in_(_noted_at(scope, facts["helped_by"])))
    return QueriedEvidence(scope, Hardship.__tablename__, query)


def workers(scope: Scope, facts: Facts) -> Evidence:
    """The workforce each unit typed for the period, or else the last it noted in its profile."""
    field = facts.get("field", "workers_total")
    typed, noted = latest_inputs(scope, field), _noted_figures(scope, field)
    rows = []
    for unit in scope.units.values():
        if row := typed.get(unit.id) or noted.get(unit.id):
            rows.append(row)
        elif number := json.loads(unit.profile).get(field):
            rows.append(SourceRow(unit.id, "unit", unit.id, unit.name, None, int(number)))
    return ListedEvidence(tuple(rows))


def _noted_figures(scope: Scope, field: str) -> dict[int, SourceRow]:
    query = (
        select(UnitFigure)
        .where(UnitFigure.name == field, UnitFigure.month <= scope.period.last)
        .where(UnitFigure.unit_id.in_(scope.units))
        .order_by(UnitFigure.month)
    )
    return {
        row.unit_id: SourceRow(
            row.unit_id, "unit", row.unit_id, scope.units[row.unit_id].name, None, row.value
        )
        for row in scope.session.scalars(query)
    }


def units(scope: Scope, facts: Facts) -> Evidence:
    """The units of a segment, one each."""
    wanted = scope.members_of(facts["segment"])
    return UnitEvidence(scope, [unit for unit in scope.units if unit in wanted])


def women_eligible(scope: Scope, facts: Facts) -> Evidence:
    """The units of a segment with enough women members for a women's committee."""
    women = members(scope, {"gender": "female"}).totals("sum")
    wanted, least = scope.members_of(facts["segment"]), int(facts["min_female"])
    return UnitEvidence(
        scope, [unit for unit in scope.units if unit in wanted and women.get(unit, 0) >= least]
    )


def _noted_at(scope: Scope, kinds: list[str]) -> Select[Any]:
    return (
        select(Attendee.member_id)
        .join(Activity, Activity.id == Attendee.activity_id)
        .where(Activity.kind.in_(kinds), Activity.status == "done")
        .where(Activity.held_on.between(scope.first, scope.last))
    )
