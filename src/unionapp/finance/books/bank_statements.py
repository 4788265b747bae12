"""Reading a bank's statement from a spreadsheet, and laying it beside the bank book."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise, zip_longest
from pathlib import Path

from unionapp.errors import Refusal
from unionapp.sheets.reading import read_workbook
from unionapp.sheets.workbook import Sheet, Value
from unionapp.vietnamese.amounts import read_amount
from unionapp.vietnamese.dates import read_date
from unionapp.vietnamese.names import clean_text, fold
from unionapp.vietnamese.reading import Unreadable

# What banks call their columns, folded; the first word found decides.
_HEADS = {
    "on": ("ngay giao dich", "ngay hieu luc", "transaction date", "ngay", "date"),
    "text": ("noi dung", "dien giai", "mo ta", "description", "remark"),
    "paid": ("ghi no", "rut ra", "so tien ghi no", "debit", "tien ra", "phat sinh no"),
    "received": ("ghi co", "gui vao", "so tien ghi co", "credit", "tien vao", "phat sinh co"),
    "balance": ("so du", "balance", "con lai"),
}
_NEAR = timedelta(days=3)
_ROWS_ABOVE = 30  # of titles, addresses and openings above the heads


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of the bank's statement; money in is positive, money out negative."""

    row: int
    on: date
    text: str
    change: int
    balance: int | None


@dataclass(frozen=True, slots=True)
class BookedLine:
    """A voucher of the bank book as it is matched: its change to the balance."""

    voucher_id: int
    on: date
    text: str
    change: int


@dataclass(frozen=True)
class Match:
    """What agrees, and what stands on one side only."""

    pairs: tuple[tuple[BookedLine, StatementLine], ...]
    only_in_book: tuple[BookedLine, ...]
    only_in_statement: tuple[StatementLine, ...]


def read_statement(path: Path, today: date) -> tuple[StatementLine, ...]:
    """The lines of a statement, from the first sheet that has the columns of one.

    Raises:
        Refusal: statement.no_columns; statement.unreadable, a dated line has an amount that is no
            number.
        Trouble: the file is no spreadsheet (sheets.*).
    """
    for sheet in read_workbook(path).sheets:
        found = _find_columns(sheet)
        if found is not None:
            head, columns = found
            return tuple(_lines(sheet, head, columns, today))
    raise Refusal("statement.no_columns", file=path.name)


def match_statement(booked: Sequence[BookedLine], stated: Sequence[StatementLine]) -> Match:
    """Pair lines of the same amount, nearest days first, at most three days apart."""
    near = sorted(
        (abs(line.on - entry.on), line.row, entry.voucher_id, entry, line)
        for entry in booked
        for line in stated
        if entry.change == line.change and abs(line.on - entry.on) <= _NEAR
    )
    pairs: list[tuple[BookedLine, StatementLine]] = []
    used_rows, used_vouchers = set[int](), set[int]()
    for _, row, voucher_id, entry, line in near:
        if row not in used_rows and voucher_id not in used_vouchers:
            used_rows.add(row)
            used_vouchers.add(voucher_id)
            pairs.append((entry, line))
    return Match(
        tuple(sorted(pairs, key=lambda pair: pair[1].row)),
        tuple(entry for entry in booked if entry.voucher_id not in used_vouchers),
        tuple(line for line in stated if line.row not in used_rows),
    )


def _find_columns(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row the heads end in and what each column holds; some banks write heads in two rows."""
    heads = [_heads(row) for row in sheet.rows[:_ROWS_ABOVE]]
    double = [
        [f"{upper} {lower}" for upper, lower in zip_longest(*pair, fillvalue="")]
        for pair in pairwise(heads)
    ]
    for number, row in (*enumerate(heads), *enumerate(double, start=1)):
        columns = _columns_of(row)
        is_whole = {"on", "paid", "received"} <= columns.keys()
        if is_whole and columns["paid"] != columns["received"]:
            return number, columns
    return None


def _heads(row: Sequence[Value]) -> list[str]:
    return [fold(clean_text(cell)) if isinstance(cell, str) else "" for cell in row]


def _columns_of(heads: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for name, words in _HEADS.items():
        for word in words:
            column = next((n for n, head in enumerate(heads) if word in head), None)
            if column is not None:
                columns.setdefault(name, column)
    return columns


def _lines(
    sheet: Sheet, head: int, columns: dict[str, int], today: date
) -> Iterator[StatementLine]:
    for number, row in enumerate(sheet.rows[head + 1 :], start=head + 2):
        cells = {
            name: row[column] if column < len(row) else None for name, column in columns.items()
        }
        on = _day(cells["on"], today)
        if on is not None:
            _require_amounts(number, cells)
        change = (_amount(cells["received"]) or 0) - (_amount(cells["paid"]) or 0)
        # Sums, openings and blank lines carry no day or no movement.
        if on is not None and change:
            text = cells.get("text")
            yield StatementLine(
                number,
                on,
                clean_text(text) if isinstance(text, str) else "",
                change,
                _amount(cells.get("balance")),
            )


def _day(cell: Value, today: date) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        return None
    words = cell.split()
    iso = read_date(words[0], today=today).iso if words else None
    return date.fromisoformat(iso) if iso and len(iso) == 10 else None


def _require_amounts(row: int, cells: Mapping[str, Value]) -> None:
    for cell in (cells["paid"], cells["received"]):
        is_said = isinstance(cell, str) and any(digit in cell for digit in "123456789")
        if is_said and _amount(cell) is None:
            raise Refusal("statement.unreadable", row=row, text=cell)


def _amount(cell: Value) -> int | None:
    if cell is None or isinstance(cell, bool | date):
        return None
    try:
        return abs(read_amount(cell))
    except Unreadable:
        return None
