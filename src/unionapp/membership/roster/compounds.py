"""Takes a cell apart that holds several facts: a name and the year of birth."""

import re
from collections.abc import Sequence

from unionapp.membership.roster.cells import (
    EMAIL,
    NOTHING,
    Calendar,
    Facts,
    Read,
    is_blank,
    reader_of,
    refuse_text,
)
from unionapp.membership.roster.headers import DATE_FIELDS, Fields
from unionapp.membership.roster.written_names import name_alone, plain_name
from unionapp.sheets.workbook import Value

_DAY = re.compile(
    r"(?:\b(?:sinh|ngày|năm|sn|ns|tháng|cấp)\b[\s.:]*)*"
    r"(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{1,2}\s*[/.-]\s*\d{4}|\b(?:1[89]|20)\d{2}\b)(?!\d)",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ .]?\d){7,12}(?!\d)")
_GENDER = re.compile(r"(?<!\w)(nam|nữ|nu)(?!\w)", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*\d{1,4}\s*[.)-]\s*(?=\D)")
_LOOSE_ENDS = re.compile(r"^[\s,;:\-–/()]+|[\s,;:\-–/(]+$")
_LABEL = re.compile(
    r"\b(?:đt|sđt|đtdđ|điện thoại|tel|phone|zalo|số|cccd|cmnd|cmt|căn cước|bhxh)[\s:.]*$",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*[\n;/]\s*|\s*,\s+|\s+-\s+")


def name_reader(field: str, extras: frozenset[str], calendar: Calendar) -> Read:
    """The reader of a name column; facts beside the name fill `extras`, held by no column."""
    order = tuple(extra for extra in ("birth_date", "id_number", "phone") if extra in extras)
    spread = compound_reader((field, *order), calendar)

    def read(value: Value) -> Facts:
        if not isinstance(value, str):
            return NOTHING
        if value.replace(" ", "").isalpha():
            return Facts(((field, plain_name(field, value)),))
        if not any(sign.isdigit() for sign in value):
            return refuse_text(field, value) or _named(field, value)
        return spread(value)

    return read


def _named(field: str, text: str) -> Facts:
    name = name_alone(field, text)
    return Facts(((field, name),)) if name else NOTHING


def compound_reader(fields: Fields, calendar: Calendar) -> Read:
    """The reader of a column that holds several fields."""
    readers = {field: reader_of(field, calendar) for field in fields}
    texts = tuple(field for field in fields if _is_text(field))

    def read(value: Value) -> Facts:
        if is_blank(value):
            return NOTHING
        if not isinstance(value, str):
            return _single(value, fields, readers)
        if refused := refuse_text(fields[0], value):
            return refused
        found: list[Facts] = []
        rest = _NUMBERING.sub("", value) if "full_name" in fields else value
        for field in sorted(fields, key=_order):
            if field not in texts:
                taken, rest = _take(field, rest, alone=not texts)
                found.append(readers[field](taken) if taken else NOTHING)
        found += _texts(texts, rest, readers)
        return Facts(
            tuple(pair for facts in found for pair in facts.values if pair[0] != "_id_issue_date"),
            tuple(
                issue
                for facts in found
                for issue in facts.issues
                if not issue.field.startswith("_")
            ),
        )

    return read


def _is_text(field: str) -> bool:
    typed = {"email", "id_number", "phone", "gender", "bhxh_no"}
    return field not in typed and field not in DATE_FIELDS


def _order(field: str) -> int:
    """Long and certain things are taken out of the text first."""
    sequence = ("email", "id_number", "bhxh_no", "birth_date", "_id_issue_date", "phone", "gender")
    return sequence.index(field) if field in sequence else len(sequence)


def _single(value: Value, fields: Fields, readers: dict[str, Read]) -> Facts:
    """A number or a true date in a compound cell belongs to the one field that can hold it."""
    wanted = (
        DATE_FIELDS if hasattr(value, "year") else {"id_number", "phone", "bhxh_no", "birth_date"}
    )
    field = next((field for field in fields if field in wanted), None)
    return readers[field](value) if field else NOTHING


def _take(field: str, text: str, *, alone: bool) -> tuple[str, str]:
    """The part of a text that is the field's, and the text without it."""
    if field in ("id_number", "bhxh_no", "phone"):
        return _take_number(field, text, alone=alone)
    pattern = EMAIL if field == "email" else _GENDER if field == "gender" else _DAY
    found = pattern.search(text)
    if not found:
        return "", text
    part = found[1] if pattern is not EMAIL else found[0]
    return part, text[: found.start()] + " " + text[found.end() :]


def _take_number(field: str, text: str, *, alone: bool) -> tuple[str, str]:
    for found in _LONG_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        looks_like_phone = digits.startswith("0") and len(digits) in (10, 11)
        if looks_like_phone == (field == "phone"):
            before = _LABEL.sub("", text[: found.start()])
            return found[0], before + " " + text[found.end() :]
    if not alone or field == "phone":
        # What is left in a column of phone and e-mail is somebody's phone, well written or not.
        left = _LOOSE_ENDS.sub("", text)
        return (left, "") if alone and field == "phone" and left else ("", text)
    left = _LOOSE_ENDS.sub("", _DAY.sub("", text))
    return (left, text.replace(left, " ")) if left else ("", text)


def _texts(fields: Sequence[str], rest: str, readers: dict[str, Read]) -> list[Facts]:
    if not fields:
        return []
    if "full_name" in fields or "name_ho_dem" in fields:
        name, *others = fields
        if not others:
            return [_named(name, rest)]
    pieces = [piece for piece in _PIECES.split(rest) if piece.strip(" ,;-")]
    if len(pieces) != len(fields):
        pieces = (
            [pieces[0], ", ".join(pieces[1:])] if len(fields) > 1 and len(pieces) > 1 else [rest]
        )
    return [
        _named(field, piece)
        if field == "full_name"
        else readers[field](_LOOSE_ENDS.sub("", piece))
        for field, piece in zip(fields, pieces, strict=False)
    ]
