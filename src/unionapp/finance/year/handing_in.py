"""Handing a settlement in, and entering what the level above approved."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.finance.findings import refuse_errors
from unionapp.finance.forms import Form, add_up, find_row, form_on
from unionapp.finance.levels.terms import Term
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.basics import read_basics, stored_basics
from unionapp.finance.year.budget import budget_of
from unionapp.finance.year.checks import check_books
from unionapp.finance.year.figures import whole_year
from unionapp.finance.year.possible_rows import require_possible
from unionapp.finance.year.settlement import (
    FORM,
    SettlementForm,
    SettlementLine,
    check_proof,
    current_figures,
    read_settlement,
    reconcile,
)
from unionapp.finance.year.year_end import require_locked_year
from unionapp.finance.yearly_tables import Settlement, SettlementRow, YearOpening
from unionapp.organisation.locks import require_opener
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class Approval:
    """The approved amount of a row, and why it is another one than was reported."""

    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The package that brought a settlement, by its identity and number; none if it was typed."""

    package_id: str | None = None
    number: int | None = None


TYPED = Source()


def hand_in_settlement(office: Office, year: int) -> SettlementForm:
    """Freeze the figures of a year as the next version; printing later gives the same numbers.

    Raises:
        Refusal: settlement.not_over, settlement.approved, V-11.year, V-13, V-15.
    """
    if office.today <= date(year, 12, 31):
        raise Refusal("settlement.not_over", year=year)
    with office.change("settlement.hand_in") as session:
        before = standing_settlement(session, office.unit.id, year)
        if before is not None and before.status == "approved":
            raise Refusal("settlement.approved", year=year)
        require_locked_year(session, office.unit.id, year)
        filled = current_figures(session, office.unit.id, year)
        basics = read_basics(session, office.unit.id, whole_year(year))
        refuse_errors(check_books(session, office.unit.id, year))
        refuse_errors(check_proof(reconcile(filled)))
        form = form_on(FORM, date(year, 12, 31))
        budget = budget_of(session, office.unit.id, year, form)
        rows = {**filled, **stored_basics(basics)}
        store_version(session, office, (office.unit.id, Term(year)), rows, budget)
        return read_settlement(session, office.unit.id, year)


def take_back_settlement(office: Office, year: int, reason: str) -> None:
    """Take a settlement back that the level above returned; its year may be opened again.

    Raises:
        Refusal: period.opener_needed, period.reason_needed, settlement.none,
            settlement.approved.
    """
    require_opener(office, reason)
    with office.change(f"settlement.take_back: {clean_text(reason)}") as session:
        settlement = standing_settlement(session, office.unit.id, year)
        if settlement is None:
            raise Refusal("settlement.none", year=year)
        if settlement.status == "approved":
            raise Refusal("settlement.approved", year=year)
        settlement.status = "returned"


def approve_settlement(
    office: Office, year: int, approvals: Mapping[str, Approval] | None = None
) -> SettlementForm:
    """Enter the approved column; what is not named is approved as reported.

    The approved closing fund and payable open the next year.

    Raises:
        Refusal: settlement.none, settlement.approved, settlement.reason_needed,
            settlement.row_negative, form.row_unknown, form.row_computed.
    """
    with office.change("settlement.approve") as session:
        approve_within(session, office, office.unit.id, year, approvals or {})
        return read_settlement(session, office.unit.id, year)


def approve_within(
    session: Session, office: Office, unit_id: int, year: int, approvals: Mapping[str, Approval]
) -> None:
    """Approve the settlement of a unit, this one or one below it, in an open transaction.

    Raises:
        Refusal: as `approve_settlement`.
    """
    settlement = standing_settlement(session, unit_id, year)
    if settlement is None:
        raise Refusal("settlement.none", year=year)
    if settlement.status == "approved":
        raise Refusal("settlement.approved", year=year)
    form = form_on(FORM, date(year, 12, 31))
    rows = {row.row: row for row in _rows(session, settlement.id)}
    for row_id, approval in approvals.items():
        _approve_row(form, rows, row_id, approval)
    _add_up_approved(form, rows)
    settlement.status = "approved"
    settlement.approved_at = office.moment()
    settlement.approved_by = office.officer.name
    session.merge(_opening_after(unit_id, year, rows))
    session.flush()


def compare_with_budget(office: Office, year: int) -> tuple[SettlementLine, ...]:
    """The rows whose spending passed their estimate (V-21)."""
    with office.read() as session:
        rows = read_settlement(session, office.unit.id, year).rows
    return tuple(row for row in rows if row.budget is not None and row.reported > row.budget)


def store_version(
    session: Session,
    office: Office,
    whose: tuple[int, Term],
    filled: Mapping[str, int],
    budget: Mapping[str, int],
    source: Source = TYPED,
) -> None:
    """Store the figures of a unit and term as its next version, in an open transaction."""
    unit_id, term = whose
    before = standing_settlement(session, unit_id, term.year, term.part)
    if before is not None:
        before.status = "replaced"
    settlement = Settlement(
        uid=new_uid(office.clock()),
        unit_id=unit_id,
        year=term.year,
        part=term.part,
        version=_last_version(session, unit_id, term) + 1,
        form=FORM,
        status="submitted",
        digest=_digest(filled),
        submitted_at=office.moment(),
        submitted_by=office.officer.name,
        package_id=source.package_id,
        package_number=source.number,
    )
    session.add(settlement)
    session.flush()
    session.add_all(
        SettlementRow(
            settlement_id=settlement.id,
            row=row_id,
            unit_id=unit_id,
            budget=budget.get(row_id),
            reported=amount,
            approved=None,
            reason="",
        )
        for row_id, amount in filled.items()
    )
    session.flush()


def _last_version(session: Session, unit_id: int, term: Term) -> int:
    query = select(func.max(Settlement.version)).filter_by(
        unit_id=unit_id, year=term.year, part=term.part
    )
    return session.scalar(query) or 0


def _digest(filled: Mapping[str, int]) -> str:
    text = json.dumps(dict(filled), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _rows(session: Session, settlement_id: int) -> list[SettlementRow]:
    return list(session.scalars(select(SettlementRow).filter_by(settlement_id=settlement_id)))


def _approve_row(
    form: Form, rows: Mapping[str, SettlementRow], row_id: str, approval: Approval
) -> None:
    kind = find_row(form, row_id)
    if row_id not in rows:
        raise Refusal("form.row_unknown", row=row_id)
    if kind.sum:
        raise Refusal("form.row_computed", row=kind.label)
    require_possible(form, {row_id: approval.amount})
    row = rows[row_id]
    if approval.amount != row.reported and not clean_text(approval.reason):
        raise Refusal("settlement.reason_needed", row=kind.label)
    row.approved, row.reason = approval.amount, clean_text(approval.reason)


def _add_up_approved(form: Form, rows: Mapping[str, SettlementRow]) -> None:
    known = {
        row_id: row.reported if row.approved is None else row.approved
        for row_id, row in rows.items()
    }
    for row_id, amount in (known | add_up(form, known)).items():
        rows[row_id].approved = amount


def _opening_after(unit_id: int, year: int, rows: Mapping[str, SettlementRow]) -> YearOpening:
    return YearOpening(
        unit_id=unit_id,
        year=year + 1,
        accumulated=rows["closing"].approved or 0,
        payable_up=rows["payable"].approved or 0,
        origin="approved",
    )
