"""Statistics forms as data, from resources/indicators/forms/*.toml: lines, and what fills them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from unionapp.assets import resource
from unionapp.errors import Refusal
from unionapp.indicators.catalogue import Measure, find_measure, parts_of
from unionapp.vietnamese.months import moved
from unionapp.vietnamese.periods import Period

FORM_PREFIX = "form."
HALF_YEAR = 6  # months


@dataclass(frozen=True, slots=True)
class FormRow:
    """A line of a form.

    Kinds: header, measure (a figure of the catalogue), count (records counted here), manual
    (typed), average (typed with the people it speaks of), ratio (of two lines), text. Children of
    a line that `children_add_up` give its number; a line `within_parent` is never above it. `row`
    names the typed line that an upper form splits by segment.
    """

    code: str
    label: str
    kind: str
    unit: str = ""
    parent: str = ""
    required: bool = False
    measure: str = ""
    count: Mapping[str, Any] | None = None
    of: str = ""
    whole: str = ""
    within: str = ""
    row: str = ""
    children_add_up: bool = False
    within_parent: bool = False

    @property
    def is_typed(self) -> bool:
        """Whether an officer types it; screens mark these lines."""
        return self.kind in {"manual", "average", "text"} and not self.row


@dataclass(frozen=True, slots=True)
class StatForm:
    """One version of a statistics form."""

    id: str
    version: int
    valid_from: date
    name: str
    form_code: str
    mark: str
    tiers: tuple[str, ...]
    legal_basis: str
    confidence: str
    half_ends: int
    year_ends: int
    rows: tuple[FormRow, ...]

    def find(self, code: str) -> FormRow:
        """The line of a code.

        Raises:
            Refusal: form.unknown_row.
        """
        for row in self.rows:
            if row.code == code:
                return row
        raise Refusal("form.unknown_row", row=code, form=self.form_code)

    def period(self, year: int, *, is_half: bool) -> Period:
        """The months the form speaks of: from December to May, or to November."""
        last = self.half_ends if is_half else self.year_ends
        return Period(f"{year - 1}-12", f"{year}-{last:02}")

    def period_in(self, working: Period) -> Period:
        """The months the form speaks of when the working period asks for it."""
        if working.first.endswith("-12"):
            return working
        is_half = len(working.months()) == HALF_YEAR and working.first.endswith("-01")
        return self.period(working.end.year, is_half=is_half)

    def span_label(self, period: Period) -> str:
        """The period as the form names it: "6 tháng đầu năm 2026", "năm 2026"."""
        is_half = period.last.endswith(f"-{self.half_ends:02}")
        return f"{'6 tháng đầu ' if is_half else ''}năm {period.end.year}"


@cache
def list_forms() -> tuple[StatForm, ...]:
    """The version in force of every form."""
    files = sorted(resource("indicators", "forms").glob("*.toml"))
    return tuple(_form(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


def find_form(form_id: str) -> StatForm:
    """The form of an id.

    Raises:
        Refusal: form.unknown.
    """
    for form in list_forms():
        if form.id == form_id:
            return form
    raise Refusal("form.unknown", form=form_id, forms=", ".join(it.id for it in list_forms()))


def last_time(period: Period) -> Period:
    """The same months a year before: what the last form of the kind spoke of."""
    return Period(moved(period.first, -12), moved(period.last, -12))


def figure_code(row: FormRow) -> str:
    """The code under which what is typed in a line is kept.

    All forms share it, so that what a union types fills the form of the level above.
    """
    return f"{FORM_PREFIX}{row.row or row.code}"


def label_of(code: str) -> str:
    """What people call the line behind the code of a typed figure."""
    lines = {
        figure_code(row): row.label for form in list_forms() for row in form.rows if not row.row
    }
    return lines.get(code, code)


def measure_of(row: FormRow) -> Measure:
    """The measure whose numerator fills a line; a count is a measure of the form's own."""
    if row.count is None:
        return find_measure(row.measure)
    return Measure(
        code=figure_code(row),
        name=row.label,
        unit=row.unit,
        when="flow",
        source="R",
        numerator=parts_of(row.count),
        numerator_words=row.label,
    )


def _form(data: Mapping[str, Any]) -> StatForm:
    rows = tuple(FormRow(**row) for row in data["rows"])
    return StatForm(**{**data, "tiers": tuple(data["tiers"]), "rows": rows})
