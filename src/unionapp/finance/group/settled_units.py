"""What settlements tell of their units: the targets each reached in a span, or in a period."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.finance.contributions.owed import owed_in
from unionapp.finance.group.collection_targets import (
    NOTHING_NOTED,
    LawOfSpan,
    NotedContribution,
    Targets,
    targets_of,
)
from unionapp.finance.group.rates_of_units import EmployerKinds, laws_of
from unionapp.finance.group.standing_settlements import (
    Standing,
    StandingSettlement,
    owed_when_it_began,
    read_standing,
    statement_of,
)
from unionapp.finance.levels.settlement_spans import PARTS, SettlementSpan
from unionapp.finance.yearly_tables import ContributionPayment
from unionapp.vietnamese.months import next_month
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True)
class SettledUnit:
    """A settlement that stands, what was owed before, the law of its months, and its targets."""

    settlement: StandingSettlement
    owed_before: int
    law: LawOfSpan
    targets: Targets

    @property
    def sent(self) -> int:
        """What the unit paid upwards."""
        return statement_of(self.settlement, self.owed_before).sent


def settled_units(
    session: Session, kinds: EmployerKinds, span: SettlementSpan, standing: Standing
) -> dict[int, SettledUnit]:
    """Every unit that has settled a span; `standing` holds that span and the one before it.

    Raises:
        Refusal: parameter.missing.
    """
    here = {unit: kind for unit, kind in kinds.items() if (unit, span) in standing}
    if not here:
        return {}
    laws, noted = laws_of(session, here, span.period), _noted(session, here, span.period)
    return {
        unit: _settled(
            standing[unit, span],
            owed_when_it_began(standing, unit, span),
            laws[unit],
            noted.get(unit, NOTHING_NOTED),
        )
        for unit in here
    }


def settled_within(
    session: Session, kinds: EmployerKinds, period: Period
) -> dict[int, tuple[SettledUnit, ...]]:
    """The settlements that tell a period from its first month on, without a gap, unit by unit.

    Of a year and its quarters the year is taken; where only the first quarter is settled, that.
    """
    spans = [span for span in _spans(period) if period.first <= span.period.first]
    spans = [span for span in spans if span.period.last <= period.last]
    before = {span.before for span in spans}
    standing = read_standing(session, list(kinds), {*spans, *before}) if spans else {}
    found = {span: settled_units(session, kinds, span, standing) for span in spans}
    chains = {unit: tuple(_chain(found, unit, period.first)) for unit in kinds}
    return {unit: chain for unit, chain in chains.items() if chain}


def _spans(period: Period) -> Iterator[SettlementSpan]:
    """Every span of the years of a period, longer ones first."""
    for year in range(period.start.year, period.end.year + 1):
        for part in PARTS:
            yield SettlementSpan(year, part)


def _chain(
    found: Mapping[SettlementSpan, Mapping[int, SettledUnit]], unit: int, first: str
) -> Iterator[SettledUnit]:
    month: str | None = first
    while month is not None:
        at, month = month, None
        for span, units in found.items():
            if span.period.first == at and unit in units:
                yield units[unit]
                month = next_month(span.period.last)
                break


def _settled(
    settlement: StandingSettlement,
    owed_before: int,
    law: LawOfSpan,
    noted: NotedContribution,
) -> SettledUnit:
    statement = statement_of(settlement, owed_before)
    targets = targets_of(
        settlement.counting,
        settlement.basics,
        statement,
        law,
        budget=settlement.budget,
        noted=noted,
    )
    return SettledUnit(settlement, owed_before, law, targets)


def _noted(session: Session, kinds: EmployerKinds, period: Period) -> dict[int, NotedContribution]:
    """What the contribution books of units say, as far as they are kept in this file."""
    due, paid = _due_of_books(session, kinds, period), _paid_above(session, kinds, period)
    return {unit: NotedContribution(due.get(unit), paid.get(unit, 0)) for unit in {*due, *paid}}


def _due_of_books(session: Session, kinds: EmployerKinds, period: Period) -> dict[int, int]:
    """What employers owe by books that have every month of a period; others tell only a part."""
    due: Counter[int] = Counter()
    months: dict[int, set[str]] = defaultdict(set)
    for owed in owed_in(session, list(kinds), period.first, period.last):
        due[owed.unit_id] += owed.due
        months[owed.unit_id].add(owed.month)
    whole = set(period.months())
    return {unit: due[unit] for unit, noted in months.items() if noted == whole}


def _paid_above(session: Session, kinds: EmployerKinds, period: Period) -> dict[int, int]:
    """What employers paid straight to this level, by the contribution book of each unit."""
    query = (
        select(ContributionPayment.unit_id, func.sum(ContributionPayment.amount))
        .where(
            ContributionPayment.unit_id.in_(list(kinds)),
            ContributionPayment.voucher_id.is_(None),
            ContributionPayment.paid_on.between(period.start, period.end),
        )
        .group_by(ContributionPayment.unit_id)
    )
    return dict(session.execute(query).all())
