"""Handing a settlement in and taking it back; every version is kept."""

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
from unionapp.finance.forms import form_on
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.basics import read_basics, stored_basics
from unionapp.finance.year.budget import assigned_of, budget_of
from unionapp.finance.year.checks import check_books, check_opening
from unionapp.finance.year.figures import FORM, whole_year
from unionapp.finance.year.proof import check_proof, reconcile
from unionapp.finance.year.settlement import SettlementForm, current_figures, read_settlement
from unionapp.finance.year.year_end import require_locked_year
from unionapp.finance.yearly_tables import Settlement, SettlementRow
from unionapp.organisation.locks import require_opener
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class Source:
    """The package that brought a settlement, by its identity and number; none if it was typed."""

    package_id: str | None = None
    number: int | None = None


TYPED = Source()


def hand_in_settlement(office: Office, year: int) -> SettlementForm:
    """Freeze the figures of a year as the next version; printing later gives the same numbers.

    Raises:
        Refusal: settlement.not_over, settlement.approved, V-11.year, V-12, V-13, V-15.
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
        refuse_errors(check_opening(session, office.unit.id, year))
        refuse_errors(check_books(session, office.unit.id, year))
        refuse_errors(check_proof(reconcile(filled)))
        form = form_on(FORM, date(year, 12, 31))
        budget = budget_of(session, office.unit.id, year, form)
        rows = {**filled, **stored_basics(basics)}
        store_version(session, office, (office.unit.id, SettlementSpan(year)), rows, budget)
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


def store_version(
    session: Session,
    office: Office,
    whose: tuple[int, SettlementSpan],
    filled: Mapping[str, int],
    budget: Mapping[str, int],
    source: Source = TYPED,
) -> None:
    """Store the figures of a unit and span as its next version, in an open transaction.

    Raises:
        Refusal: form.no_edition.
    """
    unit_id, span = whose
    before = standing_settlement(session, unit_id, span.year, span.part)
    if before is not None:
        before.status = "replaced"
    settlement = Settlement(
        uid=new_uid(office.clock()),
        unit_id=unit_id,
        year=span.year,
        part=span.part,
        version=_last_version(session, unit_id, span) + 1,
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
    form = form_on(FORM, span.period.end)
    assigned = assigned_of(session, unit_id, span.year, form)
    session.add_all(
        SettlementRow(
            settlement_id=settlement.id,
            row=row_id,
            unit_id=unit_id,
            budget=budget.get(row_id),
            assigned=assigned.get(row_id),
            reported=amount,
            approved=None,
            reason="",
        )
        for row_id, amount in filled.items()
    )
    session.flush()


def _last_version(session: Session, unit_id: int, span: SettlementSpan) -> int:
    query = select(func.max(Settlement.version)).filter_by(
        unit_id=unit_id, year=span.year, part=span.part
    )
    return session.scalar(query) or 0


def _digest(filled: Mapping[str, int]) -> str:
    text = json.dumps(dict(filled), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
