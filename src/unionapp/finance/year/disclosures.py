"""Making estimate and settlement public (Luật Công đoàn 50/2024/QH15 art. 34)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from unionapp.errors import Refusal
from unionapp.finance.yearly_tables import Disclosure
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_text

SUBJECTS = {"budget": "Dự toán", "settlement": "Quyết toán"}
SECOND_WAYS = {
    "posted": "Niêm yết tại nơi làm việc",
    "notice": "Thông báo bằng văn bản",
    "conference": "Công bố tại hội nghị người lao động",
    "website": "Đăng trên trang thông tin điện tử",
}


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """That a year's estimate or settlement was shown at the committee and in a second way."""

    year: int
    subject: str
    committee_on: date
    second_way: str
    second_on: date
    evidence: str


def record_disclosure(office: Office, row: DisclosureRow) -> DisclosureRow:
    """Note a disclosure; noted again, it replaces the earlier note.

    Raises:
        Refusal: disclosure.unknown, disclosure.in_future.
    """
    if row.subject not in SUBJECTS or row.second_way not in SECOND_WAYS:
        raise Refusal("disclosure.unknown")
    if max(row.committee_on, row.second_on) > office.today:
        raise Refusal("disclosure.in_future")
    with office.change("disclosure.record") as session:
        stored = session.scalar(
            select(Disclosure).filter_by(
                unit_id=office.unit.id, year=row.year, subject=row.subject
            )
        ) or Disclosure(unit_id=office.unit.id, year=row.year, subject=row.subject)
        stored.committee_on, stored.second_on = row.committee_on, row.second_on
        stored.second_way, stored.evidence = row.second_way, clean_text(row.evidence)
        session.add(stored)
        session.flush()
        return _row(stored)


def list_disclosures(office: Office, year: int) -> tuple[DisclosureRow, ...]:
    """What was made public of a year."""
    query = select(Disclosure).filter_by(unit_id=office.unit.id, year=year)
    with office.read() as session:
        return tuple(_row(row) for row in session.scalars(query.order_by(Disclosure.subject)))


def _row(row: Disclosure) -> DisclosureRow:
    return DisclosureRow(
        row.year, row.subject, row.committee_on, row.second_way, row.second_on, row.evidence
    )
