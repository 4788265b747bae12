"""Tables as JSON Lines: one canonical object per line, ascending by primary key."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from unionapp.errors import Refusal
from unionapp.exchange import limits
from unionapp.exchange.canonical import Json, decode_json, encode_json
from unionapp.exchange.schemas import TableSchema

Record: TypeAlias = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Totals:
    """Control totals of a table: its rows, and the sums of the fields its schema names."""

    rows: int
    sums: Mapping[str, int]


def order_records(schema: TableSchema, records: Iterable[Record]) -> list[Record]:
    """The records checked, their text in NFC, ascending by primary key.

    Raises:
        Refusal: E_ROW at the first record that does not follow the schema or repeats a key.
    """
    composed = [{name: _compose(value) for name, value in record.items()} for record in records]
    for number, record in enumerate(composed, start=1):
        _check_record(schema, record, number)
    ordered = sorted(composed, key=schema.key_of)
    _check_order(schema, ordered)
    return list(ordered)


def write_records(records: Iterable[Record]) -> Iterator[bytes]:
    """The lines of records that are already in order."""
    for record in records:
        yield encode_json(record) + b"\n"


def read_records(schema: TableSchema, lines: Iterable[bytes]) -> Iterator[Record]:
    """The records of a table's lines.

    Raises:
        Refusal: E_ROW, naming table and row, at the first line that is not exactly as it has to
            be.
    """
    previous: tuple[Any, ...] | None = None
    for number, line in enumerate(lines, start=1):
        record = _read_line(schema, line, number)
        key = schema.key_of(record)
        if previous is not None and key <= previous:
            raise Refusal("E_ROW", table=schema.id, row=number, field=schema.primary_key[0])
        previous = key
        yield record


def add_up(schema: TableSchema, records: Iterable[Record]) -> Totals:
    """The control totals of a table."""
    rows = 0
    sums = dict.fromkeys(schema.sums, 0)
    for record in records:
        rows += 1
        for name in sums:
            value = record[name]
            sums[name] += value if isinstance(value, int) else 0
    return Totals(rows, sums)


def _read_line(schema: TableSchema, line: bytes, number: int) -> dict[str, Json]:
    try:
        record = decode_json(line.removesuffix(b"\n"), file=schema.id)
    except Refusal:
        raise Refusal("E_ROW", table=schema.id, row=number, field=None) from None
    if not isinstance(record, dict) or not line.endswith(b"\n"):
        raise Refusal("E_ROW", table=schema.id, row=number, field=None)
    _check_record(schema, record, number)
    return record


def _check_record(schema: TableSchema, record: Record, number: int) -> None:
    if len(record) != len(schema.fields):
        raise Refusal("E_ROW", table=schema.id, row=number, field=None)
    for field in schema.fields:
        if field.name not in record or not field.accepts(record[field.name]):
            raise Refusal("E_ROW", table=schema.id, row=number, field=field.name)


def _check_order(schema: TableSchema, ordered: list[dict[str, Json]]) -> None:
    for number, (before, after) in enumerate(pairwise(ordered), start=2):
        if schema.key_of(before) == schema.key_of(after):
            raise Refusal("E_ROW", table=schema.id, row=number, field=schema.primary_key[0])
    for number, record in enumerate(ordered, start=1):
        if len(encode_json(record)) >= limits.LINE_BYTES:
            raise Refusal("E_ROW", table=schema.id, row=number, field=None)


def _compose(value: Json) -> Json:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
