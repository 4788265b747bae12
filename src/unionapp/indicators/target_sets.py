"""Plans a unit follows: taking one up, changing it, writing its own, assigning numbers below."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Invalid, Problem, Refusal
from unionapp.indicators.catalogue import find_measure
from unionapp.indicators.shipped_sets import TargetFacts, shipped_sets
from unionapp.indicators.tables import Assignment, Target, TargetSet
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.organisation.units import find_unit
from unionapp.vietnamese.names import clean_text

COMPARISONS = ("at_least", "more_than", "equal", "about", "between", "most", "before")
SPANS = ("year", "years", "once", "half")
_VALUELESS = frozenset({"most", "before"})


@dataclass(frozen=True, slots=True)
class SetRow:
    """A plan that could be followed, or is."""

    code: str
    name: str
    issuer: str
    document: str
    targets: int
    is_used: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A line of a plan this unit follows."""

    id: int
    set_code: str
    facts: TargetFacts


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """The number a lower unit was given on a target."""

    target_id: int
    target_name: str
    unit_code: str
    unit_name: str
    value: int
    note: str


def list_sets(office: Office) -> tuple[SetRow, ...]:
    """The shipped plans, then the unit's own; each with whether the unit follows it."""
    with office.read() as session:
        used = {row.code: row for row in _used_sets(session, office)}
        number = func.count().label("number")
        query = select(Target.set_id, number).group_by(Target.set_id)
        counts = {row.set_id: int(row.number) for row in session.execute(query)}
    shipped = {plan.code: plan for plan in shipped_sets()}
    rows = [
        SetRow(it.code, it.name, it.issuer, it.document, len(it.targets), it.code in used)
        for it in shipped.values()
    ]
    rows += [
        SetRow(it.code, it.name, it.issuer, "", counts.get(it.id, 0), is_used=True)
        for it in used.values()
        if it.code not in shipped
    ]
    return tuple(rows)


def use_set(office: Office, code: str) -> SetRow:
    """Follow a shipped plan from now on; its lines are copied and may be changed.

    Raises:
        Refusal: target.unknown_set.
    """
    plan = next((it for it in shipped_sets() if it.code == code), None)
    if plan is None:
        raise Refusal(
            "target.unknown_set", set=code, sets=", ".join(it.code for it in shipped_sets())
        )
    with office.change("target.use") as session:
        row = session.scalar(select(TargetSet).filter_by(unit_id=office.unit.id, code=code))
        if row is None:
            row = _new_set(session, office, code, plan.name)
            row.document, row.issuer, row.issued_on = plan.document, plan.issuer, plan.issued_on
            _add_targets(session, office, row.id, plan.targets)
        row.is_active = True
    return next(it for it in list_sets(office) if it.code == code)


def leave_set(office: Office, code: str) -> None:
    """Stop following a plan; its lines are kept and come back when it is taken up again.

    Raises:
        Refusal: target.set_not_used.
    """
    with office.change("target.leave") as session:
        _require_set(session, office, code).is_active = False


def found_set(office: Office, code: str, name: str) -> SetRow:
    """Begin a plan of the unit's own.

    Raises:
        Refusal: target.name_needed, target.set_taken.
    """
    code, name = clean_text(code), clean_text(name)
    if not code or not name:
        raise Refusal("target.name_needed")
    with office.change("target.found_set") as session:
        taken = select(TargetSet.id).filter_by(unit_id=office.unit.id, code=code)
        if session.scalar(taken) or code in {it.code for it in shipped_sets()}:
            raise Refusal("target.set_taken", set=code)
        row = _new_set(session, office, code, name)
        row.issuer = office.unit.name
    return SetRow(code, name, office.unit.name, "", 0, is_used=True)


def list_targets(office: Office, set_code: str | None = None) -> tuple[TargetRow, ...]:
    """The lines of the plans this unit follows, in their order."""
    with office.read() as session:
        return targets_in(session, office, set_code)


def targets_in(
    session: Session, office: Office, set_code: str | None = None
) -> tuple[TargetRow, ...]:
    """The lines of the plans this unit follows, inside a session."""
    query = (
        select(Target, TargetSet.code)
        .join(TargetSet, TargetSet.id == Target.set_id)
        .where(TargetSet.unit_id == office.unit.id, TargetSet.is_active)
        .order_by(Target.set_id, Target.position)
    )
    if set_code is not None:
        query = query.where(TargetSet.code == set_code)
    return tuple(TargetRow(it.id, code, _facts(it)) for it, code in session.execute(query))


def save_target(
    office: Office, set_code: str, facts: TargetFacts, target_id: int | None = None
) -> TargetRow:
    """Add a line to a plan this unit follows, or change one.

    Raises:
        Invalid: the line has problems, all listed.
        Refusal: target.set_not_used, target.unknown, measure.unknown.
    """
    _check(facts)
    with office.change("target.save") as session:
        plan = _require_set(session, office, set_code)
        if target_id is None:
            [target] = _add_targets(session, office, plan.id, [facts])
        else:
            target = _require_target(session, office, target_id)
            _write(target, facts)
        session.flush()
        return TargetRow(target.id, set_code, _facts(target))


def drop_target(office: Office, target_id: int) -> None:
    """Take a line out of a plan, with the numbers assigned on it.

    Raises:
        Refusal: target.unknown.
    """
    with office.change("target.drop") as session:
        target = _require_target(session, office, target_id)
        for row in session.scalars(select(Assignment).filter_by(target_id=target.id)):
            session.delete(row)
        session.flush()
        session.delete(target)


def assign(
    office: Office, target_id: int, unit_code: str, value: int, note: str = ""
) -> AssignmentRow:
    """Give a lower unit its number on a target; giving it again replaces it.

    Raises:
        Refusal: target.unknown, target.negative, unit.unknown.
    """
    if value < 0:
        raise Refusal("target.negative")
    with office.change("target.assign") as session:
        target = _require_target(session, office, target_id)
        unit = find_unit(session, unit_code)
        key = {"target_id": target.id, "to_unit_id": unit.id}
        row = session.scalar(select(Assignment).filter_by(**key))
        if row is None:
            row = Assignment(uid=new_uid(office.clock()), unit_id=office.unit.id, **key)
            session.add(row)
        row.value, row.note = value, clean_text(note)
        return AssignmentRow(target.id, target.name, unit.code, unit.name, value, row.note)


def list_assignments(office: Office, target_id: int | None = None) -> tuple[AssignmentRow, ...]:
    """The numbers given to lower units, target by target."""
    query = (
        select(Target.id, Target.name, Unit.code, Unit.name, Assignment.value, Assignment.note)
        .join_from(Assignment, Target, Target.id == Assignment.target_id)
        .join(Unit, Unit.id == Assignment.to_unit_id)
        .where(Assignment.unit_id == office.unit.id)
        .order_by(Target.set_id, Target.position, Unit.name_sort)
    )
    if target_id is not None:
        query = query.where(Target.id == target_id)
    with office.read() as session:
        return tuple(AssignmentRow(*row) for row in session.execute(query))


def _check(facts: TargetFacts) -> None:
    find_measure(facts.measure)
    problems = []
    if not clean_text(facts.name):
        problems.append(Problem("target.name_needed", field="name"))
    if facts.comparison not in COMPARISONS:
        problems.append(Problem("target.unknown_comparison", field="comparison"))
    if facts.span not in SPANS:
        problems.append(Problem("target.unknown_span", field="span"))
    if facts.value is None and facts.comparison not in _VALUELESS:
        problems.append(Problem("target.value_needed", field="value"))
    if facts.comparison == "between" and (facts.value_to or 0) < (facts.value or 0):
        problems.append(Problem("target.range_reversed", field="value_to"))
    if problems:
        raise Invalid(tuple(problems))


def _used_sets(session: Session, office: Office) -> Iterable[TargetSet]:
    query = select(TargetSet).filter_by(unit_id=office.unit.id, is_active=True)
    return session.scalars(query.order_by(TargetSet.id)).all()


def _new_set(session: Session, office: Office, code: str, name: str) -> TargetSet:
    row = TargetSet(
        uid=new_uid(office.clock()), unit_id=office.unit.id, code=code, name=name,
        adopted_at=office.moment(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _add_targets(
    session: Session, office: Office, set_id: int, facts: Iterable[TargetFacts]
) -> list[Target]:
    last = session.scalar(select(func.max(Target.position)).filter_by(set_id=set_id)) or 0
    added = []
    for position, line in enumerate(facts, last + 1):
        target = Target(
            uid=new_uid(office.clock()), unit_id=office.unit.id, set_id=set_id, position=position
        )
        _write(target, line)
        session.add(target)
        added.append(target)
    session.flush()
    return added


def _write(target: Target, facts: TargetFacts) -> None:
    for name in ("code", "measure", "name", "comparison", "value", "value_to", "words", "span"):
        setattr(target, name, getattr(facts, name))
    target.unit_label, target.due_on, target.choices = (
        facts.unit,
        facts.due_on,
        dict(facts.choices),
    )
    target.segment, target.level, target.note = facts.segment, facts.level, facts.note


def _facts(target: Target) -> TargetFacts:
    given = {it.name: getattr(target, it.name) for it in fields(TargetFacts) if it.name != "unit"}
    return TargetFacts(**given, unit=target.unit_label)


def _require_set(session: Session, office: Office, code: str) -> TargetSet:
    row = session.scalar(
        select(TargetSet).filter_by(unit_id=office.unit.id, code=code, is_active=True)
    )
    if row is None:
        raise Refusal("target.set_not_used", set=code)
    return row


def _require_target(session: Session, office: Office, target_id: int) -> Target:
    target = session.get(Target, target_id)
    if target is None or target.unit_id != office.unit.id:
        raise Refusal("target.unknown", id=target_id)
    return target
