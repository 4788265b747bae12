"""The settlements that stand here of many units and spans, read at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from unionapp.finance.levels.lower_statements import LowerStatement, owed_at_start, state
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.open_years import standing
from unionapp.finance.year.basics import BasicFigures, basics_among, is_basic
from unionapp.finance.yearly_tables import Settlement, SettlementRow

Standing = Mapping[tuple[int, SettlementSpan], "StandingSettlement"]
_FACTS = (
    Settlement.id, Settlement.unit_id, Settlement.year, Settlement.part, Settlement.version,
    Settlement.status, Settlement.package_number,
)  # fmt: skip


@dataclass(frozen=True)
class StandingSettlement:
    """A settlement as it stands: what was reported, estimated and approved of its rows, and why.

    `package_number` is empty where the figures were typed here.
    """

    id: int
    unit_id: int
    span: SettlementSpan
    version: int
    status: str
    package_number: int | None
    rows: dict[str, int]
    basics: BasicFigures
    budget: dict[str, int]
    approved: dict[str, int]
    reasons: dict[str, str]

    @property
    def counting(self) -> dict[str, int]:
        """The figures that count: approved ones before those that were reported."""
        return self.approved or self.rows

    @property
    def source(self) -> str:
        """Where the figures come from, in the words of screens and papers."""
        number = self.package_number
        return "nhập tay" if number is None else f"gói số {number}"


def read_standing(
    session: Session, unit_ids: Collection[int], spans: Iterable[SettlementSpan]
) -> Standing:
    """The settlement of every unit and span that has one, in two questions however many."""
    wanted = [(span.year, span.part) for span in set(spans)]
    latest = standing(
        Settlement.unit_id.in_(unit_ids), tuple_(Settlement.year, Settlement.part).in_(wanted)
    )
    heads = session.execute(select(*_FACTS).where(Settlement.id.in_(latest))).all()
    rows = _rows(session, [head.id for head in heads])
    return {
        (unit, span): _standing((id_, unit, span, version, status, number), rows[id_])
        for id_, unit, year, part, version, status, number in heads
        for span in [SettlementSpan(year, part)]
    }


def owed_when_it_began(found: Standing, unit_id: int, span: SettlementSpan) -> int:
    """What a unit owed when a span began, by its settlements of that span and the one before."""
    here, before = found.get((unit_id, span)), found.get((unit_id, span.before))
    return owed_at_start(here.rows if here else {}, before.counting if before else {})


def statement_of(settlement: StandingSettlement, owed_before: int) -> LowerStatement:
    """What the figures that count say of the money between two levels."""
    return state(settlement.counting, owed_before)


_Row = tuple[str, int | None, int, int | None, str]


def _rows(session: Session, ids: Collection[int]) -> Mapping[int, list[_Row]]:
    query = select(
        SettlementRow.settlement_id, SettlementRow.row, SettlementRow.budget,
        SettlementRow.reported, SettlementRow.approved, SettlementRow.reason,
    ).where(SettlementRow.settlement_id.in_(ids))  # fmt: skip
    found: dict[int, list[_Row]] = defaultdict(list)
    for id_, row, budget, reported, approved, reason in session.execute(query):
        found[id_].append((row, budget, reported, approved, reason))
    return found


def _standing(
    head: tuple[int, int, SettlementSpan, int, str, int | None], rows: list[_Row]
) -> StandingSettlement:
    kept = [row for row in rows if not is_basic(row[0])]
    return StandingSettlement(
        *head,
        rows={row: reported for row, _, reported, _, _ in kept},
        basics=basics_among({row: reported for row, _, reported, _, _ in rows}),
        budget={row: budget for row, budget, _, _, _ in kept if budget is not None},
        approved={row: approved for row, _, _, approved, _ in kept if approved is not None},
        reasons={row: reason for row, _, _, _, reason in kept if reason},
    )
