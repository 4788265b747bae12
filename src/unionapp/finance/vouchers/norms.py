"""The most that the unit's own spending rules allow for one payment (quy chế chi tiêu nội bộ)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, warn
from unionapp.finance.items import SPENDING, Scheme, scheme_on
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.yearly_tables import SpendingNorm
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.names import clean_text


@dataclass(frozen=True, slots=True)
class NormRow:
    """A norm of the unit, from a day on."""

    item: str
    greatest: int
    valid_from: date
    resolution: str


def set_norm(office: Office, norm: NormRow) -> NormRow:
    """Enter a norm; the same item and day replace what was entered.

    Raises:
        Refusal: item.unknown, V-06 (not a spending item), V-01.
    """
    item = scheme_on(norm.valid_from).find(norm.item)
    if item.direction != SPENDING:
        raise Refusal("V-06", item=norm.item)
    if norm.greatest <= 0:
        raise Refusal("V-01")
    with office.change("norm.set") as session:
        row = session.scalar(
            select(SpendingNorm).filter_by(
                unit_id=office.unit.id, item=item.key, valid_from=norm.valid_from
            )
        ) or SpendingNorm(unit_id=office.unit.id, item=item.key, valid_from=norm.valid_from)
        row.greatest, row.resolution = norm.greatest, clean_text(norm.resolution)
        session.add(row)
        session.flush()
        return NormRow(row.item, row.greatest, row.valid_from, row.resolution)


def list_norms(office: Office) -> tuple[NormRow, ...]:
    """Every norm of the unit, by item and by the day it holds from."""
    query = select(SpendingNorm).filter_by(unit_id=office.unit.id)
    with office.read() as session:
        ordered = query.order_by(SpendingNorm.item, SpendingNorm.valid_from)
        return tuple(
            NormRow(row.item, row.greatest, row.valid_from, row.resolution)
            for row in session.scalars(ordered)
        )


def end_norm(office: Office, item: str, valid_from: date) -> None:
    """Take a norm away: from then on the one before it holds, or none.

    Raises:
        Refusal: norm.unknown.
    """
    with office.change("norm.end") as session:
        row = session.scalar(
            select(SpendingNorm).filter_by(
                unit_id=office.unit.id, item=item, valid_from=valid_from
            )
        )
        if row is None:
            raise Refusal("norm.unknown")
        session.delete(row)


def check_norms(
    session: Session, unit_id: int, lines: tuple[LineDraft, ...], on: date, scheme: Scheme
) -> Iterator[Finding]:
    """Lines above the norm of their item or of the item it belongs to (V-23)."""
    norms = _norms_on(session, unit_id, on)
    for line in lines:
        for item, greatest in norms.items():
            if line.amount > greatest and _belongs(line.item, item, scheme):
                yield warn("V-23", "lines", item=item, limit=group_digits(greatest))


def _norms_on(session: Session, unit_id: int, on: date) -> dict[str, int]:
    query = (
        select(SpendingNorm)
        .where(SpendingNorm.unit_id == unit_id, SpendingNorm.valid_from <= on)
        .order_by(SpendingNorm.valid_from)
    )
    return {norm.item: norm.greatest for norm in session.scalars(query)}


def _belongs(text: str, item: str, scheme: Scheme) -> bool:
    try:
        return scheme.find(text).key in scheme.family(item)
    except Refusal:
        return False
