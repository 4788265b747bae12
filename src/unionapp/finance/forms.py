"""Official forms as dated data: their rows, and what each row adds up."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from unionapp.assets import resource
from unionapp.errors import Refusal
from unionapp.finance.items import Scheme

SETTLEMENT_FORM = "B07-TLĐ"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A printed row: it takes items, other rows ("-" subtracts) or a named figure."""

    id: str
    tt: str
    label: str
    code: str
    style: str
    confidence: str
    items: tuple[str, ...] = ()
    sum: tuple[str, ...] = ()
    figure: str = ""


@dataclass(frozen=True)
class Form:
    """An official form as one guide has it, from a day on."""

    code: str
    scheme: str
    valid_from: date
    title: str
    heading: str
    legal_basis: str
    confidence: str
    columns: tuple[str, ...]
    rows: tuple[FormRow, ...]


def form_on(code: str, day: date) -> Form:
    """The form of a code as it is valid on a day; old years keep their old rows and headings.

    Raises:
        Refusal: form.no_edition.
    """
    editions = [form for form in _forms() if form.code == code]
    valid = [form for form in editions if form.valid_from <= day]
    if not valid:
        first = min((form.valid_from.year for form in editions), default="…")
        raise Refusal("form.no_edition", form=code, year=day.year, first=first)
    return max(valid, key=lambda form: form.valid_from)


def fill_form(
    form: Form, scheme: Scheme, booked: Mapping[str, int], figures: Mapping[str, int]
) -> dict[str, int]:
    """The amount of every row: items from what was booked, figures as given, sums of both."""
    known: dict[str, int] = {}
    for row in form.rows:
        if row.items:
            booked_there = items_of(row, scheme)
            known[row.id] = sum(amount for item, amount in booked.items() if item in booked_there)
        elif row.figure:
            known[row.id] = figures[row.figure]
    return add_up(form, known)


def add_up(form: Form, known: Mapping[str, int]) -> dict[str, int]:
    """Every row in printed order: what is known, nothing for what is not, and the sums of both."""
    rows = {row.id: row for row in form.rows}

    def amount(row_id: str) -> int:
        row = rows[row_id]
        if not row.sum:
            return known.get(row_id, 0)
        return sum(-amount(part[1:]) if part[0] == "-" else amount(part) for part in row.sum)

    return {row.id: amount(row.id) for row in form.rows if row.sum or is_typed(row)}


def items_of(row: FormRow, scheme: Scheme) -> frozenset[str]:
    """The items whose money stands in a row: those it names with everything below them."""
    return frozenset[str]().union(*(scheme.family(item) for item in row.items))


def find_row(form: Form, row_id: str) -> FormRow:
    """The row of an id.

    Raises:
        Refusal: form.row_unknown.
    """
    for row in form.rows:
        if row.id == row_id:
            return row
    raise Refusal("form.row_unknown", row=row_id)


def is_typed(row: FormRow) -> bool:
    """Whether a row takes an amount of its own, and is neither a heading nor a sum."""
    return bool(row.items or row.figure)


@cache
def _forms() -> tuple[Form, ...]:
    folder = resource("finance", "forms")
    return tuple(
        form
        for file in sorted(folder.glob("*.toml"))
        for form in _read(tomllib.loads(file.read_text(encoding="utf-8")))
    )


def _read(data: dict[str, Any]) -> list[Form]:
    rows = tuple(_row(row) for row in data["row"])
    heads: list[dict[str, Any]] = data["form"]
    return [Form(**{**head, "columns": tuple(head["columns"]), "rows": rows}) for head in heads]


def _row(row: dict[str, Any]) -> FormRow:
    lists: dict[str, Any] = {name: tuple(row[name]) for name in ("items", "sum") if name in row}
    return FormRow(**{**row, **lists})
