"""The tables a package may carry: Frictionless schemas in resources/exchange/schemas.

A new table, or a new version of one, is a new file; old files stay, because old packages stay
readable.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from unionapp.assets import resource
from unionapp.errors import Refusal
from unionapp.exchange.canonical import LARGEST_INTEGER, Json, encode_json

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Field:
    """What one value of a table may be."""

    name: str
    kind: str
    is_required: bool
    max_length: int
    minimum: int
    pattern: re.Pattern[str] | None
    choices: frozenset[str]

    def accepts(self, value: Json) -> bool:
        """Whether the value may stand here."""
        if value is None:
            return not self.is_required
        if not _KINDS[self.kind](value):
            return False
        return self._accepts_text(value) if isinstance(value, str) else self._accepts_number(value)

    def _accepts_text(self, text: str) -> bool:
        return (
            len(text) <= self.max_length
            and (self.pattern is None or self.pattern.fullmatch(text) is not None)
            and (not self.choices or text in self.choices)
        )

    def _accepts_number(self, number: Json) -> bool:
        return isinstance(number, int) and self.minimum <= number <= LARGEST_INTEGER


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One version of one table."""

    id: str
    version: int
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    sums: tuple[str, ...]
    sha256: str
    document: Mapping[str, Json]

    def key_of(self, record: Mapping[str, Json]) -> tuple[Any, ...]:
        """The value that names the record and orders the table."""
        return tuple(record[name] for name in self.primary_key)


def newest_schema(table: str) -> TableSchema:
    """The version in which a table is written today.

    Raises:
        Refusal: E_VERSION if this program knows no such table.
    """
    versions = [version for name, version in all_schemas() if name == table]
    if not versions:
        raise Refusal("E_VERSION", table=table)
    return all_schemas()[table, max(versions)]


def known_schema(table: str, version: int, sha256: str) -> TableSchema:
    """The schema a package names.

    Raises:
        Refusal: E_VERSION if this program has no such version, or another text of it.
    """
    schema = all_schemas().get((table, version))
    if schema is None or schema.sha256 != sha256:
        raise Refusal("E_VERSION", table=table)
    return schema


@cache
def all_schemas() -> dict[tuple[str, int], TableSchema]:
    """Every table version this program reads."""
    schemas = [
        read_schema(json.loads(file.read_text(encoding="utf-8")))
        for file in sorted(resource("exchange", "schemas").glob("*.json"))
    ]
    return {(schema.id, schema.version): schema for schema in schemas}


def read_schema(document: Mapping[str, Any]) -> TableSchema:
    """A schema from its JSON document; its SHA-256 is that of the document's canonical form."""
    return TableSchema(
        id=document["name"],
        version=document["version"],
        fields=tuple(_read_field(field) for field in document["fields"]),
        primary_key=tuple(document["primaryKey"]),
        sums=tuple(document["sums"]),
        sha256=hashlib.sha256(encode_json(document)).hexdigest(),
        document=document,
    )


def describe_tables(schemas: list[TableSchema]) -> bytes:
    """The Frictionless descriptor of the tables in a package."""
    resources = [
        {
            "name": schema.id,
            "path": f"data/{schema.id}.jsonl",
            "format": "jsonl",
            "mediatype": "application/x-ndjson",
            "encoding": "utf-8",
            "schema": schema.document,
        }
        for schema in schemas
    ]
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    return encode_json({"$schema": profile, "resources": resources})


def _read_field(document: Mapping[str, Any]) -> Field:
    rules = document.get("constraints", {})
    pattern = rules.get("pattern")
    return Field(
        name=document["name"],
        kind=document["type"],
        is_required=rules.get("required", False),
        max_length=rules.get("maxLength", 1000),
        minimum=rules.get("minimum", -LARGEST_INTEGER),
        pattern=re.compile(pattern, re.ASCII) if pattern else None,
        choices=frozenset(rules.get("enum", ())),
    )


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_integer(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_boolean(value: Json) -> bool:
    return isinstance(value, bool)


def _is_month(value: Json) -> bool:
    return isinstance(value, str) and _MONTH.match(value) is not None


def _is_day(value: Json) -> bool:
    if not isinstance(value, str) or not _DAY.match(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


_KINDS: dict[str, Callable[[Json], bool]] = {
    "string": _is_text,
    "integer": _is_integer,
    "boolean": _is_boolean,
    "date": _is_day,
    "yearmonth": _is_month,
}
