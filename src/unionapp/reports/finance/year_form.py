"""The rows of the yearly forms B07-TLĐ and B14-TLĐ: headings, items, details, sums."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from unionapp.finance.forms import Form
from unionapp.paper.document import (
    Align,
    Column,
    GroupRow,
    Kind,
    Table,
    TableRow,
    TotalRow,
)

Amounts = tuple[int | None, ...]
_SIZE = 10  # points: the whole form on one page
_WIDTH = 1.5


class YearRow(Protocol):
    """A row of either form."""

    @property
    def id(self) -> str:
        """The row of the form it is."""
        ...

    @property
    def tt(self) -> str:
        """Its number."""
        ...

    @property
    def label(self) -> str:
        """Its words."""
        ...

    @property
    def code(self) -> str:
        """Its code (mã số)."""
        ...

    @property
    def style(self) -> str:
        """part, heading, sum, detail, optional or nothing."""
        ...


def year_table(
    columns: Sequence[str],
    rows: Sequence[tuple[YearRow, Amounts]],
    form: Form,
    *,
    size: float = _SIZE,
    width: float = _WIDTH,
) -> Table:
    """The table of a form: every row with its amounts; optional rows only where there is one.

    `width` is that of a column of amounts, beside 1 for a tenth of the sheet or so.
    """
    printed = [(row, amounts) for row, amounts in rows if _is_printed(row, amounts)]
    numbers = printed_numbers(rows)
    body = (_row(row, numbers[row.id], amounts) for row, amounts in printed)
    adds = tuple(_adds(form, [row.id for row, _ in printed]))
    return Table(_columns(columns, width), tuple(body), size=size, adds=adds)


def printed_numbers(rows: Sequence[tuple[YearRow, Amounts]]) -> dict[str, str]:
    """The number each printed row bears on paper, by its id; what is left out has none."""
    printed = [row for row, amounts in rows if _is_printed(row, amounts)]
    return {row.id: number for row, number in zip(printed, _numbers(printed), strict=True)}


def _adds(form: Form, ids: Sequence[str]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Which printed rows are sums of which; a row that is not printed is nil."""
    place = {id_: number for number, id_ in enumerate(ids, start=1)}
    for row in form.rows:
        parts = [(part.removeprefix("-"), -1 if part[0] == "-" else 1) for part in row.sum]
        if parts and row.id in place:
            yield place[row.id], tuple(place[id_] * sign for id_, sign in parts if id_ in place)


def _columns(titles: Sequence[str], width: float) -> tuple[Column, ...]:
    amounts = (
        Column(title, width, Kind.MONEY, total=True, mark=str(number))
        for number, title in enumerate(titles, start=1)
    )
    return (
        Column("TT", 0.55, align=Align.CENTER, mark="A"),
        Column("Nội dung", 8.1 - width * len(titles), mark="B"),
        Column("Mã số", 0.75, align=Align.CENTER, mark="C"),
        *amounts,
    )


def _is_printed(row: YearRow, amounts: Amounts) -> bool:
    return row.style != "optional" or any(amounts)


def _numbers(rows: Sequence[YearRow]) -> Iterator[str]:
    """Numbers like 2.4 counted anew, so that a row left out leaves no gap."""
    part, count = "", 0
    for row in rows:
        before, dot, _ = row.tt.partition(".")
        if not dot:
            yield row.tt
            continue
        count = count + 1 if before == part else 1
        part = before
        yield f"{part}.{count}"


def _row(row: YearRow, number: str, amounts: Amounts) -> TableRow:
    if row.style == "heading":
        return GroupRow(f"{number}. {row.label}")
    cells = (number, row.label, row.code, *amounts)
    return TotalRow(cells) if row.style in {"part", "sum"} else cells
