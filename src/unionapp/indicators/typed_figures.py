"""Figures an officer types, and figures a package brings from a lower unit."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.indicators.catalogue import Input, find_measure, list_inputs
from unionapp.indicators.figures import Figure
from unionapp.indicators.forms import FORM_PREFIX
from unionapp.indicators.tables import UnitFigure
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """A figure that was typed, with its reason."""

    id: int
    unit_id: int
    measure: str
    name: str
    period: Period
    numerator: int
    denominator: int | None
    reason: str
    noted_by: str


def type_figure(  # a figure is its measure, its period and its two numbers
    office: Office,
    code: str,
    period: Period,
    numerator: int,
    denominator: int | None = None,
    *,
    reason: str = "",
) -> TypedFigure:
    """Type a figure of this unit for a period; it goes before what the records give.

    Raises:
        Refusal: figure.unknown, figure.negative, figure.over_whole, figure.whole_needed,
            figure.reason_needed.
    """
    known = _find_input(code)
    _check(known, numerator, denominator, reason)
    row = store_typed(
        office, known.code, period, numerator, denominator, reason=clean_text(reason)
    )
    return _frozen(row)


def store_typed(  # the parts of a figure
    office: Office,
    code: str,
    period: Period,
    numerator: int,
    denominator: int | None = None,
    *,
    reason: str = "",
) -> UnitFigure:
    """Keep a typed figure whose rules were checked; the row comes back detached."""
    with office.change("figure.type") as session:
        row = _row(session, office, office.unit.id, code, period, "typed")
        row.numerator, row.denominator, row.reason = numerator, denominator, reason
        session.flush()
        session.expunge(row)
        return row


def clear_figure(office: Office, code: str, period: Period) -> None:
    """Take a typed figure of this unit back, so that the records speak again."""
    key = {"measure": code, "first_month": period.first, "last_month": period.last}
    query = select(UnitFigure).filter_by(unit_id=office.unit.id, origin="typed", **key)
    with office.change("figure.clear") as session:
        for row in session.scalars(query):
            session.delete(row)


def list_typed(office: Office, period: Period) -> tuple[TypedFigure, ...]:
    """What this unit typed for a period, the lines of statistics forms apart."""
    query = (
        select(UnitFigure)
        .filter_by(unit_id=office.unit.id, origin="typed")
        .filter_by(first_month=period.first, last_month=period.last)
        .where(UnitFigure.measure.not_like(f"{FORM_PREFIX}%"))
    )
    with office.read() as session:
        return tuple(_frozen(row) for row in session.scalars(query.order_by(UnitFigure.measure)))


def store_received(
    session: Session, office: Office, unit_id: int, period: Period, figures: Iterable[Figure]
) -> None:
    """Keep the figures of an accepted package beside the unit's own records."""
    for figure in figures:
        row = _row(session, office, unit_id, figure.code, period, "received")
        row.numerator, row.denominator = figure.numerator, figure.denominator


def _find_input(code: str) -> Input:
    for known in list_inputs():
        if known.code == code:
            return known
    raise Refusal("figure.unknown", code=code)


def _check(known: Input, numerator: int, denominator: int | None, reason: str) -> None:
    if numerator < 0 or (denominator or 0) < 0:
        raise Refusal("figure.negative", name=known.name)
    found = find_measure(known.measure) if known.measure else None
    if found is None:
        return
    if found.is_ratio and denominator is None:
        raise Refusal("figure.whole_needed", name=known.name, words=found.denominator_words)
    if found.is_share and numerator > (denominator or 0):
        raise Refusal("figure.over_whole", name=known.name)
    if found.code not in found.asks and not clean_text(reason):
        raise Refusal("figure.reason_needed", name=known.name)


def _row(  # the five parts of the key
    session: Session, office: Office, unit_id: int, code: str, period: Period, origin: str
) -> UnitFigure:
    key = {
        "unit_id": unit_id,
        "measure": code,
        "first_month": period.first,
        "last_month": period.last,
        "origin": origin,
    }
    row = session.scalar(select(UnitFigure).filter_by(**key))
    if row is None:
        row = UnitFigure(uid=new_uid(office.clock()), numerator=0, reason="", **key)
        session.add(row)
    row.noted_at, row.noted_by = office.moment(), office.officer.name
    return row


def _frozen(row: UnitFigure) -> TypedFigure:
    return TypedFigure(
        id=row.id,
        unit_id=row.unit_id,
        measure=row.measure,
        name=_find_input(row.measure).name,
        period=Period(row.first_month, row.last_month),
        numerator=row.numerator,
        denominator=row.denominator,
        reason=row.reason,
        noted_by=row.noted_by,
    )
