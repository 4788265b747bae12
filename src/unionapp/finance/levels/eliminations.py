"""Settlements of many units as one: what only moved between them is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unionapp.finance.forms import Form, add_up, is_typed

# What a level above books of its lower units, and what those book of it, by rows of the form.
PAID_DOWN, CAME_UP = "lower_support", "lower"
RECEIVED_ABOVE, SENT_UP = ("upper_share", "upper_support"), "remitted"
_THEIRS = frozenset({*RECEIVED_ABOVE, SENT_UP})
_OURS = frozenset({PAID_DOWN, CAME_UP})


@dataclass(frozen=True)
class GroupSettlement:
    """The rows of the whole group, what was taken out, and what is on its way between levels."""

    rows: Mapping[str, int]
    eliminated: Mapping[str, int]
    on_its_way_down: int
    on_its_way_up: int

    @property
    def in_transit(self) -> int:
        """Money that belongs to the group and lies in nobody's books."""
        return self.on_its_way_down + self.on_its_way_up


def consolidate_settlements(
    form: Form, lower: Sequence[Mapping[str, int]], own: Mapping[str, int]
) -> GroupSettlement:
    """Add the rows of lower units and of this one, without the money they sent each other.

    The closing fund of the result is the sum of all closing funds and the money in transit.
    """
    typed = [row.id for row in form.rows if is_typed(row)]
    reports = [*lower]
    known = {
        row: _sum(reports, row, without=_THEIRS) + (0 if row in _OURS else own.get(row, 0))
        for row in typed
    }
    eliminated = {row: _sum(reports, row) for row in sorted(_THEIRS)}
    eliminated |= {row: own.get(row, 0) for row in sorted(_OURS)}
    received = sum(eliminated[row] for row in RECEIVED_ABOVE)
    return GroupSettlement(
        rows=add_up(form, known),
        eliminated=eliminated,
        on_its_way_down=eliminated[PAID_DOWN] - received,
        on_its_way_up=eliminated[SENT_UP] - eliminated[CAME_UP],
    )


def _sum(
    reports: Sequence[Mapping[str, int]], row: str, without: frozenset[str] = frozenset()
) -> int:
    return 0 if row in without else sum(report.get(row, 0) for report in reports)
