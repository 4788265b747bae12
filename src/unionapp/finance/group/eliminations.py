"""Settlements of many units as one: what only moved between them is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unionapp.finance.forms import Form, add_up, is_typed

# What a level above books of its lower units, and what those book of it, by rows of the form.
PAID_DOWN, CAME_UP = "lower_support", "lower"
RECEIVED_ABOVE, SENT_UP = ("upper_share", "upper_support"), "remitted"
OWED_UP = "payable"
_THEIRS = (*RECEIVED_ABOVE, SENT_UP, OWED_UP)


@dataclass(frozen=True, slots=True)
class LowerRows:
    """The rows a lower unit reports, what it owed before, and what this unit booked of it."""

    rows: Mapping[str, int]
    owed_before: int = 0
    paid_out: int = 0
    came_up: int = 0


@dataclass(frozen=True)
class GroupSettlement:
    """The rows of the whole group, what was taken out, and what is on its way between levels.

    `owed_up` is what lower units still owe to this one: it lies in their own tills. `outside` is
    what moved between this unit and those whose settlement is not here; it stays in the rows.
    """

    rows: Mapping[str, int]
    eliminated: Mapping[str, int]
    on_its_way_down: int
    on_its_way_up: int
    owed_up: int = 0
    outside: int = 0

    @property
    def in_transit(self) -> int:
        """Money that belongs to the group and lies in nobody's books."""
        return self.on_its_way_down + self.on_its_way_up


def consolidate_settlements(
    form: Form, lower: Sequence[LowerRows], own: Mapping[str, int]
) -> GroupSettlement:
    """Add the rows of lower units and of this one, without the money they sent each other.

    What a lower unit owes to this one is no debt of the group, so row V is left out too, of the
    opening as well: the closing fund of the result is the sum of all closing funds, of what lower
    units still owe here, and of the money in transit.
    """
    typed = [row.id for row in form.rows if is_typed(row)]
    theirs = {row: sum(one.rows.get(row, 0) for one in lower) for row in typed}
    paid_out, came_up = sum(it.paid_out for it in lower), sum(it.came_up for it in lower)
    owed_before = sum(one.owed_before for one in lower)
    eliminated = {row: theirs[row] for row in sorted(_THEIRS)}
    eliminated |= {PAID_DOWN: paid_out, CAME_UP: came_up}
    known = {row: own.get(row, 0) + theirs[row] - eliminated.get(row, 0) for row in typed}
    known["opening"] += owed_before
    received = sum(theirs[row] for row in RECEIVED_ABOVE)
    sent = owed_before + theirs[SENT_UP] - theirs[OWED_UP]
    return GroupSettlement(
        rows=add_up(form, known),
        eliminated=eliminated,
        on_its_way_down=paid_out - received,
        on_its_way_up=sent - came_up,
        owed_up=theirs[OWED_UP],
        outside=own.get(PAID_DOWN, 0) - paid_out + own.get(CAME_UP, 0) - came_up,
    )
