"""The versions of a settlement as they were handed in, and what changed from one to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.forms import Form, form_on
from unionapp.finance.year.settlement import FORM
from unionapp.finance.yearly_tables import Settlement, SettlementRow
from unionapp.organisation.office import Office


@dataclass(frozen=True, slots=True)
class SettlementVersion:
    """One handing-in of a year: when, by whom, the hash of its figures, and how it stands."""

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


def list_settlement_versions(office: Office, year: int) -> tuple[SettlementVersion, ...]:
    """Every version of a year's settlement, the first one first."""
    query = select(Settlement).filter_by(unit_id=office.unit.id, year=year, part="")
    with office.read() as session:
        return tuple(
            SettlementVersion(
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


def compare_settlement_versions(
    office: Office, year: int, before: int, after: int
) -> tuple[ChangedRow, ...]:
    """The rows that differ between two versions, in the order of the form.

    Raises:
        Refusal: settlement.no_version.
    """
    with office.read() as session:
        first, second = (_rows(session, office.unit.id, year, one) for one in (before, after))
    return tuple(changed_rows(form_on(FORM, date(year, 12, 31)), first, second))


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
