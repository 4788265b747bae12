"""Reading a bank's statement from a spreadsheet, and laying it beside the bank book."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
# One column for both directions, if there are no two: money out is negative in it.
_SIGNED_HEADS = ("so tien giao dich", "so tien", "gia tri giao dich", "amount", "phat sinh")
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
        Refusal: statement.no_columns; statement.unsigned, one column of amounts without a sign;
            statement.unreadable, a dated line has an amount that is no number.
        Trouble: the file is no spreadsheet (sheets.*).
    """
    for sheet in read_workbook(path).sheets:
        found = _find_columns(sheet)
        if found is not None:
            head, columns = found
            return _as_meant(tuple(_moves(sheet, head, columns, today)), path.name)
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
    rows = [
        (number, _columns_of(row))
        for number, row in (*enumerate(heads), *enumerate(double, start=1))
    ]
    whole = (found for found in rows if _has_two_columns(found[1]))
    signed = (found for found in rows if {"on", "signed"} <= found[1].keys())
    return next(whole, None) or next(signed, None)


def _has_two_columns(columns: dict[str, int]) -> bool:
    is_whole = {"on", "paid", "received"} <= columns.keys()
    return is_whole and columns["paid"] != columns["received"]


def _heads(row: Sequence[Value]) -> list[str]:
    return [fold(clean_text(cell)) if isinstance(cell, str) else "" for cell in row]


def _columns_of(heads: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for name, words in _HEADS.items():
        for word in words:
            column = next((n for n, head in enumerate(heads) if word in head), None)
            if column is not None:
                columns.setdefault(name, column)
    if "paid" in columns or "received" in columns:
        return columns
    spoken = [n for word in _SIGNED_HEADS for n, head in enumerate(heads) if word in head]
    free = [n for n in spoken if n not in columns.values()]
    return {**columns, "signed": free[0]} if free else columns


@dataclass(frozen=True, slots=True)
class _Move:
    """A line as it is written: both columns with their signs, or the one signed column."""

    line: StatementLine
    received: int
    paid: int
    is_signed: bool


def _moves(sheet: Sheet, head: int, columns: dict[str, int], today: date) -> Iterator[_Move]:
    for number, row in enumerate(sheet.rows[head + 1 :], start=head + 2):
        cells = {
            name: row[column] if column < len(row) else None for name, column in columns.items()
        }
        on = _day(cells["on"], today)
        if on is None:
            continue
        _require_amounts(number, cells)
        move = _move(number, on, cells)
        # Sums, openings and blank lines carry no day or no movement.
        if move.received or move.paid:
            yield move


def _move(number: int, on: date, cells: Mapping[str, Value]) -> _Move:
    is_signed = "paid" not in cells
    received = _amount(cells["signed" if is_signed else "received"]) or 0
    paid = 0 if is_signed else _amount(cells["paid"]) or 0
    text = cells.get("text")
    words = clean_text(text) if isinstance(text, str) else ""
    balance = _amount(cells.get("balance"))
    line = StatementLine(number, on, words, received - paid, balance)
    return _Move(line, received, paid, is_signed)


def _as_meant(moves: Sequence[_Move], file: str) -> tuple[StatementLine, ...]:
    """The lines with the signs the bank means."""
    if any(move.is_signed for move in moves):
        _require_signs(moves, file)
    lines = tuple(move.line for move in moves)
    if _writes_debits_negative(moves):
        return tuple(replace(move.line, change=move.received + move.paid) for move in moves)
    return lines


def _require_signs(moves: Sequence[_Move], file: str) -> None:
    # Where all are positive, only the balances can tell that nothing was paid out.
    lines = [move.line for move in moves]
    if all(line.change > 0 for line in lines) and not _steps(lines):
        raise Refusal("statement.unsigned", file=file)


def _writes_debits_negative(moves: Sequence[_Move]) -> bool:
    """Whether a minus marks a debit, as some banks write it, and not a fee that came back.

    The balances tell; without them, a minus on every one of several debits does.
    """
    debits = [move.paid for move in moves if move.paid]
    if not debits or max(debits) > 0:
        return False
    turned = [replace(move.line, change=move.received + move.paid) for move in moves]
    agreeing, turned_agreeing = _steps([move.line for move in moves]), _steps(turned)
    return turned_agreeing > agreeing or (turned_agreeing == agreeing and len(debits) > 1)


def _steps(lines: Sequence[StatementLine]) -> int:
    """How often the balance moves by what a line says, read downwards or upwards."""

    def agree(before: StatementLine, line: StatementLine) -> bool:
        known = before.balance is not None and line.balance is not None
        return known and (line.balance or 0) - (before.balance or 0) == line.change

    downwards = sum(agree(*pair) for pair in pairwise(lines))
    return max(downwards, sum(agree(*pair) for pair in pairwise(reversed(lines))))


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
    for cell in (cells.get(name) for name in ("paid", "received", "signed")):
        is_said = isinstance(cell, str) and any(digit in cell for digit in "123456789")
        if is_said and _amount(cell) is None:
            raise Refusal("statement.unreadable", row=row, text=cell)


def _amount(cell: Value) -> int | None:
    if cell is None or isinstance(cell, bool | date):
        return None
    try:
        return read_amount(cell.strip().removeprefix("+") if isinstance(cell, str) else cell)
    except Unreadable:
        return None
