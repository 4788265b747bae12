"""The three ways a thing can fail that is not our bug: Problem, Refusal, Trouble.

Inner rooms carry codes and details; the Vietnamese sentence is looked up by code in `sentences`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps a record out; a warning only asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one record or cell; all problems are listed at once, none is raised."""

    code: str
    severity: Severity = Severity.ERROR
    field: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str | None = None


class CodedError(Exception):
    """An exception with a stable code and the details its sentence needs.

    `str()` shows the code and the names of the details only, so that logs stay free of personal
    data.
    """

    def __init__(self, code: str, /, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return f"{self.code} ({', '.join(sorted(self.details))})" if self.details else self.code


class Refusal(CodedError):
    """A rule says no; nothing was changed."""


class Trouble(CodedError):
    """The surroundings are at fault: disk, lock, damage, a missing key; nothing was lost."""


class Invalid(Refusal):
    """A draft has problems; they are all listed in `problems`."""

    def __init__(self, problems: tuple[Problem, ...], code: str = "draft.invalid", /) -> None:
        super().__init__(code, count=len(problems))
        self.problems = problems
