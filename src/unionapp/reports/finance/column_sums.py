"""The figures of a total row."""

from collections.abc import Iterable, Sequence

from unionapp.paper.document import Cell


def column_sums(rows: Iterable[Sequence[Cell]], columns: range) -> list[int]:
    """The sum of each of these columns; a cell without a figure counts as nothing."""
    kept = list(rows)
    return [sum([cell for row in kept if isinstance(cell := row[at], int)]) for at in columns]
