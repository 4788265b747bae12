"""The versions of a settlement: stored, listed, and what changed from one to the next."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.finance.forms import SETTLEMENT_FORM, Form, form_on
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.budget import assigned_of
from unionapp.finance.year.settlement import SettlementForm, read_version
from unionapp.finance.yearly_tables import Settlement, SettlementRow
from unionapp.organisation.office import Office


@dataclass(frozen=True, slots=True)
class SettlementVersion:
    """One handing-in of a year: when, by whom, the hash of its figures, and how it stands."""

    id: int
    year: int
    version: int
    status: str
    digest: str
    submitted_at: str
    submitted_by: str
    approved_at: str | None
    approved_by: str | None


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that two versions report differently."""

    row: str
    label: str
    code: str
    before: int
    after: int

    @property
    def change(self) -> int:
        """How much more the later version reports."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Source:
    """The package that brought a settlement, by its identity and number; none if it was typed."""

    package_id: str | None = None
    number: int | None = None


TYPED = Source()


def list_settlement_versions(office: Office, year: int) -> tuple[SettlementVersion, ...]:
    """Every version of a year's settlement, the first one first."""
    query = select(Settlement).filter_by(unit_id=office.unit.id, year=year, part="")
    with office.read() as session:
        return tuple(
            SettlementVersion(
                row.id,
                row.year,
                row.version,
                row.status,
                row.digest,
                row.submitted_at,
                row.submitted_by,
                row.approved_at,
                row.approved_by,
            )
            for row in session.scalars(query.order_by(Settlement.version))
        )


def show_settlement_version(office: Office, settlement_id: int) -> SettlementForm:
    """A version of this unit's settlement as it was handed in, whether it stands or not.

    Raises:
        Refusal: settlement.none.
    """
    query = select(Settlement).filter_by(id=settlement_id, unit_id=office.unit.id, part="")
    with office.read() as session:
        settlement = session.scalar(query)
        if settlement is None:
            raise Refusal("settlement.none", year="…")
        return read_version(session, settlement)


def find_settlement_version(office: Office, year: int, version: int) -> SettlementVersion:
    """The version of a number.

    Raises:
        Refusal: settlement.no_version.
    """
    found = list_settlement_versions(office, year)
    for one in found:
        if one.version == version:
            return one
    raise Refusal("settlement.no_version", year=year, version=version)


def compare_settlement_versions(
    office: Office, year: int, before: int, after: int
) -> tuple[ChangedRow, ...]:
    """The rows that differ between two versions, in the order of the form.

    Raises:
        Refusal: settlement.no_version.
    """
    with office.read() as session:
        first, second = (_rows(session, office.unit.id, year, one) for one in (before, after))
    return tuple(changed_rows(form_on(SETTLEMENT_FORM, date(year, 12, 31)), first, second))


def _rows(session: Session, unit_id: int, year: int, version: int) -> dict[str, int]:
    found = (
        select(SettlementRow.row, SettlementRow.reported)
        .join(Settlement, Settlement.id == SettlementRow.settlement_id)
        .where(Settlement.unit_id == unit_id)
        .where(Settlement.year == year, Settlement.part == "", Settlement.version == version)
    )
    rows = dict(session.execute(found).all())
    if not rows:
        raise Refusal("settlement.no_version", year=year, version=version)
    return rows


def changed_rows(
    form: Form, before: Mapping[str, int], after: Mapping[str, int]
) -> Iterator[ChangedRow]:
    """The rows of a form that say something else afterwards, in printed order."""
    for row in form.rows:
        was, now = before.get(row.id, 0), after.get(row.id, 0)
        if was != now:
            yield ChangedRow(row.id, row.label, row.code, was, now)


def store_version(
    session: Session,
    office: Office,
    whose: tuple[int, SettlementSpan],
    filled: Mapping[str, int],
    budget: Mapping[str, int],
    source: Source = TYPED,
) -> None:
    """Store the figures of a unit and span as its next version, in an open transaction.

    Raises:
        Refusal: form.no_edition.
    """
    unit_id, span = whose
    before = standing_settlement(session, unit_id, span.year, span.part)
    if before is not None:
        before.status = "replaced"
    settlement = Settlement(
        uid=new_uid(office.clock()),
        unit_id=unit_id,
        year=span.year,
        part=span.part,
        version=_last_version(session, unit_id, span) + 1,
        form=SETTLEMENT_FORM,
        status="submitted",
        digest=_digest(filled),
        submitted_at=office.moment(),
        submitted_by=office.officer.name,
        package_id=source.package_id,
        package_number=source.number,
    )
    session.add(settlement)
    session.flush()
    form = form_on(SETTLEMENT_FORM, span.period.end)
    assigned = assigned_of(session, unit_id, span.year, form)
    session.add_all(
        SettlementRow(
            settlement_id=settlement.id,
            row=row_id,
            unit_id=unit_id,
            budget=budget.get(row_id),
            assigned=assigned.get(row_id),
            reported=amount,
            approved=None,
            reason="",
        )
        for row_id, amount in filled.items()
    )
    session.flush()


def _last_version(session: Session, unit_id: int, span: SettlementSpan) -> int:
    query = select(func.max(Settlement.version)).filter_by(
        unit_id=unit_id, year=span.year, part=span.part
    )
    return session.scalar(query) or 0


def _digest(filled: Mapping[str, int]) -> str:
    text = json.dumps(dict(filled), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
