"""The settlement of this unit and all below it as one form (B07-TLĐ, consolidated)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.finance.forms import SETTLEMENT_FORM, Form, form_on
from unionapp.finance.group.eliminations import (
    GroupSettlement,
    LowerRows,
    consolidate_settlements,
)
from unionapp.finance.group.lower_settlements import LowerSettlement, list_lower_settlements
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE
from unionapp.finance.levels.lower_units import LowerMoney, money_of_lower_units
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.basics import (
    BasicFigures,
    basics_among,
    read_basics,
    stored_basics,
)
from unionapp.finance.year.proof import HELD, Reconciliation, reconcile, says_where_money_lies
from unionapp.finance.year.settlement import period_figures
from unionapp.finance.yearly_tables import SettlementRow
from unionapp.organisation.office import Office


@dataclass(frozen=True)
class GroupForm:
    """The form of the whole group, its units, and where its money lies.

    `own` is what this unit itself took in and spent, `below` the sum of the units counted; what
    moved between them stands in `group`. `untold` is the fund of units whose papers do not say
    where their money lies; without any, `rows` tell it of the whole group.
    """

    span: SettlementSpan
    form: Form
    basics: BasicFigures
    rows: Mapping[str, int]
    own: Mapping[str, int]
    below: Mapping[str, int]
    group: GroupSettlement
    proof: Reconciliation
    untold: int
    counted: tuple[LowerSettlement, ...]
    missing: tuple[LowerSettlement, ...]
    version: int

    @property
    def stored(self) -> dict[str, int]:
        """Its figures as a settlement keeps them; what nobody knows of the whole is left out."""
        held = {} if self.untold else {row: self.rows[row] for row in HELD}
        form = {row.id: self.rows[row.id] for row in self.form.rows if row.id in self.rows}
        before = {PAYABLE_BEFORE: self.rows[PAYABLE_BEFORE]}
        return {**form, **before, **held, **stored_basics(self.basics)}


def show_group_settlement(office: Office, year: int, *, part: str = "") -> GroupForm:
    """Add up this unit and the units below it, of which approved figures go before reported ones.

    Its own figures are those handed in, or of its books as long as there are none.

    Raises:
        Refusal: form.no_edition.
    """
    span = SettlementSpan(year, part)
    form = form_on(SETTLEMENT_FORM, span.period.end)
    units = list_lower_settlements(office, year, part=part)
    counted = tuple(unit for unit in units if unit.is_here)
    with office.read() as session:
        version, own = _own_figures(session, office.unit.id, span)
        money = {it.code: it for it in money_of_lower_units(session, office.unit.id, span.period)}
    group = consolidate_settlements(form, [_counted(unit, money) for unit in counted], own)
    rows = {PAYABLE_BEFORE: 0, **own, **group.rows, **_held(own, counted, group)}
    untold = sum(_fund(unit.rows) for unit in counted if not says_where_money_lies(unit.rows))
    return GroupForm(
        span=span,
        form=form,
        basics=_add_basics([basics_among(own), *(unit.basics for unit in counted)]),
        rows=rows,
        own=own,
        below=_add([unit.counting for unit in counted]),
        group=group,
        proof=reconcile(rows),
        untold=untold,
        counted=counted,
        missing=tuple(unit for unit in units if not unit.is_here),
        version=version,
    )


def _counted(one: LowerSettlement, money: Mapping[str, LowerMoney]) -> LowerRows:
    ours = money.get(one.code, LowerMoney(one.code, one.name, 0, 0, 0))
    return LowerRows(one.counting, one.owed_before, ours.paid_out, ours.remitted)


def _own_figures(
    session: Session, unit_id: int, span: SettlementSpan
) -> tuple[int, dict[str, int]]:
    handed_in = standing_settlement(session, unit_id, span.year, span.part)
    if handed_in is None:
        basics = stored_basics(read_basics(session, unit_id, span.period))
        return 0, period_figures(session, unit_id, span.period) | basics
    rows = session.scalars(select(SettlementRow).filter_by(settlement_id=handed_in.id))
    return handed_in.version, {row.row: row.reported for row in rows}


def _held(
    own: Mapping[str, int], counted: Sequence[LowerSettlement], group: GroupSettlement
) -> dict[str, int]:
    """Where the money of the group lies: in every till, between them, or claimed back."""
    told = [own, *(unit.rows for unit in counted)]
    held = {row: sum(one.get(row, 0) for one in told) for row in HELD}
    held["held_transit"] += group.in_transit
    # What was approved otherwise than reported is a claim or a debt until it is settled.
    corrected = sum(_fund(unit.counting) - _fund(unit.rows) for unit in counted)
    held["held_receivable"] += max(corrected, 0)
    held["held_other_payable"] += max(-corrected, 0)
    return held


def _add(every: Sequence[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for rows in every:
        total.update(rows)
    return total


def _fund(rows: Mapping[str, int]) -> int:
    return rows.get("closing", 0) + rows.get("payable", 0)


def _add_basics(every: Sequence[BasicFigures]) -> BasicFigures:
    return BasicFigures(*(sum(column) for column in zip(*map(astuple, every), strict=True)))
