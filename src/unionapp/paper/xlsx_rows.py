"""Rows of a table as spreadsheet XML: values, and formulas where they give the printed figure."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from unionapp.paper.document import Cell, GroupRow, Row, Scope, Table, TableRow, TotalRow
from unionapp.paper.wrapping import clean

_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_SAFE_DATE = date(1900, 3, 1)  # spreadsheets believe in 29/02/1900
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_TEXT = 32_767
_TEXT = ' t="inlineStr"><is><t>'
_SPACED_TEXT = ' t="inlineStr"><is><t xml:space="preserve">'


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


class RowWriter:
    """Writes the rows of one table, from a given sheet row on.

    A formula stands only where it yields the printed figure: sheet and paper never disagree.
    """

    def __init__(self, table: Table, first_row: int, styles: RowStyles) -> None:
        self._table = table
        self._letters = [column_letter(i) for i in range(len(table.columns))]
        self._plain = self._openings(styles.plain, styles.text)
        self._total = self._openings(styles.total, styles.total)
        self._group = self._openings(styles.group, styles.group)
        self._running = {i: c.running for i, c in enumerate(table.columns) if c.running}
        summed = [i for i, c in enumerate(table.columns) if c.total]
        self._sums = {scope: _Sums(summed, first_row) for scope in (Scope.ALL, Scope.GROUP)}
        self._balance: dict[int, tuple[int, int]] = {}
        self._first_row = first_row
        self._adds = dict(table.adds) if table.live else {}
        # a row may add up rows below it, so a form is read as a whole
        self._all = list(map(_cells_of, table.rows)) if self._adds else []
        self.row = first_row
        self.last_plain_row = first_row
        self.merged: list[str] = []

    def _openings(self, styles: list[int], texts: list[int]) -> list[tuple[str, str, str]]:
        return [
            (f'<c r="{letter}', f'" s="{style}"', f'" s="{text}"')
            for letter, style, text in zip(self._letters, styles, texts, strict=True)
        ]

    def write(self) -> Iterator[str]:
        """The XML of every row."""
        live = self._table.live and bool(self._running or self._sums[Scope.ALL].values)
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
                yield self._row(self._plain, self._with_balance(row) if live else row)
            self.row += 1

    def _row(self, openings: list[tuple[str, str, str]], cells: tuple[Cell | Formula, ...]) -> str:
        row = self.row
        parts = [f'<row r="{row}">']
        add = parts.append
        for (opening, style, text_style), value in zip(openings, cells, strict=True):
            if value is None:
                add(f"{opening}{row}{style}/>")
            elif isinstance(value, str):
                text = value if value.isdecimal() else escape_text(value)
                opens = _TEXT if text == text.strip() else _SPACED_TEXT
                add(f"{opening}{row}{text_style}{opens}{text}</t></is></c>")
            elif isinstance(value, int):
                add(f"{opening}{row}{style}><v>{value:d}</v></c>")
            else:
                add(f"{opening}{row}{style}{_rare(value)}")
        add("</row>")
        return "".join(parts)

    def _group_row(self, row: GroupRow) -> str:
        self._sums[Scope.GROUP].restart(self.row + 1)
        self.merged.append(f"A{self.row}:{self._letters[-1]}{self.row}")
        return self._row(self._group, (row.text, *[None] * (len(self._letters) - 1)))

    def _with_balance(self, row: Row) -> tuple[Cell | Formula, ...]:
        for sums in self._sums.values():
            sums.add(row)
        cells: list[Cell | Formula] = list(row)
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
        return tuple(cells)

    def _with_parts(self, row: Row) -> tuple[Cell | Formula, ...]:
        cells: list[Cell | Formula] = list(row)
        parts = self._adds[self.row - self._first_row + 1]
        for i in self._sums[Scope.ALL].values:
            value = row[i]
            figures = [_figure(self._all[abs(part) - 1][i]) * _sign(part) for part in parts]
            if isinstance(value, int) and value == sum(figures):
                terms = (self._term(part, self._letters[i]) for part in parts)
                cells[i] = Formula("".join(terms).removeprefix("+"), value)
            for sums in self._sums.values():
                sums.spoiled.add(i)
        return tuple(cells)

    def _term(self, part: int, letter: str) -> str:
        return f"{'-' if part < 0 else '+'}{letter}{self._first_row + abs(part) - 1}"

    def _with_sums(self, row: TotalRow) -> tuple[Cell | Formula, ...]:
        cells: list[Cell | Formula] = list(row.cells)
        for i in self._sums[Scope.ALL].values:
            value = row.cells[i]
            if not isinstance(value, int):
                continue
            sums = self._sums.get(row.scope)
            if sums and sums.values[i] == value and i not in sums.spoiled:
                span = f"{self._letters[i]}{sums.first_row}:{self._letters[i]}{self.row - 1}"
                cells[i] = Formula(f"SUBTOTAL(9,{span})", value)
            else:
                for other in self._sums.values():
                    other.spoiled.add(i)
        return tuple(cells)


class _Sums:
    """What the rows since `first_row` add up to, column by column.

    A column is spoiled once a typed total stands in it: SUBTOTAL would count that figure again.
    """

    def __init__(self, columns: list[int], first_row: int) -> None:
        self.values = dict.fromkeys(columns, 0)
        self.spoiled: set[int] = set()
        self.first_row = first_row

    def add(self, row: Row) -> None:
        for i in self.values:
            self.values[i] += _figure(row[i])

    def restart(self, first_row: int) -> None:
        self.values = dict.fromkeys(self.values, 0)
        self.spoiled.clear()
        self.first_row = first_row


def _cells_of(row: TableRow) -> Row:
    if isinstance(row, GroupRow):
        return ()
    return row.cells if isinstance(row, TotalRow) else row


def _sign(part: int) -> int:
    return -1 if part < 0 else 1


def _figure(value: Cell) -> int:
    return value if isinstance(value, int) else 0


def _rare(value: Decimal | date | Formula) -> str:
    if isinstance(value, Formula):
        return f"><f>{value.text}</f><v>{value.value}</v></c>"
    if isinstance(value, Decimal):
        return f"><v>{value:f}</v></c>"
    if value < _FIRST_SAFE_DATE:
        text = f"{value.day:02}/{value.month:02}/{value.year}"
        return f' t="inlineStr"><is><t>{text}</t></is></c>'
    return f"><v>{value.toordinal() - _EPOCH}</v></c>"
