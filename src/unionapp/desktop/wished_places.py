"""Every place of the program by its title and by the words officers say for it."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Any

from unionapp.assets import resource
from unionapp.desktop.command_box import Wish
from unionapp.organisation.tiers import consolidates

Open = Callable[[str, object], object]


def wished_places(open_place: Open, tier: str) -> Iterator[Wish]:
    """The parts, lists and panels that a unit of a tier has, and the papers it prints."""
    for place in _read()["place"]:
        if not place.get("lower") or consolidates(tier):
            opening = partial(open_place, place["page"], place.get("at"))
            yield Wish(place["title"], opening, said=tuple(place["words"]))
    yield from _papers(open_place, tier)


def _papers(open_place: Open, tier: str) -> Iterator[Wish]:
    # the catalogue brings every paper's content with it: it is asked when somebody wishes
    from unionapp.reports.catalogue import reports_for  # noqa: PLC0415

    words: Mapping[str, list[str]] = _read()["papers"]
    for kind in reports_for(tier):
        said = (kind.name, kind.form_code, *words.get(kind.id, ()))
        code = f" ({kind.form_code})" if kind.form_code else ""
        opening = partial(open_place, "reports", kind.id)
        yield Wish(f"In {kind.name}{code}", opening, said=tuple(filter(None, said)))


@cache
def _read() -> Mapping[str, Any]:
    text = resource("window", "places.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))
