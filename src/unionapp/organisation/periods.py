"""A month as people and scripts give it."""

import re

from unionapp.errors import Refusal

_MONTH = re.compile(r"[1-9]\d{3}-(0[1-9]|1[0-2])", re.ASCII)


def read_month(text: str) -> str:
    """A month given as YYYY-MM.

    Raises:
        Refusal: period.unreadable.
    """
    if not _MONTH.fullmatch(text):
        raise Refusal("period.unreadable", text=text)
    return text
