"""The levels of the organisation as they are shipped, for whoever has no data file open yet."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from unionapp.assets import resource


@dataclass(frozen=True, slots=True)
class TierFacts:
    """A level: whether it consolidates others, and whether it is a group inside a unit."""

    code: str
    name: str
    can_consolidate: bool
    is_inner: bool
    closed_on: date | None


@cache
def list_tiers() -> tuple[TierFacts, ...]:
    """Every level there ever was, from the top."""
    rows = tomllib.loads(resource("law", "tiers.toml").read_text(encoding="utf-8"))["tier"]
    return tuple(
        TierFacts(
            row["code"],
            row["name"],
            row["can_consolidate"],
            row["is_inner"],
            row.get("closed_on"),
        )
        for row in sorted(rows, key=lambda row: int(row["order_no"]))
    )


def tiers_on(day: date) -> tuple[TierFacts, ...]:
    """The levels that keep books of their own on a day."""
    return tuple(
        tier
        for tier in list_tiers()
        if not tier.is_inner and (tier.closed_on is None or tier.closed_on >= day)
    )


def consolidates(tier: str) -> bool:
    """Whether units of this level receive the packages of others."""
    return any(it.code == tier and it.can_consolidate for it in list_tiers())
