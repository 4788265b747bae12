"""The figures an officer typed or a package brought, as the scope of a period sees them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, or_, select

from unionapp.indicators.evidence import SourceRow
from unionapp.indicators.scope import Scope
from unionapp.indicators.tables import UnitFigure


def latest_inputs(scope: Scope, code: str) -> dict[int, SourceRow]:
    """What each unit last typed of an input, up to the end of the period."""
    query = _rows_of(scope, code).where(UnitFigure.last_month <= scope.period.last)
    rows = scope.session.execute(query)
    return {row.unit_id: source_of(row) for row in rows}


def inputs_within(scope: Scope, code: str) -> Iterable[SourceRow]:
    """What the units typed of an input for the months of the period."""
    return [source_of(row) for row in figures_within(scope, code)]


def figures_within(scope: Scope, code: str) -> Iterable[Any]:
    """The figures behind `inputs_within`, with the months that each is of."""
    query = _rows_of(scope, code).where(
        UnitFigure.first_month >= scope.period.first, UnitFigure.last_month <= scope.period.last
    )
    return scope.session.execute(query).all()


def figures_between(scope: Scope, prefix: str) -> dict[str, list[Any]]:
    """Figures of exactly the period whose code begins so, by code, the typed before the received.

    Words typed into a form stay at home.
    """
    query = (
        select(UnitFigure.__table__)
        .where(UnitFigure.measure.startswith(prefix), UnitFigure.unit_id.in_(scope.unit_ids))
        .where(UnitFigure.first_month == scope.period.first)
        .where(UnitFigure.last_month == scope.period.last)
        .where(or_(UnitFigure.reason == "", UnitFigure.numerator != 0))
        .order_by(UnitFigure.measure, UnitFigure.origin)
    )
    by_code: dict[str, dict[int, Any]] = {}
    for row in scope.session.execute(query):
        by_code.setdefault(row.measure, {})[row.unit_id] = row
    return {code: list(uppermost(scope, rows).values()) for code, rows in by_code.items()}


def standing_figures(scope: Scope, code: str, *, is_stock: bool) -> dict[int, Any]:
    """The figure that stands instead of the records of each unit, if one does.

    A flow applies if it begins with the period; a stock if it is of the same year. The latest
    goes first, and what was typed before what was received. The figure of an upper unit speaks
    for everything below it, so figures below are left out.
    """
    if code not in scope.once("measures with figures", lambda: _measures_with_figures(scope)):
        return {}
    query = _rows_of(scope, code).where(UnitFigure.last_month <= scope.period.last)
    if is_stock:
        query = query.where(UnitFigure.last_month >= f"{scope.period.last[:4]}-01")
    else:
        query = query.where(UnitFigure.first_month == scope.period.first)
    return uppermost(scope, {row.unit_id: row for row in scope.session.execute(query)})


def words_of(scope: Scope, code: str) -> tuple[str, bool]:
    """The words of the home unit for exactly the period; else those of last time, and True."""
    query = (
        select(UnitFigure.reason, UnitFigure.first_month, UnitFigure.last_month)
        .where(UnitFigure.measure == code, UnitFigure.unit_id == scope.home)
        .where(UnitFigure.last_month <= scope.period.last)
        .order_by(UnitFigure.last_month.desc(), UnitFigure.first_month.desc())
    )
    latest = scope.session.execute(query).first()
    if latest is None:
        return "", False
    is_own = (latest.first_month, latest.last_month) == (scope.period.first, scope.period.last)
    return latest.reason, not is_own and bool(latest.reason)


def uppermost(scope: Scope, figures: Mapping[int, Any]) -> dict[int, Any]:
    """The figures of units above which no other has one: those speak for all below them."""
    covered = scope.below(figures.keys())
    return {unit: row for unit, row in figures.items() if unit not in covered}


def _measures_with_figures(scope: Scope) -> frozenset[str]:
    query = select(UnitFigure.measure).where(UnitFigure.unit_id.in_(scope.unit_ids)).distinct()
    return frozenset(scope.session.scalars(query))


def _rows_of(scope: Scope, code: str) -> Select[Any]:
    return (
        select(UnitFigure.__table__)
        .where(UnitFigure.measure == code, UnitFigure.unit_id.in_(scope.unit_ids))
        .order_by(UnitFigure.last_month, UnitFigure.origin)
    )


def source_of(row: Any) -> SourceRow:  # noqa: ANN401  # a row of the figure table
    """A typed or received figure as a record behind a number."""
    label = row.reason or ("Số nhập tay" if row.origin == "typed" else "Số nhận theo gói báo cáo")
    return SourceRow(row.unit_id, UnitFigure.__tablename__, row.id, label, None, row.numerator)
