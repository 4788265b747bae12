"""A member as typed, before it is checked and stored."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from unionapp.errors import Problem, Severity
from unionapp.membership.codes import FOREIGN, KINH, UNKNOWN, code_list, find_code, to_code
from unionapp.vietnamese.date_reading import read_date
from unionapp.vietnamese.dates import age_on
from unionapp.vietnamese.identity import (
    check_against,
    read_id_number,
    read_insurance_number,
    read_phone,
)
from unionapp.vietnamese.names import clean_name, clean_text, fold

WORKING_AGE = 15

DATE_FIELDS: Final = (
    "birth_date",
    "id_issued_on",
    "card_issued_on",
    "hire_date",
    "joined_on",
    "party_date",
    "party_official_on",
    "party_introduced_on",
    "digital_signature_on",
)
CODED_FIELDS: Final = {
    "id_type": "id_type",
    "ethnicity": "ethnicity",
    "religion": "religion",
    "marital_status": "marital_status",
    "education": "education",
    "qualification": "qualification",
    "politics": "politics",
    "contract": "contract",
    "card_type": "card_type",
}
_ISSUERS: Final = (
    ("2024-07-01", "Bộ Công an"),
    ("2018-10-10", "Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
    ("2016-01-01", "Cục Cảnh sát ĐKQL cư trú và DLQG về dân cư"),
)
_GENDERS: Final = {"nam": "male", "male": "male", "nu": "female", "female": "female"}
_WARNINGS: Final = frozenset({"ID_OLD_CMND"})
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_OTHER_PAPER: Final = re.compile(r"[A-Z0-9]{6,12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """Everything a form can say of a member; dates are ISO text cut to what is known."""

    full_name: str
    gender: str | None = None
    birth_date: str | None = None
    group_id: int | None = None
    national_code: str | None = None
    id_type: str | None = None
    id_number: str | None = None
    id_issued_on: str | None = None
    id_issued_by: str | None = None
    old_id_number: str | None = None
    nationality: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    current_address: str | None = None
    hometown: str | None = None
    ethnicity: str | None = None
    is_ethnic_minority: bool | None = None
    religion: str | None = None
    marital_status: str | None = None
    education: str | None = None
    qualification: str | None = None
    speciality: str | None = None
    politics: str | None = None
    languages: str | None = None
    position: str | None = None
    profession: str | None = None
    department: str | None = None
    skill_grade: str | None = None
    contract: str | None = None
    union_position: str | None = None
    union_card: str | None = None
    card_type: str | None = None
    card_issued_on: str | None = None
    bhxh_no: str | None = None
    employee_code: str | None = None
    hire_date: str | None = None
    joined_on: str | None = None
    join_place: str | None = None
    join_decision: str | None = None
    is_party: bool | None = None
    party_date: str | None = None
    party_official_on: str | None = None
    party_introduced_on: str | None = None
    youth_union: bool | None = None
    policy_object: str | None = None
    digital_signature_on: str | None = None
    digital_signature_by: str | None = None
    note: str | None = None


DRAFT_FIELDS: Final = tuple(field.name for field in fields(MemberDraft))


def tidy(draft: MemberDraft, today: date) -> tuple[MemberDraft, tuple[Problem, ...]]:
    """The draft as it will be stored, and what is wrong with it by itself.

    A value that cannot be read keeps its text, so that the form can show it under its problem.
    """
    cleaned = replace(draft, **_cleaned(draft))
    values, problems = _read_fields(cleaned, today)
    tidied = _derive(replace(cleaned, **values))
    return tidied, (*problems, *_check_together(tidied, {p.field for p in problems}, today))


def issuer_on(day: str) -> str | None:
    """Who issued citizen cards on a day, None for the time before there were any."""
    known = f"{day}-12-31"[:10]
    return next((issuer for since, issuer in _ISSUERS if known >= since), None)


def is_blocking(problem: Problem) -> bool:
    """Whether a problem keeps the record out."""
    return problem.severity is Severity.ERROR


def _cleaned(draft: MemberDraft) -> dict[str, Any]:
    texts = {name: getattr(draft, name) for name in DRAFT_FIELDS if name != "full_name"}
    values = {
        name: clean_text(value) or None for name, value in texts.items() if isinstance(value, str)
    }
    values["full_name"] = clean_name(draft.full_name)
    for name, codes in CODED_FIELDS.items():
        values[name] = to_code(codes, values.get(name))
    return values


def _read_fields(draft: MemberDraft, today: date) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value, code, suggestion in _readings(draft, today):
        if value is not None:
            values[name] = value
        if code:
            facts = {"value": getattr(draft, name), "suggestion": suggestion}
            problems.append(Problem(code, _severity(code), name, **facts))
    return values, tuple(problems)


def _severity(code: str) -> Severity:
    is_warning = code in _WARNINGS or code.endswith("_LEADING_ZERO")
    return Severity.WARNING if is_warning else Severity.ERROR


_FieldReading = tuple[str, str | None, str | None, str | None]


def _readings(draft: MemberDraft, today: date) -> Iterator[_FieldReading]:
    for name in DATE_FIELDS:
        if text := getattr(draft, name):
            reading = read_date(text, today=today, sense="past")
            yield name, reading.iso, reading.code, reading.suggestion
    if draft.gender:
        gender = _GENDERS.get(fold(draft.gender))
        yield "gender", gender, None if gender else "member.gender_unknown", None
    if draft.phone:
        phone = read_phone(draft.phone)
        yield "phone", phone.value, phone.code, phone.suggestion
    if draft.bhxh_no:
        insurance = read_insurance_number(draft.bhxh_no)
        yield "bhxh_no", insurance.value, insurance.code, insurance.suggestion
    if draft.email and not _EMAIL.fullmatch(draft.email):
        yield "email", None, "member.email_bad", None
    if draft.id_number:
        yield _read_paper(draft.id_number, draft.id_type)


def _read_paper(number: str, kind: str | None) -> _FieldReading:
    if kind in {"HC", "CMQD"}:
        bare = number.replace(" ", "").upper()
        is_good = _OTHER_PAPER.fullmatch(bare)
        return "id_number", bare, None if is_good else "ID_BAD_LENGTH", None
    reading = read_id_number(number)
    return "id_number", reading.value, reading.code, reading.suggestion


def _derive(draft: MemberDraft) -> MemberDraft:
    changes: dict[str, Any] = {}
    if draft.id_issued_on and not draft.id_issued_by and draft.id_type in {"CCCD", None}:
        changes["id_issued_by"] = issuer_on(draft.id_issued_on)
    if draft.id_number and not draft.id_type:
        changes["id_type"] = "CMND" if len(draft.id_number) == 9 else "CCCD"
    if find_code("ethnicity", draft.ethnicity):
        changes["is_ethnic_minority"] = draft.ethnicity not in {KINH, FOREIGN, UNKNOWN}
    if draft.party_date:
        changes["is_party"] = True
    return replace(draft, **changes)


def _check_together(draft: MemberDraft, unread: set[str | None], today: date) -> Iterator[Problem]:
    if not draft.full_name:
        yield Problem("MISSING_NAME", field="full_name")
    if not draft.gender:
        yield _warn("GENDER_MISSING", "gender")
    if not draft.birth_date:
        yield _warn("MISSING_BIRTH", "birth_date")
    birth = None if "birth_date" in unread else draft.birth_date
    yield from _check_paper(draft, unread, birth)
    if birth and age_on(birth, today) < WORKING_AGE:
        yield _warn("member.too_young", "birth_date", birth)
    if birth and draft.joined_on and "joined_on" not in unread:
        yield from _check_joining(birth, draft.joined_on)


def _check_paper(
    draft: MemberDraft, unread: set[str | None], birth: str | None
) -> Iterator[Problem]:
    if not draft.id_number or draft.id_type not in {"CCCD", None} or "id_number" in unread:
        return
    gender = draft.gender if draft.gender in {"male", "female"} else None
    for code in check_against(draft.id_number, gender, birth):  # type: ignore[arg-type]  # just tested
        yield _warn(code, "id_number", draft.id_number)


def _check_joining(birth: str, joined: str) -> Iterator[Problem]:
    known = min(len(birth), len(joined))
    if joined[:known] < birth[:known]:
        yield Problem("UNION_BEFORE_BIRTH", field="joined_on", value=joined)
    elif int(joined[:4]) - int(birth[:4]) < WORKING_AGE:
        yield _warn("member.joined_young", "joined_on", joined)


def _warn(code: str, field: str, value: str | None = None) -> Problem:
    return Problem(code, Severity.WARNING, field, value=value)


def known_lists() -> dict[str, tuple[tuple[str, str], ...]]:
    """The choices of every coded field, as (code, name), for forms."""
    return {
        field: tuple((code.code, code.name) for code in code_list(name).codes)
        for field, name in CODED_FIELDS.items()
    }
