"""The approved column of a settlement, and the year that opens with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.forms import SETTLEMENT_FORM, Form, add_up, find_row, form_on
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.settlement import SettlementForm, read_settlement
from unionapp.finance.year.settlement_roles import require_approver
from unionapp.finance.year.typed_rows import require_possible
from unionapp.finance.yearly_tables import SettlementRow, YearOpening
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class Approval:
    """The approved amount of a row, and why it is another one than was reported."""

    amount: int
    reason: str = ""


def approve_settlement(
    office: Office, year: int, approvals: Mapping[str, Approval] | None = None
) -> SettlementForm:
    """Enter the approved column; what is not named is approved as reported.

    The approved closing fund and payable open the next year.

    Raises:
        Refusal: settlement.approver_needed, settlement.none, settlement.approved,
            settlement.reason_needed, settlement.row_negative, form.row_unknown,
            form.row_computed.
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
    require_approver(office)
    settlement = standing_settlement(session, unit_id, year)
    if settlement is None:
        raise Refusal("settlement.none", year=year)
    if settlement.status == "approved":
        raise Refusal("settlement.approved", year=year)
    form = form_on(SETTLEMENT_FORM, date(year, 12, 31))
    rows = {row.row: row for row in _rows(session, settlement.id)}
    for row_id, approval in approvals.items():
        _approve_row(form, rows, row_id, approval)
    _add_up_approved(form, rows)
    settlement.status = "approved"
    settlement.approved_at = office.moment()
    settlement.approved_by = office.officer.name
    session.merge(_opening_after(unit_id, year, rows))
    session.flush()


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
