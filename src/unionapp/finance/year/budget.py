"""The estimate of a year (B14-TLĐ): last year's figures, a percentage, and what was approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.amounts import require_figure
from unionapp.finance.forms import Form, add_up, form_on, is_typed
from unionapp.finance.splits import round_half_up
from unionapp.finance.year.basics import (
    BasicFigures,
    basics_among,
    is_basic,
    read_basics,
    stored_basics,
)
from unionapp.finance.year.filling import fill_year
from unionapp.finance.year.opening import settled_opening
from unionapp.finance.yearly_tables import BudgetLine
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import whole_year

FORM = "B14-TLĐ"
_OPENING, _CLOSING = "opening", "closing"
_ENTERED = {"amount": "budget.set", "approved": "budget.approve", "expected": "budget.expect"}


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """A row of the estimate beside what the year before is expected to come to.

    `in_force` is what was approved, and the unit's own figure where nothing was.
    """

    id: str
    tt: str
    label: str
    code: str
    style: str
    last_year: int
    amount: int
    approved: int | None
    in_force: int


@dataclass(frozen=True)
class Estimate:
    """The estimate of a year as the form prints it."""

    year: int
    title: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[EstimateRow, ...]
    basics: BasicFigures
    planned: BasicFigures


def show_estimate(office: Office, year: int) -> Estimate:
    """The estimate of a year beside the figures of the year before.

    Raises:
        Refusal: form.no_edition.
    """
    with office.read() as session:
        return _estimate(session, office.unit.id, year)


def set_estimate(office: Office, year: int, amounts: Mapping[str, int]) -> Estimate:
    """Enter estimates by row; sums follow by themselves.

    Raises:
        Refusal: form.row_unknown, form.row_computed, budget.negative, money.too_large.
    """
    return _enter(office, year, amounts, "amount")


def expect_figures(office: Office, year: int, amounts: Mapping[str, int | None]) -> Estimate:
    """Enter what the year before is expected to come to (ước thực hiện năm nay).

    The estimate is made in November, before the books of the year are full; without a figure of
    its own, None, a row takes what is booked.

    Raises:
        Refusal: form.row_unknown, form.row_computed, budget.negative, money.too_large.
    """
    return _enter(office, year, amounts, "expected")


def approve_estimate(office: Office, year: int, amounts: Mapping[str, int | None]) -> Estimate:
    """Enter what the level above assigned (giao dự toán); None takes it back.

    Raises:
        Refusal: form.row_unknown, form.row_computed, budget.negative, money.too_large.
    """
    return _enter(office, year, amounts, "approved")


def plan_basics(office: Office, year: int, planned: BasicFigures) -> Estimate:
    """Enter the people and wage funds a year is planned with (section A).

    Raises:
        Refusal: budget.negative, money.too_large.
    """
    figures = stored_basics(planned)
    for figure in figures.values():
        _require_amount(figure)
    with office.change("budget.plan") as session:
        for row_id, figure in figures.items():
            _line(session, office.unit.id, year, row_id).amount = figure
        session.flush()
        return _estimate(session, office.unit.id, year)


def propose_estimate(office: Office, year: int, percent: Decimal) -> Estimate:
    """Take last year's figures and a percentage on top, rounded to whole thousands.

    The year opens with what the year before closes with, whatever the percentage.

    Raises:
        Refusal: form.no_edition, money.too_large.
    """
    form = form_on(FORM, date(year, 1, 1))
    before = show_estimate(office, year)
    typed = {row.id for row in form.rows if is_typed(row) and row.id != _OPENING}
    factor = (100 + percent) / 100
    proposed = {
        row.id: round_half_up(Decimal(max(row.last_year, 0)) * factor / 1000) * 1000
        for row in before.rows
        if row.id in typed
    }
    return set_estimate(office, year, proposed | {_OPENING: 0})


def budget_of(session: Session, unit_id: int, year: int, form: Form) -> dict[str, int]:
    """The estimate of every row, approved figures before own ones; empty if there is none.

    A year whose opening nobody planned opens as its settlement does, or with what the year before
    is expected to leave.

    Raises:
        Refusal: form.no_edition.
    """
    typed = _planned(session, unit_id, year)
    if not typed:
        return {}
    opening = typed.get(_OPENING) or _carried(session, unit_id, year)
    return add_up(form, {**typed, _OPENING: opening})


def assigned_of(session: Session, unit_id: int, year: int, form: Form) -> dict[str, int]:
    """What the level above assigned of every row (dự toán được giao); empty if it did not."""
    lines = _lines(session, unit_id, year)
    if all(line.approved is None for line in lines):
        return {}
    planned = {line.row: line.amount for line in lines}
    opening = planned.get(_OPENING) or _carried(session, unit_id, year)
    return _approved(form, lines, {**planned, _OPENING: opening})


def spending_budget(session: Session, unit_id: int, year: int, form: Form) -> dict[str, int]:
    """As `budget_of`, but for the fund, which takes the books of a whole year to know."""
    typed = _planned(session, unit_id, year)
    return add_up(form, typed) if typed else {}


def _enter(
    office: Office,
    year: int,
    amounts: Mapping[str, int] | Mapping[str, int | None],
    column: Literal["amount", "approved", "expected"],
) -> Estimate:
    form = form_on(FORM, date(year, 1, 1))
    for row_id, amount in amounts.items():
        _require_typed(form, row_id)
        if amount is not None or column == "amount":
            _require_amount(amount)
    with office.change(_ENTERED[column]) as session:
        for row_id, amount in amounts.items():
            setattr(_line(session, office.unit.id, year, row_id), column, amount)
        session.flush()
        return _estimate(session, office.unit.id, year)


def _require_amount(amount: object) -> None:
    if not isinstance(amount, int) or amount < 0:
        raise Refusal("budget.negative")
    require_figure(amount)


def _require_typed(form: Form, row_id: str) -> None:
    row = next((row for row in form.rows if row.id == row_id), None)
    if row is None:
        raise Refusal("form.row_unknown", row=row_id)
    if not is_typed(row):
        raise Refusal("form.row_computed", row=row.label)


def _lines(session: Session, unit_id: int, year: int) -> Sequence[BudgetLine]:
    return session.scalars(select(BudgetLine).filter_by(unit_id=unit_id, year=year)).all()


def _line(session: Session, unit_id: int, year: int, row_id: str) -> BudgetLine:
    line = session.get(BudgetLine, (unit_id, year, row_id))
    if line is None:
        line = BudgetLine(
            unit_id=unit_id, year=year, row=row_id, amount=0, approved=None, expected=None
        )
        session.add(line)
    return line


def _planned(session: Session, unit_id: int, year: int) -> dict[str, int]:
    """What was approved of each row or planned for it; nothing of what was only expected."""
    return {
        line.row: line.amount if line.approved is None else line.approved
        for line in _lines(session, unit_id, year)
        if not is_basic(line.row)
        if line.expected is None or line.amount or line.approved is not None
    }


def _carried(session: Session, unit_id: int, year: int) -> int:
    form = form_on(FORM, date(year, 1, 1))
    expected = _expected(session, unit_id, year, form, _lines(session, unit_id, year))
    return _opening_after(session, unit_id, year, expected)


def _opening_after(session: Session, unit_id: int, year: int, expected: Mapping[str, int]) -> int:
    """What the settlement of the year opens with, as soon as that is known; until then a guess."""
    settled = settled_opening(session, unit_id, year)
    return max(expected[_CLOSING] if settled is None else settled, 0)


def _expected(
    session: Session, unit_id: int, year: int, form: Form, lines: Sequence[BudgetLine]
) -> dict[str, int]:
    """What the year before comes to: as it is booked, but for what the officer expects."""
    booked = fill_year(session, unit_id, year - 1, form)
    said = {line.row: line.expected for line in lines if line.expected is not None}
    return add_up(form, {**booked, **said})


def _approved(
    form: Form, lines: Sequence[BudgetLine], amounts: Mapping[str, int]
) -> dict[str, int]:
    """The column of what was approved; it opens as the estimate itself does.

    A sum is told once every row is approved that the unit planned something for.
    """
    said = {line.row: line.approved for line in lines if line.approved is not None}
    if not said:
        return {}
    said = {_OPENING: amounts[_OPENING], **said}
    planned = {row.id for row in form.rows if is_typed(row) and amounts.get(row.id)}
    parts = {row.id: {part.removeprefix("-") for part in row.sum} for row in form.rows}

    def is_open(row_id: str) -> bool:
        if not parts[row_id]:
            return row_id in planned - said.keys()
        return any(map(is_open, parts[row_id]))

    told = {row.id for row in form.rows if row.sum and not is_open(row.id)} | said.keys()
    return {row_id: it for row_id, it in add_up(form, said).items() if row_id in told}


def _estimate(session: Session, unit_id: int, year: int) -> Estimate:
    form = form_on(FORM, date(year, 1, 1))
    lines = _lines(session, unit_id, year)
    before = _expected(session, unit_id, year, form, lines)
    typed = {line.row: line.amount for line in lines}
    opening = typed.get(_OPENING) or _opening_after(session, unit_id, year, before)
    amounts = add_up(form, {**typed, _OPENING: opening})
    approved = _approved(form, lines, amounts)
    in_force = add_up(form, {**amounts, **approved})
    titles = (title.format(before=year - 1, year=year) for title in form.columns)
    return Estimate(
        year=year,
        title=form.title,
        heading=form.heading,
        columns=tuple(titles),
        basics=read_basics(session, unit_id, whole_year(year - 1)),
        planned=basics_among({line.row: line.amount for line in lines}),
        rows=tuple(
            EstimateRow(
                row.id,
                row.tt,
                row.label,
                row.code,
                row.style,
                before.get(row.id, 0),
                amounts.get(row.id, 0),
                approved.get(row.id),
                in_force.get(row.id, 0),
            )
            for row in form.rows
        ),
    )
