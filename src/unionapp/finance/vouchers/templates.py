"""Plain-language templates: what happened, instead of codes."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from unionapp.assets import resource
from unionapp.errors import Refusal
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.organisation.employer_types import is_enterprise
from unionapp.vietnamese.names import fold

_SPEAKING = 2


@dataclass(frozen=True, slots=True)
class VoucherTemplate:
    """What officers say happened, with the kinds, item and source it means."""

    code: str
    name: str
    kinds: tuple[str, ...]
    item: str
    source: str
    reason: str
    item_public: str = ""
    says: tuple[str, ...] = ()  # other words for it, as officers write them in a reason

    def item_for(self, *, is_enterprise: bool) -> str:
        """The item key for the sector of the employer."""
        return self.item if is_enterprise or not self.item_public else self.item_public


@cache
def voucher_templates() -> tuple[VoucherTemplate, ...]:
    """All templates, in the order the form offers them."""
    rows = _data()["template"]
    return tuple(VoucherTemplate(**{**row, **_tuples(row)}) for row in rows)


def templates_for(kind: str) -> tuple[VoucherTemplate, ...]:
    """The templates of a kind of voucher, in the order the form offers them."""
    return tuple(template for template in voucher_templates() if kind in template.kinds)


def suggest_template(kind: str, reason: str) -> VoucherTemplate | None:
    """The one template of a kind that a reason speaks of; None in doubt.

    Words of its own (`says`) count before those of its name, of which two must be there.
    """
    words = set(_words(reason))
    scored = [(_score(one, words), one) for one in templates_for(kind)]
    best = max((score for score, _ in scored), default=(0, 0))
    found = [one for score, one in scored if score == best]
    is_clear = best[0] > 0 or best[1] >= _SPEAKING
    return found[0] if is_clear and len(found) == 1 else None


def written_elsewhere(reason: str) -> str:
    """Where else it is written what a reason speaks of, in one sentence; empty if it is here."""
    words = set(_words(reason))
    for door in _data()["elsewhere"]:
        if any(words >= set(_words(phrase)) for phrase in door["says"]):
            return str(door["sentence"])
    return ""


def find_template(code: str) -> VoucherTemplate:
    """The template of a code.

    Raises:
        Refusal: template.unknown.
    """
    for template in voucher_templates():
        if template.code == code:
            return template
    raise Refusal("template.unknown", template=code)


def template_line(template: VoucherTemplate, amount: int, employer_type: str | None) -> LineDraft:
    """The line of a voucher that is all for one template.

    Raises:
        Refusal: unit.unknown_employer_type.
    """
    item = template.item_for(is_enterprise=is_enterprise(employer_type))
    return LineDraft(item, amount, template.source)


@cache
def _data() -> dict[str, Any]:
    text = resource("finance", "voucher_templates.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _tuples(row: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(row.get(name, ())) for name in ("kinds", "says")}


def _score(template: VoucherTemplate, words: set[str]) -> tuple[int, int]:
    """How many words the longest saying has that is all there, then how many of the name."""
    said = (set(_words(phrase)) for phrase in template.says)
    longest = max((len(phrase) for phrase in said if phrase <= words), default=0)
    return longest, len(words & set(_words(template.name)))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]{2,}|\d+/\d+", fold(text))
