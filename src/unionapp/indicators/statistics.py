"""Filling a statistics form: from the records, from what was typed, and what looks wrong in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from unionapp.errors import Problem, Refusal, Severity
from unionapp.indicators.counting import Share, add_up, count, list_sources
from unionapp.indicators.figures import Explained, Figure, figure_of, name_shares
from unionapp.indicators.forms import (
    FormRow,
    StatForm,
    figure_code,
    find_form,
    last_time,
    measure_of,
)
from unionapp.indicators.inputs import source_of, standing_figures, words_of
from unionapp.indicators.scope import Scope, open_scope
from unionapp.indicators.typed_figures import clear_figure, store_typed
from unionapp.organisation.office import Office
from unionapp.vietnamese.amounts import group_digits, percent
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import Period

SAME_PERCENT = 90  # of the cells: so much does not stay as it was by itself


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A line with its number; a ratio or an average has a denominator and is divided last.

    Words that `is_reused` are last time's, not yet confirmed.
    """

    code: str
    label: str
    unit: str
    kind: str
    parent: str
    is_typed: bool
    number: int | None
    denominator: int | None = None
    text: str = ""
    is_reused: bool = False

    @property
    def shown(self) -> str:
        """The number as the form prints it."""
        if self.kind == "text":
            return self.text
        if self.number is None:
            return ""
        if self.denominator is None:
            return group_digits(self.number)
        if self.kind == "ratio":
            return percent(self.number, self.denominator)
        if not self.denominator:
            return ""
        return group_digits((2 * self.number + self.denominator) // (2 * self.denominator))


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form filled for a period, with what deserves a look."""

    form: StatForm
    period: Period
    rows: tuple[FilledRow, ...]
    problems: tuple[Problem, ...]


def fill_form(office: Office, form_id: str, period: Period) -> FilledForm:
    """Fill a form for a period: counted lines from the records, typed lines from what was typed.

    An upper unit's form adds up the lower ones; averages are weighted by the people they count.

    Raises:
        Refusal: form.unknown.
    """
    form = find_form(form_id)
    with office.read() as session:
        rows = _fill(open_scope(session, office.unit.id, period), form)
        before = _fill(open_scope(session, office.unit.id, last_time(period)), form)
    return FilledForm(form, period, rows, tuple(_problems(form, rows, before)))


def explain_row(office: Office, form_id: str, code: str, period: Period) -> Explained:
    """The records behind a counted line; behind a typed one, what each unit typed.

    Raises:
        Refusal: form.unknown, form.unknown_row.
    """
    row = find_form(form_id).find(code)
    with office.read() as session:
        scope = open_scope(session, office.unit.id, period)
        if row.measure or row.count:
            found = measure_of(row)
            counts = count(scope, found)
            names = name_shares(scope, counts.shares())
            return Explained(
                figure_of(found, counts.total()), tuple(list_sources(scope, found)), names
            )
        figures = standing_figures(scope, figure_code(row), is_stock=False)
        typed = {unit: Share(it.numerator, it.denominator) for unit, it in figures.items()}
        total = add_up(typed) if typed else Share(0)
        own = Figure(row.code, row.label, total.numerator, total.denominator, row.unit)
        rows = tuple(source_of(it) for it in figures.values())
        return Explained(own, rows, name_shares(scope, typed))


def type_row(  # a line is its form, its code, its period and its number
    office: Office,
    form_id: str,
    code: str,
    period: Period,
    number: int | None,
    people: int | None = None,
) -> None:
    """Type the number of a line, with the people an average speaks of; None empties it.

    Raises:
        Refusal: form.unknown, form.unknown_row, form.not_typed, form.negative, form.people_needed.
    """
    row = _require_typed(form_id, code)
    if number is None:
        clear_figure(office, figure_code(row), period)
        return
    if number < 0 or (people or 0) < 0:
        raise Refusal("form.negative", label=row.label)
    if row.kind != "average":
        store_typed(office, figure_code(row), period, number)
    elif people:
        store_typed(office, figure_code(row), period, number * people, people)
    else:
        raise Refusal("form.people_needed", label=row.label)


def type_text(office: Office, form_id: str, code: str, period: Period, text: str) -> None:
    """Type a line of words.

    Raises:
        Refusal: form.unknown, form.unknown_row, form.not_typed.
    """
    row = _require_typed(form_id, code)
    if row.kind != "text":
        raise Refusal("form.not_typed", label=row.label)
    store_typed(office, figure_code(row), period, 0, reason=clean_text(text))


def _require_typed(form_id: str, code: str) -> FormRow:
    row = find_form(form_id).find(code)
    if not row.is_typed:
        raise Refusal("form.not_typed", label=row.label)
    return row


def _fill(scope: Scope, form: StatForm) -> tuple[FilledRow, ...]:
    filled: dict[str, FilledRow] = {}
    for row in form.rows:
        number, denominator = _value(scope, row, filled)
        text, is_reused = _words(scope, row)
        filled[row.code] = FilledRow(
            code=row.code,
            label=row.label,
            unit=row.unit,
            kind=row.kind,
            parent=row.parent,
            is_typed=row.is_typed,
            number=number,
            denominator=denominator,
            text=text,
            is_reused=is_reused,
        )
    return tuple(filled.values())


def _value(
    scope: Scope, row: FormRow, filled: Mapping[str, FilledRow]
) -> tuple[int | None, int | None]:
    match row.kind:
        case "measure" | "count":
            counts = count(scope, measure_of(row))
            is_known = counts or row.count or _is_part_of_known(row, filled)
            return (counts.total().numerator if is_known else None), None
        case "ratio":
            return filled[row.of].number, filled[row.whole].number or 0
        case "manual" | "average":
            return _typed_value(scope, row)
    return None, None


def _is_part_of_known(row: FormRow, filled: Mapping[str, FilledRow]) -> bool:
    """Whether the whole is known, so that nobody in its part is nought and not a gap."""
    return row.within_parent and filled[row.parent].number is not None


def _words(scope: Scope, row: FormRow) -> tuple[str, bool]:
    return words_of(scope, figure_code(row)) if row.kind == "text" else ("", False)


def _typed_value(scope: Scope, row: FormRow) -> tuple[int | None, int | None]:
    figures = standing_figures(scope, figure_code(row), is_stock=False)
    inside = scope.members_of(row.within) if row.within else scope.units
    counted = [it for unit, it in figures.items() if unit in inside]
    if not counted:
        return None, None
    people = sum(it.denominator or 0 for it in counted)
    return sum(it.numerator for it in counted), people if row.kind == "average" else None


def _problems(
    form: StatForm, rows: tuple[FilledRow, ...], before: tuple[FilledRow, ...]
) -> Iterator[Problem]:
    numbers = {row.code: row.number for row in rows}
    for row in form.rows:
        if row.required and numbers[row.code] is None:
            yield _gap(row)
        if row.children_add_up:
            yield from _check_children(form, row, numbers)
        if row.within_parent and (numbers[row.code] or 0) > (numbers[row.parent] or 0):
            yield Problem("form.over_parent", field=row.code, value=row.label)
    same, said = _same(rows, before)
    if said and same * 100 >= SAME_PERCENT * said:
        share = percent(same, said)
        yield Problem(
            "form.same_as_last", Severity.WARNING, value=f"{same}/{said}", suggestion=share
        )
    if not any(row.number for row in rows):
        yield Problem("form.all_empty", Severity.WARNING)


def _same(rows: tuple[FilledRow, ...], before: tuple[FilledRow, ...]) -> tuple[int, int]:
    """How many cells say what they said last time, and how many say anything at all."""
    pairs = [
        ((now.number, now.denominator), (then.number, then.denominator))
        for now, then in zip(rows, before, strict=True)
        if now.number or then.number
    ]
    return sum(now == then for now, then in pairs), len(pairs)


def _check_children(
    form: StatForm, parent: FormRow, numbers: Mapping[str, int | None]
) -> Iterator[Problem]:
    total = sum(numbers[row.code] or 0 for row in form.rows if row.parent == parent.code)
    if total != (numbers[parent.code] or 0):
        yield Problem(
            "form.children_differ",
            field=parent.code,
            value=str(numbers[parent.code] or 0),
            suggestion=str(total),
        )


def _gap(row: FormRow) -> Problem:
    if row.is_typed:
        return Problem("form.row_empty", Severity.WARNING, field=row.code, value=row.label)
    return Problem(
        "form.records_needed", Severity.WARNING, field=row.code, value=row.label,
        suggestion=measure_of(row).numerator_words,
    )  # fmt: skip
