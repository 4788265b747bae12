"""Reads the fields of a kind out of what was typed, into the values that are stored."""

from collections.abc import Mapping
from datetime import date

from unionapp.activities.kinds import Kind, KindField
from unionapp.errors import Problem
from unionapp.vietnamese.amounts import group_digits, read_amount
from unionapp.vietnamese.date_reading import read_date
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.names import clean_text, fold
from unionapp.vietnamese.reading import Unreadable

_YES = frozenset({"co", "roi", "dung", "yes", "true", "1", "x"})
_NO = frozenset({"khong", "chua", "sai", "no", "false", "0"})

Stored = str | int | bool


class _Unfit(ValueError):
    """A typed value does not fit its field; carries the code of the problem."""


def read_details(
    kind: Kind, typed: Mapping[str, object], today: date, *, is_plan: bool = False
) -> tuple[dict[str, Stored], tuple[Problem, ...]]:
    """The stored values of a kind's own fields, and what is wrong with the typed ones.

    A plan may leave required fields open, since the facts are not known yet.
    """
    known = {field.name: field for field in kind.fields}
    problems = [
        Problem("activity.unknown_field", field=name, suggestion=", ".join(known) or "(không có)")
        for name in typed
        if name not in known
    ]
    values: dict[str, Stored] = {}
    for field in kind.fields:
        raw = typed.get(field.name)
        if raw is None or raw == "":
            if field.required and not is_plan:
                problems.append(_problem("activity.field_needed", field))
            continue
        try:
            values[field.name] = _read(field, raw, today)
        except _Unfit as unfit:
            problems.append(_problem(str(unfit), field, str(raw)))
    problems += [
        _problem("activity.field_needed", field)
        for field in kind.fields
        if field.name not in values and not is_plan and _is_called_for(field, values)
    ]
    return values, tuple(problems)


def _is_called_for(field: KindField, values: Mapping[str, Stored]) -> bool:
    return bool(field.required_when) and all(
        values.get(name) == value for name, value in field.required_when
    )


def show_detail(field: KindField, value: object) -> str:
    """A stored value as people read it."""
    if field.type == "choice":
        return dict(field.choices).get(str(value), str(value))
    if field.type == "yes_no":
        return "Có" if value else "Không"
    if field.type in {"number", "money"}:
        return group_digits(int(str(value)))
    if field.type == "date":
        return table_date(str(value))
    return str(value)


def _read(field: KindField, raw: object, today: date) -> Stored:
    match field.type:
        case "number" | "money":
            return _read_count(raw)
        case "date":
            return _read_day(raw, today)
        case "yes_no":
            return _read_yes_no(raw)
        case "choice":
            return _read_choice(field, str(raw))
        case _:
            return clean_text(str(raw))


def _read_count(raw: object) -> int:
    try:
        count = read_amount(raw if isinstance(raw, int | float | str) else str(raw))
    except Unreadable as unreadable:
        raise _Unfit("activity.field_no_number") from unreadable
    if count < 0:
        raise _Unfit("activity.field_no_number")
    return count


def _read_day(raw: object, today: date) -> str:
    reading = read_date(raw if isinstance(raw, date) else str(raw), today=today)
    if reading.iso is None or len(reading.iso) != 10:
        raise _Unfit("activity.field_no_date")
    return reading.iso


def _read_yes_no(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    word = fold(clean_text(str(raw)))
    if word in _YES | _NO:
        return word in _YES
    raise _Unfit("activity.field_no_yes_no")


def _read_choice(field: KindField, raw: str) -> str:
    wanted = fold(clean_text(raw))
    for code, words in field.choices:
        if wanted in {fold(code), fold(words)}:
            return code
    raise _Unfit("activity.field_no_choice")


def _problem(code: str, field: KindField, value: str | None = None) -> Problem:
    choices = ", ".join(code for code, _ in field.choices)
    hint = f"{field.label} ({choices})" if choices else field.label
    return Problem(code, field=field.name, value=value, suggestion=hint)
