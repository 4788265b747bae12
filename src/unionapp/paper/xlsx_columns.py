"""How wide the columns of a sheet are, and how blocks without columns share them; points."""

from functools import cache
from itertools import accumulate, islice

from unionapp.paper.column_edges import column_edges
from unionapp.paper.document import (
    Block,
    Document,
    KeyValueLines,
    Kind,
    SignatureRow,
    StateHeading,
    Table,
    Title,
)
from unionapp.paper.fonts import face
from unionapp.paper.profiles import Profile, StateMeasures
from unionapp.paper.sheet import sheet_of
from unionapp.paper.values import write_value
from unionapp.paper.wrapping import clean

_FREE_COLUMNS = 20  # of a paper without a table
_LOOKED_AT = 200  # rows that tell how long the words of a column are
_READABLE = 10  # times the size of the letters: the name of a person on one line
_SIGNED = 12  # times the size of the letters: a signer's name; a firm's may take two lines
_BESIDE = 1.0  # points that a cell keeps free beside its words
_SAFE = 0.95  # of a column is written on
_A_LITTLE_MORE = 1.2  # than on paper, where that keeps words on one line


def column_widths(document: Document, profile: Profile) -> list[float]:
    """The widest need of each column over all tables; without a table, twenty equal ones.

    The table with the most columns is as wide as on paper, and narrower ones stand in its columns.
    """
    text_width = sheet_of(document, profile).text_width
    tables = [block for block in document.blocks if isinstance(block, Table)]
    most = max((len(table.columns) for table in tables), default=0)
    widths = [0.0] * most
    for table in tables:
        size = table.size or profile.table_size
        edges = column_edges(table.columns, 0, text_width, size)
        for i, need in enumerate(_reading_needs(table, size)):
            given = edges[i + 1] - edges[i]
            fitting = need if need < given * _A_LITTLE_MORE else min(need, _READABLE * size)
            if len(table.columns) < most:  # few columns share what the columns of others leave
                given = min(given, _least_need(table, i, size))
            widths[i] = max(widths[i], given, fitting)
    wanted = max(map(_parts, document.blocks), default=1) if widths else _FREE_COLUMNS
    widths += [text_width / _FREE_COLUMNS] * (wanted - len(widths))
    if any(isinstance(block, StateHeading) for block in document.blocks):
        _make_room_for_heading(widths, profile.state)
    for block in document.blocks:
        if isinstance(block, SignatureRow):
            _make_room_for_signers(widths, block, profile.signature.title_size)
    return widths


def _reading_needs(table: Table, size: float) -> list[float]:
    """What columns of words need to be read on a screen, where a sheet may be wider than paper."""
    rows = [row for row in islice(table.rows, _LOOKED_AT) if isinstance(row, tuple)]
    width = face().width
    return [
        max((width(v, size) for row in rows if isinstance(v := row[i], str)), default=0.0) / _SAFE
        + _BESIDE
        if column.kind is Kind.TEXT
        else 0.0
        for i, column in enumerate(table.columns)
    ]


def _least_need(table: Table, at: int, size: float) -> float:
    """What a column needs for its figures and for the longest word of its head."""
    column = table.columns[at]
    rows = [row for row in islice(table.rows, _LOOKED_AT) if isinstance(row, tuple)]
    figures = [write_value(row[at], column.kind) for row in rows if not isinstance(row[at], str)]
    words = [*clean(column.title).split(), *figures]
    return max(face(bold=True).width(word, size) for word in words) / _SAFE + 2 * _BESIDE


def _parts(block: Block) -> int:
    """How many columns a block stands in side by side."""
    if isinstance(block, SignatureRow):
        return max(len(block.signers), 2)
    if isinstance(block, KeyValueLines):
        return max(map(len, block.lines), default=1)
    return 4 if isinstance(block, Title) and block.side else 2


def _make_room_for_heading(widths: list[float], state: StateMeasures) -> None:
    """Widen the right half until the state's name fits on a line; printing scales it back."""
    first, last = share(widths, 2)[-1]
    need = face(bold=True).width(state.name, state.name_size) + 8
    stretch = max(need / sum(widths[first : last + 1]), 1)
    for column in range(first, last + 1):
        widths[column] *= stretch


def _make_room_for_signers(widths: list[float], block: SignatureRow, size: float) -> None:
    """Widen the part of each signer until name and title stand on a line each."""
    bold = face(bold=True)
    for signer, (first, last) in zip(
        block.signers, share(widths, len(block.signers)), strict=True
    ):
        lines = (*signer.title.split("\n"), signer.name)
        need = min(max(bold.width(clean(line), size) for line in lines) + 8, _SIGNED * size)
        stretch = max(need / sum(widths[first : last + 1]), 1)
        for column in range(first, last + 1):
            widths[column] *= stretch


def share(widths: list[float], count: int) -> list[tuple[int, int]]:
    """The columns dealt out to `count` blocks, about equally wide: first and last of each."""
    return _share(tuple(widths), count)


@cache
def _share(widths: tuple[float, ...], count: int) -> list[tuple[int, int]]:
    edges = [0.0, *accumulate(widths)]
    fair = edges[-1] / count
    # for every column: how unevenly those before it are dealt out at best, and where parts begin
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for part in range(1, count + 1):
        ends = range(part, len(widths) - (count - part) + 1)
        best = {
            end: min(
                (uneven + (edges[end] - edges[start] - fair) ** 2, (*starts, start))
                for start, (uneven, starts) in best.items()
                if start < end
            )
            for end in ends
        }
    starts = best[len(widths)][1]
    return [(a, b - 1) for a, b in zip(starts, [*starts[1:], len(widths)], strict=True)]
