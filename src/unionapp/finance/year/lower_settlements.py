"""Settlements of the units below: entered, checked (C-02 to C-07), approved, and added up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, refuse_errors
from unionapp.finance.forms import Form, add_up, form_on
from unionapp.finance.levels.eliminations import GroupSettlement, consolidate_settlements
from unionapp.finance.levels.lower_units import LowerMoney, money_of_lower_units
from unionapp.finance.year.basics import BasicFigures, basics_among, is_basic, stored_basics
from unionapp.finance.year.handing_in import Approval, approve_within, store_version
from unionapp.finance.year.lower_unit_checks import LowerReport, check_lower_report
from unionapp.finance.year.settlement import (
    FORM,
    current_figures,
    latest_settlement,
)
from unionapp.finance.yearly_tables import SettlementRow
from unionapp.organisation.employer_types import find_employer_type
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.units import UnitRow, lower_units
from unionapp.vietnamese.months import last_day
from unionapp.vietnamese.periods import Period

NOT_REPORTED = "none"


@dataclass(frozen=True)
class LowerSettlement:
    """The settlement of a lower unit as it stands here, with what asks for a look.

    `approved` is empty until the year is approved; a unit that sent none has the status "none".
    """

    settlement_id: int | None
    code: str
    name: str
    year: int
    version: int
    status: str
    rows: Mapping[str, int]
    approved: Mapping[str, int]
    basics: BasicFigures
    findings: tuple[Finding, ...]


def enter_lower_settlement(
    office: Office, code: str, year: int, rows: Mapping[str, int], basics: BasicFigures
) -> LowerSettlement:
    """Enter what a lower unit reports, as it stands on its form; entered again, it is a version.

    Sums that are not given are added up; those given are checked against their parts (C-02).

    Raises:
        Refusal: settlement.not_lower, settlement.row_typed, settlement.approved.
    """
    unit = _lower_unit(office, code)
    form = form_on(FORM, date(year, 12, 31))
    given = {row.id for row in form.rows if row.style != "heading"}
    if unknown := next((row for row in rows if row not in given), None):
        raise Refusal("settlement.row_typed", row=unknown)
    with office.change("settlement.enter_lower") as session:
        before = latest_settlement(session, unit.id, year)
        if before is not None and before.status == "approved":
            raise Refusal("settlement.approved", year=year)
        filled = {**add_up(form, rows), **rows, **stored_basics(basics)}
        store_version(session, office, (unit.id, year), filled, budget={})
        return _read(session, office, unit, year)


def list_lower_settlements(office: Office, year: int) -> tuple[LowerSettlement, ...]:
    """Every lower unit of a year by name, those that have not reported among them."""
    units = lower_units(office, on=date(year, 12, 31))
    with office.read() as session:
        return tuple(_read(session, office, unit, year) for unit in units)


def approve_lower_settlement(
    office: Office, code: str, year: int, approvals: Mapping[str, Approval] | None = None
) -> LowerSettlement:
    """Fill the column "Cấp trên duyệt"; what is not named is approved as reported.

    Raises:
        Refusal: settlement.not_lower, settlement.none, settlement.approved,
            settlement.reason_needed, form.row_unknown, form.row_computed, C-02; C-03 unless the
            opening is corrected.
    """
    unit = _lower_unit(office, code)
    with office.change("settlement.approve_lower") as session:
        approve_within(session, office, unit.id, year, approvals or {})
        found = _read(session, office, unit, year)
        corrected = set(approvals or {})
        refuse_errors(one for one in found.findings if one.field not in corrected)
        return found


def consolidate_year(office: Office, year: int) -> GroupSettlement:
    """The settlement of this unit and all below it, approved figures before reported ones."""
    form = form_on(FORM, date(year, 12, 31))
    reports = [
        one.approved or one.rows
        for one in list_lower_settlements(office, year)
        if one.status != NOT_REPORTED
    ]
    with office.read() as session:
        own = current_figures(session, office.unit.id, year)
    return consolidate_settlements(form, reports, own)


def _lower_unit(office: Office, code: str) -> UnitRow:
    unit = next((row for row in lower_units(office) if row.code == code), None)
    if unit is None:
        raise Refusal("settlement.not_lower", code=code)
    return unit


def _read(session: Session, office: Office, unit: UnitRow, year: int) -> LowerSettlement:
    settlement = latest_settlement(session, unit.id, year)
    stored = [] if settlement is None else _rows(session, settlement.id)
    basics = basics_among({row.row: row.reported for row in stored})
    rows = {row.row: row.reported for row in stored if not is_basic(row.row)}
    form = form_on(FORM, date(year, 12, 31))
    findings = _check(session, office, unit, form, (year, rows, basics)) if stored else ()
    return LowerSettlement(
        settlement_id=None if settlement is None else settlement.id,
        code=unit.code,
        name=unit.name,
        year=year,
        version=0 if settlement is None else settlement.version,
        status=NOT_REPORTED if settlement is None else settlement.status,
        rows=rows,
        approved={
            row.row: row.approved
            for row in stored
            if row.approved is not None and not is_basic(row.row)
        },
        basics=basics,
        findings=findings,
    )


def _check(
    session: Session,
    office: Office,
    unit: UnitRow,
    form: Form,
    reported: tuple[int, Mapping[str, int], BasicFigures],
) -> tuple[Finding, ...]:
    year, rows, basics = reported
    last = date(year, 12, 31)
    money = _money_between(session, office, unit, year)
    before = latest_settlement(session, unit.id, year - 1)
    earlier = {} if before is None else {row.row: row for row in _rows(session, before.id)}
    group = find_employer_type(unit.employer_type).dues_group if unit.employer_type else "G3"
    report = LowerReport(
        rows=rows,
        basics=basics,
        dues_rate=_dues_rate(session, unit.id, year, group),
        kpcd_rate=legal_value(session, unit.id, "kpcd.rate", last).rate,
        kpcd_kept=1 - legal_value(session, unit.id, "split.kpcd.up", last).rate,
        is_take_home=group == "G2",
        approved_closing=earlier["closing"].approved if earlier else None,
        paid_out=None if money is None else money.paid_out,
        remitted=None if money is None else money.remitted,
        last_year={row: one.reported for row, one in earlier.items()} or None,
    )
    return check_lower_report(report, form)


def _money_between(
    session: Session, office: Office, unit: UnitRow, year: int
) -> LowerMoney | None:
    """What this unit booked of the lower one; None where it books nothing of any lower unit."""
    booked = money_of_lower_units(session, office.unit.id, Period(f"{year}-01", f"{year}-12"))
    nothing = LowerMoney(unit.code, unit.name, 0, 0, 0)
    return next((one for one in booked if one.code == unit.code), nothing) if booked else None


def _dues_rate(session: Session, unit_id: int, year: int, group: str) -> Decimal:
    """The mean rate of the twelve months: 2025 had two; members of G4 pay fixed amounts."""
    if group == "G4":
        return Decimal(0)
    days = (last_day(month) for month in Period(f"{year}-01", f"{year}-12").months())
    rates = [legal_value(session, unit_id, "dues.rate", day, group).rate for day in days]
    return sum(rates, Decimal(0)) / 12


def _rows(session: Session, settlement_id: int) -> list[SettlementRow]:
    return list(session.scalars(select(SettlementRow).filter_by(settlement_id=settlement_id)))
