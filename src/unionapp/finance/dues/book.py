"""The dues book: every member over the twelve months of a year, and what each still owes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import Any

from sqlalchemy import Select, Subquery, case, func, select, union_all
from sqlalchemy.orm import Session, aliased

from unionapp.finance.tables import DuesAdjustment, DuesRow
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class MonthOfDues:
    """What a member owed and paid for a month, later adjustments included."""

    month: str
    due: int
    paid: int

    @property
    def owed(self) -> int:
        """What is still to be paid; negative where too much was paid."""
        return self.due - self.paid


@dataclass(frozen=True, slots=True)
class PayerOfYear:
    """A line of the printed book: what a member paid for each month, and owed over all of them."""

    member_id: int
    full_name: str
    team: str
    paid: tuple[int, ...]
    due: int

    @property
    def total(self) -> int:
        """What was paid."""
        return sum(self.paid)


def dues_book(office: Office, period: Period) -> tuple[PayerOfYear, ...]:
    """The printed book of some months, by group and name; the database turns rows to columns."""
    months = period.months()
    with office.read() as session:
        later = _later(session, office.unit.id, months)
        rows = session.connection().execute(_by_month(office.unit.id, months))
        return tuple(_payer(row, later.get(row[0])) for row in rows)


def dues_of_months(unit_ids: Select[int], first: str, last: str) -> Subquery:
    """What was due month by month, later adjustments included: (unit_id, month, due)."""
    rows, later = (
        select(table.unit_id, table.month, due.label("due")).where(
            table.unit_id.in_(unit_ids), table.month.between(first, last)
        )
        for table, due in ((DuesRow, DuesRow.due), (DuesAdjustment, DuesAdjustment.due_change))
    )
    both = union_all(rows, later).subquery()
    return (
        select(both.c.unit_id, both.c.month, func.sum(both.c.due).label("due"))
        .group_by(both.c.unit_id, both.c.month)
        .subquery()
    )


def months_of(session: Session, unit_id: int, member_id: int) -> tuple[MonthOfDues, ...]:
    """Every month a member was listed in or paid ahead for, oldest first."""
    entries = _entries(unit_id, "0000-00", "9999-99", member_id)
    return _months(session, entries).get(member_id, ())


def paid_through(office: Office, member_id: int) -> str:
    """The last month paid for with nothing owed before it; empty where no dues were paid."""
    paid = ""
    with office.read() as session:
        for month in months_of(session, office.unit.id, member_id):
            if month.owed > 0:
                break
            if month.paid:
                paid = month.month
    return paid


def _by_month(unit_id: int, months: tuple[str, ...]) -> Select[int]:
    sums = select(
        DuesRow.member_id,
        func.sum(DuesRow.due).label("due"),
        *(
            func.sum(case((DuesRow.month == month, DuesRow.paid), else_=0)).label(f"paid_{month}")
            for month in months
        ),
    ).where(DuesRow.unit_id == unit_id, DuesRow.month.between(months[0], months[-1]))
    year, team = sums.group_by(DuesRow.member_id).subquery(), aliased(Unit)
    query = (
        select(Member.id, Member.full_name, team.name, *list(year.c)[1:])
        .join(year, year.c.member_id == Member.id)
        .outerjoin(team, team.id == Member.group_id)
    )
    return query.order_by(team.id.is_(None), team.name_sort, Member.name_sort, Member.id)


def _later(session: Session, unit_id: int, months: tuple[str, ...]) -> Mapping[int, list[int]]:
    """What adjustments changed: the sum due, then what was paid month by month."""
    changes = select(
        DuesAdjustment.member_id,
        DuesAdjustment.month,
        DuesAdjustment.due_change,
        DuesAdjustment.paid_change,
    ).where(DuesAdjustment.unit_id == unit_id, DuesAdjustment.month.between(months[0], months[-1]))
    found: dict[int, list[int]] = {}
    for member_id, month, due, paid in session.execute(changes):
        sums = found.setdefault(member_id, [0] * (len(months) + 1))
        sums[0] += due
        sums[1 + months.index(month)] += paid
    return found


def _payer(row: Sequence[Any], later: Sequence[int] | None) -> PayerOfYear:
    due, *paid = row[3:] if later is None else map(add, row[3:], later)
    return PayerOfYear(row[0], row[1], row[2] or "", tuple(paid), due)


def _entries(
    unit_id: int, first: str, last: str, member_id: int | None = None
) -> Select[int, str, int, int]:
    rows = select(DuesRow.member_id, DuesRow.month, DuesRow.due, DuesRow.paid).where(
        DuesRow.unit_id == unit_id, DuesRow.month.between(first, last)
    )
    later = select(
        DuesAdjustment.member_id,
        DuesAdjustment.month,
        DuesAdjustment.due_change,
        DuesAdjustment.paid_change,
    ).where(DuesAdjustment.unit_id == unit_id, DuesAdjustment.month.between(first, last))
    if member_id is not None:
        rows = rows.where(DuesRow.member_id == member_id)
        later = later.where(DuesAdjustment.member_id == member_id)
    both = union_all(rows, later).subquery()
    return select(both.c.member_id, both.c.month, both.c.due, both.c.paid)


def _months(
    session: Session, entries: Select[int, str, int, int]
) -> dict[int, tuple[MonthOfDues, ...]]:
    sums: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for member_id, month, due, paid in session.execute(entries):
        before = sums[member_id].get(month, (0, 0))
        sums[member_id][month] = (before[0] + due, before[1] + paid)
    return {
        member_id: tuple(MonthOfDues(month, *months[month]) for month in sorted(months))
        for member_id, months in sums.items()
    }
