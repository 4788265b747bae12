"""Settlements of the units below: entered, checked (C-02 to C-07) and approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, refuse_errors
from unionapp.finance.forms import SETTLEMENT_FORM, Form, add_up, form_on
from unionapp.finance.group.collection_targets import Targets
from unionapp.finance.group.lower_unit_checks import LowerReport, check_lower_report
from unionapp.finance.group.rates_of_units import group_of_kind
from unionapp.finance.group.settled_units import SettledUnit, settled_units
from unionapp.finance.group.standing_settlements import Standing, owed_when_it_began, read_standing
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE
from unionapp.finance.levels.lower_units import LowerMoney, money_of_lower_units
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.approving import Approval, approve_within
from unionapp.finance.year.basics import BasicFigures, stored_basics
from unionapp.finance.year.proof import check_proof, reconcile, says_where_money_lies
from unionapp.finance.year.settlement_roles import require_writer
from unionapp.finance.year.typed_rows import require_possible, require_possible_basics
from unionapp.finance.year.versions import store_version
from unionapp.finance.yearly_tables import Settlement
from unionapp.organisation.office import Office
from unionapp.organisation.units import UnitRow, lower_units

NOT_REPORTED = "none"
NO_TARGETS = Targets()


@dataclass(frozen=True)
class LowerSettlement:
    """The settlement of a lower unit as it stands here, with what asks for a look.

    `approved` is empty until the year is approved, and `reasons` names the rows approved otherwise
    than reported; a unit that sent none has the status "none".
    `package_number` is empty where the figures were typed here; `owed_before` is what the unit
    still owed this one when the span began, `kpcd_up` the share of the contribution due upwards.
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
    kpcd_up: Decimal = Decimal(0)

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
        Refusal: settlement.writer_needed, settlement.not_lower, settlement.row_typed,
            settlement.approved, settlement.from_package, settlement.row_negative,
            money.too_large.
    """
    require_writer(office)
    span = SettlementSpan(year, part)
    unit = _lower_unit(office, code, span)
    form = form_on(SETTLEMENT_FORM, span.period.end)
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
        return _read_one(session, office, unit, span)


def _require_typed(before: Settlement) -> None:
    if before.status == "approved":
        raise Refusal("settlement.approved", year=before.year)
    if before.package_id is not None:
        raise Refusal("settlement.from_package", number=before.package_number)


def list_lower_settlements(
    office: Office, year: int, *, part: str = ""
) -> tuple[LowerSettlement, ...]:
    """Every lower unit of a year or its part, those that have not reported among them.

    Raises:
        Refusal: form.no_edition.
    """
    span = SettlementSpan(year, part)
    units = lower_units(office, on=span.period.end)
    with office.read() as session:
        return _read(session, office, units, span)


def show_lower_settlement(
    office: Office, code: str, year: int, *, part: str = ""
) -> LowerSettlement:
    """The settlement of one lower unit, of a year or its part.

    Raises:
        Refusal: settlement.not_lower.
    """
    span = SettlementSpan(year, part)
    unit = _lower_unit(office, code, span)
    with office.read() as session:
        return _read_one(session, office, unit, span)


def approve_lower_settlement(
    office: Office, code: str, year: int, approvals: Mapping[str, Approval] | None = None
) -> LowerSettlement:
    """Fill the column "Cấp trên duyệt"; what is not named is approved as reported.

    Raises:
        Refusal: settlement.approver_needed, settlement.not_lower, settlement.none,
            settlement.approved, settlement.reason_needed, settlement.row_negative,
            form.row_unknown, form.row_computed, C-02; C-03 unless the opening is corrected.
    """
    span = SettlementSpan(year)
    unit = _lower_unit(office, code, span)
    with office.change("settlement.approve_lower") as session:
        approve_within(session, office, unit.id, year, approvals or {})
        found = _read_one(session, office, unit, span)
        corrected = set(approvals or {})
        refuse_errors(one for one in found.findings if one.field not in corrected)
        return found


def _lower_unit(office: Office, code: str, span: SettlementSpan) -> UnitRow:
    """The unit that reported here when the span ended, as the list of a span names it."""
    units = lower_units(office, on=span.period.end)
    unit = next((row for row in units if row.code == code), None)
    if unit is None:
        raise Refusal("settlement.not_lower", code=code)
    return unit


def _read_one(
    session: Session, office: Office, unit: UnitRow, span: SettlementSpan
) -> LowerSettlement:
    (found,) = _read(session, office, (unit,), span)
    return found


def _read(
    session: Session, office: Office, units: Sequence[UnitRow], span: SettlementSpan
) -> tuple[LowerSettlement, ...]:
    """The settlements of some units, in a handful of questions however many they are."""
    kinds = {unit.id: unit.employer_type for unit in units}
    spans = (span, span.before, span.last_year, SettlementSpan(span.year - 1))
    standing = read_standing(session, list(kinds), spans)
    settled = settled_units(session, kinds, span, standing)
    money = {it.code: it for it in money_of_lower_units(session, office.unit.id, span.period)}
    beside = _Beside(span, form_on(SETTLEMENT_FORM, span.period.end), standing, money)
    return tuple(
        _missing(unit, beside)
        if (found := settled.get(unit.id)) is None
        else _here(unit, found, beside)
        for unit in units
    )


@dataclass(frozen=True)
class _Beside:
    """What the settlements of a span are laid beside: other years, and the money booked here."""

    span: SettlementSpan
    form: Form
    standing: Standing
    money: Mapping[str, LowerMoney]

    def money_with(self, unit: UnitRow) -> LowerMoney | None:
        """What this unit booked of a lower one; None where it books nothing of any."""
        nothing = LowerMoney(unit.code, unit.name, 0, 0, 0)
        return self.money.get(unit.code, nothing) if self.money else None

    def approved_closing(self, unit: UnitRow) -> int | None:
        """The closing of the year before as approved, where the span begins with January."""
        before = self.standing.get((unit.id, SettlementSpan(self.span.year - 1)))
        if before is None or self.span.period.start.month != 1:
            return None
        return before.approved.get("closing")

    def last_year(self, unit: UnitRow) -> Mapping[str, int] | None:
        """What the unit reported of the same span a year before."""
        before = self.standing.get((unit.id, self.span.last_year))
        return None if before is None else before.rows


def _missing(unit: UnitRow, beside: _Beside) -> LowerSettlement:
    nothing = BasicFigures(0, 0, 0, 0)
    span = beside.span
    return LowerSettlement(
        *(None, unit.code, unit.name, span.year, 0, NOT_REPORTED, {}, {}, nothing, ()),
        part=span.part,
        employer_type=unit.employer_type,
        owed_before=owed_when_it_began(beside.standing, unit.id, span),
    )


def _here(unit: UnitRow, found: SettledUnit, beside: _Beside) -> LowerSettlement:
    kept = found.settlement
    return LowerSettlement(
        settlement_id=kept.id,
        code=unit.code,
        name=unit.name,
        year=kept.span.year,
        version=kept.version,
        status=kept.status,
        rows=kept.rows,
        approved=kept.approved,
        basics=kept.basics,
        findings=_check(unit, found, beside),
        part=kept.span.part,
        package_number=kept.package_number,
        owed_before=found.owed_before,
        employer_type=unit.employer_type,
        reasons=kept.reasons,
        targets=found.targets,
        kpcd_up=found.law.kpcd_up,
    )


def _check(unit: UnitRow, found: SettledUnit, beside: _Beside) -> tuple[Finding, ...]:
    kept, law, money = found.settlement, found.law, beside.money_with(unit)
    report = LowerReport(
        rows=kept.rows | {PAYABLE_BEFORE: found.owed_before},
        basics=kept.basics,
        dues_rate=law.dues,
        kpcd_rate=law.kpcd,
        kpcd_kept=1 - law.kpcd_up,
        # Of a unit whose group is unknown nobody can say that dues are paid on the same wages.
        is_take_home=group_of_kind(unit.employer_type) in {None, "G2"},
        approved_closing=beside.approved_closing(unit),
        paid_out=None if money is None else money.paid_out,
        remitted=None if money is None else money.remitted,
        last_year=beside.last_year(unit),
    )
    proof = check_proof(reconcile(kept.rows)) if says_where_money_lies(kept.rows) else ()
    return (*check_lower_report(report, beside.form), *proof)
