"""Settlements of the units below: entered, checked (C-02 to C-07), approved, and added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, refuse_errors
from unionapp.finance.forms import add_up, form_on
from unionapp.finance.levels.eliminations import (
    GroupSettlement,
    LowerRows,
    consolidate_settlements,
)
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE, owed_before, state
from unionapp.finance.levels.lower_units import LowerMoney, money_of_lower_units
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.approving import Approval, approve_within
from unionapp.finance.year.basics import BasicFigures, basics_among, is_basic, stored_basics
from unionapp.finance.year.collection_targets import LawOfSpan, Targets, targets_of
from unionapp.finance.year.handing_in import store_version
from unionapp.finance.year.lower_unit_checks import LowerReport, check_lower_report
from unionapp.finance.year.settlement import (
    FORM,
    check_proof,
    reconcile,
)
from unionapp.finance.year.typed_rows import require_possible, require_possible_basics
from unionapp.finance.yearly_tables import ContributionPayment, Settlement, SettlementRow
from unionapp.organisation.employer_types import find_employer_type
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.units import UnitRow, lower_units
from unionapp.vietnamese.months import last_day
from unionapp.vietnamese.periods import Period

NOT_REPORTED = "none"
NO_TARGETS = Targets()


@dataclass(frozen=True)
class LowerSettlement:
    """The settlement of a lower unit as it stands here, with what asks for a look.

    `approved` is empty until the year is approved, and `reasons` names the rows approved otherwise
    than reported; a unit that sent none has the status "none".
    `package_number` is empty where the figures were typed here; `owed_before` is what the unit
    still owed this one when the span began.
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
    part: str = ""
    package_number: int | None = None
    owed_before: int = 0
    targets: Targets = NO_TARGETS
    employer_type: str | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_here(self) -> bool:
        """Whether the unit has reported."""
        return self.status != NOT_REPORTED

    @property
    def counting(self) -> Mapping[str, int]:
        """The figures that count: approved ones before those that were reported."""
        return self.approved or self.rows

    @property
    def source(self) -> str:
        """Where the figures come from, in the words of screens and papers."""
        if not self.is_here:
            return ""
        number = self.package_number
        return "nhập tay" if number is None else f"gói số {number}"


def enter_lower_settlement(
    office: Office,
    code: str,
    year: int,
    rows: Mapping[str, int],
    basics: BasicFigures,
    *,
    part: str = "",
) -> LowerSettlement:
    """Enter what a lower unit reports, as it stands on its form; entered again, it is a version.

    A half (H1) or quarter (Q2) of the year is its `part`.

    Sums that are not given are added up; those given are checked against their parts (C-02).
    What came in a package is what the unit signed: it is approved or returned, never typed over.

    Raises:
        Refusal: settlement.not_lower, settlement.row_typed, settlement.approved,
            settlement.from_package, settlement.row_negative, money.too_large.
    """
    span = SettlementSpan(year, part)
    unit = _lower_unit(office, code, span)
    form = form_on(FORM, span.period.end)
    given = {row.id for row in form.rows if row.style != "heading"} | {PAYABLE_BEFORE}
    if unknown := next((row for row in rows if row not in given), None):
        raise Refusal("settlement.row_typed", row=unknown)
    require_possible(form, rows)
    require_possible_basics(basics)
    with office.change("settlement.enter_lower") as session:
        before = standing_settlement(session, unit.id, year, part)
        if before is not None:
            _require_typed(before)
        filled = {**add_up(form, rows), **rows, **stored_basics(basics)}
        store_version(session, office, (unit.id, span), filled, budget={})
        return _read(session, office, unit, span)


def _require_typed(before: Settlement) -> None:
    if before.status == "approved":
        raise Refusal("settlement.approved", year=before.year)
    if before.package_id is not None:
        raise Refusal("settlement.from_package", number=before.package_number)


def list_lower_settlements(
    office: Office, year: int, *, part: str = ""
) -> tuple[LowerSettlement, ...]:
    """Every lower unit of a year or its part, those that have not reported among them."""
    span = SettlementSpan(year, part)
    units = lower_units(office, on=span.period.end)
    with office.read() as session:
        return tuple(_read(session, office, unit, span) for unit in units)


def approve_lower_settlement(
    office: Office, code: str, year: int, approvals: Mapping[str, Approval] | None = None
) -> LowerSettlement:
    """Fill the column "Cấp trên duyệt"; what is not named is approved as reported.

    Raises:
        Refusal: settlement.not_lower, settlement.none, settlement.approved,
            settlement.reason_needed, settlement.row_negative, form.row_unknown,
            form.row_computed, C-02; C-03 unless the opening is corrected.
    """
    span = SettlementSpan(year)
    unit = _lower_unit(office, code, span)
    with office.change("settlement.approve_lower") as session:
        approve_within(session, office, unit.id, year, approvals or {})
        found = _read(session, office, unit, span)
        corrected = set(approvals or {})
        refuse_errors(one for one in found.findings if one.field not in corrected)
        return found


def consolidate(
    office: Office,
    span: SettlementSpan,
    reported: Sequence[LowerSettlement],
    own: Mapping[str, int],
) -> GroupSettlement:
    """Settlements of lower units and the rows of this one as one."""
    with office.read() as session:
        money = {it.code: it for it in money_of_lower_units(session, office.unit.id, span.period)}
    counted = [_counted(one, money) for one in reported]
    return consolidate_settlements(form_on(FORM, span.period.end), counted, own)


def _counted(one: LowerSettlement, money: Mapping[str, LowerMoney]) -> LowerRows:
    ours = money.get(one.code, LowerMoney(one.code, one.name, 0, 0, 0))
    return LowerRows(one.counting, one.owed_before, ours.paid_out, ours.remitted)


def _lower_unit(office: Office, code: str, span: SettlementSpan) -> UnitRow:
    """The unit that reported here when the span ended, as the list of a span names it."""
    units = lower_units(office, on=span.period.end)
    unit = next((row for row in units if row.code == code), None)
    if unit is None:
        raise Refusal("settlement.not_lower", code=code)
    return unit


def _read(
    session: Session, office: Office, unit: UnitRow, span: SettlementSpan
) -> LowerSettlement:
    settlement = standing_settlement(session, unit.id, span.year, span.part)
    if settlement is None:
        return replace(_missing(unit, span), owed_before=owed_before(session, unit.id, span, {}))
    stored = _rows(session, settlement.id)
    basics = basics_among({row.row: row.reported for row in stored})
    kept = [row for row in stored if not is_basic(row.row)]
    rows = {row.row: row.reported for row in kept}
    approved = {row.row: row.approved for row in kept if row.approved is not None}
    owed = owed_before(session, unit.id, span, rows)
    law = _law(session, unit, span)
    return LowerSettlement(
        settlement_id=settlement.id,
        code=unit.code,
        name=unit.name,
        year=span.year,
        version=settlement.version,
        status=settlement.status,
        rows=rows,
        approved=approved,
        basics=basics,
        findings=_check(session, office, unit, span, (rows | {PAYABLE_BEFORE: owed}, basics, law)),
        part=span.part,
        package_number=settlement.package_number,
        owed_before=owed,
        employer_type=unit.employer_type,
        reasons={row.row: row.reason for row in kept if row.reason},
        targets=targets_of(
            approved or rows,
            basics,
            state(approved or rows, owed),
            law,
            budget={row.row: row.budget for row in kept if row.budget is not None},
            paid_above=_paid_above(session, unit.id, span.period),
        ),
    )


def _missing(unit: UnitRow, span: SettlementSpan) -> LowerSettlement:
    nothing = BasicFigures(0, 0, 0, 0)
    return LowerSettlement(
        *(None, unit.code, unit.name, span.year, 0, NOT_REPORTED, {}, {}, nothing, ()),
        part=span.part,
        employer_type=unit.employer_type,
    )


def _check(
    session: Session,
    office: Office,
    unit: UnitRow,
    span: SettlementSpan,
    reported: tuple[Mapping[str, int], BasicFigures, LawOfSpan],
) -> tuple[Finding, ...]:
    rows, basics, law = reported
    last = span.period.end
    money = _money_between(session, office, unit, span.period)
    group = _group(unit)
    report = LowerReport(
        rows=rows,
        basics=basics,
        dues_rate=law.dues,
        kpcd_rate=law.kpcd,
        kpcd_kept=1 - law.kpcd_up,
        # Of a unit whose group is unknown nobody can say that dues are paid on the same wages.
        is_take_home=group in {None, "G2"},
        approved_closing=_approved_closing(session, unit.id, span),
        paid_out=None if money is None else money.paid_out,
        remitted=None if money is None else money.remitted,
        last_year=_reported(session, unit.id, span.last_year),
    )
    proof = check_proof(reconcile(rows)) if "held_cash" in rows else ()
    return (*check_lower_report(report, form_on(FORM, last)), *proof)


def _group(unit: UnitRow) -> str | None:
    return find_employer_type(unit.employer_type).dues_group if unit.employer_type else None


def _law(session: Session, unit: UnitRow, span: SettlementSpan) -> LawOfSpan:
    group, last = _group(unit), span.period.end
    return LawOfSpan(
        dues=None if group is None else _dues_rate(session, unit.id, span.period, group),
        kpcd=legal_value(session, unit.id, "kpcd.rate", last).rate,
        kpcd_up=legal_value(session, unit.id, "split.kpcd.up", last).rate,
    )


def _paid_above(session: Session, unit_id: int, period: Period) -> int:
    """What the unit's employer paid straight to this level, by its contribution book."""
    query = select(func.coalesce(func.sum(ContributionPayment.amount), 0)).where(
        ContributionPayment.unit_id == unit_id,
        ContributionPayment.voucher_id.is_(None),
        ContributionPayment.paid_on.between(period.start, period.end),
    )
    return session.scalars(query).one()


def _approved_closing(session: Session, unit_id: int, span: SettlementSpan) -> int | None:
    """The closing of the year before as it was approved, where the span begins with January."""
    before = standing_settlement(session, unit_id, span.year - 1)
    if before is None or span.period.start.month != 1:
        return None
    row = session.get_one(SettlementRow, (before.id, "closing"))
    return row.approved


def _reported(session: Session, unit_id: int, span: SettlementSpan) -> dict[str, int] | None:
    found = standing_settlement(session, unit_id, span.year, span.part)
    return None if found is None else {it.row: it.reported for it in _rows(session, found.id)}


def _money_between(
    session: Session, office: Office, unit: UnitRow, period: Period
) -> LowerMoney | None:
    """What this unit booked of the lower one; None where it books nothing of any lower unit."""
    booked = money_of_lower_units(session, office.unit.id, period)
    nothing = LowerMoney(unit.code, unit.name, 0, 0, 0)
    return next((one for one in booked if one.code == unit.code), nothing) if booked else None


def _dues_rate(session: Session, unit_id: int, period: Period, group: str) -> Decimal:
    """The mean rate of the months: 2025 had two; members of G4 pay fixed amounts."""
    if group == "G4":
        return Decimal(0)
    days = [last_day(month) for month in period.months()]
    rates = [legal_value(session, unit_id, "dues.rate", day, group).rate for day in days]
    return sum(rates, Decimal(0)) / len(days)


def _rows(session: Session, settlement_id: int) -> list[SettlementRow]:
    return list(session.scalars(select(SettlementRow).filter_by(settlement_id=settlement_id)))
