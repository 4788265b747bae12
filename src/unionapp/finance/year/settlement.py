"""The settlement of a year (B07-TLĐ): rows from the books, proved against the money held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.books.money_held import money_held
from unionapp.finance.findings import Finding, fail, warn
from unionapp.finance.forms import Form, form_on
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.basics import BasicFigures, basics_among, read_basics
from unionapp.finance.year.budget import budget_of
from unionapp.finance.year.corrections import corrections_left
from unionapp.finance.year.figures import fill_period, payable_before, whole_year
from unionapp.finance.year.proportions import (
    Proportion,
    check_proportions,
    proportions_of,
    share_base,
    spending_limits,
)
from unionapp.finance.yearly_tables import Settlement, SettlementRow
from unionapp.organisation.office import Office
from unionapp.organisation.units import name_on
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.periods import Period

FORM = "B07-TLĐ"
# How a settlement stands, in the words of screens, papers and the command line.
STATES = MappingProxyType(
    {
        "none": "chưa nộp",
        "open": "chưa nộp",
        "submitted": "chờ duyệt",
        "replaced": "đã thay",
        "returned": "đã rút về",
        "approved": "đã duyệt",
    }
)
_BESIDE = ("transit", "receivable", "other_payable")


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """A row of the form: estimate, reported, approved by the level above and why otherwise."""

    id: str
    tt: str
    label: str
    code: str
    style: str
    budget: int | None
    reported: int
    approved: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The proof under the form: money and claims = closing fund + what is owed (V-15).

    `receivable` is what the level above struck out and nobody has paid back yet,
    `other_payable` what it added.
    """

    cash: int
    bank: int
    advances: int
    closing: int
    payable: int
    difference: int
    transit: int = 0
    receivable: int = 0
    other_payable: int = 0

    @property
    def held(self) -> int:
        """The money wherever it lies, and what is claimed."""
        return self.cash + self.bank + self.advances + self.transit + self.receivable

    @property
    def owned(self) -> int:
        """The fund, and what is owed."""
        return self.closing + self.payable + self.other_payable


@dataclass(frozen=True)
class SettlementForm:
    """The settlement of a period as it is printed, with everything that asks for a look."""

    year: int
    period: Period
    title: str
    heading: str
    columns: tuple[str, ...]
    basics: BasicFigures
    rows: tuple[SettlementLine, ...]
    reconciliation: Reconciliation
    proportions: tuple[Proportion, ...]
    findings: tuple[Finding, ...]
    version: int
    status: str

    def amount(self, row_id: str) -> int:
        """The reported amount of a row."""
        return next(row.reported for row in self.rows if row.id == row_id)


@dataclass(frozen=True)
class UnitSettlement:
    """The settlement of a unit under the name it had when the year ended."""

    unit: str
    form: SettlementForm


def show_settlement(office: Office, year: int) -> SettlementForm:
    """The settlement of a year: the version handed in if there is one, else from the books."""
    with office.read() as session:
        return read_settlement(session, office.unit.id, year)


def show_settlement_of(office: Office, period: Period) -> SettlementForm:
    """The settlement of a year as `show_settlement`, or of a half or a quarter from the books.

    Only a year is handed in; beside a part of it stands the estimate of the whole year.

    Raises:
        Refusal: settlement.not_in_one_year, the period begins in an earlier year than it ends.
    """
    if period.start.year != period.end.year:
        raise Refusal("settlement.not_in_one_year")
    year = period.end.year
    if period == whole_year(year):
        return show_settlement(office, year)
    with office.read() as session:
        return _read_part(session, office.unit.id, period)


def show_unit_settlement(office: Office, settlement_id: int) -> UnitSettlement:
    """The settlement of a unit, this one or one below it, by one of its versions.

    Raises:
        Refusal: settlement.none.
    """
    with office.read() as session:
        settlement = session.get(Settlement, settlement_id)
        if settlement is None:
            raise Refusal("settlement.none", year="…")
        unit_id, year = settlement.unit_id, settlement.year
        form = read_settlement(session, unit_id, year)
        return UnitSettlement(name_on(session, unit_id, date(year, 12, 31)), form)


def _read_part(session: Session, unit_id: int, period: Period) -> SettlementForm:
    form, year = form_on(FORM, period.end), period.end.year
    filled = period_figures(session, unit_id, period)
    proof = reconcile(filled)
    budget = budget_of(session, unit_id, year, form)
    base = share_base(session, unit_id, period.end, filled, budget)
    return SettlementForm(
        year=year,
        period=period,
        title=form.title,
        heading=form.heading,
        columns=form.columns,
        basics=read_basics(session, unit_id, period),
        rows=_lines(form, budget, filled, {}),
        reconciliation=proof,
        proportions=proportions_of(filled, base),
        findings=check_proof(proof),
        version=0,
        status="open",
    )


def read_settlement(session: Session, unit_id: int, year: int) -> SettlementForm:
    """The settlement of a year, inside an open session."""
    last = date(year, 12, 31)
    form = form_on(FORM, last)
    handed_in = standing_settlement(session, unit_id, year)
    filled = current_figures(session, unit_id, year)
    reported = dict(filled)
    stored: dict[str, SettlementRow] = {}
    basics = read_basics(session, unit_id, whole_year(year))
    budget = budget_of(session, unit_id, year, form)
    if handed_in is not None:
        stored = _stored_rows(session, handed_in.id)
        reported |= {row_id: row.reported for row_id, row in stored.items()}
        basics = basics_among(reported)
        budget = {id_: row.budget for id_, row in stored.items() if row.budget is not None}
    proof = reconcile(reported)
    limits = spending_limits(session, unit_id, last)
    base = share_base(session, unit_id, last, reported, budget)
    return SettlementForm(
        year=year,
        period=whole_year(year),
        title=form.title,
        heading=form.heading,
        columns=form.columns,
        basics=basics,
        rows=_lines(form, budget, reported, stored),
        reconciliation=proof,
        proportions=proportions_of(reported, base),
        findings=(
            *check_proof(proof),
            *_changed_since(handed_in, filled, reported),
            *check_proportions(reported, limits, base),
        ),
        version=0 if handed_in is None else handed_in.version,
        status="open" if handed_in is None else handed_in.status,
    )


def _stored_rows(session: Session, settlement_id: int) -> dict[str, SettlementRow]:
    query = select(SettlementRow).filter_by(settlement_id=settlement_id)
    return {row.row: row for row in session.scalars(query)}


def _lines(
    form: Form,
    budget: Mapping[str, int],
    reported: Mapping[str, int],
    stored: Mapping[str, SettlementRow],
) -> tuple[SettlementLine, ...]:
    return tuple(
        SettlementLine(
            row.id,
            row.tt,
            row.label,
            row.code,
            row.style,
            budget.get(row.id),
            reported.get(row.id, 0),
            *_approval(stored.get(row.id)),
        )
        for row in form.rows
    )


def _approval(row: SettlementRow | None) -> tuple[int | None, str]:
    return (None, "") if row is None else (row.approved, row.reason)


def current_figures(session: Session, unit_id: int, year: int) -> dict[str, int]:
    """Every row from the books as they are now, and where the money lay when the year ended."""
    return period_figures(session, unit_id, whole_year(year))


def period_figures(session: Session, unit_id: int, period: Period) -> dict[str, int]:
    """Every row of a period from the books, what was owed before it, and where the money lay."""
    held = money_held(session, unit_id, period.end)
    corrections = corrections_left(session, unit_id, period.end)
    return {
        **fill_period(session, unit_id, period, form_on(FORM, period.end)),
        "held_cash": held.cash,
        "held_bank": held.bank,
        "held_advances": held.advances,
        "held_transit": held.transit,
        "held_receivable": max(corrections, 0),
        "held_other_payable": max(-corrections, 0),
        PAYABLE_BEFORE: payable_before(session, unit_id, period),
    }


def reconcile(filled: Mapping[str, int]) -> Reconciliation:
    """Lay the money held and claimed beside the closing fund and what is owed."""
    cash, bank, advances = (filled[f"held_{kind}"] for kind in ("cash", "bank", "advances"))
    # A settlement of an earlier edition says nothing of these.
    transit, claimed, owed = (filled.get(f"held_{kind}", 0) for kind in _BESIDE)
    closing, payable = filled["closing"], filled["payable"]
    difference = cash + bank + advances + transit + claimed - closing - payable - owed
    return Reconciliation(
        cash, bank, advances, closing, payable, difference, transit, claimed, owed
    )


def check_proof(proof: Reconciliation) -> tuple[Finding, ...]:
    """Whether the money held proves the form (V-15)."""
    if proof.difference == 0:
        return ()
    return (
        fail(
            "V-15",
            "closing",
            held=group_digits(proof.held),
            fund=group_digits(proof.owned),
            difference=group_digits(abs(proof.difference)),
        ),
    )


def _changed_since(
    handed_in: Settlement | None, filled: Mapping[str, int], reported: Mapping[str, int]
) -> tuple[Finding, ...]:
    if handed_in is None or all(reported[row] == amount for row, amount in filled.items()):
        return ()
    return (warn("V-28", "reported", version=handed_in.version),)
