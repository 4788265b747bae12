"""What a report package carries: figures, money by item, and the frozen reports as PDF."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from unionapp.exchange.records import Record
from unionapp.exchange.schemas import newest_schema
from unionapp.exchange.sealing import ReportFile
from unionapp.finance.tables import Voucher, VoucherLine
from unionapp.finance.vouchers.drafts import RECEIPT_KINDS
from unionapp.indicators.figures import figures_of
from unionapp.membership.life_cycle import COUNTED
from unionapp.membership.tables import Member
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.organisation.units import lower_units
from unionapp.paper.pdf import write_pdf
from unionapp.reports.catalogue import ReportKind, list_reports
from unionapp.reports.making import freeze_report, thaw_report
from unionapp.vietnamese.periods import Period

# Papers that name nobody may leave in the open; the others go only where members go, encrypted.
_SUMMARY_REPORTS = frozenset({"member-figures", "half-year", "settlement"})
_DETAILED_REPORTS = frozenset({"member-change", "cash-book", "half-year", "settlement"})
# A unit with others below has no members of its own; their number stands in the letter.
_OWN_MEMBERS = frozenset({"member-figures", "member-change"})
# A settlement is handed in for a whole year; that of a quarter is for the unit's own eyes.
_OF_A_YEAR = frozenset({"settlement"})


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
    tables = {
        "figures": _figures(office, period),
        "vouchers_summary": _money_by_item(office, period),
    }
    if with_members:
        tables["members"] = _members(office)
    wanted = _DETAILED_REPORTS if with_members else _SUMMARY_REPORTS
    if len(period.months()) < 12:
        wanted -= _OF_A_YEAR
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


def _money_by_item(office: Office, period: Period) -> list[Record]:
    """The unit's own books only: the money of lower units came in their own packages."""
    query = (
        select(Voucher.id, Voucher.kind, Voucher.voucher_on, VoucherLine.item, VoucherLine.amount)
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(Voucher.unit_id == office.unit.id, Voucher.status == "posted")
        # Money moved between the unit's own accounts was neither earned nor spent.
        .where(Voucher.pair_id.is_(None))
        .where(Voucher.voucher_on.between(period.start, period.end))
    )
    amounts: Counter[tuple[str, str, str]] = Counter()
    vouchers: defaultdict[tuple[str, str, str], set[int]] = defaultdict(set)
    with office.read() as session:
        for voucher, kind, day, item, amount in session.execute(query):
            direction = "receipt" if kind in RECEIPT_KINDS else "payment"
            key = (f"{day:%Y-%m}", direction, item)
            amounts[key] += amount
            vouchers[key].add(voucher)
    return [
        {
            "month": month,
            "direction": direction,
            "item": item,
            "amount": amounts[month, direction, item],
            "vouchers": len(counted),
        }
        for (month, direction, item), counted in vouchers.items()
    ]


def _members(office: Office) -> list[Record]:
    """Those who are members today; what does not fit the published schema stays at home."""
    group = aliased(Unit)
    query = (
        select(Member, group.name)
        .join(group, group.id == Member.group_id, isouter=True)
        .where(Member.unit_id == office.unit.id, Member.status.in_(COUNTED))
    )
    with office.read() as session:
        return [_member(member, name) for member, name in session.execute(query)]


def _member(member: Member, group: str | None) -> Record:
    facts = {"uid": str(UUID(bytes=member.uid)), "group": group, "ended_on": None}
    return {
        field.name: value if field.accepts(value) else None
        for field in newest_schema("members").fields
        for value in (facts[field.name] if field.name in facts else getattr(member, field.name),)
    }


def _reports(office: Office, period: Period, wanted: Set[str]) -> tuple[ReportFile, ...]:
    months = len(period.months())
    kinds = [kind for kind in list_reports() if kind.id in wanted and months in kind.months]
    with TemporaryDirectory() as folder:
        return tuple(_report_file(office, kind, period, Path(folder)) for kind in kinds)


def _report_file(office: Office, kind: ReportKind, period: Period, folder: Path) -> ReportFile:
    frozen = freeze_report(office, kind.id, period)
    path = write_pdf(thaw_report(office, frozen.report_id), folder / f"{kind.id}.pdf")
    return ReportFile(
        path.name, f"{kind.name} {period.label}", kind.form_code or kind.id, path.read_bytes()
    )
