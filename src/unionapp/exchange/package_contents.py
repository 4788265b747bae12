"""What a report package carries: figures, money by item, and the frozen reports as PDF."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from unionapp.exchange.records import Record
from unionapp.exchange.schemas import newest_schema
from unionapp.exchange.sealing import ReportFile
from unionapp.exchange.settlements import OWN_TABLE, settlement_tables
from unionapp.finance.books.item_months import list_item_months
from unionapp.indicators.figures import figures_of
from unionapp.membership.reported import list_reported_members
from unionapp.organisation.office import Office
from unionapp.organisation.units import lower_units
from unionapp.paper.pdf import write_pdf
from unionapp.reports.catalogue import OF_UPPER_LEVELS, ReportKind, list_reports
from unionapp.reports.letters.sections import FAMILY as LETTERS
from unionapp.reports.making import freeze_report, thaw_report
from unionapp.vietnamese.periods import Period

# Papers that name nobody may leave in the open; the others go only where members go, encrypted.
_SETTLEMENTS = frozenset({"settlement"}) | OF_UPPER_LEVELS
_SUMMARY_REPORTS = frozenset({"member-figures"}) | LETTERS | _SETTLEMENTS
_DETAILED_REPORTS = frozenset({"member-change", "cash-book"}) | LETTERS | _SETTLEMENTS
# A unit with others below has no members of its own; their number stands in the letter.
_OWN_MEMBERS = frozenset({"member-figures", "member-change"})
# The paper goes where its figures go: with a year handed in, with a part that has money.
_OF_SETTLEMENT = frozenset({"settlement"})


@dataclass(frozen=True, slots=True)
class Gathered:
    """The tables and reports of a package, before it is sealed."""

    tables: Mapping[str, Sequence[Record]]
    reports: tuple[ReportFile, ...]


def gather(office: Office, period: Period, *, with_members: bool = False) -> Gathered:
    """Freeze the reports of a period and work out its tables.

    Raises:
        Refusal: whatever a report needs and does not find.
        Trouble: a report could not be printed.
    """
    tables: dict[str, Sequence[Record]] = {
        "figures": _figures(office, period),
        "vouchers_summary": [asdict(row) for row in list_item_months(office, period)],
    }
    settled = settlement_tables(office, period)
    tables |= settled
    if with_members:
        tables["members"] = _members(office)
    wanted = _DETAILED_REPORTS if with_members else _SUMMARY_REPORTS
    if not settled:
        wanted -= _OF_SETTLEMENT
    if OWN_TABLE not in settled:
        wanted -= OF_UPPER_LEVELS
    if lower_units(office, on=period.end):
        wanted -= _OWN_MEMBERS
    return Gathered(tables, _reports(office, period, wanted))


def _figures(office: Office, period: Period) -> list[Record]:
    return [
        {
            "code": figure.code,
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "unit": figure.unit,
        }
        for figure in figures_of(office, period)
    ]


def _members(office: Office) -> list[Record]:
    """What does not fit the published schema stays at home."""
    fields = newest_schema("members").fields
    rows = ({**asdict(member), "ended_on": None} for member in list_reported_members(office))
    return [
        {it.name: row[it.name] if it.accepts(row[it.name]) else None for it in fields}
        for row in rows
    ]


def _reports(office: Office, period: Period, wanted: Set[str]) -> tuple[ReportFile, ...]:
    months = len(period.months())
    kinds = [kind for kind in list_reports() if kind.id in wanted and months in kind.months]
    with TemporaryDirectory() as folder:
        return tuple(_report_file(office, kind, period, Path(folder)) for kind in kinds)


def _report_file(office: Office, kind: ReportKind, period: Period, folder: Path) -> ReportFile:
    paper = thaw_report(office, freeze_report(office, kind.id, period).report_id)
    path = write_pdf(paper, folder / f"{kind.id}.pdf")
    return ReportFile(path.name, paper.title, kind.form_code or kind.id, path.read_bytes())
