"""Settlements in packages: their records, what stands here beside them, and taking them in."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.exchange.canonical import Json
from unionapp.exchange.received_records import load_records
from unionapp.exchange.records import Record
from unionapp.exchange.tables import PackageIn
from unionapp.finance.group.settlement_exchange import (
    ReportedRow,
    ReportedSettlement,
    SettlementBeside,
    lay_beside,
    let_go_settlement,
    report_group_settlement,
    report_settlement,
    send_back_settlement,
    take_settlement,
)
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.year.versions import ChangedRow, Source
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.periods import Period

# What counts above, and beside a consolidated one what the unit itself took in and spent.
TABLE, OWN_TABLE = "settlement", "settlement_own"
TABLES = (TABLE, OWN_TABLE)
_OF_THE_WHOLE = ("form", "edition", "version", "status")
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class ArrivedSettlement:
    """A settlement in a package, and what stands here beside it.

    One that adds up many units comes with the sender's `own`.
    """

    settlement: ReportedSettlement
    beside: SettlementBeside
    own: ReportedSettlement | None = None

    @property
    def replaces_typed(self) -> bool:
        """Whether accepting it takes other figures away that an officer typed."""
        is_open = self.beside.status != "approved"
        return is_open and self.beside.is_typed and bool(self.beside.changes)

    @property
    def words(self) -> tuple[str, ...]:
        """What the officer reads before deciding."""
        if self.own is None:
            return (_headline("Quyết toán", self.settlement), *_difference(self.beside))
        heads = (
            _headline("Quyết toán tổng hợp", self.settlement),
            _headline("Riêng đơn vị gửi, quyết toán", self.own),
        )
        return (*heads, *_difference(self.beside))


def settlement_tables(office: Office, period: Period) -> dict[str, list[Record]]:
    """The settlement that goes up with a period, by table; none where there is none.

    A level with units below sends the consolidated one, and its own beside it.

    Raises:
        Refusal: form.no_edition.
    """
    own, group = report_settlement(office, period), report_group_settlement(office, period)
    if own is None:
        return {}
    if group is None:
        return {TABLE: _records(own)}
    return {TABLE: _records(group), OWN_TABLE: _records(own)}


def _records(found: ReportedSettlement) -> list[Record]:
    whole: dict[str, Json] = {
        "form": found.form,
        "edition": found.edition.isoformat(),
        "version": found.version,
        "status": found.status,
    }
    rows = enumerate(found.rows, start=1)
    return [{"position": place, **whole, **asdict(row)} for place, row in rows]


def read_settlement_records(records: Iterable[Record]) -> ReportedSettlement | None:
    """The settlement that records state; None where there are none.

    Raises:
        Refusal: E_ROW, records disagree about the whole, or name a row twice.
    """
    rows: list[dict[str, Any]] = [dict(record) for record in records]
    if not rows:
        return None
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if row["row"] in seen or any(row[it] != rows[0][it] for it in _OF_THE_WHOLE):
            raise Refusal("E_ROW", table=TABLE, row=number, field="row")
        seen.add(row["row"])
    first = rows[0]
    names = ("section", "row", "label", "code", "budget", "reported", "approved")
    return ReportedSettlement(
        form=first["form"],
        edition=date.fromisoformat(first["edition"]),
        version=first["version"],
        status=first["status"],
        rows=tuple(ReportedRow(*(row[name] for name in names)) for row in rows),
    )


def arrived_settlement(session: Session, package: PackageIn) -> ArrivedSettlement | None:
    """The settlement of a package that arrived, beside what stands here.

    Raises:
        Refusal: settlement.unknown_form, settlement.row_typed.
    """
    found, span = _settlement_of(session, package), _span_of(package)
    if found is None or span is None:
        return None
    beside = lay_beside(session, (package.sender_id, span), found)
    own = read_settlement_records(load_records(session, package.id, OWN_TABLE))
    return ArrivedSettlement(found, beside, own)


def count_settlement(
    session: Session, office: Office, package: PackageIn, *, replace_typed: bool
) -> None:
    """Make the settlement of an accepted package that of its sender; an approved one stays.

    Raises:
        Refusal: settlement.unknown_form, settlement.row_typed, settlement.typed_differs.
    """
    found, span = _settlement_of(session, package), _span_of(package)
    if found is not None and span is not None:
        whose = (package.sender_id, span)
        source = Source(package.package_id, package.sequence)
        take_settlement(session, office, whose, found, source, replace_typed=replace_typed)


def forget_settlement(session: Session, package: PackageIn) -> None:
    """Let go of the settlement of a package that a later one takes the place of."""
    let_go_settlement(session, package.sender_id, package.package_id)


def return_settlement(session: Session, package: PackageIn, before: PackageIn | None) -> None:
    """Let go of the settlement of a package that goes back.

    That of the package which counts again stands again; without one, what was typed before.
    """
    counted = None if before is None else before.package_id
    send_back_settlement(session, package.sender_id, package.package_id, counted)


def _settlement_of(session: Session, package: PackageIn) -> ReportedSettlement | None:
    return read_settlement_records(load_records(session, package.id, TABLE))


def _span_of(package: PackageIn) -> SettlementSpan | None:
    return SettlementSpan.of(Period(package.first_month, package.last_month))


def _headline(name: str, settlement: ReportedSettlement) -> str:
    amounts = settlement.amounts
    stated = f"bản nộp {settlement.version}" if settlement.version else "tính từ sổ"
    return (
        f"{name} {settlement.form} ({stated}): tổng thu "
        f"{dong(amounts.get('total_receipts', 0))}, tổng chi "
        f"{dong(amounts.get('total_spending', 0))}, tích lũy cuối kỳ "
        f"{dong(amounts.get('closing', 0))}"
    )


def _difference(beside: SettlementBeside) -> tuple[str, ...]:
    if beside.status == "none":
        return ()
    number = beside.package_number
    here = "số nhập tay" if number is None else f"số của gói {number}"
    if not beside.changes:
        return (f"Giống {here} đang có.",)
    count = len(beside.changes)
    if beside.status == "approved":
        return (f"Quyết toán đã duyệt giữ nguyên; gói này khác {count} dòng:", *_named(beside))
    return (f"Khác {here} đang có ở {count} dòng:", *_named(beside))


def _named(beside: SettlementBeside) -> tuple[str, ...]:
    changes, left = beside.changes, len(beside.changes) - _MOST_NAMED
    more = (f"… và {left} dòng nữa",) if left > 0 else ()
    return (*(_named_change(row) for row in changes[:_MOST_NAMED]), *more)


def _named_change(row: ChangedRow) -> str:
    return f"  {row.label}: {dong(row.before)} → {dong(row.after)}"
