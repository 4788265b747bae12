"""Ways of counting grades given and duties done in time."""

from sqlalchemy import literal

from unionapp.indicators.duties import duties_due
from unionapp.indicators.evidence import (
    Evidence,
    Facts,
    ListedEvidence,
    QueriedEvidence,
    SourceRow,
    evidence_query,
)
from unionapp.indicators.scope import Scope
from unionapp.indicators.tables import DutyDone, Rating


def ratings(scope: Scope, facts: Facts) -> Evidence:
    """Decided ratings of the year of the last day, of some grades or of any."""
    query = evidence_query(
        Rating.about_unit_id, Rating.id, Rating.decision_no, Rating.decided_on, literal(1)
    ).where(
        Rating.about_unit_id.in_(scope.unit_ids),
        Rating.year == scope.last.year,
        Rating.status == "decided",
    )
    if grades := facts.get("grades"):
        query = query.where(Rating.grade.in_(grades))
    return QueriedEvidence(scope, Rating.__tablename__, query)


def duties(scope: Scope, facts: Facts) -> Evidence:
    """The days of the period on which a duty of this unit falls due; or those done in time."""
    due = duties_due(scope.first, scope.last, facts["duty"])
    if facts.get("is_done"):
        wanted = {(duty.code, duty.due_on) for duty in due}
        query = evidence_query(
            DutyDone.unit_id, DutyDone.id, DutyDone.duty, DutyDone.due_on, literal(1)
        ).where(DutyDone.unit_id == scope.home, DutyDone.done_on <= DutyDone.due_on)
        rows = QueriedEvidence(scope, DutyDone.__tablename__, query).rows()
        return ListedEvidence(tuple(row for row in rows if (row.label, row.on) in wanted))
    return ListedEvidence(
        tuple(SourceRow(scope.home, "duty", 0, duty.name, duty.due_on, 1) for duty in due)
    )
