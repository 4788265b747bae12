"""The wage funds of a year as an accountant keeps them in a sheet: month, workers, fund."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, zip_longest
from pathlib import Path

from unionapp.errors import Problem, Refusal
from unionapp.finance.contributions.declarations import FundLine, doubled_months
from unionapp.sheets.reading import read_workbook
from unionapp.sheets.workbook import Value
from unionapp.vietnamese.amounts import read_amount
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.names import clean_text, fold
from unionapp.vietnamese.reading import Unreadable

# What accountants call their columns, folded; the first word found decides.
_HEADS = {
    "month": ("thang", "ky", "month"),
    "workers": ("so lao dong", "lao dong", "so nguoi", "so ld", "workers"),
    "fund": ("quy luong", "quy tien luong", "tong quy", "tong luong", "tien luong", "fund"),
}
_NEEDED = frozenset({"month", "fund"})
_ROWS_ABOVE = 30  # of titles above the heads
_MONTH = re.compile(
    r"(?:thang|thg|t)?[ .]*(\d{1,2})(?:\.0)?(?:[ /.-]+(?:nam )?(\d{4}))?", re.ASCII
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?", re.ASCII)
# rows that add others up
_SUMS = re.compile(r"(?:tong|cong|quy|ca nam|luy ke|6 thang|12 thang|binh quan)")

Cells = Sequence[Value]
Columns = Mapping[str, int]


@dataclass(frozen=True)
class WageSheet:
    """The months that were read, and what could not be."""

    lines: tuple[FundLine, ...]
    problems: tuple[Problem, ...]


def read_wage_sheet(path: Path, year: int) -> WageSheet:
    """The months of a year from the first sheet that names its months and its funds.

    Raises:
        Refusal: fund.no_columns; what the file itself is refused for (sheets.*).
        Trouble: the file cannot be read (sheets.unreadable).
    """
    for sheet in read_workbook(path).sheets:
        if sheet.visible and (read := read_wage_rows(sheet.rows, year)) is not None:
            return read
    raise Refusal("fund.no_columns", file=path.name)


def read_wage_rows(rows: Sequence[Cells], year: int) -> WageSheet | None:
    """The months in some rows, copied with their heads or without; None if they name no month."""
    found = _find_columns(rows) or _guess_columns(rows, year)
    if found is None:
        return None
    first, columns = found
    read = dict(_read_rows(rows[first:], first, columns, year))
    lines = {number: one for number, one in read.items() if isinstance(one, FundLine)}
    twice = doubled_months((number, line.month) for number, line in lines.items())
    problems = {number: one for number, one in read.items() if isinstance(one, Problem)}
    problems |= {problem.row or 0: problem for problem in twice.values()}
    return WageSheet(
        tuple(line for line in lines.values() if line.month not in twice),
        tuple(problems[number] for number in sorted(problems)),
    )


def _find_columns(rows: Sequence[Cells]) -> tuple[int, Columns] | None:
    """The first row below the heads, which may stand in two rows, and what each column holds."""
    heads = [[fold(clean_text(cell)) if isinstance(cell, str) else "" for cell in row]
             for row in rows[:_ROWS_ABOVE]]  # fmt: skip
    for at, (upper, lower) in enumerate(pairwise([*heads, []])):
        both = [f"{above} {below}" for above, below in zip_longest(upper, lower, fillvalue="")]
        named = ((at + 1, _columns_of(upper)), (at + 2, _columns_of(both)))
        first, columns = max(named, key=lambda one: len(one[1]))
        if columns.keys() >= _NEEDED:
            return first, columns
    return None


def _columns_of(heads: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for name, words in _HEADS.items():
        free = [(n, head) for n, head in enumerate(heads) if n not in columns.values()]
        named = (n for word in words for n, head in free if word in head)
        if (column := next(named, None)) is not None:
            columns[name] = column
    return columns


def _guess_columns(rows: Sequence[Cells], year: int) -> tuple[int, Columns] | None:
    """Without heads: the month first, then workers and fund, or the fund alone.

    Bare numbers are months only where three columns stand and they count upwards: a few workers
    beside their fund look like months, too.
    """
    wide = max((len(row) for row in rows), default=0)
    cells = [row[0] for row in rows if row and read_month_cell(row[0], year)]
    months = [read_month_cell(cell, year) or "" for cell in cells]
    is_counted = months == sorted(set(months)) or all(map(_names_month, cells))
    is_named = any(row and _names_month(row[0]) for row in rows)
    if not months or not is_counted or wide not in (2, 3) or (wide == 2 and not is_named):
        return None
    return 0, {"month": 0, "fund": wide - 1} | ({"workers": 1} if wide == 3 else {})


def _names_month(cell: Value) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and not cell.strip().isdecimal())


def _read_rows(
    rows: Sequence[Cells], first: int, columns: Columns, year: int
) -> Iterator[tuple[int, FundLine | Problem]]:
    for number, row in enumerate(rows, start=first + 1):
        cells = {name: row[at] if at < len(row) else None for name, at in columns.items()}
        if _is_blank(cells["fund"]) or _is_sum(cells["month"]):
            continue
        yield number, _read_row(number, cells, year)


def _read_row(number: int, cells: Mapping[str, Value], year: int) -> FundLine | Problem:
    month = read_month_cell(cells["month"], year)
    if month is None:
        return Problem("fund.month_unreadable", row=number, value=str(cells["month"] or ""))
    if not month.startswith(f"{year}-"):
        return Problem("fund.other_year", row=number, value=month, suggestion=str(year))
    workers = cells.get("workers")
    try:
        people = 0 if _is_blank(workers) else _whole(workers)
        return FundLine(month, people, _whole(cells["fund"]))
    except Unreadable:
        value = f"{workers or ''} {cells['fund'] or ''}".strip()
        return Problem("fund.amount_unreadable", row=number, value=value)


def read_month_cell(cell: Value, year: int) -> str | None:
    """The month that a cell names: 1, T1, Tháng 1, 01/2026 or a day in it; None if none."""
    if isinstance(cell, date):
        return month_of(cell)
    text = fold(clean_text(str(cell))) if isinstance(cell, str | int | float) else ""
    if found := _ISO.fullmatch(text):
        named, number = int(found[1]), int(found[2])
    elif found := _MONTH.fullmatch(text):
        named, number = int(found[2] or year), int(found[1])
    else:
        return None
    return f"{named}-{number:02}" if 1 <= number <= 12 else None


def _is_blank(cell: Value) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _is_sum(cell: Value) -> bool:
    return isinstance(cell, str) and _SUMS.match(fold(clean_text(cell))) is not None


def _whole(cell: Value) -> int:
    if cell is None or isinstance(cell, bool | date):
        raise Unreadable("AMOUNT_INVALID")
    return read_amount(cell)
