"""The posts of the union's bodies, as resources/codes/cadre_post.toml names them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from unionapp.assets import resource
from unionapp.errors import Refusal

UBKT_MEMBERS, WOMEN_COMMITTEE_MEMBERS = 30, 10


@dataclass(frozen=True, slots=True)
class Post:
    """A post; `hours` a month the employer grants for it, `is_single` if one person holds it."""

    code: str
    name: str
    body: str
    hours: int
    is_single: bool


@cache
def posts() -> dict[str, Post]:
    """Every post by code, in the order of rank."""
    rows = _source()["post"]
    return {row["code"]: Post(**row) for row in rows}


@cache
def bodies() -> dict[str, str]:
    """Every body by code, with its name."""
    return dict(_source()["bodies"])


def require_post(code: str) -> Post:
    """The post with a code.

    Raises:
        Refusal: cadre.unknown_post.
    """
    if code not in posts():
        raise Refusal("cadre.unknown_post", post=code, posts=", ".join(posts()))
    return posts()[code]


@cache
def _source() -> dict[str, Any]:
    path = resource("codes", "cadre_post.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
