"""The figures of a total row."""

from collections.abc import Iterable

from unionapp.paper.document import Cell, Row


def column_sums(rows: Iterable[Row], columns: range) -> list[int]:
    """The sum of each of these columns; a cell without a figure counts as nothing."""
    kept = list(rows)
    return [sum(_figure(row[at]) for row in kept) for at in columns]


def _figure(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
