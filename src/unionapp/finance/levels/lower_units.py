"""Money between this unit and the units below it: paid out, remitted, still on its way.

What one side sent and the other has not yet booked at the end of the year is in transit; it is
shown by unit and never spread over others.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from unionapp.finance.levels.lower_statements import LowerStatement, read_statements
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.tables import Voucher, VoucherLine
from unionapp.finance.vouchers.drafts import BETWEEN_LEVELS, DUES_IN, KPCD_IN, PAID_OUT
from unionapp.finance.vouchers.numbering import Numbering
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.periods import Period


@dataclass(frozen=True, slots=True)
class LowerEntry:
    """A posted payment to a lower unit, or a remittance from it."""

    voucher_id: int
    on: date
    number: str
    text: str
    paid_out: int
    dues: int
    kpcd: int


@dataclass(frozen=True, slots=True)
class LowerMoney:
    """What was paid to a unit and what came from it; `code` is empty where no unit was named."""

    code: str
    name: str
    paid_out: int
    dues: int
    kpcd: int

    @property
    def remitted(self) -> int:
        """Everything that came from the unit."""
        return self.dues + self.kpcd


@dataclass(frozen=True, slots=True)
class Transit:
    """One unit as both sides book it; a side that has not reported is None.

    `remitted` is what the unit says it paid, and `owed` what it still owes: that money lies in
    its own till and is on its way nowhere.
    """

    code: str
    name: str
    paid_out: int
    received: int | None
    remitted: int | None
    arrived: int
    owed: int = 0

    @property
    def on_its_way_down(self) -> int | None:
        """Paid out here and not yet received there."""
        return None if self.received is None else self.paid_out - self.received

    @property
    def on_its_way_up(self) -> int | None:
        """Remitted there and not yet received here."""
        return None if self.remitted is None else self.remitted - self.arrived


def list_lower_entries(office: Office, code: str, period: Period) -> tuple[LowerEntry, ...]:
    """The ledger of one lower unit over a period, in the order of days."""
    query = (
        select(Voucher.id, Voucher.voucher_on, Voucher.kind, Voucher.number, Voucher.reason,
               VoucherLine.item, func.sum(VoucherLine.amount))
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .join(Unit, Unit.id == Voucher.lower_unit_id)
        .where(Unit.code == code, *_posted(office.unit.id, period))
        .group_by(Voucher.id, VoucherLine.item)
        .order_by(Voucher.voucher_on, Voucher.id)
    )  # fmt: skip
    with office.read() as session:
        numbering = Numbering(session, office.unit.id)
        rows = [
            (id_, on, numbering.write(kind, number, on), reason, item, amount)
            for id_, on, kind, number, reason, item, amount in session.execute(query)
        ]
    entries: dict[int, LowerEntry] = {}
    sums: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(BETWEEN_LEVELS, 0))
    for id_, on, number, reason, item, amount in rows:
        if item in BETWEEN_LEVELS:
            sums[id_][item] += amount
            entries[id_] = LowerEntry(
                id_, on, number, reason,
                sums[id_][PAID_OUT], sums[id_][DUES_IN], sums[id_][KPCD_IN],
            )  # fmt: skip
    return tuple(entries.values())


def list_lower_money(office: Office, period: Period) -> tuple[LowerMoney, ...]:
    """What moved between this unit and each unit below it, by the units' names."""
    with office.read() as session:
        return money_of_lower_units(session, office.unit.id, period)


def list_transit(office: Office, year: int, *, part: str = "") -> tuple[Transit, ...]:
    """Both sides of every lower unit for a year or its part (H1, Q2), by name.

    What the units say is taken from the settlements that stand in this data file.
    """
    span = SettlementSpan(year, part)
    with office.read() as session:
        ours = {
            row.code: row for row in money_of_lower_units(session, office.unit.id, span.period)
        }
        theirs = read_statements(session, office.unit.id, span)
        names = dict(session.execute(select(Unit.code, Unit.name).order_by(Unit.name_sort)).all())
    nothing = LowerMoney("", "", 0, 0, 0)
    return tuple(
        _transit(code, name, ours.get(code, nothing), theirs.get(code))
        for code, name in names.items()
        if code in ours or code in theirs
    )


def _transit(code: str, name: str, ours: LowerMoney, theirs: LowerStatement | None) -> Transit:
    return Transit(
        code=code,
        name=name,
        paid_out=ours.paid_out,
        received=None if theirs is None else theirs.received,
        remitted=None if theirs is None else theirs.sent,
        arrived=ours.remitted,
        owed=0 if theirs is None else theirs.owed,
    )


def money_of_lower_units(session: Session, unit_id: int, period: Period) -> tuple[LowerMoney, ...]:
    """The same, inside an open session."""
    query: Select[str, str, str, int] = (
        select(func.coalesce(Unit.code, ""), func.coalesce(Unit.name, ""), VoucherLine.item,
               func.sum(VoucherLine.amount))
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .outerjoin(Unit, Unit.id == Voucher.lower_unit_id)
        .where(VoucherLine.item.in_(BETWEEN_LEVELS), *_posted(unit_id, period))
        .group_by(Unit.id, VoucherLine.item)
        .order_by(Unit.id.is_(None), Unit.name_sort, Unit.code)
    )  # fmt: skip
    names: dict[str, str] = {}
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(BETWEEN_LEVELS, 0))
    for code, name, item, amount in session.execute(query):
        names[code] = name
        sums[code][item] += amount
    return tuple(
        LowerMoney(code, name, *(sums[code][item] for item in BETWEEN_LEVELS))
        for code, name in names.items()
    )


def _posted(unit_id: int, period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        Voucher.unit_id == unit_id,
        Voucher.status == "posted",
        Voucher.voucher_on.between(period.start, period.end),
    )
