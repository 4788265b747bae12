"""Says a result: one JSON document on stdout, or words for people.

With --json, words go to stderr, so that stdout stays one document.
"""

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import click

from unionapp.vietnamese.periods import Period


@dataclasses.dataclass(frozen=True, slots=True)
class Output:
    """Where a command says what it did."""

    as_json: bool

    def show(self, value: object, *words: str) -> None:
        """Say a value: its JSON, or the words."""
        if self.as_json:
            click.echo(json.dumps(plain(value), ensure_ascii=False, indent=1))
        for line in words:
            self.say(line)

    def say(self, line: str) -> None:
        """Say a line for people."""
        click.echo(line, err=self.as_json)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Say rows for people, columns aligned; numbers stand right."""
        lines = [[_cell(cell) for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
        for line in ([*heads], *lines):
            cells = (_aligned(cell, width) for cell, width in zip(line, widths, strict=True))
            self.say("  ".join(cells).rstrip())


def plain(value: Any) -> Any:  # noqa: ANN401, PLR0911  # any frozen value becomes JSON here
    """A frozen value as JSON types: dates ISO, periods {"from", "to"}, tuples lists."""
    match value:
        case Period():
            return {"from": value.first, "to": value.last}
        case Enum():
            return value.value
        case date() | Path() | Decimal():
            return value.isoformat() if isinstance(value, date) else str(value)
        case bytes():
            return value.hex()
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case str() | int() | float() | None:
            return value
    if dataclasses.is_dataclass(value):
        fields = (field for field in dataclasses.fields(value) if field.repr)
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    return [plain(inner) for inner in value]


def _cell(cell: object) -> str:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return f"{cell:,}".replace(",", ".")
    return "" if cell is None else str(cell)


def _aligned(cell: str, width: int) -> str:
    is_number = cell.replace(".", "").lstrip("-").isdecimal()
    return cell.rjust(width) if is_number else cell.ljust(width)
