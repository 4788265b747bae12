"""What members paid above the statutory dues: it stays with the unit whole."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from unionapp.finance.dues.owed import statutory_part
from unionapp.finance.tables import DuesAdjustment, DuesRow, Voucher

_BOOKED_ON = func.coalesce(Voucher.voucher_on, DuesAdjustment.booked_on)
# An offset or a new rate has no voucher and stands as soon as it is booked.
_STANDS = DuesAdjustment.voucher_id.is_(None) | (Voucher.status == "posted")


def kept_whole(session: Session, unit_id: int, last: date) -> int:
    """What came in above the statutory dues from January up to a day.

    A month of dues may be paid in parts, taken back or counted towards another, so that it is
    looked at as a whole: as it stood when the year began, and as it stands on the day.
    """
    first = date(last.year, 1, 1)
    return sum(
        times * (_above(paid, statutory) - _above(paid_before, statutory_before))
        for times, paid_before, statutory_before, paid, statutory in session.connection().execute(
            _standings(unit_id, first, last)
        )
    )


def _above(paid: int, statutory: int) -> int:
    return paid - statutory_part(paid, statutory)


def _standings(unit_id: int, first: date, last: date) -> Select[Any]:
    """How often a month of dues stood so before the year and stands so on the day."""
    entries = _entries(unit_id, first, last).subquery()
    before = entries.c.booked_on < first
    by_day = entries.c.booked_on <= last
    each = (
        select(
            _sum_where(before, entries.c.paid).label("paid_before"),
            _sum_where(before, entries.c.statutory_change).label("changed_before"),
            _sum_where(by_day, entries.c.paid).label("paid"),
            _sum_where(by_day, entries.c.statutory_change).label("changed"),
            func.sum(entries.c.statutory).label("listed"),
        )
        .group_by(entries.c.member_id, entries.c.month)
        # what was paid ahead of its list counts as statutory until the list says what is
        .having(func.sum(entries.c.is_listed) > 0)
        .subquery()
    )
    columns = (
        each.c.paid_before,
        each.c.listed + each.c.changed_before,
        each.c.paid,
        each.c.listed + each.c.changed,
    )
    return select(func.count(), *columns).group_by(*columns)


def _entries(unit_id: int, first: date, last: date) -> CompoundSelect[Any]:
    moved = _moved(unit_id, first, last)
    row, later, none = DuesRow, DuesAdjustment, literal(0)
    posted_on = case((Voucher.status == "posted", Voucher.voucher_on)).label("booked_on")
    listed = (
        select(
            row.member_id, row.month, row.statutory, none.label("statutory_change"), row.paid,
            posted_on, literal(1).label("is_listed"),
        )
        .join(moved, and_(moved.c.member_id == row.member_id, moved.c.month == row.month))
        .outerjoin(Voucher, Voucher.id == row.voucher_id)
        .where(row.unit_id == unit_id)
    )  # fmt: skip
    changed = (
        select(
            later.member_id, later.month, none, later.statutory_change, later.paid_change,
            _BOOKED_ON, none,
        )
        .join(moved, and_(moved.c.member_id == later.member_id, moved.c.month == later.month))
        .outerjoin(Voucher, Voucher.id == later.voucher_id)
        .where(later.unit_id == unit_id, _STANDS)
    )  # fmt: skip
    return union_all(listed, changed)


def _moved(unit_id: int, first: date, last: date) -> Subquery:
    """The months of dues that may stand otherwise now than when the year began."""
    # Naming the voucher makes the few rows above the rule be found by their own index.
    above = (
        select(DuesRow.voucher_id, DuesRow.member_id, DuesRow.month)
        .where(DuesRow.unit_id == unit_id, DuesRow.voucher_id > 0)
        .where(DuesRow.paid > DuesRow.statutory)
        .subquery()
    )
    paid_above = (
        select(above.c.member_id, above.c.month)
        .join(Voucher, Voucher.id == above.c.voucher_id)
        .where(Voucher.status == "posted", Voucher.voucher_on.between(first, last))
    )
    changed = (
        select(DuesAdjustment.member_id, DuesAdjustment.month)
        .outerjoin(Voucher, Voucher.id == DuesAdjustment.voucher_id)
        .where(DuesAdjustment.unit_id == unit_id, _STANDS, _BOOKED_ON.between(first, last))
    )
    return union(paid_above, changed).subquery()


def _sum_where(condition: ColumnElement[bool], amount: ColumnElement[int]) -> ColumnElement[int]:
    return func.sum(case((condition, amount), else_=0))
