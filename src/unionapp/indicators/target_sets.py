"""Plans a unit follows: taking one up, changing it, writing its own."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Invalid, Problem, Refusal
from unionapp.indicators.catalogue import find_measure
from unionapp.indicators.shipped_sets import ShippedSet, TargetFacts, shipped_sets
from unionapp.indicators.tables import Assignment, Target, TargetSet
from unionapp.organisation.office import Office
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


def list_sets(office: Office) -> tuple[SetRow, ...]:
    """The shipped plans, then the unit's own; each with whether the unit follows it."""
    with office.read() as session:
        own = select(TargetSet).filter_by(unit_id=office.unit.id).order_by(TargetSet.id)
        taken = {row.code: row for row in session.scalars(own)}
        number = func.count().label("number")
        query = select(Target.set_id, number).group_by(Target.set_id)
        counts = {row.set_id: int(row.number) for row in session.execute(query)}
    shipped = {plan.code: plan for plan in shipped_sets()}
    used = {code for code, row in taken.items() if row.is_active}
    rows = [
        SetRow(it.code, it.name, it.issuer, it.document, len(it.targets), it.code in used)
        for it in shipped.values()
    ]
    rows += [
        SetRow(it.code, it.name, it.issuer, "", counts.get(it.id, 0), it.code in used)
        for it in taken.values()
        if it.code not in shipped
    ]
    return tuple(rows)


def use_set(office: Office, code: str) -> SetRow:
    """Follow a plan from now on; the lines of a shipped one are copied and may be changed.

    Raises:
        Refusal: target.unknown_set.
    """
    with office.change("target.use") as session:
        row = session.scalar(select(TargetSet).filter_by(unit_id=office.unit.id, code=code))
        if row is None:
            plan = _find_shipped(code)
            row = _new_set(session, office, code, plan.name)
            row.document, row.issuer, row.issued_on = plan.document, plan.issuer, plan.issued_on
            _add_targets(session, office, row.id, plan.targets)
        row.is_active = True
    return find_set(office, code)


def find_set(office: Office, code: str) -> SetRow:
    """The plan of a code.

    Raises:
        Refusal: target.unknown_set.
    """
    for row in list_sets(office):
        if row.code == code:
            return row
    raise _unknown_set(code)


def copy_set(office: Office, code: str, own_code: str, name: str) -> SetRow:
    """Begin a plan of the unit's own with every line of another plan, to be changed at will.

    Raises:
        Refusal: target.unknown_set, target.name_needed, target.set_taken.
    """
    lines = [row.facts for row in list_targets(office, code)]
    lines = lines or list(_find_shipped(code).targets)
    found_set(office, own_code, name)
    with office.change("target.copy") as session:
        own = _require_set(session, office, clean_text(own_code))
        _add_targets(session, office, own.id, lines)
    return find_set(office, clean_text(own_code))


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
            target = require_target(session, office, target_id)
            _write(target, facts)
        session.flush()
        return TargetRow(target.id, set_code, _facts(target))


def drop_target(office: Office, target_id: int) -> None:
    """Take a line out of a plan, with the numbers assigned on it.

    Raises:
        Refusal: target.unknown.
    """
    with office.change("target.drop") as session:
        target = require_target(session, office, target_id)
        for row in session.scalars(select(Assignment).filter_by(target_id=target.id)):
            session.delete(row)
        session.flush()
        session.delete(target)


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


def _find_shipped(code: str) -> ShippedSet:
    for plan in shipped_sets():
        if plan.code == code:
            return plan
    raise _unknown_set(code)


def _unknown_set(code: str) -> Refusal:
    known = ", ".join(it.code for it in shipped_sets())
    return Refusal("target.unknown_set", set=code, sets=known)


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


def require_target(session: Session, office: Office, target_id: int) -> Target:
    """A line of a plan of this unit.

    Raises:
        Refusal: target.unknown.
    """
    target = session.get(Target, target_id)
    if target is None or target.unit_id != office.unit.id:
        raise Refusal("target.unknown", id=target_id)
    return target
