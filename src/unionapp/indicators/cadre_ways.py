"""Ways of counting congresses, cadres and their courses, from the cadre register."""

from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select
from sqlalchemy.orm import aliased

from unionapp.indicators.evidence import Evidence, Facts, QueriedEvidence, evidence_query
from unionapp.indicators.scope import Scope, years_before
from unionapp.membership.tables import Cadre, Member, Term, Training

_CHAIR = "CHU_TICH"


def congresses(scope: Scope, facts: Facts) -> Evidence:
    """Terms whose congress was held in the years named; `elected` tells how the chair came."""
    query = evidence_query(
        Term.unit_id, Term.id, Term.name, Term.congress_on, literal(1)
    ).where(
        Term.unit_id.in_(scope.unit_ids),
        Term.congress_on > years_before(scope.last, facts["years"]),
        Term.congress_on <= scope.last,
    )  # fmt: skip
    if elected := facts.get("elected"):
        query = query.where(Term.chair_election.in_(elected))
    return QueriedEvidence(scope, Term.__tablename__, query)


def cadres(scope: Scope, facts: Facts) -> Evidence:
    """People in office on the last day, by `body`, by `post` and by `how` they came.

    `years` asks for posts begun within so many years, `is_new` for a first time in the period.
    """
    query = (
        evidence_query(Cadre.unit_id, Cadre.id, Member.full_name, Cadre.started_on, literal(1))
        .join_from(Cadre, Member, Member.id == Cadre.member_id)
        .where(Cadre.unit_id.in_(scope.unit_ids), *_holding(scope))
    )
    for column, name in ((Cadre.body, "body"), (Cadre.post, "post"), (Cadre.how, "how")):
        if name in facts:
            query = query.where(column == facts[name])
    if "years" in facts:
        query = query.where(Cadre.started_on > years_before(scope.last, facts["years"]))
    if facts.get("is_new"):
        query = query.where(Cadre.is_first_time, Cadre.started_on >= scope.first)
    return QueriedEvidence(scope, Cadre.__tablename__, query)


def committee(scope: Scope, facts: Facts) -> Evidence:
    """People in office in some bodies on the last day, each once in a unit; `gender` is theirs."""
    query = (
        evidence_query(
            Cadre.unit_id, func.min(Cadre.id), Member.full_name, func.min(Cadre.started_on),
            literal(1),
        )
        .join_from(Cadre, Member, Member.id == Cadre.member_id)
        .where(Cadre.unit_id.in_(scope.unit_ids), *_holding(scope))
        .where(Cadre.body.in_(facts["bodies"]))
        .group_by(Cadre.unit_id, Member.id, Member.full_name)
        .order_by(func.min(Cadre.id))
    )  # fmt: skip
    if "gender" in facts:
        query = query.where(Member.gender == facts["gender"])
    return QueriedEvidence(scope, Cadre.__tablename__, query)


def trained_chairs(scope: Scope, facts: Facts) -> Evidence:
    """Courses of those who chair a union on the last day, since `years` or within the period.

    `topics` names the courses that count; `since_election` those after the post began, for
    chairs who came to it for the first time in the period.
    """
    query = (
        evidence_query(
            Training.unit_id, Training.id, Member.full_name, Training.last_on, literal(1)
        )
        .join_from(Training, Member, Member.id == Training.member_id)
        .where(Training.unit_id.in_(scope.unit_ids), Training.last_on <= scope.last)
        .where(_chairs(scope, facts))
    )
    if "topics" in facts:
        query = query.where(Training.topic.in_(facts["topics"]))
    if not facts.get("since_election"):
        query = query.where(Training.last_on >= _first(scope, facts))
    return QueriedEvidence(scope, Training.__tablename__, query)


def _chairs(scope: Scope, facts: Facts) -> ColumnElement[bool]:
    chair = aliased(Cadre)
    holding = (
        select(chair.id)
        .where(chair.member_id == Training.member_id, chair.post == _CHAIR)
        .where(chair.started_on <= scope.last)
        .where(or_(chair.ended_on.is_(None), chair.ended_on >= scope.last))
    )
    if facts.get("since_election"):
        holding = holding.where(
            chair.is_first_time,
            chair.started_on >= scope.first,
            Training.last_on >= chair.started_on,
        )
    return holding.exists()


def _holding(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    still = or_(Cadre.ended_on.is_(None), Cadre.ended_on >= scope.last)
    return Cadre.started_on <= scope.last, still


def _first(scope: Scope, facts: Facts) -> Any:  # noqa: ANN401  # a date
    return years_before(scope.last, facts["years"]) if "years" in facts else scope.first
