"""What the law says on one employer's contribution: the amount, the deadline, how late it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from unionapp.finance.splits import round_half_up
from unionapp.vietnamese.months import last_day


class ContributionState(StrEnum):
    """How a month of contribution stands (NĐ 105/2026/NĐ-CP art. 6)."""

    PAID = "paid"
    OVERPAID = "overpaid"
    WAITING = "waiting"
    RELIEVED = "relieved"
    OPEN = "open"
    LATE = "late"
    UNPAID = "unpaid"


@dataclass(frozen=True, slots=True)
class Relief:
    """A decision that nothing, or less, is due; `last_month` is its last one.

    Whether suspended months are made up for once payment resumes is read in two ways
    (NĐ 105/2026/NĐ-CP chapter IV); `is_repaid` says which one holds.
    """

    kind: str
    reduced_by: Decimal = Decimal(0)
    last_month: str = ""
    is_repaid: bool = False

    @property
    def frees(self) -> bool:
        """Whether nothing is due at all."""
        return self.kind in {"exempt", "suspend"} and not self.is_deferred

    @property
    def is_deferred(self) -> bool:
        """Whether the amount stays due and only its deadline moves."""
        return self.kind == "suspend" and self.is_repaid


def contribution_due(fund: int, rate: Decimal, relief: Relief | None = None) -> int:
    """The share of the insured wage fund, rounded once on the fund, less any relief."""
    if relief is not None and relief.frees:
        return 0
    kept = Decimal(1) - (relief.reduced_by if relief is not None else 0)
    return round_half_up(fund * rate * kept)


def deadline_of(month: str, months_after: int) -> date:
    """The last day of the month, or of the one after it."""
    year, number = int(month[:4]), int(month[5:]) + months_after
    return last_day(f"{year + (number - 1) // 12}-{(number - 1) % 12 + 1:02d}")


def cycle_end(month: str, length: int) -> str:
    """The last month of the cycle a month is paid in: a month, or three from January on.

    Farming, forestry, fishing and salt making pay wages by the season and may pay every three
    months (NĐ 105/2026/NĐ-CP art. 4(1)).
    """
    number = int(month[5:])
    return f"{month[:4]}-{-(-number // length) * length:02d}"


def deferred_deadline(month: str, months_after: int, relief: Relief | None) -> date:
    """The deadline of a month; a deferred one falls with the first month after the suspension."""
    if relief is not None and relief.is_deferred:
        return deadline_of(relief.last_month, months_after + 1)
    return deadline_of(month, months_after)


def months_late(deadline: date, day: date | None) -> int:
    """How many months a payment, or the day that is looked at, comes after the deadline."""
    if day is None or day <= deadline:
        return 0
    return (day.year - deadline.year) * 12 + day.month - deadline.month


def contribution_state(
    remaining: int, deadline: date, grace_days: int, today: date, waiting: int = 0
) -> ContributionState:
    """Paid, or in receipts not yet posted, still open, late, or unpaid after the days of grace."""
    if remaining <= 0:
        return ContributionState.OVERPAID if remaining else ContributionState.PAID
    if remaining <= waiting:
        return ContributionState.WAITING
    if today <= deadline:
        return ContributionState.OPEN
    if today <= deadline + timedelta(days=grace_days):
        return ContributionState.LATE
    return ContributionState.UNPAID
