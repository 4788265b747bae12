"""Plain-language templates: what happened, instead of codes."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from unionapp.assets import resource
from unionapp.errors import Refusal
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

    def item_for(self, *, is_enterprise: bool) -> str:
        """The item key for the sector of the employer."""
        return self.item if is_enterprise or not self.item_public else self.item_public


@cache
def voucher_templates() -> tuple[VoucherTemplate, ...]:
    """All templates, in the order the form offers them."""
    text = resource("finance", "voucher_templates.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["template"]
    return tuple(VoucherTemplate(**{**row, "kinds": tuple(row["kinds"])}) for row in rows)


def templates_for(kind: str) -> tuple[VoucherTemplate, ...]:
    """The templates of a kind of voucher, in the order the form offers them."""
    return tuple(template for template in voucher_templates() if kind in template.kinds)


def suggest_template(kind: str, reason: str) -> VoucherTemplate | None:
    """The one template of a kind that at least two words of a reason speak of; None in doubt."""
    words = set(_words(reason))
    scored = [(len(words & set(_words(one.name))), one) for one in templates_for(kind)]
    best = max((score for score, _ in scored), default=0)
    found = [one for score, one in scored if score == best]
    return found[0] if best >= _SPEAKING and len(found) == 1 else None


def find_template(code: str) -> VoucherTemplate:
    """The template of a code.

    Raises:
        Refusal: template.unknown.
    """
    for template in voucher_templates():
        if template.code == code:
            return template
    raise Refusal("template.unknown", template=code)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]{2,}", fold(text))
