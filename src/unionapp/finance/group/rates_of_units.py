"""The rates settlements of many units are measured by, asked once for each kind of employer."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.group.collection_targets import LawOfSpan
from unionapp.organisation.employer_types import find_employer_type
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.tables import Parameter
from unionapp.vietnamese.months import last_day
from unionapp.vietnamese.periods import Period

EmployerKinds = Mapping[int, str | None]  # of units, by their id
_KEYS = ("dues.rate", "kpcd.rate", "split.kpcd.up")
_NATION = 0  # no unit has this id, so that only the law answers


def laws_of(session: Session, kinds: EmployerKinds, period: Period) -> dict[int, LawOfSpan]:
    """The rates of each unit in a period; most have no values of their own and share the law.

    Raises:
        Refusal: parameter.missing.
    """
    own = select(Parameter.unit_id).where(
        Parameter.key.in_(_KEYS), Parameter.unit_id.in_(list(kinds))
    )
    with_own = set(session.scalars(own))
    law = cache(lambda unit_id, group: _law(session, unit_id, group, period))
    return {
        unit: law(unit if unit in with_own else _NATION, group_of_kind(kind))
        for unit, kind in kinds.items()
    }


def group_of_kind(kind: str | None) -> str | None:
    """The group of members that a kind of employer has; nobody knows without the kind.

    Raises:
        Refusal: unit.unknown_employer_type.
    """
    return find_employer_type(kind).dues_group if kind else None


def _law(session: Session, unit_id: int, group: str | None, period: Period) -> LawOfSpan:
    last = period.end
    return LawOfSpan(
        dues=None if group is None else _dues_rate(session, unit_id, period, group),
        kpcd=legal_value(session, unit_id, "kpcd.rate", last).rate,
        kpcd_up=legal_value(session, unit_id, "split.kpcd.up", last).rate,
    )


def _dues_rate(session: Session, unit_id: int, period: Period, group: str) -> Decimal:
    """The mean rate of the months: 2025 had two; members of G4 pay fixed amounts."""
    if group == "G4":
        return Decimal(0)
    days = [last_day(month) for month in period.months()]
    rates = [legal_value(session, unit_id, "dues.rate", day, group).rate for day in days]
    return sum(rates, Decimal(0)) / len(days)
