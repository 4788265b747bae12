"""Lists of members: ids first, rows by the page; the figures of a day and of a period."""

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    RowMapping,
    Select,
    and_,
    false,
    func,
    select,
    true,
)
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.membership.codes import code_name
from unionapp.membership.life_cycle import (
    COUNTED,
    KINDS,
    STATUS_NAMES,
    Counted,
    EventKind,
    Movement,
    Status,
    movement,
)
from unionapp.membership.salaries import pay_valid_in
from unionapp.membership.tables import Member, MemberEvent, MemberSalary
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.identity import mask
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.names import fold, matches
from unionapp.vietnamese.periods import Period

KEYSTROKE_ROWS = 500
_PAGE = 500
_PLAIN = (
    "id",
    "code",
    "full_name",
    "gender",
    "birth_date",
    "id_number",
    "phone",
    "group_id",
    "position",
    "union_position",
    "ethnicity",
    "qualification",
    "hometown",
    "union_card",
    "joined_on",
    "status",
    "status_on",
    "note",
)
_HAPPENED = (
    "kind",
    "effect",
    "effective_on",
    "counted_on",
    "decision_no",
    "decision_on",
    "reason",
    "other_unit",
)
_ORDERS = {
    "name": (Member.name_sort, Member.birth_date, Member.id),
    "code": (Member.code,),
    "birth_date": (Member.birth_date, Member.name_sort, Member.id),
    "joined_on": (Member.joined_on, Member.name_sort, Member.id),
    "group": (Unit.name_sort, Member.name_sort, Member.id),
    "status": (Member.status, Member.name_sort, Member.id),
}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as lists show it; the identity number is masked."""

    id: int
    code: str
    full_name: str
    gender: str | None
    birth_date: str | None
    id_number: str | None
    phone: str | None
    group_id: int | None
    group_name: str | None
    position: str | None
    union_position: str | None
    ethnicity: str | None
    qualification: str | None
    hometown: str | None
    union_card: str | None
    joined_on: str | None
    status: str
    status_name: str
    status_on: date | None
    salary: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class MemberCounts:
    """How many members, and how many of them women."""

    total: int
    female: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of the monthly report of changes."""

    event_id: int
    member_id: int
    code: str
    full_name: str
    gender: str | None
    birth_date: str | None
    group_name: str | None
    kind: str
    kind_name: str
    effect: int
    effective_on: date
    counted_on: date
    decision_no: str | None
    decision_on: date | None
    reason: str | None
    other_unit: str | None


def member_ids(
    office: Office,
    *,
    search: str = "",
    status: str | None = None,
    group: int | Sequence[int] | None = None,
    sort: str = "name",
    descending: bool = False,
) -> "array[int]":
    """The ids of the members looked for, in order.

    `status` is a state, "all", or None for those who are members now; the search takes syllables
    by their beginning, initials, or a run of digits of any number.
    """
    query = _search(office.unit.id, search, status, group)
    columns = _ORDERS.get(sort, _ORDERS["name"])
    if sort == "group":
        query = query.join(Unit, Unit.id == Member.group_id, isouter=True)
    query = query.order_by(*(column.desc() if descending else column for column in columns))
    with office.read() as session:
        return array("q", _refined(session, query, search))


def find_members(
    office: Office, search: str, *, status: str | None = None, limit: int = KEYSTROKE_ROWS
) -> "array[int]":
    """The first members that a few typed letters mean, in Vietnamese order."""
    query = _search(office.unit.id, search, status, None)
    query = query.order_by(*_ORDERS["name"])
    if search.isascii():
        query = query.limit(limit)
    with office.read() as session:
        return array("q", islice(_refined(session, query, search), limit))


def find_member(office: Office, text: str) -> int:
    """The id of a member named by id or by working code.

    Raises:
        Refusal: membership.unknown.
    """
    wanted = Member.id == int(text) if text.isdecimal() else Member.code == text.strip()
    with office.read() as session:
        query = select(Member.id).where(Member.unit_id == office.unit.id, wanted)
        member_id = session.scalar(query)
    if member_id is None:
        raise Refusal("membership.unknown")
    return member_id


def member_rows(office: Office, ids: Iterable[int]) -> list[MemberRow]:
    """The rows of some members, in the order asked for."""
    with office.read() as session:
        return rows_of(session, office, list(ids))


def list_members(office: Office, search: str = "") -> tuple[MemberRow, ...]:
    """Everybody who is a member now, in Vietnamese order."""
    return tuple(member_rows(office, member_ids(office, search=search)))


def count_members(office: Office, on: date | None = None) -> MemberCounts:
    """How many members the unit counts at the end of a day."""
    day = on or office.today
    closing = _movement(office, day, day).closing
    return MemberCounts(closing.total, closing.female)


def movement_of(office: Office, period: Period) -> Movement:
    """The figures of a period: opening, what came and went by kind, closing."""
    return _movement(office, period.start, period.end)


def list_changes(office: Office, period: Period) -> tuple[ChangeRow, ...]:
    """Every event that the figures of a period count or that happened to its members."""
    query = (
        select(
            MemberEvent.id.label("event_id"),
            Member.id.label("member_id"),
            *(getattr(Member, name) for name in ("code", "full_name", "gender", "birth_date")),
            Unit.name.label("group_name"),
            *(getattr(MemberEvent, name) for name in _HAPPENED),
        )
        .join(Member, Member.id == MemberEvent.member_id)
        .join(Unit, Unit.id == Member.group_id, isouter=True)
        .where(MemberEvent.unit_id == office.unit.id)
        .where(MemberEvent.counted_on.between(period.start, period.end))
        .order_by(MemberEvent.effective_on, Member.name_sort, MemberEvent.id)
    )
    with office.read() as session:
        return tuple(_change(found) for found in session.execute(query).mappings())


def rows_of(session: Session, office: Office, ids: Sequence[int]) -> list[MemberRow]:
    """The rows of some members inside a session, in the order asked for."""
    rows: dict[int, MemberRow] = {}
    for start in range(0, len(ids), _PAGE):
        # "+ 0" keeps SQLite from walking the whole unit's index instead of fetching the ids
        is_ours = Member.unit_id + 0 == office.unit.id
        wanted = Member.id.in_(ids[start : start + _PAGE])
        query = _row_query(office.today).where(is_ours, wanted)
        found = session.execute(query).mappings()
        rows.update((row["id"], _row(row)) for row in found)
    return [rows[member_id] for member_id in ids if member_id in rows]


def _search(
    unit_id: int, search: str, status: str | None, group: int | Sequence[int] | None
) -> Select[int]:
    query = select(Member.id).where(Member.unit_id == unit_id, *map(_meets, search.split()))
    if status is None:
        query = query.where(Member.status.in_(sorted(COUNTED)))
    elif status != "all":
        query = query.where(Member.status == status)
    if group is None:
        return query
    groups = (group,) if isinstance(group, int) else group
    return query.where(Member.group_id.in_(groups))


def _meets(term: str) -> ColumnElement[bool]:
    if any(letter.isdigit() for letter in term):
        return Member.numbers.contains(term, autoescape=True)
    syllables = re.findall(r"[^\W_]+", fold(term))
    return and_(true(), *(Member.name_fold.like(f"% {syllable}%") for syllable in syllables))


def _refined(session: Session, query: Select[int], search: str) -> Iterable[int]:
    # the folded column knows no marks: what was typed with marks is compared once more
    marked = " ".join(term for term in search.split() if not term.isascii())
    if not marked:
        return chain.from_iterable(_fetch(session, query))
    found = _fetch(session, query.add_columns(Member.full_name))
    return (member_id for member_id, name in found if matches(marked, name))


def _fetch(session: Session, query: Select[*tuple[Any, ...]]) -> Sequence[Sequence[Any]]:
    # the driver's own tuples: row objects for 200,000 ids would cost more than the query
    return session.connection().execute(query).cursor.fetchall()


def _row_query(today: date) -> Select[*tuple[Any, ...]]:
    columns = (getattr(Member, name) for name in _PLAIN)
    return (
        select(*columns, Unit.name.label("group_name"), MemberSalary.amount.label("salary"))
        .join(Unit, Unit.id == Member.group_id, isouter=True)
        .join(MemberSalary, pay_valid_in(month_of(today)), isouter=True)
    )


def _row(found: RowMapping) -> MemberRow:
    facts = dict(found)
    facts["id_number"] = mask(found["id_number"]) if found["id_number"] else None
    facts |= {name: code_name(name, found[name]) for name in ("ethnicity", "qualification")}
    return MemberRow(status_name=STATUS_NAMES[Status(found["status"])], **facts)


def _change(found: RowMapping) -> ChangeRow:
    kind = EventKind(found["kind"])
    facts = dict(found)
    if kind is EventKind.TAM_DUNG:
        facts["reason"] = code_name("suspension", found["reason"])
    return ChangeRow(kind_name=KINDS[kind].name, **facts)


def _movement(office: Office, first: date, last: date) -> Movement:
    is_female = func.coalesce(Member.gender == "female", false())
    # any day stands for its side of `first`, so that the database can do the adding up
    counted_on = func.max(MemberEvent.counted_on, type_=Date)
    query = (
        select(MemberEvent.kind, MemberEvent.effect, counted_on, is_female, func.count())
        .join(Member, Member.id == MemberEvent.member_id)
        .where(MemberEvent.unit_id == office.unit.id, MemberEvent.counted_on <= last)
        .where(MemberEvent.effect != 0)
        .group_by(MemberEvent.kind, MemberEvent.effect, is_female, MemberEvent.counted_on < first)
    )
    with office.read() as session:
        counted = [
            Counted(EventKind(kind), adds, on, bool(female), number)
            for kind, adds, on, female, number in session.execute(query)
        ]
    return movement(counted, first, last)
