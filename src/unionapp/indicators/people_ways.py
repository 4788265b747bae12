"""Ways of counting people and units: members, what happened to them, workers, segments."""

import json
from typing import Any

from sqlalchemy import func, literal

from unionapp.indicators.evidence import (
    Evidence,
    Facts,
    ListedEvidence,
    QueriedEvidence,
    SourceRow,
    evidence_query,
)
from unionapp.indicators.inputs import latest_inputs
from unionapp.indicators.scope import Scope
from unionapp.membership.life_cycle import KINDS
from unionapp.membership.tables import Member, MemberEvent


def members(scope: Scope, facts: Facts) -> Evidence:
    """Members counted on the last day: those whose events up to it add up to one."""
    standing = func.sum(MemberEvent.effect)
    query = (
        evidence_query(
            MemberEvent.unit_id, Member.id, Member.full_name,
            func.max(MemberEvent.counted_on), standing,
        )
        .join_from(MemberEvent, Member, Member.id == MemberEvent.member_id)
        .where(MemberEvent.unit_id.in_(scope.unit_ids), MemberEvent.counted_on <= scope.last)
        .group_by(MemberEvent.unit_id, Member.id, Member.full_name)
        .having(standing != 0)
    )  # fmt: skip
    if gender := facts.get("gender"):
        query = query.where(Member.gender == gender)
    return QueriedEvidence(scope, Member.__tablename__, query)


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


def workers(scope: Scope, facts: Facts) -> Evidence:
    """The workforce each unit typed for the period, or else in its profile."""
    field = facts.get("field", "workers_total")
    typed = latest_inputs(scope, field)
    rows = []
    for unit in scope.units.values():
        if row := typed.get(unit.id):
            rows.append(row)
        elif number := json.loads(unit.profile).get(field):
            rows.append(SourceRow(unit.id, "unit", unit.id, unit.name, None, int(number)))
    return ListedEvidence(tuple(rows))


def units(scope: Scope, facts: Facts) -> Evidence:
    """The units of a segment, one each."""
    wanted = scope.members_of(facts["segment"])
    return ListedEvidence(
        tuple(
            SourceRow(unit.id, "unit", unit.id, unit.name, None, 1)
            for unit in scope.units.values()
            if unit.id in wanted
        )
    )


def women_eligible(scope: Scope, facts: Facts) -> Evidence:
    """The units of a segment with enough women members for a women's committee."""
    women = members(scope, {"gender": "female"}).totals("sum")
    least = int(scope.choices["min_female"])
    return ListedEvidence(
        tuple(row for row in units(scope, facts).rows() if women.get(row.unit_id, 0) >= least)
    )
