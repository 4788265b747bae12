"""Who pays dues in a month: the members of its last day, with their pay and their pauses."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from unionapp.finance.dues import Pause, Payer, exempt_reason
from unionapp.membership.tables import Member, MemberEvent, MemberSalary
from unionapp.organisation.periods import first_day, last_day

_PAUSED, _BACK = "TAM_DUNG", "TRO_LAI"


@dataclass(frozen=True, slots=True)
class MonthPayer:
    """A member who stands on the dues list of a month; no salary on record means None."""

    member_id: int
    full_name: str
    salary: int | None
    exempt_reason: str | None

    @property
    def payer(self) -> Payer:
        """What the calculation needs."""
        return Payer(self.salary or 0, self.exempt_reason)


def payers_of(
    session: Session, unit_id: int, month: str, exempt_days: int
) -> tuple[MonthPayer, ...]:
    """The payers of a month, in Vietnamese order of their names."""
    salaries = _salaries(session, unit_id, month)
    pauses = _pauses(session, unit_id, last_day(month))
    first, last = first_day(month), last_day(month)
    return tuple(
        MonthPayer(
            member_id,
            full_name,
            salaries.get(member_id),
            exempt_reason(pauses[member_id], first, last, exempt_days)
            if member_id in pauses
            else None,
        )
        for member_id, full_name, has_event in _people(session, unit_id, last)
        # Files begin in the middle of a membership: the first event carries the day of entry,
        # while the salary says since when the member has been paying.
        if has_event or member_id in salaries
    )


def _people(session: Session, unit_id: int, last: date) -> list[tuple[int, str, bool]]:
    """Everybody who has not left by a day; who has no event by then yet is told apart."""
    counted = (
        select(
            MemberEvent.member_id,
            func.sum(MemberEvent.effect).label("net"),
        )
        .where(
            MemberEvent.unit_id == unit_id,
            MemberEvent.effective_on <= last,
            MemberEvent.effect != 0,
        )
        .group_by(MemberEvent.member_id)
        .subquery()
    )
    query = (
        select(
            Member.id,
            Member.full_name,
            case((counted.c.net.is_(None), 0), else_=1),
        )
        .outerjoin(counted, counted.c.member_id == Member.id)
        .where(Member.unit_id == unit_id, func.coalesce(counted.c.net, 1) > 0)
        .order_by(Member.name_sort, Member.id)
    )
    return [(id_, name, bool(has)) for id_, name, has in session.execute(query)]


def _salaries(session: Session, unit_id: int, month: str) -> dict[int, int]:
    query = (
        select(MemberSalary.member_id, MemberSalary.amount)
        .where(MemberSalary.unit_id == unit_id, MemberSalary.valid_from <= month)
        .order_by(MemberSalary.valid_from)
    )
    rows = session.execute(query)
    return {row.member_id: row.amount for row in rows}


def _pauses(session: Session, unit_id: int, last: date) -> dict[int, tuple[Pause, ...]]:
    query = (
        select(
            MemberEvent.member_id, MemberEvent.kind, MemberEvent.effective_on, MemberEvent.reason
        )
        .where(MemberEvent.unit_id == unit_id, MemberEvent.kind.in_((_PAUSED, _BACK)))
        .order_by(MemberEvent.member_id, MemberEvent.effective_on, MemberEvent.id)
    )
    pauses: dict[int, list[Pause]] = defaultdict(list)
    for member_id, kind, on, reason in session.execute(query):
        before = pauses[member_id]
        if kind == _PAUSED and on <= last:
            before.append(Pause(on, None, reason or "Tạm dừng"))
        elif kind == _BACK and before and before[-1].last is None:
            before[-1] = Pause(before[-1].first, on - timedelta(days=1), before[-1].reason)
    return {member_id: tuple(found) for member_id, found in pauses.items() if found}
