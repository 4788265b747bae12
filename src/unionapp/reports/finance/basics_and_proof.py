"""What stands around a yearly form: the basic figures above its table, the proof under it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from unionapp.finance.year.basics import BasicFigures
from unionapp.paper.document import (
    Align,
    Column,
    GroupRow,
    Kind,
    Row,
    Scope,
    Table,
    TableRow,
    TotalRow,
)


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the proof; a line is its words, its code where the form has codes, its amount."""

    title: str
    lines: Iterable[Row]
    total: int


def basics_table(basics: BasicFigures, reported: str) -> Table:
    """Section A of a settlement; `reported` heads the figures."""
    columns = (
        Column("TT", 0.55, align=Align.CENTER),
        Column("Chỉ tiêu", 4.6),
        Column("ĐVT", 0.75, align=Align.CENTER),
        Column(reported, 1.75, Kind.NUMBER),
        Column("Cấp trên duyệt", 1.5, Kind.NUMBER),
    )
    return Table(columns, tuple(basic_rows(basics)))


def basic_rows(basics: BasicFigures) -> Iterator[Row]:
    """Section A, by number; the column of the level above stays empty."""
    figures = (
        ("Số lao động đóng kinh phí công đoàn", "người", basics.contribution_workers),
        ("Quỹ lương đóng kinh phí công đoàn", "đồng", basics.contribution_fund),
        ("Số đoàn viên", "người", basics.dues_members),
        ("Quỹ lương đóng đoàn phí công đoàn", "đồng", basics.dues_fund),
        ("Số cán bộ công đoàn chuyên trách", "người", basics.full_time),
    )
    for number, (label, unit, figure) in enumerate(figures, start=1):
        yield (str(number), label, unit, figure, None)


def proof_table(columns: tuple[Column, ...], held: Side, owned: Side, difference: int) -> Table:
    """The money held, where it comes from, and what lies between them (V-15)."""
    rows = tuple(_proof_rows(held, owned, difference, width=len(columns)))
    sums = [at for at, row in enumerate(rows, start=1) if isinstance(row, TotalRow)]
    first, second, last = sums
    return Table(columns, rows, adds=((last, (first, -second)),))


def _proof_rows(held: Side, owned: Side, difference: int, *, width: int) -> Iterator[TableRow]:
    empty = ("",) * (width - 3)
    for number, side in enumerate((held, owned), start=1):
        yield GroupRow(f"{number}. {side.title}")
        for letter, line in zip(ascii_lowercase, side.lines, strict=False):
            yield (f"{letter})", *line)
        yield TotalRow(("", f"Cộng ({number})", *empty, side.total), Scope.GROUP)
    yield TotalRow(("", "Chênh lệch (1) − (2)", *empty, difference))
