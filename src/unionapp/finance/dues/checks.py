"""What asks for a look in the dues of a month, later adjustments included (V-16, V-17)."""

from collections.abc import Iterator, Mapping

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from unionapp.finance.dues.legal_values import DuesRules, dues_rules
from unionapp.finance.dues.lists import DuesMember, read_dues_list
from unionapp.finance.dues.owed import FIXED_GROUP, Due, compute_due
from unionapp.finance.dues.payers import payers_of
from unionapp.finance.findings import Finding, warn
from unionapp.finance.splits import round_half_up
from unionapp.finance.tables import DuesAdjustment, DuesRow, StoredDuesList
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import law_value
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import last_day, month_text


def check_dues(session: Session, office: Office, month: str) -> Iterator[Finding]:
    """What the list of a month shows to be no longer right, or set by hand against the rule.

    Raises:
        Refusal: dues.no_employer_type, parameter.missing.
    """
    if session.get(StoredDuesList, (office.unit.id, month)) is None:
        return
    rules = dues_rules(session, office, month)
    payers = payers_of(session, office.unit.id, month)
    fresh = {payer.member_id: compute_due(payer.payer, rules.law) for payer in payers}
    listed = read_dues_list(session, office.unit.id, month)
    rows = listed.rows
    named = month_text(month)
    found = {
        "V-16": [row for row in rows if _has_changed(row, fresh)],
        "V-16.exempt": [row for row in rows if _owes_though_free(row, fresh)],
        "V-16.cap": [row for row in rows if _is_above_cap(row, rules)],
        "V-17.month": [row for row in rows if row.owed < 0],
    }
    for code, those in found.items():
        if those:
            yield warn(code, "due", count=len(those), month=named, place=those[0].member_id)
    if low := [one.value for one in listed.problems if one.code == "dues.salary_low"]:
        place = next(row.member_id for row in rows if row.full_name == low[0])
        yield warn("dues.below_min_wage", "due", count=len(low), month=named, place=place)
    if missing := fresh.keys() - {row.member_id for row in rows}:
        yield warn("V-16.missing", "due", count=len(missing), month=named, place=month)
    yield from _check_fixed_amount(session, rules)


def overpaid_months(
    session: Session, unit_id: int, first: str, last: str
) -> tuple[tuple[str, int], ...]:
    """Every time a member has paid more for a listed month than it came to (V-17): month, id."""
    listed = select(
        DuesRow.member_id, DuesRow.month, DuesRow.due, DuesRow.paid, literal(1).label("rows")
    )
    later = select(
        DuesAdjustment.member_id,
        DuesAdjustment.month,
        DuesAdjustment.due_change,
        DuesAdjustment.paid_change,
        literal(0),
    )
    both = union_all(
        listed.where(DuesRow.unit_id == unit_id, DuesRow.month.between(first, last)),
        later.where(DuesAdjustment.unit_id == unit_id, DuesAdjustment.month.between(first, last)),
    ).subquery()
    over = (
        select(both.c.month, both.c.member_id)
        .group_by(both.c.member_id, both.c.month)
        # what is paid ahead of its list is measured once the list is made
        .having(func.sum(both.c.rows) > 0, func.sum(both.c.paid) > func.sum(both.c.due))
        .order_by(both.c.month, both.c.member_id)
    )
    return tuple((month, member_id) for month, member_id in session.execute(over))


def _has_changed(row: DuesMember, fresh: Mapping[int, Due]) -> bool:
    due = fresh.get(row.member_id)
    return row.override_reason is None and row.due != (due.due if due else 0)


def _owes_though_free(row: DuesMember, fresh: Mapping[int, Due]) -> bool:
    due = fresh.get(row.member_id)
    is_free = due is None or due.exempt_reason is not None
    return row.override_reason is not None and row.due > 0 and is_free


def _is_above_cap(row: DuesMember, rules: DuesRules) -> bool:
    return rules.is_capped and row.due > rules.cap


def _check_fixed_amount(session: Session, rules: DuesRules) -> Iterator[Finding]:
    """An amount agreed on long ago that the law has overtaken since."""
    if rules.group != FIXED_GROUP:
        return
    share = law_value(session, "dues.fixed_min_share", last_day(rules.month), FIXED_GROUP)
    least = round_half_up(rules.base_salary * share.rate)
    if rules.fixed_amount < least:
        code = "dues.fixed_unsure" if share.needs_check else "dues.fixed_low"
        yield warn(code, "due", fixed=dong(rules.fixed_amount), least=dong(least))
