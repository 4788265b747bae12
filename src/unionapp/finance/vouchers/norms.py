"""The most that the unit's own spending rules allow, per person or per payment (V-23)."""

from collections.abc import Iterator, Sequence
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

# What a norm limits: the share of each who receives, or all of one payment.
PER = {"person": "mỗi người", "payment": "mỗi lần chi"}


@dataclass(frozen=True, slots=True)
class NormRow:
    """A norm of the unit, from a day on, for each person or for a whole payment (`PER`)."""

    item: str
    greatest: int
    valid_from: date
    resolution: str
    per: str = "person"


def set_norm(office: Office, norm: NormRow) -> NormRow:
    """Enter a norm; the same item and day replace what was entered.

    Raises:
        Refusal: item.unknown, V-06 (not a spending item), V-01, norm.unknown_per.
    """
    item = scheme_on(norm.valid_from).find(norm.item)
    if item.direction != SPENDING:
        raise Refusal("V-06", item=norm.item)
    if norm.greatest <= 0:
        raise Refusal("V-01")
    if norm.per not in PER:
        raise Refusal("norm.unknown_per", per=norm.per)
    with office.change("norm.set") as session:
        row = session.scalar(
            select(SpendingNorm).filter_by(
                unit_id=office.unit.id, item=item.key, valid_from=norm.valid_from
            )
        ) or SpendingNorm(unit_id=office.unit.id, item=item.key, valid_from=norm.valid_from)
        row.greatest, row.resolution = norm.greatest, clean_text(norm.resolution)
        row.per = norm.per
        session.add(row)
        session.flush()
        return _as_row(row)


def list_norms(office: Office) -> tuple[NormRow, ...]:
    """Every norm of the unit, by item and by the day it holds from."""
    query = select(SpendingNorm).filter_by(unit_id=office.unit.id)
    with office.read() as session:
        ordered = query.order_by(SpendingNorm.item, SpendingNorm.valid_from)
        return tuple(_as_row(row) for row in session.scalars(ordered))


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


def check_norms(  # what is spent, when, and who shares it
    session: Session,
    unit_id: int,
    lines: tuple[LineDraft, ...],
    on: date,
    scheme: Scheme,
    shares: Sequence[int] = (),
) -> Iterator[Finding]:
    """Lines above the norm of their item or of the item it belongs to (V-23).

    Where several receive a share each, a norm per person is held against every share.
    """
    norms = _norms_on(session, unit_id, on)
    for line in lines:
        for norm in norms.values():
            if scheme.key_of(line.item) in scheme.family(norm.item):
                yield from _check_norm(norm, line.amount, shares, scheme)


def _check_norm(
    norm: NormRow, amount: int, shares: Sequence[int], scheme: Scheme
) -> Iterator[Finding]:
    is_shared = bool(shares) and norm.per == "person"
    spent = list(shares) if is_shared else [amount]
    above = [one for one in spent if one > norm.greatest]
    if not above:
        return
    item = scheme.find(norm.item)
    said = {"item": f"{item.code} {item.name}", "limit": group_digits(norm.greatest)}
    if is_shared:
        most = group_digits(max(above))
        yield warn("V-23.person", "lines", count=len(above), most=most, **said)
    else:
        yield warn("V-23", "lines", per=PER[norm.per], **said)


def _as_row(row: SpendingNorm) -> NormRow:
    return NormRow(row.item, row.greatest, row.valid_from, row.resolution, row.per)


def _norms_on(session: Session, unit_id: int, on: date) -> dict[str, NormRow]:
    query = (
        select(SpendingNorm)
        .where(SpendingNorm.unit_id == unit_id, SpendingNorm.valid_from <= on)
        .order_by(SpendingNorm.valid_from)
    )
    return {norm.item: _as_row(norm) for norm in session.scalars(query)}
