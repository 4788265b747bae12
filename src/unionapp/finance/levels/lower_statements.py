"""What lower units state of the money between them and this unit, in their settlements."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, func, or_, select
from sqlalchemy.orm import Session

from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.open_years import standing
from unionapp.finance.yearly_tables import Settlement, SettlementRow
from unionapp.organisation.tables import Unit, UnitParent

# Kept beside the rows of a form, which has no line for it.
PAYABLE_BEFORE = "payable_before"


@dataclass(frozen=True, slots=True)
class LowerStatement:
    """What a lower unit states: received from above (28), due upwards (39), still owed (60).

    `owed_before` is what it owed when the span began: the row V of the form before.
    """

    received: int
    due: int
    owed: int = 0
    owed_before: int = 0

    @property
    def sent(self) -> int:
        """What it paid upwards; row 39 shows what was due, and row V what of it was not paid."""
        return self.owed_before + self.due - self.owed


def state(rows: Mapping[str, int], owed_before: int) -> LowerStatement:
    """What the rows of a settlement say of the money between two levels."""
    received, due, owed = (rows.get(row, 0) for row in ("upper", "remitted", "payable"))
    return LowerStatement(received, due, owed, owed_before)


def owed_at_start(rows: Mapping[str, int], before: Mapping[str, int]) -> int:
    """What a unit owed when a span began: as it states, else as the span before it closed.

    Of the span before, the figures that count are given: approved before reported ones.
    """
    return rows.get(PAYABLE_BEFORE, before.get("payable", 0))


def read_statements(
    session: Session, upper_id: int, span: SettlementSpan
) -> dict[str, LowerStatement]:
    """The statement of each unit below that has a settlement here, by the unit's code."""
    below = Settlement.unit_id.in_(_units_below(upper_id, span))
    counting = func.coalesce(SettlementRow.approved, SettlementRow.reported)
    before = _rows(session, below, span.before, counting)
    return {
        code: state(rows, owed_at_start(rows, before.get(code, {})))
        for code, rows in _rows(session, below, span, SettlementRow.reported).items()
    }


def _rows(
    session: Session,
    units: ColumnElement[bool],
    span: SettlementSpan,
    amount: SQLColumnExpression[Any],
) -> dict[str, dict[str, int]]:
    latest = standing(Settlement.year == span.year, Settlement.part == span.part, units)
    query = (
        select(Unit.code, SettlementRow.row, amount)
        .join(Settlement, Settlement.id == SettlementRow.settlement_id)
        .join(Unit, Unit.id == Settlement.unit_id)
        .where(Settlement.id.in_(latest))
        .where(SettlementRow.row.in_(("upper", "remitted", "payable", PAYABLE_BEFORE)))
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for code, row, value in session.execute(query):
        found[code][row] = value
    return found


def _units_below(upper_id: int, span: SettlementSpan) -> Any:  # noqa: ANN401  # a select of one column
    last = span.period.end
    return select(UnitParent.unit_id).where(
        UnitParent.parent_id == upper_id,
        UnitParent.valid_from <= last,
        or_(UnitParent.valid_to.is_(None), UnitParent.valid_to >= last),
    )
