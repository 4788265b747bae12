"""How far the densely filled part of a sheet reaches, and what the cells beyond it are called."""

from collections.abc import Iterable, Mapping

from unionapp.sheets.workbook import Position, column_letters

_WIDE_FROM = 1_000_000
_ROW_GAP, _COLUMN_GAP = 1000, 100


def is_wide(rows: int, columns: int) -> bool:
    """Whether a sheet reaches so far that strays are worth looking for."""
    return rows * columns > _WIDE_FROM


def corner_of(down: Mapping[int, int], across: Mapping[int, int]) -> Position:
    """The last row and column of the densely filled part, by what each of them holds."""
    return _end_of_fullest(down, _ROW_GAP), _end_of_fullest(across, _COLUMN_GAP)


def is_beyond(place: Position, corner: Position) -> bool:
    """Whether a cell stands outside the part that ends at a corner."""
    return place[0] > corner[0] or place[1] > corner[1]


def stray_names(places: Iterable[Position], corner: Position) -> tuple[str, ...]:
    """The names of those cells that stand beyond a corner."""
    return tuple(
        f"{column_letters(place[1])}{place[0] + 1}" for place in places if is_beyond(place, corner)
    )


def _end_of_fullest(counts: Mapping[int, int], gap: int) -> int:
    """The last of those places that stand near one another and hold the most cells."""
    best, end, held, before = 0, 0, 0, None
    for place in sorted(counts):
        if before is not None and place - before > gap:
            held = 0
        held += counts[place]
        before = place
        if held > best:
            best, end = held, place
    return end
