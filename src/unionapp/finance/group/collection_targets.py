"""How well a unit collects, keeps, plans, remits and spends: parts of wholes, divided last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from unionapp.finance.levels.lower_statements import LowerStatement
from unionapp.finance.splits import round_half_up, split
from unionapp.finance.year.basics import BasicFigures

_INCOME = ("dues", "kpcd", "employer", "misc")
SPENT = ("care", "propaganda", "administration", "pay")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; without a whole nobody can say which."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.part + other.part, self.whole + other.whole)


NO_SHARE = Share()


@dataclass(frozen=True, slots=True)
class LawOfSpan:
    """The rates a settlement is measured by; that of dues is unknown with the kind of employer."""

    dues: Decimal | None
    kpcd: Decimal
    kpcd_up: Decimal


@dataclass(frozen=True, slots=True)
class NotedContribution:
    """What the contribution book of a unit, kept in this file, says of a span.

    `due` is owed month by month with relief; None where a month of the span is not noted.
    `paid_above` is what employers paid straight to this level.
    """

    due: int | None = None
    paid_above: int = 0


NOTHING_NOTED = NotedContribution()


@dataclass(frozen=True, slots=True)
class Targets:
    """The finance targets of a settlement: what was collected of what was due, and so on.

    `kept` is what stays with the unit of the contribution its employer paid, `planned` the
    receipts of the estimate, `remitted` what was paid of what was owed upwards.
    """

    dues: Share = NO_SHARE
    kpcd: Share = NO_SHARE
    kept: Share = NO_SHARE
    planned: Share = NO_SHARE
    remitted: Share = NO_SHARE
    care: Share = NO_SHARE
    propaganda: Share = NO_SHARE
    administration: Share = NO_SHARE
    pay: Share = NO_SHARE

    @property
    def collected(self) -> Share:
        """Dues and contribution together: the rate of collection."""
        return self.dues + self.kpcd


def targets_of(
    rows: Mapping[str, int],
    basics: BasicFigures,
    statement: LowerStatement,
    law: LawOfSpan,
    *,
    budget: Mapping[str, int] | None = None,
    noted: NotedContribution = NOTHING_NOTED,
) -> Targets:
    """The targets of one settlement.

    The contribution is what was collected here (23) and what its employer paid to the level
    above: as noted there, else what the share sent back (28.01) is the share of. Due is what the
    book of all its months says; else the fund of section A at the rate of the last day, which
    knows of no relief.
    """
    collected, shared = rows.get("kpcd", 0), rows.get("upper_share", 0)
    keep = 1 - law.kpcd_up
    above = noted.paid_above or (round_half_up(shared / keep) if keep else 0)
    kept = split(collected, law.kpcd_up).keep + shared
    own = rows.get("own_spending", 0)
    on_fund = round_half_up(basics.contribution_fund * law.kpcd)
    spent = {name: Share(rows.get(name, 0), own) for name in SPENT}
    return Targets(
        dues=_dues(rows, basics, law),
        kpcd=_counted(collected + above, on_fund if noted.due is None else noted.due),
        kept=_counted(kept, collected + above),
        planned=_planned(rows, budget or {}),
        remitted=_counted(statement.sent, statement.owed_before + statement.due),
        **spent,
    )


def add_targets(every: Iterable[Targets]) -> Targets:
    """The targets of many units: parts over wholes, never a mean of percentages."""
    units = tuple(every)
    names = (field.name for field in fields(Targets))
    return Targets(**{name: sum((getattr(it, name) for it in units), NO_SHARE) for name in names})


def _dues(rows: Mapping[str, int], basics: BasicFigures, law: LawOfSpan) -> Share:
    due = 0 if law.dues is None else round_half_up(basics.dues_fund * law.dues)
    return _counted(rows.get("dues", 0), due)


def _planned(rows: Mapping[str, int], budget: Mapping[str, int]) -> Share:
    planned = sum(budget.get(row, 0) for row in _INCOME)
    return _counted(sum(rows.get(row, 0) for row in _INCOME), planned)


def _counted(part: int, whole: int) -> Share:
    """A part counts only beside its whole: money nobody knows the due of tells nothing."""
    return Share(part, whole) if whole else NO_SHARE
