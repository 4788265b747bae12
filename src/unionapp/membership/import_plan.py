"""What a roster would do to the members there are: who is new, who changes, who stays out and why.

Pure: works on what was read from the sheet and on what is known of the members, row by row.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, Literal

from unionapp.errors import Problem, Severity
from unionapp.membership.codes import FOREIGN, KINH, UNKNOWN, find_code, to_code
from unionapp.membership.life_cycle import COUNTED
from unionapp.membership.roster.reading import Record, RosterReading
from unionapp.vietnamese.names import tone_key

Action = Literal["new", "change", "same", "skip"]
Progress = Callable[[int, int], None]

_PLAIN: Final = {
    "full_name": "full_name",
    "gender": "gender",
    "birth_date": "birth_date",
    "id_number": "id_number",
    "phone": "phone",
    "email": "email",
    "address": "address",
    "hometown": "hometown",
    "position": "position",
    "union_position": "union_position",
    "union_date": "joined_on",
    "union_card": "union_card",
    "bhxh_no": "bhxh_no",
    "employee_code": "employee_code",
    "hire_date": "hire_date",
    "party_date": "party_date",
    "is_party": "is_party",
    "is_ethnic_minority": "is_ethnic_minority",
    "note": "note",
}
_CODED: Final = ("ethnicity", "religion", "education", "qualification", "politics")
STORED: Final = (*_PLAIN.values(), *_CODED, "id_type")
_EVERY = 500


@dataclass(frozen=True, slots=True)
class Known:
    """A member as the plan needs it: stored values, group and current pay."""

    id: int
    code: str
    status: str
    group: str | None
    salary: int | None
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that the sheet says otherwise."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What happens to one row, and the reason: how its person was recognised, or why it stays out.

    The reason is the tail of a sentence code `match.…`.
    """

    sheet: str
    row: int
    full_name: str
    action: Action
    reason: str
    member: Known | None = None
    changes: tuple[FieldChange, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    group: str | None = None
    salary: int | None = None
    coefficient: str | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A dry run; `missing` are members that the sheet does not name (they are left alone)."""

    file: str
    lines: tuple[PlanLine, ...]
    missing: tuple[Known, ...]
    problems: tuple[Problem, ...]
    read: int

    def having(self, action: Action) -> tuple[PlanLine, ...]:
        """The lines with one outcome."""
        return tuple(line for line in self.lines if line.action == action)

    @property
    def sets_pay(self) -> bool:
        """Whether anybody's pay is written."""
        return any(
            line.salary is not None
            if line.action == "new"
            else any(change.field == "salary" for change in line.changes)
            for line in self.lines
        )

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep rows out."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def summary(self) -> dict[str, int]:
        """đổi, mới, bớt: how many change, are new, are the same, stay out, are not named."""
        counts: dict[str, int] = dict.fromkeys(("new", "change", "same", "skip"), 0)
        for line in self.lines:
            counts[line.action] += 1
        nameless = self.read - len(self.lines)
        counts["skip"] += nameless
        return counts | {"missing": len(self.missing)}


def plan_rows(
    reading: RosterReading, members: Iterable[Known], progress: Progress | None = None
) -> ImportPlan:
    """Recognise every row: by identity number, name and birth date, card, then employee code."""
    book = _Book(members)
    total = sum(len(sheet.records) for sheet in reading.sheets)
    lines: list[PlanLine] = []
    for sheet in reading.sheets:
        for record in sheet.records:
            if progress and len(lines) % _EVERY == 0:
                progress(len(lines), total)
            lines.append(_line(sheet.sheet, record, book))
    return ImportPlan(
        reading.file,
        tuple(lines),
        book.unnamed() if lines else (),
        tuple(reading.problems),
        sum(sheet.read for sheet in reading.sheets),
    )


def values_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that a row of a sheet fills, texts mapped to codes where a list knows them."""
    values = {_PLAIN[name]: value for name, value in fields.items() if name in _PLAIN}
    for name in _CODED:
        if name in fields:
            values[name] = _code(name, fields[name])
    if "id_number" in values:
        values["id_type"] = "CMND" if len(values["id_number"]) == 9 else "CCCD"
    if "ethnicity" in values and find_code("ethnicity", values["ethnicity"]):
        values["is_ethnic_minority"] = values["ethnicity"] not in {KINH, FOREIGN, UNKNOWN}
    if values.get("party_date"):
        values["is_party"] = True
    return values


@lru_cache(maxsize=4096)
def _code(name: str, text: str) -> str | None:
    return to_code(name, text)


class _Book:
    """The members by what they can be recognised by; each is recognised once."""

    def __init__(self, members: Iterable[Known]) -> None:
        self._members = {member.id: member for member in members}
        self._named: set[int] = set()
        self._by: dict[str, dict[Any, list[Known]]] = {
            name: defaultdict(list) for name in ("id_number", "name_birth", "card", "employee")
        }
        for member in self._members.values():
            for way, key in _keys(member.values):
                self._by[way][key].append(member)

    def recognise(self, values: Mapping[str, Any]) -> tuple[str, Known] | None:
        """The member a row speaks of, and by what it was recognised."""
        for way, key in _keys(values):
            for member in self._by[way].get(key, ()):
                if way == "id_number" or self._may_be(member, values):
                    return way, member
        return None

    def take(self, member: Known) -> bool:
        """Mark a member as named by the sheet; False if an earlier row named it already."""
        is_first = member.id not in self._named
        self._named.add(member.id)
        return is_first

    def _may_be(self, member: Known, values: Mapping[str, Any]) -> bool:
        # namesakes born on one day are two rows and two members; two numbers are never one person
        numbers = values.get("id_number"), member.values.get("id_number")
        return member.id not in self._named and (None in numbers or numbers[0] == numbers[1])

    def add(self, values: Mapping[str, Any], row: int) -> None:
        """Remember a new person, so that a later row with the same papers is told apart."""
        person = Known(-row, "", "", None, None, values)
        if number := values.get("id_number"):
            self._by["id_number"][number].append(person)
        self._named.add(person.id)

    def unnamed(self) -> tuple[Known, ...]:
        """The members that no row named."""
        return tuple(
            member
            for member in self._members.values()
            if member.id not in self._named and member.status in COUNTED
        )


def _keys(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if number := values.get("id_number"):
        yield "id_number", number
    name = values.get("name_tone_key") or tone_key(values["full_name"])
    yield "name_birth", (name, values.get("birth_date"))
    if card := values.get("union_card"):
        yield "card", (card, name)
    if code := values.get("employee_code"):
        yield "employee", (code, name)


def _line(sheet: str, record: Record, book: _Book) -> PlanLine:
    fields = record.fields
    name = str(fields["full_name"])
    found = book.recognise(values := values_of(fields))
    if record.status == "rejected":
        if found:
            book.take(found[1])
        return PlanLine(sheet, record.row, name, "skip", "rejected", found[1] if found else None)
    if found is None:
        book.add(values, record.row)
        return _filled(PlanLine(sheet, record.row, name, "new", "none", values=values), fields)
    way, member = found
    if member.code and _is_somebody_else(values, member.values):
        return PlanLine(sheet, record.row, name, "skip", "other_person", member)
    if not book.take(member):
        return PlanLine(sheet, record.row, name, "skip", "repeated", member)
    if member.status not in COUNTED:
        return PlanLine(sheet, record.row, name, "skip", "has_left", member)
    changes = tuple(_changes(values, fields, member))
    action: Action = "change" if changes else "same"
    line = PlanLine(sheet, record.row, name, action, way, member, changes, values)
    return _filled(line, fields)


def _is_somebody_else(values: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    # a number typed wrong may be another member's: name and birth date both say so
    births = values.get("birth_date"), known.get("birth_date")
    return (
        None not in births
        and births[0] != births[1]
        and tone_key(values["full_name"]) != known["name_tone_key"]
    )


def _filled(line: PlanLine, fields: Mapping[str, Any]) -> PlanLine:
    group, salary = fields.get("unit"), _salary(fields)
    return replace(line, group=group, salary=salary, coefficient=fields.get("salary_coef"))


def _changes(
    values: Mapping[str, Any], fields: Mapping[str, Any], member: Known
) -> Iterator[FieldChange]:
    for name, new in values.items():
        old = member.values.get(name)
        if new is not None and new != old:
            yield FieldChange(name, old, new)
    group = fields.get("unit")
    if group and tone_key(group) != tone_key(member.group or ""):
        yield FieldChange("group", member.group, group)
    salary = _salary(fields)
    if salary is not None and salary != member.salary:
        yield FieldChange("salary", member.salary, salary)


def _salary(fields: Mapping[str, Any]) -> int | None:
    # a negative one stands on the list under a warning, but pays nobody
    salary: int | None = fields.get("salary")
    return salary if salary is None or salary >= 0 else None
