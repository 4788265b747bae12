"""Making a report: building its content, freezing it, and printing what was frozen.

The same records give the same report id, whatever the format; changed records give the next
version.
"""

import base64
import dataclasses
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from unionapp.database.base import new_uid
from unionapp.errors import Refusal
from unionapp.membership.privacy import note_export
from unionapp.organisation.office import Office
from unionapp.paper.document import Document
from unionapp.paper.docx import write_docx
from unionapp.paper.pdf import write_pdf
from unionapp.paper.report_id import read_report_id
from unionapp.paper.xlsx import write_xlsx
from unionapp.reports.catalogue import ReportKind, find_report
from unionapp.reports.freezing import digest, freeze, thaw
from unionapp.reports.named_members import count_named
from unionapp.reports.tables import ReportSnapshot
from unionapp.vietnamese.periods import Period

_ID_BYTES = 5
_WRITERS = {"pdf": write_pdf, "xlsx": write_xlsx, "docx": write_docx}


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """One frozen version of a report."""

    id: int
    report: str
    name: str
    period: Period
    version: int
    report_id: str
    made_at: str
    made_by: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report that was printed to a file."""

    path: Path
    report_id: str
    report: str
    period: Period
    version: int
    format: str


def make_report(
    office: Office, report: str, period: Period, *, file_format: str, output: Path
) -> MadeReport:
    """Freeze a report and print it; an existing file is never overwritten.

    Raises:
        Refusal: report.unknown, report.wrong_period, report.wrong_format.
        Trouble: the file could not be written.
    """
    kind = find_report(report)
    if file_format not in kind.formats:
        raise Refusal(
            "report.wrong_format",
            name=kind.name,
            format=file_format,
            formats=", ".join(kind.formats),
        )
    frozen = freeze_report(office, report, period)
    paper = thaw_report(office, frozen.report_id)
    path = _WRITERS[file_format](paper, output)
    if kind.names_people:
        note_export(office, kind.name, count_named(office, paper), f"Lập báo cáo {period.label}")
    return MadeReport(path, frozen.report_id, report, period, frozen.version, file_format)


def preview_report(office: Office, report: str, period: Period) -> Document:
    """The content as the records stand now, not frozen.

    Raises:
        Refusal: report.unknown, report.wrong_period.
    """
    kind = find_report(report)
    if len(period.months()) not in kind.months:
        months = " / ".join(str(count) for count in kind.months)
        raise Refusal("report.wrong_period", name=kind.name, period=period.label, months=months)
    document = kind.build(office, period)
    return dataclasses.replace(document, report_id=_report_id(office, kind, period, document))


def freeze_report(
    office: Office, report: str, period: Period, *, reason: str | None = None
) -> SnapshotRow:
    """Freeze a report as the records stand now; unchanged content stays the version it was.

    Raises:
        Refusal: report.unknown, report.wrong_period.
    """
    document = preview_report(office, report, period)
    content = digest(document)
    with office.change("report.make") as session:
        last = _last_version(session, office, report, period)
        if last is not None and last.digest == content:
            return _row(last)
        snapshot = ReportSnapshot(
            uid=new_uid(office.clock()),
            unit_id=office.unit.id,
            report=report,
            first_month=period.first,
            last_month=period.last,
            version=1 if last is None else last.version + 1,
            report_id=document.report_id,
            digest=content,
            content=freeze(document),
            made_at=office.moment(),
            made_by=office.officer.name,
            replaces_id=None if last is None else last.id,
            reason=reason,
        )
        session.add(snapshot)
        session.flush()
        return _row(snapshot)


def thaw_report(office: Office, report_id: str) -> Document:
    """The paper that was frozen under a report id.

    Raises:
        Refusal: report.not_here.
    """
    query = select(ReportSnapshot.content).filter_by(unit_id=office.unit.id, report_id=report_id)
    with office.read() as session:
        content = session.scalar(query.order_by(ReportSnapshot.id.desc()))
    if content is None:
        raise Refusal("report.not_here", report_id=report_id)
    return thaw(content)


def list_snapshots(office: Office, period: Period | None = None) -> tuple[SnapshotRow, ...]:
    """The frozen reports of this unit, newest first."""
    # a list of versions needs none of their contents, which are whole papers
    listed = select(ReportSnapshot).options(defer(ReportSnapshot.content))
    query = listed.filter_by(unit_id=office.unit.id)
    if period is not None:
        query = query.filter_by(first_month=period.first, last_month=period.last)
    with office.read() as session:
        return tuple(
            _row(row) for row in session.scalars(query.order_by(ReportSnapshot.id.desc()))
        )


def is_changed_since(office: Office, snapshot: SnapshotRow) -> bool:
    """Whether the records now give another report than the one that was frozen.

    Raises:
        Refusal: report.unknown, report.wrong_period.
    """
    now = preview_report(office, snapshot.report, snapshot.period)
    return now.report_id != snapshot.report_id


def inspect_report(path: Path) -> str:
    """The report id a printed file bears.

    Raises:
        Refusal: paper.no_report_id.
        Trouble: paper.not_readable.
    """
    return read_report_id(path)


def short_digest(document: Document) -> str:
    """A few letters that tell one content from another."""
    return base64.b32encode(bytes.fromhex(digest(document))[:_ID_BYTES]).decode()


def _report_id(office: Office, kind: ReportKind, period: Period, document: Document) -> str:
    return f"{kind.id}/{office.unit.code}/{period.text}/{short_digest(document)}"


def _last_version(
    session: Session, office: Office, report: str, period: Period
) -> ReportSnapshot | None:
    query = select(ReportSnapshot).filter_by(
        unit_id=office.unit.id,
        report=report,
        first_month=period.first,
        last_month=period.last,
    )
    return session.scalar(query.order_by(ReportSnapshot.version.desc()))


def _row(row: ReportSnapshot) -> SnapshotRow:
    return SnapshotRow(
        id=row.id,
        report=row.report,
        name=find_report(row.report).name,
        period=Period(row.first_month, row.last_month),
        version=row.version,
        report_id=row.report_id,
        made_at=row.made_at,
        made_by=row.made_by,
        reason=row.reason,
    )
