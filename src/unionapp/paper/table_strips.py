"""A table as strips: every row a strip, the head repeated, the grid one path for each page.

Rows are laid out one after the other as they are asked for, so that a list of 20,000 rows
needs no more work than its letters do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from unionapp.paper.column_edges import PAD_X, column_edges
from unionapp.paper.document import (
    Align,
    Cell,
    Column,
    GroupRow,
    Kind,
    Row,
    Table,
    TableRow,
    TotalRow,
)
from unionapp.paper.fonts import ASCENT, LINE, Face, face
from unionapp.paper.sheet import Page, Run, Strip
from unionapp.paper.values import write_value
from unionapp.paper.wrapping import balance, clean, wrap

_PAD_Y = 2.2
_GRID = 0.5
_SHIFT = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}
_SMALLEST = 0.7  # of the size; a longer word is broken
_KNOWN_FIGURES = 5_000  # of a column, kept as they are laid out
_TALLEST = 24  # lines; a longer cell goes on in a row of its own below

CARRIED_OVER = "Cộng chuyển trang sau"
BROUGHT_FORWARD = "Số trang trước chuyển sang"


class Box(NamedTuple):
    """The lines of one cell, each with the x where it begins."""

    lines: list[tuple[float, str]]
    size: float


class Place(NamedTuple):
    """Where a cell's text may stand, and how its value is written.

    `shift` is the share of the room left over that stands before a line: nothing, half, all.
    """

    x: float
    room: float
    shift: float
    kind: Kind


def place_of(column: Column, left: float, right: float) -> Place:
    """The place of a column's cells between two edges."""
    return _place(left, right, column.alignment, column.kind)


def _place(left: float, right: float, align: Align, kind: Kind) -> Place:
    return Place(left + PAD_X, right - left - 2 * PAD_X, _SHIFT[align], kind)


@dataclass(slots=True)
class RowStrip:
    """One row, its cells already wrapped."""

    height: float
    boxes: list[Box]
    face: Face
    head: "TableHead"
    figures: tuple[Cell, ...] = ()
    hidden: frozenset[int] = frozenset()  # inner edges a wide text runs over
    keep: bool = False
    gap: float = 0.0

    def draw(self, page: Page, top: float) -> None:
        """Draw the texts; the lines are drawn by the head when the page is full."""
        draw_boxes(page, self.boxes, self.face, top, self.height)
        self.head.note_row(top + self.height, self.figures, self.hidden)


def draw_boxes(page: Page, boxes: list[Box], face: Face, top: float, height: float) -> None:
    """Draw texts in the middle of a row."""
    runs: list[Run] = []
    size = boxes[0].size if boxes else 0.0
    for box in boxes:
        if box.size != size:
            page.texts(runs, top, face, size)
            runs, size = [], box.size
        leading = LINE * size
        down = (height - leading * len(box.lines)) / 2 + ASCENT * size
        for x, line in box.lines:
            runs.append((x, down, line))
            down += leading
    if runs:
        page.texts(runs, top, face, size)


class TableHead:
    """The head of a table, the sums it carries from page to page, the lines around its cells."""

    def __init__(self, table: Table, edges: list[float], size: float) -> None:
        self._columns, self._edges, self.size = table.columns, edges, size
        self._face = face(bold=True)
        self._cells, self._levels = _head_cells(table, edges, size)
        self._lines: list[tuple[float, float, float, float]] = []
        self._run_top = self._y = 0.0
        self._sums: list[Cell] = [None] * len(table.columns)
        row = LINE * size + 2 * _PAD_Y
        self.tallest_row = _TALLEST * LINE * size + 3 * _PAD_Y
        self.height = sum(self._levels)
        self.foot = row if table.carry else 0.0
        self._brought = False

    def open(self, page: Page, top: float) -> float:
        """Draw the head and what the page before carried over."""
        bottom = top
        for x, width, first, last, lines in self._cells:
            upper = top + sum(self._levels[:first])
            lower = top + sum(self._levels[: last + 1])
            place = _place(x, x + width, Align.CENTER, Kind.TEXT)
            box = Box(place_lines(lines, place, self._face, self.size), self.size)
            draw_boxes(page, [box], self._face, upper, lower - upper)
            self._lines += [(x, upper, x + width, upper), (x, lower, x + width, lower)]
            self._lines += [(x, upper, x, lower), (x + width, upper, x + width, lower)]
            bottom = max(bottom, lower)
        self._run_top = self._y = bottom
        if self._brought:
            self._draw_sums(page, BROUGHT_FORWARD)
        return self._y - top

    def close(self, page: Page, *, goes_on: bool) -> None:
        """Draw the sums to carry over and every line of this page in one path."""
        self._brought = goes_on and self.foot > 0
        if self._brought:
            self._draw_sums(page, CARRIED_OVER)
        self._end_run(self._y)
        page.grid(self._lines, _GRID)
        self._lines = []

    def note_row(
        self, bottom: float, figures: tuple[Cell, ...], hidden: frozenset[int] = frozenset()
    ) -> None:
        """Remember a row's lower line and its figures."""
        if hidden:
            self._end_run(self._y)
            shown = [x for i, x in enumerate(self._edges) if i not in hidden]
            self._lines += [(x, self._y, x, bottom) for x in shown]
            self._run_top = bottom
        self._y = bottom
        self._lines.append((self._edges[0], bottom, self._edges[-1], bottom))
        if self.foot and figures:
            self._add(figures)

    def _add(self, figures: tuple[Cell, ...]) -> None:
        for index, (column, value) in enumerate(zip(self._columns, figures, strict=True)):
            if not isinstance(value, int):
                continue
            if column.running:
                self._sums[index] = value
            elif column.total:
                before = self._sums[index]
                self._sums[index] = value + (before if isinstance(before, int) else 0)

    def _draw_sums(self, page: Page, label: str) -> None:
        cells = _with_label(self._sums, self._columns, label)
        boxes, hidden = layout_total(cells, self._columns, self._edges, self.size)
        draw_boxes(page, boxes, self._face, self._y, self.foot)
        self.note_row(self._y + self.foot, (), hidden)

    def _end_run(self, bottom: float) -> None:
        if bottom > self._run_top:
            self._lines += [(x, self._run_top, x, bottom) for x in self._edges]


def _with_label(sums: list[Cell], columns: tuple[Column, ...], label: str) -> tuple[Cell, ...]:
    texts = [i for i, column in enumerate(columns) if column.kind is Kind.TEXT]
    widest = max(texts, key=lambda i: columns[i].width, default=0)
    return tuple(label if i == widest else value for i, value in enumerate(sums))


def _box(value: Cell, place: Place, face: Face, size: float) -> Box:
    """Text wrapped; a figure, date or number that is too wide set smaller instead of broken."""
    x, room, shift, kind = place
    text = clean(value) if isinstance(value, str) else write_value(value, kind)
    wide = face.width(text, size)
    if wide <= room and "\n" not in text:
        return Box([(x + shift * (room - wide), text)], size)
    fitting = size * room / wide
    if not isinstance(value, str) or (" " not in text and fitting >= _SMALLEST * size):
        return Box([(x, text)], fitting)
    return Box(place_lines(wrap(text, face, size, room), place, face, size), size)


def place_lines(
    lines: list[str], place: Place, face: Face, size: float
) -> list[tuple[float, str]]:
    """Lines with the x where each begins."""
    x, room, shift, _ = place
    if not shift:
        return [(x, line) for line in lines]
    return [(x + shift * (room - face.width(line, size)), line) for line in lines]


def layout_total(
    cells: tuple[Cell, ...], columns: tuple[Column, ...], edges: list[float], size: float
) -> tuple[list[Box], frozenset[int]]:
    """The boxes of a bold row, words running over empty neighbours, and the edges they hide."""
    bold, boxes, hidden = face(bold=True), [], set[int]()
    for i, value in enumerate(cells):
        if value is None or value == "":
            continue
        first, last = i, i + 1
        if isinstance(value, str):
            need = bold.width(clean(value), size) + 2 * PAD_X
            first, last = _spread(cells, edges, i, need)
        hidden.update(range(first + 1, last))
        boxes.append(_box(value, place_of(columns[i], edges[first], edges[last]), bold, size))
    return boxes, frozenset(hidden)


def _spread(cells: tuple[Cell, ...], edges: list[float], i: int, need: float) -> tuple[int, int]:
    first, last = i, i + 1
    while edges[last] - edges[first] < need and first > 0 and cells[first - 1] is None:
        first -= 1
    while edges[last] - edges[first] < need and last < len(cells) and cells[last] is None:
        last += 1
    return first, last


def table_strips(table: Table, left: float, width: float, size: float) -> Iterator[Strip]:
    """The rows of a table; a total stays with the row above it, a group with the row below."""
    setter = _RowSetter(table, left, width, size)
    before: RowStrip | None = None
    for row in table.rows:
        for strip in setter.strips(row):
            if before:
                before.keep = before.keep or isinstance(row, TotalRow)
                yield before
            before = strip
    yield before or setter.empty()


class _RowSetter:
    """Turns the rows of one table into strips."""

    def __init__(self, table: Table, left: float, width: float, size: float) -> None:
        self._columns, self._size = table.columns, size
        self._edges = column_edges(table.columns, left, width, size)
        self._places = [
            place_of(column, *edges)
            for column, edges in zip(table.columns, pairwise(self._edges), strict=True)
        ]
        self._head = TableHead(table, self._edges, size)
        self._plain, self._bold = face(), face(bold=True)
        self._known: list[dict[Cell, Box]] = [{} for _ in table.columns]

    def empty(self) -> RowStrip:
        return _strip([], self._plain, self._head)

    def strips(self, row: TableRow) -> Iterable[RowStrip]:
        if isinstance(row, GroupRow):
            return [self._group(row)]
        if isinstance(row, TotalRow):
            boxes, hidden = layout_total(row.cells, self._columns, self._edges, self._size)
            return [_strip(boxes, self._bold, self._head, hidden=hidden)]
        boxes = self._boxes(row)
        strip = _strip(boxes, self._plain, self._head, figures=row)
        return [strip] if strip.height < self._head.tallest_row else _cut_row(strip)

    def _boxes(self, row: Row) -> list[Box]:
        boxes = []
        for value, place, known in zip(row, self._places, self._known, strict=True):
            if type(value) is int or type(value) is date:
                # books repeat their sums and days down a column
                box = known.get(value)
                if box is None:
                    box = _box(value, place, self._plain, self._size)
                    if len(known) < _KNOWN_FIGURES:
                        known[value] = box
                boxes.append(box)
            elif value is not None and value != "":
                boxes.append(_box(value, place, self._plain, self._size))
        return boxes

    def _group(self, row: GroupRow) -> RowStrip:
        left, right = self._edges[0], self._edges[-1]
        place = _place(left, right, Align.LEFT, Kind.TEXT)
        inner = frozenset(range(1, len(self._columns)))
        box = _box(row.text, place, self._bold, self._size)
        return _strip([box], self._bold, self._head, keep=True, hidden=inner)


def _strip(
    boxes: list[Box],
    face: Face,
    head: TableHead,
    *,
    figures: tuple[Cell, ...] = (),
    keep: bool = False,
    hidden: frozenset[int] = frozenset(),
) -> RowStrip:
    lines = 1
    for box in boxes:
        lines = max(lines, len(box.lines))
    return RowStrip(
        lines * LINE * head.size + 2 * _PAD_Y, boxes, face, head, figures, hidden, keep
    )


def _cut_row(row: RowStrip) -> Iterator[RowStrip]:
    """The parts of a row too tall for a page: what does not fit goes on in a row below."""
    tallest = max(len(box.lines) for box in row.boxes)
    for start in range(0, tallest, _TALLEST):
        part = [box._replace(lines=box.lines[start : start + _TALLEST]) for box in row.boxes]
        figures = () if start else row.figures
        yield _strip([box for box in part if box.lines], row.face, row.head, figures=figures)


HeadCell = tuple[float, float, int, int, list[str]]


def _head_cells(
    table: Table, edges: list[float], size: float
) -> tuple[list[HeadCell], list[float]]:
    bold = face(bold=True)

    def lines(title: str, first: int, last: int) -> list[str]:
        room = edges[last + 1] - edges[first] - 2 * PAD_X
        return balance(clean(title), bold, size, room)

    spanned = {i for span in table.spans for i in range(span.first, span.last + 1)}
    bottom = 1 if spanned else 0
    cells: list[HeadCell] = [
        (edges[s.first], edges[s.last + 1] - edges[s.first], 0, 0, lines(s.title, s.first, s.last))
        for s in table.spans
    ]
    for i, column in enumerate(table.columns):
        first = bottom if i in spanned else 0
        cells.append((edges[i], edges[i + 1] - edges[i], first, bottom, lines(column.title, i, i)))
    levels = _level_heights(cells, bottom, size)
    if any(column.mark for column in table.columns):
        levels.append(LINE * size + _PAD_Y)
        cells += [
            (edges[i], edges[i + 1] - edges[i], bottom + 1, bottom + 1, [column.mark])
            for i, column in enumerate(table.columns)
        ]
    return cells, levels


def _level_heights(cells: list[HeadCell], bottom: int, size: float) -> list[float]:
    def need(first: int, last: int) -> float:
        counts = [len(lines) for _, _, a, b, lines in cells if (a, b) == (first, last)]
        return max(counts, default=0) * LINE * size + 2 * _PAD_Y

    if not bottom:
        return [need(0, 0)]
    upper, lower = need(0, 0), need(1, 1)
    return [upper, max(lower, need(0, 1) - upper)]
