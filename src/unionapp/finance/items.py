"""The chart of items (mục lục thu, chi): stable keys; codes and names change with the guide."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from unionapp.assets import resource
from unionapp.errors import Refusal
from unionapp.vietnamese.names import fold

RECEIPT, SPENDING = "receipt", "spending"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the chart; `parent` is the key of the item it belongs to, or empty."""

    key: str
    code: str
    name: str
    parent: str
    direction: str
    applies_to: str
    legal_basis: str
    confidence: str

    @property
    def is_upper_only(self) -> bool:
        """Whether only a level above the grassroots books money on it."""
        return self.applies_to == "upper"

    @property
    def needs_check(self) -> bool:
        """Whether screens mark it "cần kiểm tra"."""
        return self.confidence != "certain"


@dataclass(frozen=True)
class Scheme:
    """The chart as one guide has it, from a day on."""

    code: str
    valid_from: date
    items: tuple[Item, ...]

    def find(self, text: str) -> Item:
        """The item of a key, a code or a name.

        Raises:
            Refusal: item.unknown.
        """
        wanted = fold(text).strip()
        for item in self.items:
            if wanted in {item.key.lower(), item.code, fold(item.name)}:
                return item
        raise Refusal("item.unknown", item=text)

    def key_of(self, text: str) -> str:
        """The key behind what was typed; what names no item stays as it is."""
        try:
            return self.find(text).key
        except Refusal:
            return text

    def is_leaf(self, key: str) -> bool:
        """Whether money may be booked on an item: nothing stands below it."""
        return all(item.parent != key for item in self.items)

    def leaves(self, direction: str) -> tuple[Item, ...]:
        """The items money may be booked on, receipts or spending."""
        return tuple(
            item for item in self.items if item.direction == direction and self.is_leaf(item.key)
        )

    def family(self, key: str) -> frozenset[str]:
        """An item with everything below it."""
        children = (self.family(item.key) for item in self.items if item.parent == key)
        return frozenset({key}).union(*children)


def scheme_on(day: date) -> Scheme:
    """The chart valid on a day.

    Raises:
        Refusal: item.no_scheme.
    """
    valid = [scheme for scheme in _schemes() if scheme.valid_from <= day]
    if not valid:
        raise Refusal("item.no_scheme", on=f"{day:%d/%m/%Y}")
    return max(valid, key=lambda scheme: scheme.valid_from)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the money of a line comes from (nguồn)."""

    code: str
    name: str
    confidence: str


@cache
def money_sources() -> tuple[Source, ...]:
    """All sources, in the order of their codes."""
    return tuple(Source(**row) for row in _read("sources.toml")["source"])


@cache
def _schemes() -> tuple[Scheme, ...]:
    data = _read("items.toml")
    return tuple(
        Scheme(row["code"], row["valid_from"], _items_of(row, data["item"]))
        for row in data["scheme"]
    )


def _items_of(scheme: dict[str, Any], rows: list[dict[str, Any]]) -> tuple[Item, ...]:
    taken_from = scheme.get("items_of")
    items = tuple(
        Item(**{name: value for name, value in row.items() if name != "scheme"})
        for row in rows
        if row["scheme"] == (taken_from or scheme["code"])
    )
    if taken_from is None:
        return items
    basis, confidence = scheme["legal_basis"], scheme["confidence"]
    return tuple(replace(item, legal_basis=basis, confidence=confidence) for item in items)


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads(resource("finance", file).read_text(encoding="utf-8"))
