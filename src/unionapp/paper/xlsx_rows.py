"""Rows of a table as spreadsheet XML: values, and formulas where they give the printed figure."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import NoneType
from typing import NamedTuple

from unionapp.paper.document import Cell, GroupRow, Row, Scope, Table, TableRow, TotalRow
from unionapp.paper.row_heights import RowHeights
from unionapp.paper.wrapping import clean

_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_SAFE_DATE = date(1900, 3, 1)  # spreadsheets believe in 29/02/1900
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_TEXT = 32_767
_TEXT = ' t="inlineStr"><is><t>'
_SPACED_TEXT = ' t="inlineStr"><is><t xml:space="preserve">'
_HERE = "\x00"  # the row's number; no text keeps such a sign
_WORDS = 50_000  # kept as they are written: rows say the same again and again
_PATTERNS = 2000  # kept; tables with gaps everywhere have many
_BATCH = 1000  # rows whose figures are added at once
_ADDED = (Scope.ALL, Scope.GROUP)  # figures of any other total are typed


class Formula(NamedTuple):
    """A live figure with the value it has now."""

    text: str
    value: int


class RowStyles(NamedTuple):
    """The style numbers of every column, for each kind of row."""

    plain: list[int]
    text: list[int]  # for words standing in a column of figures
    total: list[int]
    group: list[int]


def column_letter(index: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def escape_text(text: str) -> str:
    """Text as it may stand in a spreadsheet's XML."""
    if not (text.isascii() and text.isprintable()):
        text = clean(text)
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT]
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # spreadsheets read _x0041_ as a letter
    return _CODE.sub("_x005F_", text) if "_x" in text else text


class RowLook:
    """How rows of one kind are written: a pattern for every run of cell types."""

    def __init__(
        self, letters: list[str], styles: list[int], texts: list[int], height: float
    ) -> None:
        self.pattern = lru_cache(_PATTERNS)(self._pattern)
        self.height = f'ht="{height:.2f}"'
        self._openings = [
            (f'<c r="{letter}{_HERE}" s="{style}"', f'<c r="{letter}{_HERE}" s="{text}"')
            for letter, style, text in zip(letters, styles, texts, strict=True)
        ]

    def _pattern(self, kinds: tuple[type, ...]) -> str:
        # a gap for every value; `_HERE` stands where the row's number goes
        cells = zip(self._openings, kinds, strict=True)
        opening = f'<row r="{_HERE}" {self.height} customHeight="1">'
        return f"{opening}{''.join(self._cell(*cell) for cell in cells)}</row>"

    @staticmethod
    def _cell(opening: tuple[str, str], kind: type) -> str:
        if kind is NoneType:
            return f"{opening[0]}/>"
        if kind is int:
            return f"{opening[0]}><v>%d</v></c>"
        return f"{opening[issubclass(kind, str)]}%s"


class RowWriter:
    """Writes the rows of one table, from a given sheet row on.

    A formula stands only where it yields the printed figure: sheet and paper never disagree.
    """

    def __init__(
        self, table: Table, first_row: int, styles: RowStyles, heights: RowHeights
    ) -> None:
        self._table, self._heights = table, heights
        self._letters = [column_letter(i) for i in range(len(table.columns))]
        high, letters = heights.one_line, self._letters
        self._plain = RowLook(letters, styles.plain, styles.text, high)
        self._total = RowLook(letters, styles.total, styles.total, high)
        self._group = RowLook(letters, styles.group, styles.group, high)
        self._running = {i: c.running for i, c in enumerate(table.columns) if c.running}
        self._across = {i: _by_sign(c.adds) for i, c in enumerate(table.columns) if c.adds}
        self._products = {i: c.times for i, c in enumerate(table.columns) if c.times}
        self._terms = {i: self._written(table.columns[i].adds) for i in self._across}
        self._is_figured = bool(self._running or self._across or self._products)
        summed = [i for i, c in enumerate(table.columns) if c.total]
        self._summed = summed
        self._sums = _Sums(summed, first_row)
        self._spelled = lru_cache(_WORDS)(_spell)
        self._balance: dict[int, tuple[int, int]] = {}
        self._first_row = first_row
        self._adds = dict(table.adds) if table.live else {}
        # a row may add up rows below it, so a form is read as a whole
        self._all = list(map(_cells_of, table.rows)) if self._adds else []
        self.row = first_row
        self.height = 0.0  # of all rows together, in points
        self.last_plain_row = first_row
        self.merged: list[str] = []

    def write(self) -> Iterator[str]:
        """The XML of every row."""
        live = self._table.live and bool(self._running or self._summed)
        for row in self._table.rows:
            if self.row - self._first_row + 1 in self._adds:
                openings = self._total if isinstance(row, TotalRow) else self._plain
                yield self._row(openings, self._with_parts(_cells_of(row)))
            elif isinstance(row, GroupRow):
                yield self._group_row(row)
            elif isinstance(row, TotalRow):
                yield self._row(self._total, self._with_sums(row) if live else row.cells)
            else:
                self.last_plain_row = self.row
                yield self._row(self._plain, self._with_figures(row) if live else row)
            self.row += 1

    def _row(self, look: RowLook, cells: Sequence[Cell | Formula]) -> str:
        pattern = look.pattern(tuple(map(type, cells)))
        spelled = self._spelled
        values = [
            v if type(v) is int else spelled(v) if type(v) is str else _spell(v)
            for v in cells
            if v is not None
        ]
        row = (pattern % tuple(values)).replace(_HERE, str(self.row))
        is_merged = look is self._group  # its words have the whole width
        height = None if is_merged else self._heights.of(cells, is_bold=look is self._total)
        self.height += height or self._heights.one_line
        if height:
            return row.replace(look.height, f'ht="{height:.2f}"', 1)
        return row

    def _group_row(self, row: GroupRow) -> str:
        self._sums.begin_group(self.row + 1)
        self.merged.append(f"A{self.row}:{self._letters[-1]}{self.row}")
        return self._row(self._group, (row.text, *[None] * (len(self._letters) - 1)))

    def _with_figures(self, row: Row) -> Sequence[Cell | Formula]:
        self._sums.add(row)
        if not self._is_figured:
            return row
        cells: list[Cell | Formula] = list(row)
        self._put_balances(row, cells)
        self._put_across(cells)
        return cells

    def _put_balances(self, row: Row, cells: list[Cell | Formula]) -> None:
        for i, (plus, minus) in self._running.items():
            value = row[i]
            if not isinstance(value, int):
                continue
            above = self._balance.get(i)
            if above and value == above[1] + _figure(row[plus]) - _figure(row[minus]):
                letters = self._letters
                text = (
                    f"{letters[i]}{above[0]}+{letters[plus]}{self.row}-{letters[minus]}{self.row}"
                )
                cells[i] = Formula(text, value)
            self._balance[i] = (self.row, value)

    def _put_across(self, cells: list[Cell | Formula]) -> None:
        """What a row says of its own figures: their sum, or the product of two."""
        for i, (plus, minus) in self._across.items():
            value, total = cells[i], _added(cells, plus) - _added(cells, minus)
            if isinstance(value, int) and value == total:
                cells[i] = Formula(self._terms[i].replace("#", str(self.row)), value)
        for i, (one, other) in self._products.items():
            product = _amount(cells[one - 1]) * _amount(cells[other - 1])
            if cells[i] == product:
                cells[i] = Formula(f"{self._here(one - 1)}*{self._here(other - 1)}", product)

    def _written(self, parts: Sequence[int]) -> str:
        """The sum of some columns as a formula; # stands for the row."""
        terms = (f"{'-' if it < 0 else '+'}{self._letters[abs(it) - 1]}#" for it in parts)
        return "".join(terms).removeprefix("+")

    def _here(self, i: int) -> str:
        return f"{self._letters[i]}{self.row}"

    def _with_parts(self, row: Row) -> tuple[Cell | Formula, ...]:
        cells: list[Cell | Formula] = list(row)
        parts = self._adds[self.row - self._first_row + 1]
        for i in self._summed:
            value = row[i]
            figures = [_figure(self._all[abs(part) - 1][i]) * _sign(part) for part in parts]
            if isinstance(value, int) and value == sum(figures):
                terms = (self._term(part, self._letters[i]) for part in parts)
                cells[i] = Formula("".join(terms).removeprefix("+"), value)
            self._sums.spoil(i)
        return tuple(cells)

    def _term(self, part: int, letter: str) -> str:
        return f"{'-' if part < 0 else '+'}{letter}{self._first_row + abs(part) - 1}"

    def _with_sums(self, row: TotalRow) -> tuple[Cell | Formula, ...]:
        cells: list[Cell | Formula] = list(row.cells)
        for i in self._summed:
            value = row.cells[i]
            if not isinstance(value, int):
                continue
            first_row = self._sums.first_row_of(row.scope, i, value)
            if first_row:
                span = f"{self._letters[i]}{first_row}:{self._letters[i]}{self.row - 1}"
                cells[i] = Formula(f"SUBTOTAL(9,{span})", value)
            else:
                self._sums.spoil(i)
        for i in self._running:
            below, value = self._balance.get(i), row.cells[i]
            if below and value == below[1]:
                cells[i] = Formula(f"{self._letters[i]}{below[0]}", below[1])
        self._put_across(cells)
        return tuple(cells)


class _Sums:
    """What rows add up to, column by column: those of the last group, and all of them.

    A column is spoiled once a typed total stands in it: SUBTOTAL would count that figure again.
    """

    def __init__(self, columns: list[int], first_row: int) -> None:
        self._columns = columns
        self._waiting: list[Row] = []
        self._values = {scope: dict.fromkeys(columns, 0) for scope in _ADDED}
        self._first_rows = dict.fromkeys(_ADDED, first_row)
        self._spoiled: dict[Scope, set[int]] = {scope: set() for scope in _ADDED}

    def add(self, row: Row) -> None:
        self._waiting.append(row)
        if len(self._waiting) == _BATCH:
            self._settle()

    def first_row_of(self, scope: Scope, column: int, total: int) -> int | None:
        """Where the rows begin that yield this total; None where rows do not yield it."""
        self._settle()
        if scope not in _ADDED or column in self._spoiled[scope]:
            return None
        return self._first_rows[scope] if self._values[scope][column] == total else None

    def spoil(self, column: int) -> None:
        for columns in self._spoiled.values():
            columns.add(column)

    def begin_group(self, first_row: int) -> None:
        self._settle()
        self._values[Scope.GROUP] = dict.fromkeys(self._columns, 0)
        self._spoiled[Scope.GROUP].clear()
        self._first_rows[Scope.GROUP] = first_row

    def _settle(self) -> None:
        if not self._waiting:
            return
        for i in self._columns:
            amount = sum([v for row in self._waiting if type(v := row[i]) is int])
            for values in self._values.values():
                values[i] += amount
        self._waiting.clear()


def _cells_of(row: TableRow) -> Row:
    if isinstance(row, GroupRow):
        return ()
    return row.cells if isinstance(row, TotalRow) else row


def _by_sign(parts: Sequence[int]) -> tuple[list[int], list[int]]:
    """The columns that are added and those taken away, counted from 0."""
    return [it - 1 for it in parts if it > 0], [-it - 1 for it in parts if it < 0]


def _added(cells: Sequence[Cell | Formula], columns: Sequence[int]) -> int:
    return sum([v if type(v) is int else _amount(v) for i in columns if (v := cells[i])])


def _sign(part: int) -> int:
    return -1 if part < 0 else 1


def _figure(value: Cell) -> int:
    return value if isinstance(value, int) else 0


def _amount(value: Cell | Formula) -> int:
    return value.value if isinstance(value, Formula) else _figure(value)


def _spell(value: str | Decimal | date | Formula | int) -> str:
    if not isinstance(value, str):
        return _rare(value)
    text = value if value.isdecimal() else escape_text(value)
    opens = _TEXT if text == text.strip() else _SPACED_TEXT
    return f"{opens}{text}</t></is></c>"


def _rare(value: Decimal | date | Formula | int) -> str:
    if isinstance(value, Formula):
        return f"><f>{value.text}</f><v>{value.value}</v></c>"
    if isinstance(value, Decimal | int):
        return f"><v>{value:f}</v></c>" if isinstance(value, Decimal) else f"><v>{value:d}</v></c>"
    if value < _FIRST_SAFE_DATE:
        text = f"{value.day:02}/{value.month:02}/{value.year}"
        return f' t="inlineStr"><is><t>{text}</t></is></c>'
    return f"><v>{value.toordinal() - _EPOCH}</v></c>"
