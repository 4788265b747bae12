"""Making estimate and settlement public (Luật Công đoàn 50/2024/QH15 art. 34)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, warn
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.yearly_tables import Disclosure
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
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
        Refusal: disclosure.unknown, disclosure.in_future, disclosure.not_over (the settlement of
            a year on a day in it).
    """
    if row.subject not in SUBJECTS or row.second_way not in SECOND_WAYS:
        raise Refusal("disclosure.unknown")
    if max(row.committee_on, row.second_on) > office.today:
        raise Refusal("disclosure.in_future")
    if row.subject == "settlement" and min(row.committee_on, row.second_on).year <= row.year:
        raise Refusal("disclosure.not_over", year=row.year)
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


def check_disclosed(office: Office, year: int) -> Iterator[Finding]:
    """Whether an approved settlement was made public in time.

    Raises:
        Refusal: parameter.missing.
    """
    with office.read() as session:
        settlement = standing_settlement(session, office.unit.id, year)
        approved_at = None if settlement is None else settlement.approved_at
        days = legal_value(
            session, office.unit.id, "settlement.disclosure_days", date(year, 12, 31)
        ).amount
    shown = {row.subject for row in list_disclosures(office, year)}
    if approved_at is None or "settlement" in shown:
        return
    due_on = date.fromisoformat(approved_at[:10]) + timedelta(days=days)
    if office.today > due_on:
        said = {"year": year, "on": f"{due_on:%d/%m/%Y}"}
        yield warn("disclosure.late", "disclosure", place="disclosures:settlement", **said)


def list_disclosures(office: Office, year: int) -> tuple[DisclosureRow, ...]:
    """What was made public of a year."""
    query = select(Disclosure).filter_by(unit_id=office.unit.id, year=year)
    with office.read() as session:
        return tuple(_row(row) for row in session.scalars(query.order_by(Disclosure.subject)))


def _row(row: Disclosure) -> DisclosureRow:
    return DisclosureRow(
        row.year, row.subject, row.committee_on, row.second_way, row.second_on, row.evidence
    )
