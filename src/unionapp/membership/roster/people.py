"""Puts one person together from the facts of a row's cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from unionapp.membership.roster.cells import Calendar, Facts, Issue, Read, reader_of
from unionapp.membership.roster.compounds import compound_reader, name_reader
from unionapp.membership.roster.headers import plain
from unionapp.membership.roster.layout import Column, Table
from unionapp.sheets.workbook import Value
from unionapp.vietnamese.dates import read_date
from unionapp.vietnamese.identity import check_against
from unionapp.vietnamese.names import clean_name

BIRTH = frozenset(
    {
        "birth_date",
        "birth_male",
        "birth_female",
        "birth_date.day",
        "birth_date.month",
        "birth_date.year",
    }
)
GENDER = frozenset({"gender", "is_male", "is_female", "birth_male", "birth_female"})
_REMEMBERED = 4000  # a column with more different values, as of phones, gains nothing from memory
_YEARLY = frozenset({"birth_date", "birth_male", "birth_female", "union_date", "hire_date"})
_YEAR_ONLY = re.compile(r"(?:sinh )?năm(?! tháng| ngày)|n sinh")
_TWO_DIGITS = re.compile(r"\s*(\d\d)\s*")
_DATE_PARTS = ("day", "month", "year")


@dataclass(slots=True)
class Person:
    """A person in the making: fields, issues, and the column each issue stands in."""

    fields: dict[str, Any]
    issues: list[tuple[int | None, Issue]]

    def blame(
        self, column: int | None, field: str, code: str, suggestion: str | None = None
    ) -> None:
        """Notes an issue found between cells."""
        self.issues.append((column, Issue(field, code, suggestion)))

    def is_blamed(self, field: str) -> bool:
        """Whether a field has an issue already."""
        return any(issue.field == field for _, issue in self.issues)


class Reader:
    """Reads the persons of one table; what a value means in a column is worked out once."""

    def __init__(self, table: Table, calendar: Calendar) -> None:
        self._calendar = calendar
        # From right to left: of two columns with the same field the first has the last word.
        self._columns: tuple[tuple[int, Read, dict[Value, Facts]], ...] = tuple(
            (column.index, _reader(column, table, calendar), {})
            for column in reversed(table.columns)
            if not all(field.startswith("_") for field in column.fields)
        )
        self._place = {
            field: column.index for column in reversed(table.columns) for field in column.fields
        }
        self._finish = _finishers(table)

    def read(self, cells: Sequence[Value]) -> Person:
        """The person of one row."""
        person = Person({}, [])
        fields = person.fields
        for index, read, known in self._columns:
            value = cells[index]
            if value is None:
                continue
            facts = known.get(value)
            if facts is None:
                facts = read(value)
                if len(known) < _REMEMBERED:
                    known[value] = facts
            values, issues = facts
            # one by one, for most cells hold one fact and an update of one costs twice as much
            for field, told in values:
                fields[field] = told
            if issues:
                person.issues.extend([(index, issue) for issue in issues])
        for finish in self._finish:
            finish(person, self)
        return person

    def place(self, *fields: str) -> int | None:
        """The column of the first of some fields."""
        return next((self._place[field] for field in fields if field in self._place), None)

    @property
    def calendar(self) -> Calendar:
        """The calendar the dates are read by."""
        return self._calendar


Finish = Callable[[Person, Reader], None]


def _reader(column: Column, table: Table, calendar: Calendar) -> Read:
    if len(column.fields) > 1:
        return compound_reader(column.fields, calendar)
    field = column.fields[0]
    if field in _YEARLY and _YEAR_ONLY.match(plain(" ".join(column.path))):
        return _read_year_first(reader_of(field, calendar))
    if field in ("full_name", "name_ho_dem", "name_dem", "name_ten"):
        held = {name.split(".")[0] for other in table.columns for name in other.fields}
        if BIRTH & held:
            held.add("birth_date")
        return name_reader(field, frozenset({"birth_date", "id_number", "phone"} - held), calendar)
    return reader_of(field, calendar)


def _read_year_first(read: Read) -> Read:
    """Reads the 85 of a column that asks for years as '85."""

    def read_year(value: Value) -> Facts:
        short = _TWO_DIGITS.fullmatch(str(value))
        return read(f"'{short[1]}") if short else read(value)

    return read_year


def _finishers(table: Table) -> tuple[Finish, ...]:
    fields = {field for column in table.columns for field in column.fields}
    steps: list[tuple[bool, Finish]] = [
        ("name_ho_dem" in fields or "name_ten" in fields, _join_name),
        (any("." in field and not field.startswith("fees") for field in fields), _join_dates),
        (bool({"is_male", "is_female", "birth_male", "birth_female"} & fields), _settle_gender),
        ("is_female" in fields and not {"is_male", "gender"} & fields, _male_unless_marked),
        ("is_male" in fields and not {"is_female", "gender"} & fields, _female_unless_marked),
        (bool(GENDER & fields), _miss_gender),
        (any(field.startswith("fees.") for field in fields), _gather_fees),
        ("fee_total" in fields, _check_fee_total),
        (bool(BIRTH & fields), _miss_birth),
        ("union_date" in fields, _check_order),
        (len(table.having("id_number")) > 1, _forget_old_number),
        ("id_number" in fields, _check_id),
        ("is_party" in fields, lambda person, _: person.fields.setdefault("is_party", False)),
        (
            "is_ethnic_minority" in fields,
            lambda person, _: person.fields.setdefault("is_ethnic_minority", False),
        ),
    ]
    return tuple(finish for wanted, finish in steps if wanted)


def _join_name(person: Person, _: Reader) -> None:
    parts = [person.fields.pop(part, "") for part in ("name_ho_dem", "name_dem", "name_ten")]
    if name := clean_name(" ".join(parts)):
        person.fields.setdefault("full_name", name)


def _join_dates(person: Person, reader: Reader) -> None:
    """Makes one date of a day, a month and a year that stand in columns of their own."""
    wanted = {
        field.split(".")[0]
        for field in person.fields
        if field.endswith((".day", ".month", ".year"))
    }
    for date_field in sorted(wanted):
        parts = [str(person.fields.pop(f"{date_field}.{part}", "")) for part in _DATE_PARTS]
        if not parts[1].strip("0"):
            parts[0] = ""  # a day of no month tells nothing
        if not any(part.strip("0") for part in parts):
            continue
        sense: Literal["birth", "past"] = "birth" if date_field == "birth_date" else "past"
        text = "/".join(part or "0" for part in parts)
        found = read_date(text, today=reader.calendar.today, sense=sense) if parts[2] else None
        if found is not None and found.iso:
            person.fields.setdefault(date_field, found.iso)
        else:
            place = reader.place(f"{date_field}.year", f"{date_field}.day")
            person.blame(place, date_field, (found and found.code) or "YEAR_MISSING")


def _settle_gender(person: Person, reader: Reader) -> None:
    male, female = person.fields.pop("is_male", False), person.fields.pop("is_female", False)
    marked = {"male"} if male else set()
    marked |= {"female"} if female else set()
    written = person.fields.get("gender")
    found = marked | ({written} if written else set())
    if len(found) > 1:
        person.fields.pop("gender", None)
        person.blame(reader.place("is_male", "birth_male", "gender"), "gender", "GENDER_CONFLICT")
    elif found:
        person.fields["gender"] = found.pop()


def _male_unless_marked(person: Person, _: Reader) -> None:
    if not person.is_blamed("gender"):
        person.fields.setdefault("gender", "male")


def _female_unless_marked(person: Person, _: Reader) -> None:
    if not person.is_blamed("gender"):
        person.fields.setdefault("gender", "female")


def _miss_gender(person: Person, reader: Reader) -> None:
    if "gender" not in person.fields and not person.is_blamed("gender"):
        place = reader.place("gender", "is_female", "is_male", "birth_female")
        person.blame(place, "gender", "GENDER_MISSING")


def _gather_fees(person: Person, _: Reader) -> None:
    found = [name for name in person.fields if name.startswith("fees.")]
    if found:
        in_order = sorted(found, key=lambda name: int(name.removeprefix("fees.T")))
        person.fields["fees"] = {name[5:]: person.fields.pop(name) for name in in_order}
    person.issues = [
        (at, issue._replace(field="fees")) if issue.field.startswith("fees.") else (at, issue)
        for at, issue in person.issues
    ]


def _check_fee_total(person: Person, reader: Reader) -> None:
    fees, total = person.fields.get("fees"), person.fields.get("fee_total")
    if fees and total is not None and sum(fees.values()) != total and not person.is_blamed("fees"):
        right = f"{sum(fees.values()):,}".replace(",", ".")
        person.blame(reader.place("fee_total"), "fee_total", "TOTAL_MISMATCH", right)


def _miss_birth(person: Person, reader: Reader) -> None:
    if "birth_date" not in person.fields and not person.is_blamed("birth_date"):
        person.blame(reader.place(*sorted(BIRTH)), "birth_date", "MISSING_BIRTH")


def _check_order(person: Person, reader: Reader) -> None:
    born, joined = person.fields.get("birth_date"), person.fields.get("union_date")
    if born and joined:
        known = min(len(born), len(joined))
        if joined[:known] < born[:known]:
            del person.fields["union_date"]
            person.blame(reader.place("union_date"), "union_date", "UNION_BEFORE_BIRTH")


def _forget_old_number(person: Person, reader: Reader) -> None:
    """A CCCD makes whatever is wrong with the old CMND beside it unimportant."""
    believed = reader.place("id_number")
    if len(person.fields.get("id_number", "")) == 12:
        person.issues = [
            (at, issue)
            for at, issue in person.issues
            if issue.field != "id_number" or at in (None, believed)
        ]


def _check_id(person: Person, reader: Reader) -> None:
    fields = person.fields
    if id_number := fields.get("id_number"):
        for code in check_against(id_number, fields.get("gender"), fields.get("birth_date")):
            person.blame(reader.place("id_number"), "id_number", code)
