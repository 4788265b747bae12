"""Evidence: the records behind a number, counted per unit or listed one by one.

A way of counting gives rows of (unit, record, label, day, weight); a number is what these weights
add up to, so that whoever asks why is shown exactly what was counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, literal, select

from unionapp.indicators.scope import Scope

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One record behind a figure and what it adds."""

    unit_id: int
    table: str
    row_id: int
    label: str
    on: date | None
    weight: int


class Evidence(Protocol):
    """Counts its records per unit, or lists them."""

    def totals(self, fold: str) -> dict[int, int]:
        """The number of each unit that has records: the sum, the max, or one if any."""

    def rows(self) -> Iterator[SourceRow]:
        """Every record."""


@dataclass(frozen=True, slots=True)
class QueriedEvidence:
    """Records that a query finds; they are added up by the database.

    `summed` is a shorter query for the sums, where adding up the records is slow.
    """

    scope: Scope
    table: str
    query: Select[Any]
    summed: Select[Any] | None = None

    def totals(self, fold: str) -> dict[int, int]:
        """The number of each unit, worked out by the database."""
        if self.summed is not None and fold == "sum":
            return self._read(self.summed)
        rows = self.query.order_by(None).subquery()
        number: ColumnElement[Any] = {
            "sum": func.sum(rows.c.weight),
            "max": func.max(rows.c.weight),
            "any": literal(1),
        }[fold]
        grouped = select(rows.c.unit_id, number).group_by(rows.c.unit_id)
        return self._read(grouped)

    def _read(self, query: Select[Any]) -> dict[int, int]:
        # the bare connection: a session would look for entities in thousands of plain numbers
        rows = self.scope.session.connection().execute(query)
        return {unit: int(total) for unit, total in rows}

    def rows(self) -> Iterator[SourceRow]:
        """Every record, by day."""
        for row in self.scope.session.execute(self.query):
            yield SourceRow(row.unit_id, self.table, row.row_id, row.label, row.on, row.weight)


@dataclass(frozen=True, slots=True)
class ListedEvidence:
    """Records that are already known, such as the units of a segment."""

    listed: tuple[SourceRow, ...]

    def totals(self, fold: str) -> dict[int, int]:
        """The number of each unit."""
        totals: dict[int, int] = {}
        for row in self.listed:
            before = totals.get(row.unit_id, 0)
            totals[row.unit_id] = {
                "sum": before + row.weight,
                "max": max(before, row.weight),
                "any": 1,
            }[fold]
        return totals

    def rows(self) -> Iterator[SourceRow]:
        """Every record."""
        yield from self.listed


@dataclass(frozen=True, slots=True)
class JoinedEvidence:
    """Records of several kinds that say the same: a course noted here, or in a cadre's file."""

    parts: tuple[Evidence, ...]

    def totals(self, fold: str) -> dict[int, int]:
        """The number of each unit over all parts; where one is enough it counts once."""
        totals: dict[int, int] = {}
        for unit, number in (pair for part in self.parts for pair in part.totals(fold).items()):
            before = totals.get(unit, 0)
            totals[unit] = before + number if fold == "sum" else max(before, number)
        return totals

    def rows(self) -> Iterator[SourceRow]:
        """Every record, part by part."""
        for part in self.parts:
            yield from part.rows()


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """Units, one each."""

    scope: Scope
    ids: Sequence[int]

    def totals(self, fold: str) -> dict[int, int]:  # noqa: ARG002  # one is one in every fold
        """One for each unit."""
        return dict.fromkeys(self.ids, 1)

    def rows(self) -> Iterator[SourceRow]:
        """Every unit."""
        for unit in map(self.scope.units.__getitem__, self.ids):
            yield SourceRow(unit.id, "unit", unit.id, unit.name, None, 1)


def evidence_query(  # a record is these five facts
    unit_id: SQLColumnExpression[Any],
    row_id: SQLColumnExpression[Any],
    label: SQLColumnExpression[Any],
    on: SQLColumnExpression[Any],
    weight: SQLColumnExpression[Any],
) -> Select[Any]:
    """A query whose columns are those of a `SourceRow`."""
    columns: list[ColumnElement[Any]] = [
        unit_id.label("unit_id"),
        row_id.label("row_id"),
        label.label("label"),
        on.label("on"),
        weight.label("weight"),
    ]
    return select(*columns)
