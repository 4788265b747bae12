"""The monthly dues list: made from salaries and law, shown with what was paid."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import case, delete, func, select
from sqlalchemy.orm import Session, aliased

from unionapp.database.bulk import insert_rows
from unionapp.errors import Problem, Refusal, Severity
from unionapp.finance.dues.legal_values import DuesRules, dues_rules
from unionapp.finance.dues.owed import FIXED_GROUP, Due, compute_due, override_due
from unionapp.finance.dues.payers import MonthPayer, payers_of
from unionapp.finance.tables import DuesAdjustment, DuesRow, StoredDuesList
from unionapp.finance.vouchers.drafts import is_amount
from unionapp.finance.vouchers.open_years import require_open
from unionapp.membership.tables import Member
from unionapp.organisation.least_wages import least_wage
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.amounts import amount_in_words
from unionapp.vietnamese.months import first_day, last_day, month_text
from unionapp.vietnamese.names import clean_text

_COLUMNS = (
    "unit_id",
    "month",
    "member_id",
    "dues_group",
    "base",
    "rate",
    "due",
    "statutory",
    "paid",
    "exempt_reason",
    "override_reason",
)


@dataclass(frozen=True, slots=True)
class DuesMember:
    """A line of the dues list; `due` and `paid` include later adjustments.

    `ahead` is what of `paid` came in before the month began.
    """

    member_id: int
    full_name: str
    team: str
    group: str
    base: int
    rate: Decimal
    due: int
    paid: int
    owed: int
    statutory: int
    is_at_cap: bool
    exempt_reason: str | None
    override_reason: str | None
    voucher_id: int | None
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class DuesTeam:
    """The subtotal of one union group (tổ công đoàn)."""

    name: str
    members: int
    due: int
    paid: int


@dataclass(frozen=True)
class DuesList:
    """The dues of a month with their sums, the law they rest on, and what asks for a look."""

    month: str
    rows: tuple[DuesMember, ...]
    teams: tuple[DuesTeam, ...]
    total: int
    paid: int
    owed: int
    at_cap: int
    exempt: int
    in_words: str
    legal: DuesRules
    made_at: str
    made_by: str
    problems: tuple[Problem, ...]


def make_dues(office: Office, month: str) -> DuesList:
    """Work out the dues of a month; made again, it keeps what was paid or set by hand.

    Raises:
        Refusal: period.unreadable, period.locked, dues.no_employer_type, parameter.missing,
            dues.nobody.
    """
    read_month(month)
    with office.change("dues.make") as session:
        require_open(session, office.unit.id, last_day(month))
        rules = dues_rules(session, office, month)
        payers = payers_of(session, office.unit.id, month)
        if not payers:
            raise Refusal("dues.nobody", month=month_text(month))
        _drop_open_rows(session, office.unit.id, month)
        kept = _kept_members(session, office.unit.id, month)
        fresh = [payer for payer in payers if payer.member_id not in kept]
        rows = [_stored(office.unit.id, month, payer, rules) for payer in fresh]
        insert_rows(session, "dues", _COLUMNS, rows, month=month)
        session.merge(_stored_list(office, rules))
        session.flush()
        return read_dues_list(session, office.unit.id, month)


def list_dues(office: Office, month: str) -> DuesList:
    """The dues list of a month as it stands.

    Raises:
        Refusal: period.unreadable, dues.no_list.
    """
    read_month(month)
    with office.read() as session:
        return read_dues_list(session, office.unit.id, month)


def set_due(office: Office, month: str, member_id: int, amount: int, reason: str) -> DuesMember:
    """Set what a member owes by hand, with the reason the list prints.

    Raises:
        Refusal: dues.reason_needed, dues.not_listed, dues.already_collected, period.locked, V-01.
    """
    if not clean_text(reason):
        raise Refusal("dues.reason_needed")
    if amount != 0 and not is_amount(amount):
        raise Refusal("V-01")
    with office.change("dues.set") as session:
        require_open(session, office.unit.id, last_day(month))
        row = session.get(DuesRow, (office.unit.id, month, member_id))
        if row is None:
            raise Refusal("dues.not_listed")
        if row.voucher_id is not None:
            raise Refusal("dues.already_collected")
        due = override_due(_due_of(row), amount, clean_text(reason))
        row.due, row.statutory, row.override_reason = due.due, due.statutory, due.override_reason
        session.flush()
        listed = read_dues_list(session, office.unit.id, month)
    return next(member for member in listed.rows if member.member_id == member_id)


def read_dues_list(session: Session, unit_id: int, month: str) -> DuesList:
    """The dues list of a month, inside an open session.

    Raises:
        Refusal: dues.no_list.
    """
    stored = session.get(StoredDuesList, (unit_id, month))
    if stored is None:
        raise Refusal("dues.no_list", month=month_text(month))
    rules = _read_rules(stored.legal)
    rows = tuple(_as_member(row, rules) for row in _read_rows(session, unit_id, month))
    total = sum(row.due for row in rows)
    return DuesList(
        month=month,
        rows=rows,
        teams=_teams(rows),
        total=total,
        paid=sum(row.paid for row in rows),
        owed=sum(row.owed for row in rows),
        at_cap=sum(row.is_at_cap for row in rows),
        exempt=sum(row.exempt_reason is not None for row in rows),
        in_words=amount_in_words(total),
        legal=rules,
        made_at=stored.made_at,
        made_by=stored.made_by,
        problems=tuple(_problems(rows, least_wage(session, unit_id, month))),
    )


def _drop_open_rows(session: Session, unit_id: int, month: str) -> None:
    touched = select(DuesAdjustment.member_id).filter_by(unit_id=unit_id, month=month)
    session.execute(
        delete(DuesRow)
        .where(DuesRow.unit_id == unit_id, DuesRow.month == month)
        .where(DuesRow.voucher_id.is_(None), DuesRow.override_reason.is_(None))
        .where(DuesRow.member_id.not_in(touched))
    )


def _kept_members(session: Session, unit_id: int, month: str) -> frozenset[int]:
    query = select(DuesRow.member_id).filter_by(unit_id=unit_id, month=month)
    return frozenset(session.scalars(query))


def _stored(unit_id: int, month: str, payer: MonthPayer, rules: DuesRules) -> tuple[object, ...]:
    due = compute_due(payer.payer, rules.law)
    return (
        unit_id,
        month,
        payer.member_id,
        due.group,
        due.base,
        str(due.rate),
        due.due,
        due.statutory,
        0,
        due.exempt_reason,
        None,
    )


def _stored_list(office: Office, rules: DuesRules) -> StoredDuesList:
    return StoredDuesList(
        unit_id=office.unit.id,
        month=rules.month,
        dues_group=rules.group,
        made_at=office.moment(),
        made_by=office.officer.name,
        legal=json.dumps(asdict(rules), ensure_ascii=False, default=str),
    )


def _read_rules(legal: str) -> DuesRules:
    values = json.loads(legal)
    for name in ("rate", "statutory_rate"):
        values[name] = Decimal(values[name])
    return DuesRules(**{**values, "valid_from": date.fromisoformat(values["valid_from"])})


def _due_of(row: DuesRow) -> Due:
    return Due(row.dues_group, row.base, Decimal(row.rate), row.due, row.statutory)


_Team = aliased(Unit)


def _read_rows(session: Session, unit_id: int, month: str) -> Iterable[Sequence[Any]]:
    early = DuesAdjustment.booked_on < first_day(month)
    later = (
        select(
            DuesAdjustment.member_id,
            func.sum(DuesAdjustment.due_change).label("due"),
            func.sum(DuesAdjustment.paid_change).label("paid"),
            func.sum(DuesAdjustment.statutory_change).label("statutory"),
            func.sum(case((early, DuesAdjustment.paid_change), else_=0)).label("ahead"),
        )
        .where(DuesAdjustment.unit_id == unit_id, DuesAdjustment.month == month)
        .group_by(DuesAdjustment.member_id)
        .subquery()
    )
    query = (
        select(
            DuesRow.member_id,
            Member.full_name,
            func.coalesce(_Team.name, "").label("team"),
            DuesRow.dues_group,
            DuesRow.base,
            DuesRow.rate,
            (DuesRow.due + func.coalesce(later.c.due, 0)).label("due"),
            (DuesRow.paid + func.coalesce(later.c.paid, 0)).label("paid"),
            (DuesRow.statutory + func.coalesce(later.c.statutory, 0)).label("statutory"),
            DuesRow.exempt_reason,
            DuesRow.override_reason,
            DuesRow.voucher_id,
            func.coalesce(later.c.ahead, 0),
        )
        .join(Member, Member.id == DuesRow.member_id)
        .outerjoin(_Team, _Team.id == Member.group_id)
        .outerjoin(later, later.c.member_id == DuesRow.member_id)
        .where(DuesRow.unit_id == unit_id, DuesRow.month == month)
        .order_by(func.coalesce(_Team.name_sort, ""), Member.name_sort, Member.id)
    )
    # the bare connection: a session would look for entities in thousands of plain values
    return session.connection().execute(query).all()


def _as_member(row: Sequence[Any], rules: DuesRules) -> DuesMember:
    (
        member_id, full_name, team, group, base, rate, due, paid, statutory, exempt_reason,
        override_reason, voucher_id, ahead,
    ) = row  # fmt: skip
    return DuesMember(
        member_id=member_id,
        full_name=full_name,
        team=team,
        group=group,
        base=base,
        rate=_rate(rate),
        due=due,
        paid=paid,
        owed=due - paid,
        statutory=statutory,
        is_at_cap=rules.is_capped and due == rules.cap and override_reason is None,
        exempt_reason=exempt_reason,
        override_reason=override_reason,
        voucher_id=voucher_id,
        ahead=min(ahead, paid),
    )


# a list of thousands has two or three rates
_rate = lru_cache(maxsize=64)(Decimal)


def _teams(rows: tuple[DuesMember, ...]) -> tuple[DuesTeam, ...]:
    return tuple(
        _subtotal(name, tuple(members)) for name, members in groupby(rows, lambda row: row.team)
    )


def _subtotal(name: str, members: tuple[DuesMember, ...]) -> DuesTeam:
    return DuesTeam(
        name, len(members), sum(row.due for row in members), sum(row.paid for row in members)
    )


def _problems(rows: Iterable[DuesMember], least: int) -> Iterator[Problem]:
    for row in rows:
        if code := _doubt(row, least):
            yield Problem(code, Severity.WARNING, field="salary", value=row.full_name)


def _doubt(row: DuesMember, least: int) -> str:
    if row.group == FIXED_GROUP or row.exempt_reason or row.override_reason:
        return ""
    if not row.base:
        return "dues.salary_missing"
    # only what is paid into insurance may be held against the least wage
    return "dues.salary_low" if row.group == "G3" and row.base < least else ""
