"""Taking a roster in: all of it or nothing, in one transaction, and undone as one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.database.bulk import insert_rows, next_id
from unionapp.database.journal import note_batch
from unionapp.errors import Invalid, Refusal
from unionapp.membership.corrections import refusing_if_used
from unionapp.membership.events import EventDraft, append_event, first_open_day
from unionapp.membership.groups import Groups
from unionapp.membership.import_plan import (
    STORED,
    ImportPlan,
    Known,
    PlanLine,
    Progress,
    plan_rows,
)
from unionapp.membership.life_cycle import EventKind, Status
from unionapp.membership.members import member_code, name_columns, next_number
from unionapp.membership.roster.pay_month import usual_pay_month
from unionapp.membership.roster.reading import RosterReading
from unionapp.membership.salaries import SalaryRow, find_pay, pay_valid_in, put_salary
from unionapp.membership.tables import ImportBatch, Member, MemberEvent, MemberSalary
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.months import month_of, month_text

UNDO_DAYS = 30
_AT_ONCE = 500
_Change = tuple[str, Any, Any]
_LATE = "Bổ sung người vào công đoàn từ trước kỳ đã khóa sổ"
_EARLIER = "Có trong danh sách khi nhập, chưa rõ ngày vào công đoàn"
_MEMBER_COLUMNS = (
    "id",
    "uid",
    "person_uid",
    "unit_id",
    "group_id",
    "code",
    "name_fold",
    "name_sort",
    "name_tone_key",
    "status",
    "status_on",
    "import_id",
    *STORED,
)
_EVENT_COLUMNS = (
    "id",
    "uid",
    "unit_id",
    "member_id",
    "kind",
    "effect",
    "effective_on",
    "counted_on",
    "recorded_at",
    "recorded_by",
    "reason",
    "group_id",
    "import_id",
)
_SALARY_COLUMNS = ("unit_id", "member_id", "valid_from", "amount", "coefficient", "import_id")


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What came of an import; `skipped` rows stayed out, pay counts from `salary_from` if any."""

    batch_id: int
    imported: int
    updated: int
    skipped: int
    problems: int
    salary_from: str | None


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import as its list shows it."""

    id: int
    file_name: str
    imported_on: date
    officer: str
    imported: int
    updated: int
    skipped: int
    undone_on: date | None
    can_be_undone: bool


@dataclass(frozen=True, slots=True)
class _Intake:
    """What one import works with."""

    session: Session
    office: Office
    batch: ImportBatch
    groups: Groups
    event: str
    salary_from: str


def plan_import(
    office: Office,
    reading: RosterReading,
    progress: Progress | None = None,
    *,
    salary_from: str | None = None,
) -> ImportPlan:
    """What importing a roster would do, row by row; nothing is changed.

    Raises:
        Refusal: roster.pay_month_later, period.unreadable.
    """
    month = _pay_month(office, reading, salary_from)
    with office.read() as session:
        return plan_rows(reading, _known_members(session, office, month), progress)


def import_roster(
    office: Office,
    reading: RosterReading,
    *,
    skip_problems: bool,
    event: str = EventKind.KET_NAP,
    salary_from: str | None = None,
    progress: Progress | None = None,
) -> ImportDone:
    """Take in every accepted row of a roster, or nothing.

    Pay counts from a month given, else from the one the roster names, else from this one.

    Raises:
        Invalid: roster.has_errors; rows have errors and were not to be skipped.
        Refusal: roster.nobody (no row could be taken in), roster.pay_month_later,
            period.unreadable, period.locked.
    """
    month = _pay_month(office, reading, salary_from)
    with office.change("roster.import") as session:
        plan = plan_rows(reading, _known_members(session, office, month), progress)
        if plan.errors and not skip_problems:
            raise Invalid(plan.errors, "roster.has_errors")
        if not any(line.action != "skip" for line in plan.lines):
            raise Refusal("roster.nobody")
        batch = _open_batch(session, office, plan)
        intake = _Intake(session, office, batch, Groups(session, office), event, month)
        _insert_new(intake, plan.having("new"))
        changed = _update_all(intake, plan.having("change"))
        batch.old_values = json.dumps(changed, ensure_ascii=False)
        errors, paid = len(plan.errors), month if plan.sets_pay else None
        return ImportDone(batch.id, batch.imported, batch.updated, batch.skipped, errors, paid)


def undo_import(office: Office, batch_id: int) -> ImportRow:
    """Take a whole import back: its members go, what it changed is as before.

    Fields that somebody changed since then keep what they say now.

    Raises:
        Refusal: import.unknown, import.undone, import.too_old, import.in_use,
            membership.month_locked.
    """
    with office.change("roster.undo") as session:
        batch = session.get(ImportBatch, batch_id)
        if batch is None or batch.unit_id != office.unit.id:
            raise Refusal("import.unknown")
        if batch.undone_on is not None:
            raise Refusal("import.undone")
        if not _is_recent(office, batch.imported_on):
            raise Refusal("import.too_old", days=UNDO_DAYS)
        _restore(session, json.loads(batch.old_values))
        _remove(session, batch)
        batch.undone_on = office.today
        session.flush()
        return _batch_row(office, batch)


def list_imports(office: Office) -> tuple[ImportRow, ...]:
    """The rosters taken in, newest first."""
    query = select(ImportBatch).filter_by(unit_id=office.unit.id).order_by(ImportBatch.id.desc())
    with office.read() as session:
        return tuple(_batch_row(office, batch) for batch in session.scalars(query))


def _pay_month(office: Office, reading: RosterReading, wanted: str | None) -> str:
    month = read_month(wanted) if wanted else usual_pay_month(reading, office.today)
    if month > month_of(office.today):
        raise Refusal("roster.pay_month_later", month=month_text(month))
    return month


def _known_members(session: Session, office: Office, month: str) -> Iterator[Known]:
    names = ("name_tone_key", *STORED)
    query = (
        select(
            Member.id,
            Member.code,
            Member.status,
            Unit.name,
            MemberSalary.amount,
            *(getattr(Member, name) for name in names),
        )
        .join(Unit, Unit.id == Member.group_id, isouter=True)
        .join(MemberSalary, pay_valid_in(month), isouter=True)
        .where(Member.unit_id == office.unit.id)
        .order_by(Member.code)
    )
    for member_id, code, status, group, salary, *values in session.execute(query):
        stored = dict(zip(names, values, strict=True))
        yield Known(member_id, code, status, group, salary, stored)


def _open_batch(session: Session, office: Office, plan: ImportPlan) -> ImportBatch:
    summary = plan.summary
    batch = ImportBatch(
        uid=new_uid(office.clock()),
        unit_id=office.unit.id,
        file_name=plan.file,
        imported_at=office.moment(),
        imported_on=office.today,
        officer=office.officer.name,
        imported=summary["new"],
        updated=summary["change"],
        skipped=summary["skip"],
        old_values="{}",
        undone_on=None,
    )
    session.add(batch)
    session.flush()
    return batch


def _insert_new(intake: _Intake, lines: Iterable[PlanLine]) -> None:
    session, office, batch = intake.session, intake.office, intake.batch
    moment, unit = office.clock(), office.unit.id
    first_open = first_open_day(session, unit)
    numbers = zip(
        count(next_number(session, unit)),
        count(next_id(session, "member")),
        count(next_id(session, "member_event")),
        strict=False,
    )
    members, events, salaries = [], [], []
    recorded = (office.moment(), office.officer.name)
    # ready-made tuples with days as text, because the bulk insert stores them as they are
    for line, (number, member_id, event_id) in zip(lines, numbers, strict=False):
        group = intake.groups.named(line.group) if line.group else None
        kind, effective, counted, reason = _joining(intake, line.values, first_open)
        code = member_code(office.unit.code, number)
        keys = name_columns(line.full_name).values()
        stored = (line.values.get(name) for name in STORED)
        uid = new_uid(moment)
        head = (member_id, uid, uid, unit, group, code)
        members.append((*head, *keys, Status.ACTIVE.value, effective, batch.id, *stored))
        story = (kind, 1, effective, counted, *recorded, reason, group, batch.id)
        events.append((event_id, new_uid(moment), unit, member_id, *story))
        if line.salary is not None:
            pay = (intake.salary_from, line.salary, line.coefficient)
            salaries.append((unit, member_id, *pay, batch.id))
    insert_rows(session, "member", _MEMBER_COLUMNS, members, import_id=batch.id)
    insert_rows(session, "member_event", _EVENT_COLUMNS, events, import_id=batch.id)
    insert_rows(session, "member_salary", _SALARY_COLUMNS, salaries, import_id=batch.id)


def _joining(
    intake: _Intake, values: Mapping[str, Any], first_open: date | None
) -> tuple[str, str, str, str | None]:
    """The event of a person on a roster: kind, effective day, counted day, reason.

    Who joined in months that are locked, or on a day nobody wrote down, is no new member of today:
    the figures take them in as an adjustment, counted before this year where that is still open.
    """
    last_year = date(intake.office.today.year - 1, 12, 31).isoformat()
    joined = values.get("joined_on")
    known = joined or max(last_year, values.get("hire_date") or "")
    effective = f"{known}-01-01"[:10]
    counted = max(effective, first_open.isoformat()) if first_open else effective
    if joined and counted == effective:
        return intake.event, effective, counted, None
    return EventKind.DIEU_CHINH.value, effective, counted, _LATE if joined else _EARLIER


def _update_all(intake: _Intake, lines: Iterable[PlanLine]) -> dict[int, list[_Change]]:
    found = {line.member.id: line for line in lines if line.member}
    ids = list(found)
    done: dict[int, list[_Change]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        wanted = select(Member).where(Member.id.in_(ids[start : start + _AT_ONCE]))
        members = intake.session.scalars(wanted).all()
        # no row asks for what another one wrote, so that many are written at once
        with intake.session.no_autoflush:
            done |= {member.id: _update(intake, member, found[member.id]) for member in members}
        intake.session.flush()
    return done


def _update(intake: _Intake, member: Member, line: PlanLine) -> list[_Change]:
    """Write what a row says otherwise over a member; gives every field with its old value."""
    done: list[_Change] = []
    for change in line.changes:
        if change.field == "group":
            done.append(_move_group(intake, member, str(change.new)))
        elif change.field == "salary":
            done.append(_update_salary(intake, member, line))
        else:
            setattr(member, change.field, change.new)
            done.append((change.field, change.old, change.new))
    _set_name_keys(member)
    return done


def _move_group(intake: _Intake, member: Member, name: str) -> _Change:
    group, before = intake.groups.named(name), member.group_id
    moving = EventDraft(EventKind.CHUYEN_TO, intake.office.today, group_id=group)
    append_event(intake.session, intake.office, member, moving).import_id = intake.batch.id
    return "group_id", before, group


def _update_salary(intake: _Intake, member: Member, line: PlanLine) -> _Change:
    pay = SalaryRow(intake.salary_from, int(line.salary or 0), line.coefficient)
    row = find_pay(intake.session, member.id, pay.valid_from)
    before = row.amount if row else None
    put_salary(intake.session, member, pay, import_id=intake.batch.id)
    return f"salary@{pay.valid_from}", before, pay.amount


def _set_name_keys(member: Member) -> None:
    for name, value in name_columns(member.full_name).items():
        setattr(member, name, value)


def _restore(session: Session, old_values: Mapping[str, list[_Change]]) -> None:
    for member_id, changes in old_values.items():
        member = session.get_one(Member, int(member_id))
        for name, old, new in changes:
            if name.startswith("salary@"):
                _restore_salary(session, member.id, name.partition("@")[2], (old, new))
            elif getattr(member, name) == new:
                setattr(member, name, old)
        _set_name_keys(member)
    session.flush()


def _restore_salary(
    session: Session, member_id: int, month: str, change: tuple[int | None, int]
) -> None:
    row, (old, new) = find_pay(session, member_id, month), change
    if row is not None and old is not None and row.amount == new:
        row.amount = old


def _remove(session: Session, batch: ImportBatch) -> None:
    for table in (MemberEvent, MemberSalary, Member):
        is_of_batch = table.import_id == batch.id
        number = session.scalar(select(func.count()).select_from(table).where(is_of_batch))
        with refusing_if_used("import.in_use"):
            session.execute(delete(table).where(is_of_batch))
        note_batch(session, table.__tablename__, number or 0, undone_import=batch.id)


def _is_recent(office: Office, day: date) -> bool:
    return office.today - day <= timedelta(days=UNDO_DAYS)


def _batch_row(office: Office, batch: ImportBatch) -> ImportRow:
    return ImportRow(
        id=batch.id,
        file_name=batch.file_name,
        imported_on=batch.imported_on,
        officer=batch.officer,
        imported=batch.imported,
        updated=batch.updated,
        skipped=batch.skipped,
        undone_on=batch.undone_on,
        can_be_undone=batch.undone_on is None and _is_recent(office, batch.imported_on),
    )
