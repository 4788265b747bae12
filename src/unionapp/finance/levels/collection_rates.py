"""How much of what was due has come in: numerator and denominator, divided last."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.finance.tables import DuesAdjustment, DuesRow
from unionapp.finance.yearly_tables import Contribution, ContributionPayment
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import percent
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class CollectionRate:
    """What was due and paid of both moneys for the months of a period."""

    kpcd_due: int
    kpcd_paid: int
    dues_due: int
    dues_paid: int

    @property
    def due(self) -> int:
        """The denominator."""
        return self.kpcd_due + self.dues_due

    @property
    def paid(self) -> int:
        """The numerator."""
        return self.kpcd_paid + self.dues_paid

    @property
    def words(self) -> str:
        """The rate as people read it."""
        return percent(self.paid, self.due) if self.due else "—"


def collection_rate(office: Office, period: Period, as_of: date | None = None) -> CollectionRate:
    """The collection of the months of a period, with payments up to a day (default today)."""
    with office.read() as session:
        dues_due, dues_paid = _dues(session, office.unit.id, period)
        kpcd_due, kpcd_paid = _kpcd(session, office.unit.id, period, as_of or office.today)
        return CollectionRate(kpcd_due, kpcd_paid, dues_due, dues_paid)


def _dues(session: Session, unit_id: int, period: Period) -> tuple[int, int]:
    listed = select(func.sum(DuesRow.due), func.sum(DuesRow.paid)).where(
        DuesRow.unit_id == unit_id, DuesRow.month.between(period.first, period.last)
    )
    later = select(
        func.sum(DuesAdjustment.due_change), func.sum(DuesAdjustment.paid_change)
    ).where(
        DuesAdjustment.unit_id == unit_id,
        DuesAdjustment.month.between(period.first, period.last),
    )
    due, paid = (
        sum(amount or 0 for amount in pair)
        for pair in zip(session.execute(listed).one(), session.execute(later).one(), strict=True)
    )
    return due, paid


def _kpcd(session: Session, unit_id: int, period: Period, as_of: date) -> tuple[int, int]:
    months = (
        Contribution.unit_id == unit_id,
        Contribution.month.between(period.first, period.last),
    )
    due: int | None = session.scalar(select(func.sum(Contribution.due)).where(*months))
    paid: int | None = session.scalar(
        select(func.sum(ContributionPayment.amount))
        .join(Contribution, Contribution.id == ContributionPayment.contribution_id)
        .where(*months, ContributionPayment.paid_on <= as_of)
    )
    return due or 0, paid or 0
