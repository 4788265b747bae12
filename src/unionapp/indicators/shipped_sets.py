"""The target sets that come with the program, from resources/indicators/sets/*.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from unionapp.assets import resource
from unionapp.indicators.catalogue import find_measure


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """One line of a plan.

    `span` tells how often it is asked: every year, every few years, half-yearly, or once by
    `due_on`. `choices` are the readings of the measure that this plan means.
    """

    code: str
    measure: str
    name: str
    comparison: str
    unit: str
    span: str
    value: int | None = None
    value_to: int | None = None
    words: str = ""
    due_on: date | None = None
    choices: Mapping[str, str | int] = field(default_factory=dict)
    segment: str = ""
    level: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShippedSet:
    """A plan of some union body, as its document has it."""

    code: str
    document: str
    name: str
    issuer: str
    number: str
    issued_on: date | None
    targets: tuple[TargetFacts, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a line of a document found its place: its measure, and who gives the figure."""

    document: str
    id: str
    measure: str
    state: str


@cache
def shipped_sets() -> tuple[ShippedSet, ...]:
    """Every set, in the order of the documents."""
    files = resource("indicators", "sets").glob("*.toml")
    sets = (_read(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)
    return tuple(sorted(sets, key=lambda it: it.document))


def target_coverage() -> tuple[Placed, ...]:
    """Every line of every document, with its measure and whether it is computed or typed."""
    return tuple(
        Placed(plan.document, target.code, target.measure, _state(target.measure))
        for plan in shipped_sets()
        for target in plan.targets
    )


def _state(measure: str) -> str:
    return "typed" if find_measure(measure).is_typed else "computed"


def _read(data: Mapping[str, Any]) -> ShippedSet:
    return ShippedSet(
        code=data["code"],
        document=data["document"],
        name=data["name"],
        issuer=data["issuer"],
        number=data["number"],
        issued_on=data.get("issued_on"),
        targets=tuple(
            TargetFacts(code=row["id"], **{name: row[name] for name in row if name != "id"})
            for row in data["target"]
        ),
    )
