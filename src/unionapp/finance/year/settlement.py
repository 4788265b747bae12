"""The settlement of a year (B07-TLĐ): rows from the books, proved against the money held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.books.money_held import money_held
from unionapp.finance.findings import Finding, warn
from unionapp.finance.forms import SETTLEMENT_FORM, Form, form_on, is_typed
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.basics import BasicFigures, basics_among, read_basics
from unionapp.finance.year.budget import assigned_of, budget_of
from unionapp.finance.year.corrections import corrections_left
from unionapp.finance.year.filling import fill_period, payable_before
from unionapp.finance.year.proof import HELD, Reconciliation, check_proof, reconcile
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
from unionapp.vietnamese.periods import Period, whole_year

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
_PAST = ("replaced", "returned")


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """A row of the form: estimate, reported, approved by the level above and why otherwise.

    `budget` is the estimate that binds, as planned where nothing was assigned; `assigned` only
    what the level above assigned (dự toán được giao).
    """

    id: str
    tt: str
    label: str
    code: str
    style: str
    budget: int | None
    reported: int
    approved: int | None
    reason: str = ""
    assigned: int | None = None


@dataclass(frozen=True)
class SettlementForm:
    """The settlement of a period as it is printed, with everything that asks for a look.

    Figures that were not handed in have the version 0 and no day.
    """

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
    handed_in_on: date | None = None

    @property
    def is_past(self) -> bool:
        """Whether it is a version that stands no more."""
        return self.status in _PAST

    def amount(self, row_id: str) -> int:
        """The reported amount of a row."""
        return next(row.reported for row in self.rows if row.id == row_id)


@dataclass(frozen=True)
class UnitSettlement:
    """The settlement of a unit under the name it had when its period ended."""

    unit: str
    form: SettlementForm


def show_settlement(office: Office, year: int) -> SettlementForm:
    """The settlement of a year: the version handed in if there is one, else from the books.

    Raises:
        Refusal: form.no_edition.
    """
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
    """A settlement of a unit, this one or one below it, as it was handed in.

    It is read from its own rows, whether it stands or not: the books of others lie elsewhere.

    Raises:
        Refusal: settlement.none.
    """
    with office.read() as session:
        settlement = session.get(Settlement, settlement_id)
        if settlement is None:
            raise Refusal("settlement.none", year="…")
        form = read_version(session, settlement)
        return UnitSettlement(name_on(session, settlement.unit_id, form.period.end), form)


def _read_part(session: Session, unit_id: int, period: Period) -> SettlementForm:
    filled = period_figures(session, unit_id, period)
    return _form_of(session, unit_id, period, _from_books(session, unit_id, period, filled))


def read_settlement(session: Session, unit_id: int, year: int) -> SettlementForm:
    """The settlement of a year, inside an open session.

    Raises:
        Refusal: form.no_edition.
    """
    period = whole_year(year)
    handed_in = standing_settlement(session, unit_id, year)
    filled = current_figures(session, unit_id, year)
    if handed_in is None:
        return _form_of(session, unit_id, period, _from_books(session, unit_id, period, filled))
    return _form_of(session, unit_id, period, _as_stored(session, handed_in), handed_in, filled)


def read_version(session: Session, settlement: Settlement) -> SettlementForm:
    """A version as it was handed in, whether it stands or not, inside an open session.

    Raises:
        Refusal: form.no_edition.
    """
    period = SettlementSpan(settlement.year, settlement.part).period
    stored = _as_stored(session, settlement)
    return _form_of(session, settlement.unit_id, period, stored, settlement)


@dataclass(frozen=True)
class _Figures:
    """The figures of a form by row, from the books or as they were handed in."""

    reported: Mapping[str, int]
    budget: Mapping[str, int]
    assigned: Mapping[str, int]
    basics: BasicFigures
    stored: Mapping[str, SettlementRow]


def _from_books(
    session: Session, unit_id: int, period: Period, filled: Mapping[str, int]
) -> _Figures:
    year, form = period.end.year, form_on(SETTLEMENT_FORM, period.end)
    return _Figures(
        filled,
        budget_of(session, unit_id, year, form),
        assigned_of(session, unit_id, year, form),
        read_basics(session, unit_id, period),
        {},
    )


def _as_stored(session: Session, settlement: Settlement) -> _Figures:
    stored = _stored_rows(session, settlement.id)
    form = form_on(SETTLEMENT_FORM, SettlementSpan(settlement.year, settlement.part).period.end)
    # An earlier edition, or a unit below, may not have said everything.
    nothing = dict.fromkeys((*(row.id for row in form.rows), *HELD), 0)
    reported = nothing | {row_id: row.reported for row_id, row in stored.items()}
    return _Figures(
        reported,
        {id_: row.budget for id_, row in stored.items() if row.budget is not None},
        {id_: row.assigned for id_, row in stored.items() if row.assigned is not None},
        basics_among(reported),
        stored,
    )


def _form_of(
    session: Session,
    unit_id: int,
    period: Period,
    figures: _Figures,
    handed_in: Settlement | None = None,
    books: Mapping[str, int] | None = None,
) -> SettlementForm:
    """The form of a period; a year beside its limits, and beside the books if they are given."""
    form = form_on(SETTLEMENT_FORM, period.end)
    proof = reconcile(figures.reported)
    base = share_base(session, unit_id, period.end, figures.reported, figures.budget)
    is_year = period == whole_year(period.end.year)
    limits = spending_limits(session, unit_id, period.end) if is_year else ()
    return SettlementForm(
        year=period.end.year,
        period=period,
        title=form.title,
        heading=form.heading,
        columns=form.columns,
        basics=figures.basics,
        rows=_lines(form, figures),
        reconciliation=proof,
        proportions=proportions_of(figures.reported, base),
        findings=(
            *check_proof(proof),
            *_changed_since(handed_in, books or {}, figures.reported, form),
            *check_proportions(figures.reported, limits, base),
        ),
        version=0 if handed_in is None else handed_in.version,
        status="open" if handed_in is None else handed_in.status,
        handed_in_on=None if handed_in is None else _day(handed_in.submitted_at),
    )


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def _stored_rows(session: Session, settlement_id: int) -> dict[str, SettlementRow]:
    query = select(SettlementRow).filter_by(settlement_id=settlement_id)
    return {row.row: row for row in session.scalars(query)}


def _lines(form: Form, figures: _Figures) -> tuple[SettlementLine, ...]:
    return tuple(
        SettlementLine(
            row.id,
            row.tt,
            row.label,
            row.code,
            row.style,
            figures.budget.get(row.id),
            figures.reported.get(row.id, 0),
            *_approval(figures.stored.get(row.id)),
            figures.assigned.get(row.id),
        )
        for row in form.rows
    )


def _approval(row: SettlementRow | None) -> tuple[int | None, str]:
    return (None, "") if row is None else (row.approved, row.reason)


def current_figures(session: Session, unit_id: int, year: int) -> dict[str, int]:
    """Every row from the books as they are now, and where the money lay when the year ended.

    Raises:
        Refusal: form.no_edition.
    """
    return period_figures(session, unit_id, whole_year(year))


def period_figures(session: Session, unit_id: int, period: Period) -> dict[str, int]:
    """Every row of a period from the books, what was owed before it, and where the money lay.

    Raises:
        Refusal: form.no_edition.
    """
    held = money_held(session, unit_id, period.end)
    corrections = corrections_left(session, unit_id, period.end)
    return {
        **fill_period(session, unit_id, period, form_on(SETTLEMENT_FORM, period.end)),
        "held_cash": held.cash,
        "held_bank": held.bank,
        "held_advances": held.advances,
        "held_transit": held.transit,
        "held_receivable": max(corrections, 0),
        "held_other_payable": max(-corrections, 0),
        PAYABLE_BEFORE: payable_before(session, unit_id, period),
    }


def _changed_since(
    handed_in: Settlement | None,
    filled: Mapping[str, int],
    reported: Mapping[str, int],
    form: Form,
) -> tuple[Finding, ...]:
    """Whether the books say otherwise than what was handed in, and in which row first (V-28)."""
    if handed_in is None or all(reported.get(row, it) == it for row, it in filled.items()):
        return ()
    changed = [row for row in form.rows if filled.get(row.id, 0) != reported.get(row.id, 0)]
    changed.sort(key=lambda row: not is_typed(row))  # a sum only follows the rows it adds up
    row_id, label = (changed[0].id, changed[0].label) if changed else ("closing", "Đối chiếu")
    return (warn("V-28", row_id, version=handed_in.version, row=label),)
