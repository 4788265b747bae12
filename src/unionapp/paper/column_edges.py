"""Where the columns of a table begin and end, the same on every kind of file."""

from unionapp.paper.document import Column, Kind
from unionapp.paper.fonts import face
from unionapp.paper.wrapping import clean

PAD_X = 2.5


def column_edges(
    columns: tuple[Column, ...], left: float, width: float, size: float
) -> list[float]:
    """Where the columns begin and end: by weight, but holding the longest word of the head."""
    least = [_least_width(column, size) for column in columns]
    widths = _share(width, [column.width for column in columns], least)
    edges = [left]
    for column_width in widths:
        edges.append(edges[-1] + column_width)
    return edges


def _least_width(column: Column, size: float) -> float:
    bold = face(bold=True)
    words = clean(column.title).replace("\n", " ").split(" ")
    if column.kind is Kind.DATE:
        words.append("00/00/0000")
    return max(bold.width(word, size) for word in words) + 2 * PAD_X + 0.5


def _share(width: float, weights: list[float], least: list[float]) -> list[float]:
    if sum(least) >= width:
        return [width * part / sum(least) for part in least]
    fixed: dict[int, float] = {}
    while True:
        free = width - sum(fixed.values())
        total = sum(weight for i, weight in enumerate(weights) if i not in fixed)
        shares = [
            fixed.get(i, free * weight / total if total else 0) for i, weight in enumerate(weights)
        ]
        narrow = {i: least[i] for i, share in enumerate(shares) if share < least[i] - 1e-6}
        if not narrow:
            return shares
        fixed.update(narrow)
