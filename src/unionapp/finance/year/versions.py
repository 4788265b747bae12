"""The versions of a settlement as they were handed in, and what changed from one to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.forms import Form, form_on
from unionapp.finance.year.figures import FORM
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
