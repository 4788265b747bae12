"""A month as officers type it: 3/2026, 03/2026 or 2026-03."""

import re

_TYPED = re.compile(r"(\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})", re.ASCII)


def read_typed_month(text: str) -> str | None:
    """The month as it is stored; None if the text is none."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None
