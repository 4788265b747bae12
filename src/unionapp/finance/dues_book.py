"""The dues book: every member over the twelve months of a year, and what each still owes."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session

from unionapp.finance.tables import DuesAdjustment, DuesRow
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office


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
class MemberOfBook:
    """A line of the book; months without a list are missing."""

    member_id: int
    full_name: str
    months: tuple[MonthOfDues, ...]

    @property
    def due(self) -> int:
        """What was owed over the year."""
        return sum(month.due for month in self.months)

    @property
    def paid(self) -> int:
        """What was paid for the year."""
        return sum(month.paid for month in self.months)


def dues_book(office: Office, year: int) -> tuple[MemberOfBook, ...]:
    """The dues book of a year, in Vietnamese order of the names."""
    with office.read() as session:
        found = _months(session, _entries(office.unit.id, f"{year}-01", f"{year}-12"))
        names = select(Member.id, Member.full_name).where(Member.unit_id == office.unit.id)
        return tuple(
            MemberOfBook(member_id, name, found[member_id])
            for member_id, name in session.execute(names.order_by(Member.name_sort, Member.id))
            if member_id in found
        )


def months_of(session: Session, unit_id: int, member_id: int) -> tuple[MonthOfDues, ...]:
    """Every month a member was listed in, oldest first."""
    entries = _entries(unit_id, "0000-00", "9999-99", member_id)
    return _months(session, entries).get(member_id, ())


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
