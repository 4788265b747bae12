"""The kinds of activity and the fields of each, from resources/activities/kinds.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from unionapp.assets import resource
from unionapp.errors import Refusal
from unionapp.vietnamese.names import fold

_SHIPPED = "kinds.toml"


@dataclass(frozen=True, slots=True)
class KindField:
    """A field of one kind; `choices` holds (code, words) for the type "choice".

    With `required_when` it is needed where other fields of the kind say so.
    """

    name: str
    label: str
    type: str
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    required_when: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of activity; a kind that `runs` is in force from its day until it ends.

    `item` is the key in the chart of items that its cost is booked on; so many `alarm_days`
    before it ends the first page warns.
    """

    code: str
    name: str
    group: str
    group_name: str
    fields: tuple[KindField, ...]
    measures: tuple[str, ...]
    legal_basis: str
    confidence: str
    runs: bool
    day_label: str
    end_label: str
    item: str
    alarm_days: int = 0

    @property
    def needs_check(self) -> bool:
        """Whether screens mark it "cần kiểm tra"."""
        return self.confidence != "certain"


@cache
def list_kinds() -> tuple[Kind, ...]:
    """Every kind, in the order the form offers them."""
    data = _read(_SHIPPED)
    own = [row for file in _own_files() for row in _read(file)["kind"]]
    rows = [*data["kind"], *own]
    return tuple(_kind(row, data["groups"], data["group_items"]) for row in rows)


def _own_files() -> list[str]:
    # an organisation adds kinds of its own as files beside the shipped one
    return sorted(it.name for it in resource("activities").glob("*.toml") if it.name != _SHIPPED)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("activities", name).read_text(encoding="utf-8"))


def find_kind(text: str) -> Kind:
    """The kind meant by a code or a name.

    Raises:
        Refusal: activity.unknown_kind.
    """
    wanted = fold(text).strip()
    for kind in list_kinds():
        if wanted in {fold(kind.code), fold(kind.name)}:
            return kind
    codes = ", ".join(kind.code for kind in list_kinds())
    raise Refusal("activity.unknown_kind", kind=text, kinds=codes)


def kind_of(code: str) -> Kind:
    """The kind of a stored record; one that left the catalogue still has a name, and no fields."""
    known = next((kind for kind in list_kinds() if kind.code == code), None)
    return known or Kind(
        code=code,
        name=f"{code} (không còn trong danh mục)",
        group="",
        group_name="",
        fields=(),
        measures=(),
        legal_basis="",
        confidence="certain",
        runs=False,
        day_label="Ngày tổ chức",
        end_label="Đến ngày",
        item="",
    )


def _kind(row: Mapping[str, Any], groups: Mapping[str, str], items: Mapping[str, str]) -> Kind:
    return Kind(
        code=row["code"],
        name=row["name"],
        group=row["group"],
        group_name=groups[row["group"]],
        fields=tuple(_field(field) for field in row["fields"]),
        measures=tuple(row["measures"]),
        legal_basis=row["legal_basis"],
        confidence=row["confidence"],
        runs=row.get("runs", False),
        day_label=row.get("day_label", "Ngày tổ chức"),
        end_label=row.get("end_label", "Đến ngày"),
        item=row.get("item", items[row["group"]]),
        alarm_days=row.get("alarm_days", 0),
    )


def _field(row: Mapping[str, Any]) -> KindField:
    return KindField(
        name=row["name"],
        label=row["label"],
        type=row["type"],
        required=row.get("required", False),
        choices=tuple(row.get("choices", {}).items()),
        required_when=tuple(row.get("required_when", {}).items()),
    )
