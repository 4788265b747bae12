"""What employers owe month by month, with the decisions of relief as they are read today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from unionapp.finance.contributions.amounts_and_deadlines import Relief, contribution_due
from unionapp.finance.yearly_tables import Contribution, ContributionRelief
from unionapp.organisation.parameters import legal_value
from unionapp.vietnamese.months import last_day


@dataclass(frozen=True, slots=True)
class Owed:
    """The wage fund that one employer declared for a month, and what it owes on it."""

    unit_id: int
    contribution_id: int
    month: str
    fund: int
    due: int


def owed_in(
    session: Session, unit_ids: Select[Any] | Sequence[int], first_month: str, last_month: str
) -> Iterator[Owed]:
    """What the employers of some units owe for the months noted, oldest first.

    Raises:
        Refusal: parameter.missing.
    """
    relieved = relieved_units(session, unit_ids)
    rows = session.execute(
        select(Contribution.__table__)
        .where(Contribution.unit_id.in_(unit_ids))
        .where(Contribution.month.between(first_month, last_month))
        .order_by(Contribution.month, Contribution.unit_id, Contribution.payer)
    )
    for row in rows.all():
        relief = None
        if row.unit_id in relieved:
            relief = relief_in(session, row.unit_id, row.payer, row.month)
        due = contribution_due(row.fund, Decimal(row.rate), relief)
        yield Owed(row.unit_id, row.id, row.month, row.fund, due)


def due_of(session: Session, row: Contribution) -> int:
    """What a noted month owes: its relief is read anew, so that amount and deadline agree.

    Raises:
        Refusal: parameter.missing.
    """
    relief = relief_in(session, row.unit_id, row.payer, row.month)
    return contribution_due(row.fund, Decimal(row.rate), relief)


def relieved_units(session: Session, unit_ids: Select[Any] | Sequence[int]) -> frozenset[int]:
    """The units that have any decision of relief; most have none."""
    query = select(ContributionRelief.unit_id).where(ContributionRelief.unit_id.in_(unit_ids))
    return frozenset(session.scalars(query.distinct()))


def relief_in(session: Session, unit_id: int, payer: str, month: str) -> Relief | None:
    """The decision that holds for a month, the latest one first.

    Raises:
        Refusal: parameter.missing.
    """
    row = session.scalar(
        select(ContributionRelief)
        .filter_by(unit_id=unit_id, payer=payer)
        .where(ContributionRelief.first_month <= month, ContributionRelief.last_month >= month)
        .order_by(ContributionRelief.id.desc())
        .limit(1)
    )
    if row is None:
        return None
    repaid = legal_value(session, unit_id, "kpcd.suspended_is_repaid", last_day(month)).flag
    return Relief(row.kind, Decimal(row.reduced_by), row.last_month, repaid)
