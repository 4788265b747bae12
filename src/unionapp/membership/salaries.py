"""The pay dues are worked out from, with the months it is valid, and the months without dues."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.membership.events import first_open_day, require_member
from unionapp.membership.life_cycle import EventKind
from unionapp.membership.tables import Member, MemberEvent, MemberSalary
from unionapp.organisation.locks import require_open
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.months import first_day, last_day, month_of
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class SalaryRow:
    """The pay from a month on, and the coefficient where the State pay scale applies."""

    valid_from: str
    amount: int
    coefficient: str | None


@dataclass(frozen=True, slots=True)
class DuesBasis:
    """What dues of a month need to know of a member.

    `salary` is None where no pay is known; `exempt` names the reason why no dues are owed.
    """

    member_id: int
    code: str
    full_name: str
    name_sort: str
    group_id: int | None
    salary: int | None
    coefficient: str | None
    exempt: str | None


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time on hold; `last` is None while it lasts."""

    first: date
    last: date | None
    reason: str


def set_salary(
    office: Office, member_id: int, month: str, amount: int, *, coefficient: str | None = None
) -> SalaryRow:
    """Set a member's pay from a month on.

    Raises:
        Refusal: membership.unknown, membership.salary_negative, period.unreadable, period.locked.
    """
    with office.change("member.salary") as session:
        member = require_member(session, office.unit.id, member_id)
        return put_salary(session, member, SalaryRow(month, amount, coefficient))


def put_salary(
    session: Session, member: Member, salary: SalaryRow, *, import_id: int | None = None
) -> SalaryRow:
    """Write a member's pay from a month on over what stood for that month.

    Raises:
        Refusal: membership.salary_negative, period.unreadable, period.locked.
    """
    if salary.amount < 0:
        raise Refusal("membership.salary_negative")
    month = read_month(salary.valid_from)
    # The dues of a locked month were worked out from the pay known then. Who is only counted from
    # an open month on stands on no such list, so that the true day of a late entry may be kept.
    if _is_on_locked_lists(session, member):
        require_open(session, member.unit_id, first_day(month))
    row = find_pay(session, member.id, month) or MemberSalary(
        unit_id=member.unit_id, member_id=member.id, valid_from=month, import_id=import_id
    )
    row.amount, row.coefficient = salary.amount, salary.coefficient
    session.add(row)
    return SalaryRow(row.valid_from, row.amount, row.coefficient)


def _is_on_locked_lists(session: Session, member: Member) -> bool:
    since = select(func.min(MemberEvent.counted_on)).where(MemberEvent.member_id == member.id)
    first, open_from = session.scalar(since), first_open_day(session, member.unit_id)
    return first is not None and open_from is not None and first < open_from


def find_pay(session: Session, member_id: int, month: str) -> MemberSalary | None:
    """The pay that begins with a month."""
    return session.scalar(select(MemberSalary).filter_by(member_id=member_id, valid_from=month))


def pay_valid_in(month: str) -> ColumnElement[bool]:
    """Joins the pay valid in a month to its member."""
    latest = (
        select(func.max(MemberSalary.valid_from))
        .where(MemberSalary.member_id == Member.id, MemberSalary.valid_from <= month)
        .correlate(Member)
        .scalar_subquery()
    )
    return and_(MemberSalary.member_id == Member.id, MemberSalary.valid_from == latest)


def salary_in(session: Session, member_id: int, month: str) -> SalaryRow | None:
    """The pay of a member valid in a month; a raise entered ahead does not count yet."""
    query = select(MemberSalary).join(Member, pay_valid_in(month)).where(Member.id == member_id)
    row = session.scalar(query)
    return SalaryRow(row.valid_from, row.amount, row.coefficient) if row else None


def salaries_of(session: Session, member_id: int) -> tuple[SalaryRow, ...]:
    """Every pay of a member, oldest first."""
    query = select(MemberSalary).filter_by(member_id=member_id).order_by(MemberSalary.valid_from)
    return tuple(SalaryRow(r.valid_from, r.amount, r.coefficient) for r in session.scalars(query))


def dues_basis(session: Session, unit_id: int, month: str) -> tuple[DuesBasis, ...]:
    """Everybody who was a member at any time of a month, by name, with pay and exemption.

    Raises:
        Refusal: parameter.missing.
    """
    exempt = exempt_members(session, unit_id, month)
    found = session.execute(_basis_query(unit_id, month)).mappings()
    return tuple(_basis(row, exempt) for row in found)


def exempt_members(session: Session, unit_id: int, month: str) -> dict[int, str]:
    """Who owes no dues for a month, with the code of the reason (list `suspension`).

    Raises:
        Refusal: parameter.missing.
    """
    event = MemberEvent
    ever_suspended = select(event.member_id).where(
        event.unit_id == unit_id, event.kind == EventKind.TAM_DUNG
    )
    query = (
        select(event.member_id, event.kind, event.effective_on, event.reason)
        .where(event.unit_id == unit_id, event.effective_on <= last_day(month))
        .where(event.member_id.in_(ever_suspended))
        .order_by(event.member_id, event.effective_on, event.id)
    )
    stories: dict[int, list[tuple[str, date, str | None]]] = {}
    for member_id, kind, on, reason in session.execute(query):
        stories.setdefault(member_id, []).append((kind, on, reason))
    on = last_day(month)
    workdays = legal_value(session, unit_id, "dues.exempt_workdays", on).amount
    reasons = {
        member_id: exempt_reason(suspensions(story), month, workdays)
        for member_id, story in stories.items()
    }
    return {member_id: reason for member_id, reason in reasons.items() if reason}


def suspensions(story: Iterable[tuple[str, date, str | None]]) -> Iterator[Suspension]:
    """The times on hold in a story of (kind, day, reason), oldest first."""
    begun: tuple[date, str] | None = None
    for kind, on, reason in story:
        if begun is not None and kind != EventKind.CHUYEN_TO:
            yield Suspension(begun[0], on - timedelta(days=1), begun[1])
            begun = None
        if kind == EventKind.TAM_DUNG:
            begun = on, reason or ""
    if begun is not None:
        yield Suspension(begun[0], None, begun[1])


def exempt_reason(spells: Iterable[Suspension], month: str, workdays: int) -> str | None:
    """Why a month is free of dues, None if it is not.

    Somebody has to be on hold for a month or more. Then the months with so many working days on
    hold are free, and never fewer months than the time on hold has whole ones: a leave that lies
    across two months frees the one it takes more of, the later one if they are alike.
    """
    for spell in spells:
        if month in _free_months(spell, month, workdays):
            return spell.reason
    return None


def _free_months(spell: Suspension, until: str, least: int) -> frozenset[str]:
    if spell.last is None:
        return frozenset({until} if _workdays(spell, until) >= least else ())
    whole = _whole_months(spell.first, spell.last)
    if whole < 1:
        return frozenset()
    months = Period(month_of(spell.first), month_of(spell.last)).months()
    days = {month: _workdays(spell, month) for month in months}
    longest = sorted(months, key=lambda month: (days[month], month), reverse=True)[:whole]
    return frozenset(longest).union(month for month in months if days[month] >= least)


def _workdays(spell: Suspension, month: str) -> int:
    first = max(spell.first, first_day(month))
    last = min(spell.last or last_day(month), last_day(month))
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)


def _whole_months(first: date, last: date) -> int:
    after = last + timedelta(days=1)
    same_day = min(first.day, last_day(month_of(after)).day)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months - (after.day < same_day)


def _basis_query(unit_id: int, month: str) -> Select[*tuple[Any, ...]]:
    members = counted_in_month(unit_id, month)
    return (
        select(
            Member.id.label("member_id"),
            Member.code,
            Member.full_name,
            Member.name_sort,
            Member.group_id,
            MemberSalary.amount.label("salary"),
            MemberSalary.coefficient,
        )
        .join(members, members.c.member_id == Member.id)
        .join(MemberSalary, pay_valid_in(month), isouter=True)
        .order_by(Member.name_sort, Member.birth_date, Member.id)
    )


def counted_in_month(unit_id: int, month: str) -> Subquery:
    """Who was a member at the end of the first day of a month, or came in during it.

    Nobody is counted for a month by two units: who came from another one is taken by that one for
    the month of coming, or for as long as the transfer slip says (V-16).
    """
    first = first_day(month)
    at_first = func.sum(case((MemberEvent.effective_on <= first, MemberEvent.effect), else_=0))
    came = func.sum(
        case(
            (and_(MemberEvent.effective_on > first, MemberEvent.effect > 0, _begins_here()), 1),
            else_=0,
        )
    )
    taken_until = func.max(MemberEvent.dues_until)
    return (
        select(MemberEvent.member_id)
        .where(MemberEvent.unit_id == unit_id, MemberEvent.effective_on <= last_day(month))
        .group_by(MemberEvent.member_id)
        .having(or_(at_first > 0, came > 0))
        .having(or_(taken_until.is_(None), taken_until < month))
        .subquery()
    )


def _begins_here() -> ColumnElement[bool]:
    event = MemberEvent
    return or_(event.kind != EventKind.CHUYEN_DEN, event.dues_until.is_not(None))


def _basis(row: RowMapping, exempt: dict[int, str]) -> DuesBasis:
    return DuesBasis(**row, exempt=exempt.get(row["member_id"]))
