"""The catalogue of measures, from resources/indicators/measures.toml, and of unit segments.

A measure is data: which records its numerator and its denominator count. The ways of counting
themselves are the functions named in `counting`. One more measure per kind of activity tells
how often it was done.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from unionapp.activities.kinds import Kind, list_kinds
from unionapp.assets import resource
from unionapp.errors import Refusal

KIND_PREFIX = "activities."


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading of a measure that a plan may choose; without options it is a whole number.

    What is typed or received `apart` is kept for each option: members are not workers.
    """

    name: str
    label: str
    default: str | int
    options: tuple[tuple[str, str], ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing counted: the way of counting and what it needs to know.

    "$name" stands for the choice of that name, and {by = name, …} for what is listed under it.
    """

    source: Any
    facts: Mapping[str, Any]

    @property
    def fold(self) -> str:
        """How several records of one unit become its number: sum, max, or any (one at most)."""
        return str(self.facts.get("fold", "sum"))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of activity the part counts, those of ways listed under `of` included."""
        inner = (part for part in self.facts.get("of", ()))
        nested = (kind for part in inner for kind in part.get("kinds", ()))
        return (*self.facts.get("kinds", ()), *nested)

    @property
    def sign(self) -> int:
        """Whether the part is added or taken away."""
        return int(self.facts.get("sign", 1))


@dataclass(frozen=True, slots=True)
class Measure:
    """A named way to a figure, with the words that explain it.

    `settled` says where the settlement of a lower unit tells it: the rows that add up to it, or
    a target, so that a unit reporting on paper counts.
    """

    code: str
    name: str
    unit: str
    when: str
    source: str
    numerator: tuple[Part, ...]
    numerator_words: str
    denominator: tuple[Part, ...] = ()
    denominator_words: str = ""
    choices: tuple[Choice, ...] = ()
    asks: tuple[str, ...] = ()
    note: str = ""
    aliases: tuple[str, ...] = ()
    may_exceed: bool = False
    counts: str = ""
    settled: Mapping[str, Any] = field(default_factory=dict)

    @property
    def counted(self) -> str:
        """What the numerator is counted in: người, doanh nghiệp, đồng."""
        return self.counts or ("đơn vị" if self.is_ratio else self.unit)

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole and can never be more than 100 %."""
        return self.unit == "%" and not self.may_exceed

    @property
    def is_ratio(self) -> bool:
        """Whether it has a denominator."""
        return bool(self.denominator)

    @property
    def is_typed(self) -> bool:
        """Whether an officer types it, there being no records to count."""
        return self.source == "M"

    def chosen(self, wanted: Mapping[str, str | int]) -> dict[str, str | int]:
        """Every choice with the value wanted, or its default."""
        return {choice.name: wanted.get(choice.name, choice.default) for choice in self.choices}

    def figure_code(self, wanted: Mapping[str, str | int]) -> str:
        """The code under which a figure of this reading is typed, sent and received."""
        chosen = self.chosen(wanted)
        own = (it for it in self.choices if it.apart and chosen[it.name] != it.default)
        return ".".join((self.code, *(str(chosen[it.name]) for it in own)))

    def readings(self) -> tuple[Mapping[str, str], ...]:
        """The usual reading, then each whose figures are kept apart from it."""
        apart = ((it.name, option) for it in self.choices if it.apart for option in it.options)
        others = ({name: code} for name, (code, _) in apart)
        usual = {it.name: it.default for it in self.choices}
        return ({}, *(it for it in others if not it.items() <= usual.items()))

    def reading_name(self, wanted: Mapping[str, str | int]) -> str:
        """The name, with the reading where it is kept apart."""
        own = [
            words
            for it in self.choices
            if it.apart
            for code, words in it.options
            if code == wanted.get(it.name, it.default) != it.default
        ]
        return f"{self.name} ({', '.join(own).lower()})" if own else self.name


@dataclass(frozen=True, slots=True)
class Segment:
    """A kind of unit that figures speak of; None means that it does not matter."""

    code: str
    name: str
    tiers: tuple[str, ...] = ()
    employer_types: tuple[str, ...] = ()
    sector: str | None = None
    is_public: bool | None = None
    is_enterprise: bool | None = None
    is_inner: bool | None = None
    is_home: bool | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that an officer types because no record holds it, or instead of a measure.

    `rule` says which of the two counts where records can hold it, too.
    """

    code: str
    name: str
    unit: str
    measure: str = ""
    rule: str = "Số nhập tay đứng trước số tính từ sổ."


@cache
def list_measures() -> tuple[Measure, ...]:
    """Every measure: those of the file, then one per kind of activity."""
    named = tuple(_measure(row) for row in _data("measures.toml")["measure"])
    return named + tuple(_count_of(kind) for kind in list_kinds())


def find_measure(code: str) -> Measure:
    """The measure of a code or an alias.

    Raises:
        Refusal: measure.unknown.
    """
    measure = _by_code().get(code)
    if measure is None:
        raise Refusal("measure.unknown", measure=code)
    return measure


@cache
def list_inputs() -> tuple[Input, ...]:
    """Every figure that may be typed: the inputs, then the measures themselves."""
    inputs = tuple(Input(**row) for row in _data("measures.toml")["input"])
    own = tuple(
        Input(it.figure_code(reading), it.reading_name(reading), it.unit, it.code)
        for it in list_measures()
        for reading in it.readings()
    )
    codes = {it.code for it in inputs}
    return inputs + tuple(it for it in own if it.code not in codes)


@cache
def segments() -> Mapping[str, Segment]:
    """Every segment by its code."""
    rows = _data("segments.toml")["segment"]
    return {row["code"]: Segment(**{**row, "tiers": tuple(row.get("tiers", ()))}) for row in rows}


@cache
def _by_code() -> Mapping[str, Measure]:
    return {code: it for it in list_measures() for code in (it.code, *it.aliases)}


def _data(file: str) -> dict[str, Any]:
    return tomllib.loads(resource("indicators", file).read_text(encoding="utf-8"))


def _measure(row: Mapping[str, Any]) -> Measure:
    given = dict(row)
    given["numerator"] = parts_of(given["numerator"])
    given["denominator"] = parts_of(given.get("denominator", []))
    given["choices"] = tuple(
        Choice(**{**choice, "options": tuple(choice.get("options", {}).items())})
        for choice in given.get("choices", ())
    )
    for name in ("asks", "aliases"):
        given[name] = tuple(given.get(name, ()))
    return Measure(**given)


def parts_of(given: Mapping[str, Any] | list[Mapping[str, Any]]) -> tuple[Part, ...]:
    """The parts that a table of a data file describes, one or several."""
    rows = given if isinstance(given, list) else [given]
    return tuple(
        Part(row["from"], {name: value for name, value in row.items() if name != "from"})
        for row in rows
    )


def _count_of(kind: Kind) -> Measure:
    return Measure(
        code=f"{KIND_PREFIX}{kind.code}",
        name=f"Số lần: {kind.name}",
        unit="lần",
        when="flow",
        source="R",
        numerator=(Part("activities", {"kinds": [kind.code]}),),
        numerator_words="hoạt động đã làm trong kỳ",
    )
