"""Reads one cell of a known column into fields and the issues found on the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Literal, NamedTuple, TypeGuard

from unionapp.membership.roster.reading import FieldValue
from unionapp.sheets.workbook import Value
from unionapp.vietnamese.amounts import read_amount, read_typed_amount
from unionapp.vietnamese.dates import read_date, table_date
from unionapp.vietnamese.identity import read_id_number, read_insurance_number, read_phone
from unionapp.vietnamese.names import clean_text, fold
from unionapp.vietnamese.reading import Reading, Unreadable

WARNINGS = frozenset(
    {
        "ID_LEADING_ZERO",
        "PHONE_LEADING_ZERO",
        "BHXH_LEADING_ZERO",
        "ID_OLD_CMND",
        "ID_GENDER_MISMATCH",
        "ID_YEAR_MISMATCH",
        "GENDER_MISSING",
        "MISSING_BIRTH",
        "DUP_PERSON",
        "TOTAL_MISMATCH",
        "AMOUNT_NEGATIVE",
        "ENCODING_LOSSY",
        "FORMULA_TEXT",
    }
)
ERROR_TEXTS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"}
)
UNSAVED_FORMULA = "=…"
_BLANKS = frozenset({"", "-", "–", "—", "...", "…", "/", "//", "_"})
_SUSPECT = frozenset(("", *"=#-–—._/… \t\n\r\u00a0"))  # how blanks, errors and formulas begin
_MARKS = frozenset(
    {"x", "×", "✓", "✔", "√", "v", "+", "1", "có", "co", "đúng", "yes", "y", "true", "☑", "☒", "*"}
)
_NO_MARKS = frozenset({"0", "không", "khong", "no", "n", "false", "sai", "☐", "o", "chưa"})
_MALE = frozenset({"nam", "male", "m", "trai", "man", "boy", "ong", "anh"})
_FEMALE = frozenset({"nu", "female", "f", "gai", "woman", "girl", "ba", "chi", "co"})
_AGE = re.compile(r"[1-9]\d")
_SEX_CODES = {"1": "male", "0": "female", "2": "female"}
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")


class Issue(NamedTuple):
    """Something wrong with one field of one cell."""

    field: str
    code: str
    suggestion: str | None = None


class Facts(NamedTuple):
    """What one cell says: fields with their values, and issues."""

    values: tuple[tuple[str, FieldValue], ...] = ()
    issues: tuple[Issue, ...] = ()


Read = Callable[[Value], Facts]
NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Calendar:
    """What reading a date needs to know: today, and the first day of serial numbers."""

    today: date
    is_1904: bool = False


def shown(value: Value) -> str:
    """A cell's value as the officer sees it."""
    if isinstance(value, date):
        return table_date(value)
    return str(value).strip()


def is_blank(value: Value) -> bool:
    """Whether a cell holds nothing, or only a sign that says so."""
    return value is None or (isinstance(value, str) and value.strip() in _BLANKS)


def as_text(value: Value) -> str:
    """A value as text, trimmed and composed."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return "x" if value else ""
    return shown(value)


def reader_of(field: str, calendar: Calendar) -> Read:
    """The reader of a column that holds one field."""
    if field in _DATES:
        return partial(read_day, field, calendar)
    if field in ("birth_male", "birth_female"):
        return partial(_read_birth_by_sex, field, calendar)
    by_shape = next((read for sign, read in _SHAPED if sign in field), _read_text)
    return partial(_guarded, _TYPED.get(field, by_shape), field)


def _guarded(read: Callable[[str, Value], Facts], field: str, value: Value) -> Facts:
    """Turns away blanks, errors and formulas before a field's own reader."""
    if type(value) is str and value[:1] not in _SUSPECT:
        return read(field, value)
    if is_blank(value):
        return NOTHING
    return refuse_text(field, value) or read(field, value)


def refuse_text(field: str, value: Value) -> Facts | None:
    """What an error or a formula left as text gives; None for an ordinary value."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    if text in ERROR_TEXTS:
        return Facts(issues=(Issue(field, "CELL_ERROR"),))
    if text.startswith("=") and len(text) > 1:
        kept = (
            ((field, clean_text(text)),)
            if field in _PLAIN_TEXT and text != UNSAVED_FORMULA
            else ()
        )
        return Facts(kept, (Issue(field, "FORMULA_TEXT"),))
    return None


def from_reading(field: str, reading: Reading) -> Facts:
    """A reading of the language room as facts."""
    values = ((field, reading.value),) if reading.value is not None else ()
    issues = (Issue(field, reading.code, reading.suggestion),) if reading.code else ()
    return Facts(values, issues)


def read_day(field: str, calendar: Calendar, value: Value) -> Facts:
    """A date, cut to what is known."""
    if value is None or isinstance(value, bool) or is_blank(value):
        return NOTHING
    if refused := refuse_text(field, value):
        return refused
    sense: Literal["birth", "past"] = "birth" if field == "birth_date" else "past"
    found = read_date(
        _plain_day(value), today=calendar.today, sense=sense, epoch_1904=calendar.is_1904
    )
    if found.iso:
        return Facts(((field, found.iso),))
    if not found.code:
        return NOTHING
    hint = table_date(found.suggestion) or " hoặc ".join(map(table_date, found.candidates))
    return Facts(issues=(Issue(field, found.code, hint or None),))


def _plain_day(value: str | float | date) -> str | float | date:
    """A day written in full as a date, which is judged faster than a text."""
    if not isinstance(value, str):
        return value
    if found := _PLAIN_DAY.fullmatch(value):
        day, month, year = map(int, found.groups())
        if 1 <= month <= 12 and 1 <= day <= 28 and year:
            return date(year, month, day)
    return int(value[:-2]) if _WRITTEN_SERIAL.fullmatch(value) else value


_WRITTEN_SERIAL = re.compile(r"[0-9]{4,5}\.0")
_PLAIN_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def _read_birth_by_sex(field: str, calendar: Calendar, value: Value) -> Facts:
    if is_blank(value) or value == 0:
        return NOTHING
    mark = (f"is_{field.removeprefix('birth_')}", True)
    if isinstance(value, str) and value.strip().lower() in _MARKS - {"1"}:
        return Facts((mark,))
    born = read_day("birth_date", calendar, value)
    return Facts((mark, *born.values), born.issues)


def _is_tidy(text: str) -> bool:
    """Whether a plain text needs no cleaning."""
    return "  " not in text and "`" not in text and text[-1] != " "


def _read_text(field: str, value: Value) -> Facts:
    if isinstance(value, str) and value.isascii() and value.isprintable() and _is_tidy(value):
        return Facts(((field, value),))
    text = as_text(value)
    return Facts(((field, text),)) if text else NOTHING


def _read_id(field: str, value: Value) -> Facts:
    if _is_number_of(value, 12):
        return Facts(((field, value),))
    if not isinstance(value, str):
        return from_reading(field, read_id_number(_number(value)))
    pieces = [piece for piece in _ID_BREAKS.split(_ID_LABEL.sub("", value)) if piece.strip()]
    readings = [read_id_number(piece) for piece in pieces]
    return from_reading(
        field, next((r for r in readings if r.value), readings[0] if readings else Reading())
    )


_ID_LABEL = re.compile(r"^\W*(?:số\s*)?(?:cccd|cmnd|cmt|cc|đdcn)\s*[:.]?\s*", re.IGNORECASE)
_ID_BREAKS = re.compile(r"[\n;(/]|,(?!\d)|\s[-–]\s|\s*(?:ngày\s+)?cấp\b", re.IGNORECASE)


def _is_number_of(value: Value, length: int) -> TypeGuard[str]:
    """Whether a text is a plain number of some length, as most are; spares the long way."""
    return isinstance(value, str) and len(value) == length and value.isascii() and value.isdigit()


def _number(value: Value) -> str | float:
    return value if isinstance(value, int | float) else shown(value)


def _read_phone(field: str, value: Value) -> Facts:
    if _is_number_of(value, 10) and value[0] == "0" and value[1] in "35789":
        return Facts(((field, value),))
    if isinstance(value, str):
        value = EMAIL.sub(" ", value)
    if is_blank(value):
        return NOTHING
    return from_reading(field, read_phone(_number(value)))


def _read_email(field: str, value: Value) -> Facts:
    found = EMAIL.search(str(value))
    return Facts(((field, found.group() if found else as_text(value)),))


def _read_insurance(field: str, value: Value) -> Facts:
    if _is_number_of(value, 10):
        return Facts(((field, value),))
    return from_reading(field, read_insurance_number(_number(value)))


def _read_gender(field: str, value: Value) -> Facts:
    word = fold(as_text(value)).strip(" .")
    if word in _MALE or word in _FEMALE or word in _SEX_CODES:
        return Facts(((field, _SEX_CODES.get(word) or ("male" if word in _MALE else "female")),))
    return Facts(issues=(Issue(field, "GENDER_MISSING"),))


def is_mark(value: Value) -> bool | None:
    """Whether a cell is ticked; None if it says something else."""
    text = as_text(value).lower()
    if text in _MARKS:
        return True
    return False if text in _NO_MARKS or text in _BLANKS else None


def _read_sex_mark(field: str, value: Value) -> Facts:
    word = fold(as_text(value))
    if word in _MALE or word in _FEMALE:
        return Facts((("is_male" if word in _MALE else "is_female", True),))
    if value == 0 or is_mark(value) is False:
        return NOTHING
    # An age under "Nam" or "Nữ" tells as much as a tick.
    if is_mark(value) or _AGE.fullmatch(word):
        return Facts(((field, True),))
    return Facts(issues=(Issue("gender", "GENDER_MISSING"),))


def _read_tick(field: str, value: Value) -> Facts:
    """A ticked column whose header is the value."""
    name, _, meaning = field.partition("=")
    return Facts(((name, meaning),)) if is_mark(value) else NOTHING


def _read_flag(field: str, value: Value) -> Facts:
    return Facts(((field, is_mark(value) is not False and value != 0),))


def _read_money(field: str, value: Value) -> Facts:
    if type(value) is int and value >= 0:
        return Facts(((field, value),))
    try:
        amount = _amount(value)
    except Unreadable:
        return Facts(issues=(Issue(field, "AMOUNT_INVALID"),))
    issues = (Issue(field, "AMOUNT_NEGATIVE"),) if amount < 0 else ()
    return Facts(((field, amount),), issues)


def _amount(value: Value) -> int:
    if isinstance(value, int | float):
        return read_amount(value)
    text = shown(value)
    return read_typed_amount(text) if _SHORTHAND.fullmatch(text) else read_amount(text)


_SHORTHAND = re.compile(
    r"\d[\d.,]*\s*(?:tr|triệu|trieu|k|nghìn|ngàn)\s*(?:\d{1,3})?\s*(?:đồng|đ)?", re.IGNORECASE
)


def _read_salary(field: str, value: Value) -> Facts:
    """Money, or the coefficient that insurance lists put in the same column."""
    coefficient = _coefficient(value)
    if coefficient is not None and 0 < coefficient < 20:
        return Facts((("salary_coef", _written(coefficient)),))
    return _read_money(field, value)


def _read_coefficient(field: str, value: Value) -> Facts:
    coefficient = _coefficient(value)
    if coefficient is None or coefficient < 0:
        return Facts(issues=(Issue(field, "AMOUNT_INVALID"),))
    if coefficient >= 1000:
        return _read_money("salary", value)
    return Facts(((field, _written(coefficient)),))


def _coefficient(value: Value) -> Decimal | None:
    try:
        return Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None


def _written(coefficient: Decimal) -> str:
    return format(
        coefficient.normalize().quantize(Decimal("0.01"))
        if coefficient == coefficient.quantize(Decimal("0.01"))
        else coefficient,
        "f",
    )


def _read_part(field: str, value: Value) -> Facts:
    """The day, month or year of a date that stands in three columns."""
    digits = re.sub(r"\D", "", as_text(value) if not isinstance(value, float) else str(int(value)))
    return Facts(((field, digits or as_text(value)),))


_DATES = frozenset({"birth_date", "union_date", "party_date", "hire_date"})
_PLAIN_TEXT = frozenset(
    {
        "full_name",
        "name_ho_dem",
        "name_dem",
        "name_ten",
        "address",
        "hometown",
        "ethnicity",
        "religion",
        "education",
        "qualification",
        "politics",
        "position",
        "unit",
        "union_position",
        "note",
    }
)
_TYPED: dict[str, Callable[[str, Value], Facts]] = {
    "id_number": _read_id,
    "phone": _read_phone,
    "email": _read_email,
    "bhxh_no": _read_insurance,
    "gender": _read_gender,
    "is_male": _read_sex_mark,
    "is_female": _read_sex_mark,
    "is_party": _read_flag,
    "is_ethnic_minority": _read_flag,
    "salary": _read_salary,
    "salary_coef": _read_coefficient,
    "fee_total": _read_money,
}
_SHAPED: tuple[tuple[str, Callable[[str, Value], Facts]], ...] = (
    ("fees.", _read_money),
    ("=", _read_tick),
    (".", _read_part),
)
