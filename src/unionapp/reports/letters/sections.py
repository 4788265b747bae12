"""The written parts of a letter: kept by period, offered again in the next one."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.organisation.office import Office
from unionapp.reports.tables import ReportText
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import Period

FAMILY = frozenset({"half-year", "year"})


@dataclass(frozen=True, slots=True)
class Section:
    """One written part; `is_reused` says that it is last time's text, not yet confirmed."""

    code: str
    text: str
    is_reused: bool


def write_section(office: Office, report: str, period: Period, section: str, text: str) -> Section:
    """Keep what stands in a section of a period's letter."""
    lines = "\n".join(clean_text(line) for line in text.splitlines())
    with office.change("report.write") as session:
        row = _find(session, office, report, period, section) or ReportText(
            unit_id=office.unit.id,
            report=report,
            first_month=period.first,
            last_month=period.last,
            section=section,
        )
        row.text = lines
        session.add(row)
    return Section(section, lines, is_reused=False)


def read_section(office: Office, report: str, period: Period, section: str) -> Section:
    """What stands in a section: this period's text, else last time's, else nothing."""
    with office.read() as session:
        row = _find(session, office, report, period, section)
        if row is not None:
            return Section(section, row.text, is_reused=False)
        return Section(
            section, _last_text(session, office, report, period, section), is_reused=True
        )


def _find(
    session: Session, office: Office, report: str, period: Period, section: str
) -> ReportText | None:
    return session.scalar(
        select(ReportText).filter_by(
            unit_id=office.unit.id,
            report=report,
            first_month=period.first,
            last_month=period.last,
            section=section,
        )
    )


def _last_text(session: Session, office: Office, report: str, period: Period, section: str) -> str:
    # the letters of six months and of a year go on from each other
    query = (
        select(ReportText.text)
        .filter_by(unit_id=office.unit.id, section=section)
        .where(ReportText.report.in_({report, *FAMILY}), ReportText.last_month <= period.last)
        .where(ReportText.first_month <= period.first)
        .order_by(ReportText.last_month.desc(), ReportText.first_month.desc())
    )
    return session.scalar(query) or ""
