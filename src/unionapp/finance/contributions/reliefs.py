"""Decisions that an employer owes nothing, or less: noted, listed, taken back.

NĐ 105/2026/NĐ-CP chapter IV: exemption, suspension, reduction.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.contributions.book import ContributionRow, contribution_row, stored_months
from unionapp.finance.vouchers.open_years import require_open
from unionapp.finance.yearly_tables import Contribution, ContributionRelief
from unionapp.organisation.locks import REASON_LETTERS
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.amounts import percent
from unionapp.vietnamese.months import count_of, last_day
from unionapp.vietnamese.names import clean_text

# how long a decision may run; an exemption has no limit
_GREATEST = {"suspend": "kpcd.suspend_months", "reduce": "kpcd.reduce_months"}


@dataclass(frozen=True, slots=True)
class ReliefDraft:
    """A decision on an employer's contribution; `reduced_by` is the share taken off."""

    kind: str
    first_month: str
    last_month: str
    decision_no: str
    decided_on: date
    payer: str = ""
    reduced_by: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ReliefRow:
    """A decision as it stands; `months` are those already noted that it decides on."""

    id: int
    kind: str
    first_month: str
    last_month: str
    decision_no: str
    decided_on: date
    payer: str
    reduced_by: Decimal
    months: int


def grant_relief(office: Office, draft: ReliefDraft) -> tuple[ContributionRow, ...]:
    """Note a decision of exemption, suspension or reduction; months already noted follow it.

    Raises:
        Refusal: relief.unknown_kind, relief.decision_needed, relief.backwards, relief.too_long,
            relief.no_suspension, relief.too_much, period.unreadable; period.locked where a
            month already noted is locked.
    """
    with office.change("contribution.relief") as session:
        first, last = _require_relief(session, office.unit.id, draft)
        relief = ContributionRelief(
            unit_id=office.unit.id,
            payer=clean_text(draft.payer),
            kind=draft.kind,
            first_month=first,
            last_month=last,
            reduced_by=str(draft.reduced_by),
            decision_no=clean_text(draft.decision_no),
            decided_on=draft.decided_on,
        )
        touched = _require_open_months(session, relief)
        session.add(relief)
        session.flush()
        return tuple(contribution_row(session, office, row) for row in touched)


def list_reliefs(office: Office) -> tuple[ReliefRow, ...]:
    """Every decision of relief, the latest months first."""
    query = (
        select(ContributionRelief)
        .filter_by(unit_id=office.unit.id)
        .order_by(ContributionRelief.first_month.desc(), ContributionRelief.id.desc())
    )
    with office.read() as session:
        return tuple(_relief_row(session, relief) for relief in session.scalars(query))


def take_back_relief(office: Office, relief_id: int, reason: str) -> tuple[ContributionRow, ...]:
    """Strike out a decision; its months owe again what the law says, the journal keeps the reason.

    Raises:
        Refusal: relief.gone, relief.reason_needed, relief.needed (a reduction rests on it),
            year.submitted, period.locked.
    """
    if len(clean_text(reason)) < REASON_LETTERS:
        raise Refusal("relief.reason_needed", letters=REASON_LETTERS)
    with office.change(f"contribution.relief_take_back: {clean_text(reason)}") as session:
        relief = session.scalar(
            select(ContributionRelief).filter_by(unit_id=office.unit.id, id=relief_id)
        )
        if relief is None:
            raise Refusal("relief.gone")
        touched = _require_open_months(session, relief)
        session.delete(relief)
        session.flush()
        _require_reductions_founded(session, relief)
        return tuple(contribution_row(session, office, row) for row in touched)


def _relief_row(session: Session, relief: ContributionRelief) -> ReliefRow:
    return ReliefRow(
        id=relief.id,
        kind=relief.kind,
        first_month=relief.first_month,
        last_month=relief.last_month,
        decision_no=relief.decision_no,
        decided_on=relief.decided_on,
        payer=relief.payer,
        reduced_by=Decimal(relief.reduced_by),
        months=len(_months_of(session, relief)),
    )


def _months_of(session: Session, relief: ContributionRelief) -> list[Contribution]:
    stored = stored_months(session, relief.unit_id, relief.first_month, relief.last_month)
    return [row for row in stored if row.payer == relief.payer]


def _require_open_months(session: Session, relief: ContributionRelief) -> list[Contribution]:
    """The months that a decision changes, all of which must be open."""
    touched = _months_of(session, relief)
    for row in touched:
        require_open(session, relief.unit_id, last_day(row.month))
    return touched


def _require_relief(session: Session, unit_id: int, draft: ReliefDraft) -> tuple[str, str]:
    first, last = read_month(draft.first_month), read_month(draft.last_month)
    if draft.kind not in {"exempt", *_GREATEST}:
        raise Refusal("relief.unknown_kind", kind=draft.kind)
    if not clean_text(draft.decision_no):
        raise Refusal("relief.decision_needed")
    if first > last:
        raise Refusal("relief.backwards")
    on, payer = last_day(first), clean_text(draft.payer)
    if key := _GREATEST.get(draft.kind):
        greatest = legal_value(session, unit_id, key, on).amount
        granted = _granted(session, unit_id, payer, draft.kind)
        if _unbroken(granted, (count_of(first), count_of(last))) > greatest:
            raise Refusal("relief.too_long", months=greatest)
    if draft.kind == "reduce":
        _require_reducible(session, unit_id, draft, payer)
    return first, last


def _require_reducible(session: Session, unit_id: int, draft: ReliefDraft, payer: str) -> None:
    on, first = last_day(draft.first_month), count_of(draft.first_month)
    share = legal_value(session, unit_id, "kpcd.reduce_share", on).rate
    if not 0 < draft.reduced_by <= share:
        raise Refusal("relief.too_much", share=percent(int(share * 10_000), 10_000))
    if not any(end < first for _, end in _granted(session, unit_id, payer, "suspend")):
        raise Refusal("relief.no_suspension")


def _require_reductions_founded(session: Session, gone: ContributionRelief) -> None:
    """Every reduction still comes after a suspension."""
    whose = (session, gone.unit_id, gone.payer)
    suspended = [end for _, end in _granted(*whose, "suspend")]
    for first, _ in _granted(*whose, "reduce"):
        if gone.kind == "suspend" and not any(end < first for end in suspended):
            raise Refusal("relief.needed")


def _granted(session: Session, unit_id: int, payer: str, kind: str) -> list[tuple[int, int]]:
    """The decisions of a kind that one payer has, from which month to which."""
    query = select(ContributionRelief.first_month, ContributionRelief.last_month).filter_by(
        unit_id=unit_id, payer=payer, kind=kind
    )
    return [(count_of(first), count_of(last)) for first, last in session.execute(query)]


def _unbroken(granted: list[tuple[int, int]], asked: tuple[int, int]) -> int:
    """How many months run on end once what is asked for joins what was granted."""
    first, last = asked
    # forwards for what follows, backwards for what came before
    for begin, end in (*sorted(granted), *sorted(granted, reverse=True)):
        if begin <= last + 1 and end >= first - 1:
            first, last = min(first, begin), max(last, end)
    return last - first + 1
