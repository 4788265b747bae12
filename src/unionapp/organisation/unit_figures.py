"""The figures a unit types itself, kept by month: each stands until a later month says otherwise.

Mẫu 1-HĐCĐ asks for workers, contracts and insurance as they stand on its own day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Invalid, Problem
from unionapp.organisation.office import Office
from unionapp.organisation.periods import read_month
from unionapp.organisation.tables import UnitFigure

FIGURES: Final = {
    "workers_total": "Tổng số lao động",
    "workers_female": "Lao động nữ",
    "workers_contract": "Đã ký hợp đồng lao động",
    "workers_bhxh": "Đóng BHXH, BHYT, BHTN",
    "party_members": "Đảng viên trong đơn vị",
    "payroll_bhxh": "Quỹ lương đóng BHXH một tháng",
}
_PARTS = ("workers_female", "workers_contract", "workers_bhxh", "party_members")


@dataclass(frozen=True, slots=True)
class FigureMonth:
    """What was typed for one month, by the name of the figure."""

    month: str
    values: Mapping[str, int]


def set_figures(office: Office, month: str, values: Mapping[str, int | None]) -> FigureMonth:
    """Write the figures of a month over those that stood for it; None takes one away.

    Raises:
        Invalid: a part is greater than the whole, or a number is negative; each is named.
        Refusal: period.unreadable.
    """
    known = read_month(month)
    if problems := tuple(_problems(values)):
        raise Invalid(problems, "unit.figures")
    with office.change("unit.figures") as session:
        kept = {row.name: row for row in _rows(session, office.unit.id, known)}
        for name in FIGURES:
            value = values.get(name)
            row = kept.get(name)
            if value is None:
                if row is not None:
                    session.delete(row)
            elif row is None:
                session.add(
                    UnitFigure(unit_id=office.unit.id, month=known, name=name, value=value)
                )
            else:
                row.value = value
    return FigureMonth(known, {name: it for name, it in values.items() if it is not None})


def list_figures(office: Office) -> tuple[FigureMonth, ...]:
    """Every month something was typed for, latest first."""
    query = (
        select(UnitFigure)
        .filter_by(unit_id=office.unit.id)
        .order_by(UnitFigure.month.desc(), UnitFigure.id)
    )
    months: dict[str, dict[str, int]] = {}
    with office.read() as session:
        for row in session.scalars(query):
            months.setdefault(row.month, {})[row.name] = row.value
    return tuple(FigureMonth(month, values) for month, values in months.items())


def figures_in(office: Office, month: str) -> FigureMonth:
    """The figures that stand in a month: typed for it, or for the last month before."""
    standing: dict[str, int] = {}
    for typed in reversed(list_figures(office)):
        if typed.month <= month:
            standing.update(typed.values)
    return FigureMonth(month, standing)


def _rows(session: Session, unit_id: int, month: str) -> tuple[UnitFigure, ...]:
    query = select(UnitFigure).filter_by(unit_id=unit_id, month=month)
    return tuple(session.scalars(query))


def _problems(values: Mapping[str, int | None]) -> list[Problem]:
    whole = values.get("workers_total")
    found = [Problem("unit.figure_negative", field=it) for it, n in values.items() if (n or 0) < 0]
    if whole is not None:
        found += [
            Problem("unit.figure_above_whole", field=name)
            for name in _PARTS
            if (values.get(name) or 0) > whole
        ]
    return found
