"""Plain-language templates: what happened, instead of codes."""

import tomllib
from dataclasses import dataclass
from functools import cache

from unionapp.assets import resource
from unionapp.errors import Refusal


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


def find_template(code: str) -> VoucherTemplate:
    """The template of a code.

    Raises:
        Refusal: template.unknown.
    """
    for template in voucher_templates():
        if template.code == code:
            return template
    raise Refusal("template.unknown", template=code)
