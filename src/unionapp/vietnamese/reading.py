"""What comes out of reading a foreign value: the value, or a code that says why not."""

from dataclasses import dataclass


class Unreadable(ValueError):
    """A typed or found text has no one meaning; `code` is stable, the text itself is not kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Reading:
    """A value read from a cell.

    A value with a code was repaired or deserves a look; no value with a code was refused;
    neither means that the cell is blank.
    """

    value: str | None = None
    code: str | None = None
    suggestion: str | None = None
